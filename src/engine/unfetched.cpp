#include "engine/unfetched.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "engine/ledger.h"

namespace scc::engine {
namespace {

/// Named records by mail: "<failed runs> <when the first was, in ms>", or that it is set aside.
constexpr const char* unfetched_kind = "unfetched";
constexpr const char* aside = "aside";

struct Failures {
  int tries = 0;
  Instant first;
};

Failures read_failures(const std::string& text) {
  Failures failures;
  const auto parts = split(text, ' ');
  if (parts.size() != 2) return failures;
  std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), failures.tries);
  std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), failures.first.milliseconds);
  return failures;
}

ReviewItem review_of(const Context& context, const MessageId& message, const Failures& failures, const Error& error) {
  ReviewItem item;
  item.id = ReviewId(message.text);
  item.kind = ReviewKind::mail;
  item.message = message;
  item.title = "A mail that can't be fetched";
  item.why = "The mailbox did not hand out this mail in " + std::to_string(failures.tries) + " runs since " +
             to_people(failures.first, context.settings.operation.zone) + ": " + error.what +
             " Read it in the mailbox and say by hand what it says, or dismiss this. When it can be fetched after all, "
             "it is read as usual.";
  item.said = failures.first;
  item.opened = context.clock.now();
  return item;
}

/// One more, or one less, in the record of the source.
Outcome count_by(Store& store, int change, Commit& commit) {
  auto stored = store.source("mail");
  if (!stored) return stored.error();
  SourceState state = stored->value_or(SourceState{});
  state.source = "mail";
  state.unfetched = std::max(0, state.unfetched + change);
  commit.sources.push_back(std::move(state));
  return done();
}

Result<std::map<MessageId, std::string>> all_records(Store& store) {
  std::map<MessageId, std::string> records;
  std::string page;
  for (int pages = 0; pages < store_pages_max; ++pages) {
    auto batch = store.named_of(unfetched_kind, page_items_max, page);
    if (!batch) return batch.error();
    for (NamedRecord& record : batch->items) records.emplace(MessageId(record.key), std::move(record.value));
    page = batch->next;
    if (page.empty()) break;
  }
  return records;
}

}  // namespace

Outcome Unfetched::load() {
  if (known_) return done();
  auto records = all_records(context_.store);
  if (!records) return records.error();
  known_ = std::move(*records);
  return done();
}

Result<bool> Unfetched::is_set_aside(const MessageId& message) {
  if (const auto loaded = load(); !loaded) return loaded.error();
  const auto found = known_->find(message);
  return found != known_->end() && found->second == aside;
}

Result<bool> Unfetched::note_failure(const MessageId& message, const Error& error) {
  bool is_aside = false;
  const auto noted = until_committed("the record of the mail " + message.text, [&]() -> Result<CommitOutcome> {
    auto stored = context_.store.named(unfetched_kind, message.text);
    if (!stored) return stored.error();
    NamedRecord record = stored->value_or(NamedRecord{unfetched_kind, message.text, "", std::nullopt, 0});
    is_aside = record.value == aside;
    if (is_aside) return CommitOutcome::already_done;
    const Instant now = context_.clock.now();
    Failures failures = read_failures(record.value);
    if (failures.tries++ == 0) failures.first = now;
    is_aside = failures.tries >= fetch_tries_max && now - failures.first >= fetch_patience;
    record.value =
        is_aside ? aside : std::to_string(failures.tries) + " " + std::to_string(failures.first.milliseconds);
    Commit commit;
    if (record.version == 0) {
      if (const auto counted = count_by(context_.store, 1, commit); !counted) return counted.error();
    }
    if (is_aside) {
      auto review = context_.store.review(ReviewId(message.text));
      if (!review) return review.error();
      commit.reviews = {review_of(context_, message, failures, error)};
      if (review->has_value()) commit.reviews.front().version = (*review)->version;
    }
    commit.named = {std::move(record)};
    return commit_fenced(context_, std::move(commit));
  });
  if (!noted) return noted.error();
  return is_aside;
}

Outcome Unfetched::settle(const MessageId& message, Commit& commit) {
  if (const auto loaded = load(); !loaded) return loaded.error();
  if (!known_->contains(message)) return done();
  auto record = context_.store.named(unfetched_kind, message.text);
  if (!record) return record.error();
  if (record->has_value()) {
    commit.named_removed.push_back({unfetched_kind, message.text, (*record)->version});
    if (const auto counted = count_by(context_.store, -1, commit); !counted) return counted.error();
  }
  auto review = context_.store.review(ReviewId(message.text));
  if (!review) return review.error();
  if (!review->has_value()) return done();
  if (!commit.reviews.empty()) {
    commit.reviews.front().version = (*review)->version;
  } else if ((*review)->state == ReviewState::open) {
    ReviewItem item = **review;
    item.state = ReviewState::dismissed;
    item.decided = context_.clock.now();
    item.decided_by = "scc";
    commit.reviews = {std::move(item)};
  }
  return done();
}

Outcome Unfetched::forget(const MessageId& message) {
  return until_committed("the record of the mail " + message.text, [&]() -> Result<CommitOutcome> {
    Commit commit;
    if (const auto settled = settle(message, commit); !settled) return settled.error();
    if (commit.named_removed.empty() && commit.reviews.empty()) return CommitOutcome::already_done;
    return commit_fenced(context_, std::move(commit));
  });
}

Result<std::vector<ReviewItem>> open_set_aside(Store& store) {
  auto records = all_records(store);
  if (!records) return records.error();
  std::vector<ReviewItem> open;
  for (const auto& [message, value] : *records) {
    if (value != aside) continue;
    auto review = store.review(ReviewId(message.text));
    if (!review) return review.error();
    if (review->has_value() && (*review)->state == ReviewState::open) open.push_back(std::move(**review));
  }
  return open;
}

}  // namespace scc::engine
