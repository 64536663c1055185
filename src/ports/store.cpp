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

Result<std::vector<CharterRecord>> Store::charters_now(Instant from, Instant to) {
  std::vector<CharterRecord> all;
  std::string page;
  for (int pages = 0; pages < store_pages_max; ++pages) {
    auto batch = charters_between(from, to, page_items_max, page);
    if (!batch) return batch.error();
    for (CharterRecord& record : batch->items) all.push_back(std::move(record));
    page = batch->next;
    if (page.empty()) return all;
  }
  return Error{Remedy::stop, "The store lists more than a million charters; ask for a shorter range of dates."};
}

bool moves_change_number(const Commit& commit) {
  if (commit.named.empty() && commit.named_removed.empty()) return true;
  return commit.receipt || !commit.facts.empty() || !commit.charters.empty() || !commit.outbox.empty() ||
         !commit.outbox_done.empty() || !commit.reviews.empty() || !commit.sources.empty() ||
         !commit.crew_put.empty() || !commit.crew_removed.empty();
}

}  // namespace scc
