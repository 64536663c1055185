/// WorldFile: a labelled world's files: world.json, what the operator knows, and expected.jsonl,
/// what a careful person makes of each mail.
///
/// Strict: what is missing, of a wrong kind, or names something that is not there is an error that
/// says the file and the place ("world.json: charters[3].vessel: there is no vessel "jda"").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/fact.h"
#include "domain/world.h"
#include "mail/parse_message.h"
#include "ports/store_records.h"

namespace scc::app {

inline constexpr std::size_t world_bytes_max = 64u * 1024 * 1024;

/// `name` begins each complaint. Error stop.
[[nodiscard]] Result<World> parse_world(std::string_view json, const std::string& name);
[[nodiscard]] Result<World> read_world(const std::string& path);

/// Whom a world believes: its trusted senders, proven by Google's header.
[[nodiscard]] mail::TrustPolicy trust_of(const World& world);

/// A change as a label says it.
struct LabelledChange {
  FactOp op = FactOp::assign;
  CharterId charter;
  RoleId role;
  Person person;  ///< by id, or by name alone for somebody who is not on the roster
  bool certain = true;
  bool operator==(const LabelledChange&) const = default;
};

/// The right reading of one mail.
struct Label {
  std::string file;
  Disposition disposition = Disposition::ignore;
  std::vector<LabelledChange> changes;
  std::string why;
  bool operator==(const Label&) const = default;
};

/// One label a line. Error stop.
[[nodiscard]] Result<std::vector<Label>> parse_labels(std::string_view jsonl, const std::string& name);

/// A folder with world.json, expected.jsonl and mail/.
struct LabelledWorld {
  std::string name;  ///< the folder's own
  World world;
  std::vector<Label> labels;
  std::vector<std::string> mails;  ///< the bytes of each label's mail
};
[[nodiscard]] Result<LabelledWorld> read_labelled_world(const std::string& folder);

}  // namespace scc::app
