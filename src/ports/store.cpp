#include "ports/store.h"

namespace scc {
namespace {

/// "" or what is wrong with the name of a named record.
std::string problem_of_name(const std::string& kind, const std::string& key) {
  const auto fits = [](const std::string& text) { return !text.empty() && text.size() <= named_key_bytes_max; };
  if (fits(kind) && fits(key)) return "";
  return "A record's kind and key have 1 to " + std::to_string(named_key_bytes_max) +
         " bytes each: " + kind.substr(0, 40) + "/" + key.substr(0, 40);
}

}  // namespace

Outcome check_limits(const Commit& commit) {
  for (const NamedRecord& record : commit.named) {
    if (std::string problem = problem_of_name(record.kind, record.key); !problem.empty())
      return Error{Remedy::stop, std::move(problem)};
    if (record.value.size() > named_value_bytes_max) {
      return Error{Remedy::stop, "The " + record.kind + " record " + record.key.substr(0, 40) + " has " +
                                     std::to_string(record.value.size()) + " bytes, and " +
                                     std::to_string(named_value_bytes_max) + " is the most."};
    }
  }
  for (const NamedRemoval& removal : commit.named_removed) {
    if (std::string problem = problem_of_name(removal.kind, removal.key); !problem.empty())
      return Error{Remedy::stop, std::move(problem)};
  }
  return done();
}

bool moves_change_number(const Commit& commit) {
  if (commit.named.empty() && commit.named_removed.empty()) return true;
  return commit.receipt || !commit.facts.empty() || !commit.charters.empty() || !commit.outbox.empty() ||
         !commit.outbox_done.empty() || !commit.reviews.empty() || !commit.sources.empty() ||
         !commit.crew_put.empty() || !commit.crew_removed.empty();
}

}  // namespace scc
