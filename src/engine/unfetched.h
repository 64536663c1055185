/// Unfetched: mails that the mailbox names but does not hand out, while it hands out others.
///
/// Each failure of such a mail is counted in a named record, and the cursor stays before it. One that
/// failed often and long enough is set aside: a review item takes its place and the cursor passes.
/// Whenever the mailbox names it again (Gmail's daily sweep does) it is fetched once more; when that
/// succeeds it is read as any other mail, and its review item goes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace scc::engine {

/// A mail is set aside after this many failed runs …
inline constexpr int fetch_tries_max = 5;
/// … and not before this long after the first of them: no limit of a minute looks like a broken mail.
inline constexpr Duration fetch_patience = minutes(10);

class Unfetched {
 public:
  explicit Unfetched(Context& context) : context_(context) {}

  /// What the source's record says of how many there are: without any, nothing more is read.
  void expect(int count) {
    if (count == 0) known_.emplace();
  }
  /// It failed in this run: true when it is set aside, now or before.
  [[nodiscard]] Result<bool> note_failure(const MessageId& message, const Error& error);
  [[nodiscard]] Result<bool> is_set_aside(const MessageId& message);
  /// It was fetched after all: adds to the commit of its outcome what takes record and review back.
  [[nodiscard]] Outcome settle(const MessageId& message, Commit& commit);
  /// It is gone from the mailbox.
  [[nodiscard]] Outcome forget(const MessageId& message);

 private:
  [[nodiscard]] Outcome load();

  Context& context_;
  std::optional<std::map<MessageId, std::string>> known_;  ///< id → record, as it was when first asked for
};

/// The open review items of mails that were set aside.
[[nodiscard]] Result<std::vector<ReviewItem>> open_set_aside(Store& store);

}  // namespace scc::engine
