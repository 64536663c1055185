#include "api/commit_named.h"

#include <string>

namespace scc::api {

Outcome commit_named(Store& store, const Commit& commit, std::string_view what) {
  const auto outcome = store.commit(commit);
  if (!outcome) return outcome.error();
  if (*outcome == CommitOutcome::conflict)
    return Error{Remedy::retry, "The " + std::string(what) + " are being changed by somebody else; try again."};
  return done();
}

}  // namespace scc::api
