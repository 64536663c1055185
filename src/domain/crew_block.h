/// CrewBlock: our own fenced lines in a calendar event's description.
///
/// Only the lines from the opening to the closing fence are ever ours; every other byte comes
/// back as it was. A description is plain text, or the HTML that Google's editor makes of it.
/// Pure, any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/charter.h"
#include "domain/operation.h"

namespace scc {

/// Google keeps about this many characters of a description; not in its reference, measured by
/// others (support.nylas.com article 10571467644957, read 23 Nov 2026).
inline constexpr std::size_t description_characters_max = 8192;

inline constexpr std::string_view crew_block_opening = "── Crew · ShipCaptainCrew ──";
inline constexpr std::string_view crew_block_closing = "── end of crew ──";

/// Plain text, LF line ends, no final line end. Roles in the operation's order, an open role
/// reads "open"; several holders of a role are joined by ", ". The last line says who confirmed
/// last and when ("confirmed by Carole, Apr 12 2026 9:14 AM PDT"); absent without any crew.
[[nodiscard]] std::string render_crew_block(std::span<const Assignment> crew, const Operation& operation);

/// What a description holds of us.
enum class BlockPresence { absent, present, mangled };
struct FoundBlock {
  BlockPresence presence = BlockPresence::absent;
  std::size_t begin = 0;  ///< bytes of the description, fences included
  std::size_t end = 0;
  std::string text;     ///< the block as plain text (HTML undone), for comparing
  std::string problem;  ///< mangled: what is wrong, for people ("two opening fences")
};
[[nodiscard]] FoundBlock find_crew_block(std::string_view description);

/// One line of a block as a person may have edited it: "1st Mate" → "Angela Wong".
struct BlockLine {
  std::string title;
  std::vector<std::string> names;  ///< empty: open
  bool operator==(const BlockLine&) const = default;
};
/// The role lines of a block's plain text; lines that are none are left out.
[[nodiscard]] std::vector<BlockLine> parse_crew_block(std::string_view block_text);

/// The description with `block` in place of ours, or appended after one empty line. Everything
/// else is returned byte for byte. Errors (skip): mangled fences; longer than
/// description_characters_max. An HTML description gets the block with <br> and escapes.
[[nodiscard]] Result<std::string> place_crew_block(std::string_view description, std::string_view block);

}  // namespace scc
