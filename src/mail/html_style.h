/// HtmlStyle: what of CSS decides whether a text is seen, and whether it is struck through.
///
/// Inline declarations and the simple selectors of <style> (tag, .class, #id, tag.class); what a
/// style sheet says for other media is not ours. Pure, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace scc::mail {

using Colour = std::uint32_t;  ///< 0xRRGGBB

struct Declarations {
  bool hides = false;         ///< not drawn, transparent, of no size or off the screen
  bool strikes = false;       ///< text-decoration: line-through
  bool preformatted = false;  ///< white-space: pre…
  bool borderless = false;    ///< border: none, as mail programs mark an indentation
  bool mark_only = false;     ///< mso-list:Ignore: a list's bullet, written out
  int list_level = 0;         ///< mso-list: … level2 …
  bool no_margin = false;
  std::optional<Colour> colour;
  std::optional<Colour> background;
};

[[nodiscard]] std::optional<Colour> colour_of(std::string_view value);
/// So near that nobody reads one on the other.
[[nodiscard]] bool same_to_the_eye(Colour a, Colour b);
[[nodiscard]] Declarations read_declarations(std::string_view style);
/// `later` wins where it says something.
void merge(Declarations& into, const Declarations& later);

class StyleSheet {
 public:
  void add(std::string_view css);
  [[nodiscard]] bool empty() const { return rules_.empty(); }
  /// What the sheet says of such an element, merged.
  [[nodiscard]] Declarations of(std::string_view tag, std::string_view classes, std::string_view id) const;

 private:
  void add_rule(std::string_view selectors, std::string_view declarations);
  std::map<std::string, Declarations, std::less<>> rules_;  ///< by selector, lower case
};

}  // namespace scc::mail
