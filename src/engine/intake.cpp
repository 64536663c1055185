#include "engine/intake.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/block_view.h"
#include "engine/health.h"
#include "engine/ledger.h"
#include "engine/reading_room.h"
#include "engine/unfetched.h"
#include "engine/visible_text.h"

namespace scc::engine {
namespace {

constexpr int mail_pages_max = 20'000;
/// Mails read ahead, so that those which came in one go are handled in the order they were said.
constexpr std::size_t batch_mails_max = 500;
constexpr std::size_t batch_text_bytes_max = 64u * 1024 * 1024;
/// One broken mail must not keep the others from being read; as many mean the mailbox is broken.
constexpr std::size_t fetch_errors_max = 5;

struct Listing {
  std::vector<MessageId> messages;
  std::string cursor;
};

Result<Listing> list_mails(Mailbox& mailbox, const std::string& cursor) {
  Listing listing;
  std::set<MessageId> named;
  std::string page;
  for (int pages = 0; pages < mail_pages_max; ++pages) {
    auto batch = mailbox.changes(cursor, page);
    if (!batch) return batch.error();
    for (const MessageId& id : batch->messages) {
      if (named.insert(id).second) listing.messages.push_back(id);
    }
    page = batch->next_page;
    if (!page.empty()) continue;
    listing.cursor = batch->cursor;
    return listing;
  }
  return Error{Remedy::stop,
               "The mailbox lists more mails than can be read in one go; narrow the query that names "
               "the crew mails."};
}

PlannedChange planned(const extract::Statement& statement) {
  return {statement.op, statement.charter, statement.role, statement.person, statement.evidence};
}

std::vector<Fact> facts_of(const std::vector<extract::Statement>& accepted, const mail::Message& message,
                           Instant recorded) {
  std::vector<Fact> facts;
  const Source source{SourceKind::mail, message.id.text, actor_of(message)};
  for (const extract::Statement& statement : accepted) {
    Fact fact;
    fact.position = static_cast<int>(facts.size());
    fact.id = make_fact_id(source, fact.position);
    fact.charter = statement.charter;
    fact.op = statement.op;
    fact.role = statement.role;
    fact.person = statement.person;
    fact.source = source;
    fact.said = message.received;
    fact.recorded = recorded;
    fact.evidence = statement.evidence;
    facts.push_back(std::move(fact));
  }
  return facts;
}

Receipt receipt_of(const mail::Message& message, const Decision& decision, Instant now) {
  Receipt receipt;
  receipt.message = message.id;
  receipt.disposition = decision.disposition;
  receipt.reasons = decision.reasons;
  receipt.from = sender_of(message);
  receipt.subject = message.subject;
  receipt.thread_id = message.thread_id;
  receipt.received = message.received;
  receipt.handled = now;
  receipt.reader_version = reader_version;
  receipt.changes = static_cast<int>(decision.accepted.size());
  receipt.text = visible_text(message, receipt_text_bytes_max);
  return receipt;
}

ReviewItem review_of(const mail::Message& message, const Decision& decision, Instant now) {
  ReviewItem item;
  item.id = ReviewId(message.id.text);
  item.kind = ReviewKind::mail;
  item.message = message.id;
  item.title = message.subject;
  item.from = sender_of(message);
  item.why = decision.reasons.empty() ? "A person has to look at this mail." : decision.reasons.front();
  item.text = visible_text(message, receipt_text_bytes_max);
  item.said = message.received;
  item.opened = now;
  for (const extract::Statement& statement : decision.proposed) {
    if (item.proposals.size() >= proposals_max) break;
    item.proposals.push_back({statement.op, statement.charter, statement.role, statement.person, statement.confidence,
                              statement.evidence, statement.reason});
  }
  return item;
}

Result<std::vector<Receipt>> rejected_receipts(Store& store) {
  std::vector<Receipt> rejected;
  std::string page;
  for (int pages = 0; pages < store_pages_max; ++pages) {
    auto batch = store.receipts(page_items_max, page);
    if (!batch) return batch.error();
    for (Receipt& receipt : batch->items) {
      receipt.text.clear();
      if (receipt.disposition == Disposition::reject) rejected.push_back(std::move(receipt));
    }
    page = batch->next;
    if (page.empty()) break;
  }
  std::sort(rejected.begin(), rejected.end(), [](const Receipt& a, const Receipt& b) {
    return std::tie(a.received, a.message) < std::tie(b.received, b.message);
  });
  return rejected;
}

void count(IntakeReport& report, const MailOutcome& mail) {
  switch (mail.disposition) {
    case Disposition::apply: ++report.applied; break;
    case Disposition::review: ++report.review; break;
    case Disposition::ignore: ++report.ignored; break;
    case Disposition::reject: ++report.rejected; break;
  }
  report.changes += mail.changes.size();
}

class Intake {
 public:
  Intake(Context& context, Mailbox& mailbox, const Breath& breath)
      : context_(context),
        mailbox_(mailbox),
        breath_(breath),
        room_(context),
        unfetched_(context),
        breathed_(context.clock.now()) {}

  Result<IntakeReport> run(Reread reread) {
    auto state = context_.store.source("mail");
    if (!state) return state.error();
    const std::string cursor = state->has_value() ? (*state)->cursor : "";
    unfetched_.expect(state->has_value() ? (*state)->unfetched : 0);
    auto listing = list_mails(mailbox_, cursor);
    if (!listing && listing.error().remedy == Remedy::resync && !cursor.empty()) listing = list_mails(mailbox_, "");
    if (!listing) return listing.error();
    report_.seen = listing->messages.size();
    total_ = listing->messages.size();

    cursor_ = listing->cursor;
    auto handled = handle_all(listing->messages, Kind::listed);
    if (!handled) return handled.error();
    if (stopped()) return report_;
    auto passed = pass_unfetched();
    if (!passed) return passed.error();
    auto moved = move_cursor(context_, "mail", cursor_);
    if (!moved) return moved.error();
    if (reread == Reread::rejected) {
      if (const auto again = reread_rejected(); !again) return again.error();
    }
    return report_;
  }

 private:
  enum class Kind { listed, news };

  /// A stop request leaves the rest for the next run.
  Outcome handle_all(const std::vector<MessageId>& messages, Kind kind) {
    auto next = messages.cbegin();
    while (next != messages.cend()) {
      auto batch = read_batch(next, messages.cend(), kind);
      if (!batch) return batch.error();
      for (const mail::Message& message : *batch) {
        if (stopped()) return done();
        auto taken = take(message);
        if (!taken) return taken.error();
        ++handled_;
      }
      if (stopped()) return done();
      if (kind == Kind::listed && next != messages.cend() && out_of_breath()) {
        if (const auto breathed = breathe(); !breathed) return breathed.error();
      }
    }
    return done();
  }

  [[nodiscard]] bool out_of_breath() const { return context_.clock.now() - breathed_ >= breath_every; }

  /// In the middle of a long reading: what came since it began goes first.
  Outcome breathe() {
    if (const auto progress = note_progress(context_, "mail", handled_, total_); !progress) return progress.error();
    if (breath_.before) {
      if (const auto before = breath_.before(); !before) return before.error();
    }
    // Whatever hinders the look for news hinders the next one, or the next run, as well: no error.
    if (auto news = list_mails(mailbox_, cursor_); news && !cursor_.empty()) {
      report_.seen += news->messages.size();
      total_ += news->messages.size();
      if (const auto handled = handle_all(news->messages, Kind::news); !handled) return handled.error();
      // The cursor is stored only when everything up to it has a receipt: at the end of it all.
      cursor_ = news->cursor;
    }
    if (breath_.after) {
      if (const auto after = breath_.after(); !after) return after.error();
    }
    breathed_ = context_.clock.now();
    return done();
  }
  using Position = std::vector<MessageId>::const_iterator;

  [[nodiscard]] bool stopped() const { return context_.stop && context_.stop(); }

  /// The next mails without a receipt, in the order they were said; `next` moves past them.
  Result<std::vector<mail::Message>> read_batch(Position& next, Position end, Kind kind) {
    std::vector<mail::Message> batch;
    std::size_t bytes = 0;
    for (; next != end && batch.size() < batch_mails_max && bytes < batch_text_bytes_max; ++next) {
      if (stopped() || (kind == Kind::listed && !batch.empty() && out_of_breath())) break;
      if (context_.progress) context_.progress("mail", handled_ + batch.size(), total_);
      auto receipt = context_.store.receipt(*next);
      if (!receipt) return receipt.error();
      if (receipt->has_value()) {
        ++report_.known;
        ++handled_;
        continue;
      }
      auto raw = mailbox_.fetch(*next);
      if (!raw) {
        if (const auto noted = note_unfetched(*next, raw.error()); !noted) return noted.error();
        continue;
      }
      batch.push_back(mail::parse_message(raw->bytes, raw->envelope, context_.settings.trust));
      batch.back().id = *next;
      bytes += raw->bytes.size();
    }
    std::sort(batch.begin(), batch.end(), [](const mail::Message& a, const mail::Message& b) {
      return std::tie(a.received, a.id) < std::tie(b.received, b.id);
    });
    return batch;
  }

  /// An error when it is not about this mail alone: the reading ends here.
  Outcome note_unfetched(const MessageId& message, const Error& error) {
    if (error.remedy == Remedy::skip) {
      ++report_.gone;
      ++handled_;
      return unfetched_.forget(message);
    }
    auto aside = unfetched_.is_set_aside(message);
    if (!aside) return aside.error();
    if (*aside && error.remedy != Remedy::reauth) {
      ++handled_;
      return done();
    }
    failures_.emplace_back(message, error);
    if (error.remedy == Remedy::reauth || failures_.size() >= fetch_errors_max) return error;
    if (error.remedy == Remedy::stop || cursor_.empty()) return done();
    // Grant, quota and network are well when the mailbox still answers what is new.
    const auto news = mailbox_.changes(cursor_, "");
    if (!news && news.error().remedy != Remedy::resync) return error;
    return done();
  }

  /// The cursor stays before a mail that failed, until it is set aside.
  Outcome pass_unfetched() {
    std::optional<Error> held;
    for (const auto& [message, error] : failures_) {
      auto came = context_.store.receipt(message);
      if (!came) return came.error();
      if (came->has_value()) continue;
      auto aside = unfetched_.note_failure(message, error);
      if (!aside) return aside.error();
      if (!*aside && !held) held = error;
    }
    if (!held) return done();
    return Error{Remedy::retry, held->what + " It is tried again with the next run, and after " +
                                    std::to_string(fetch_tries_max) + " of them a person is asked."};
  }

  /// In the order received, so that each sees what those before it said.
  Outcome reread_rejected() {
    auto rejected = rejected_receipts(context_.store);
    if (!rejected) return rejected.error();
    for (const Receipt& receipt : *rejected) {
      if (stopped()) return done();
      auto raw = mailbox_.fetch(receipt.message);
      if (!raw && raw.error().remedy == Remedy::skip) continue;
      if (!raw) return raw.error();
      mail::Message message = mail::parse_message(raw->bytes, raw->envelope, context_.settings.trust);
      message.id = receipt.message;
      if (message.trust.trust != mail::Trust::trusted) continue;
      if (const auto taken = take(message, receipt.handled); !taken) return taken.error();
    }
    return done();
  }

  /// `replaces`: when the receipt was handled that this reading takes the place of.
  Outcome take(const mail::Message& message, std::optional<Instant> replaces = std::nullopt) {
    return until_committed("the charters of the mail \"" + message.subject + "\"", [&]() -> Result<CommitOutcome> {
      auto reader = room_.reader_at(message.received, message.id);
      if (!reader) return reader.error();
      const Decision decision = decide(message, (*reader)->read(message));
      if (replaces) {
        auto stands = context_.store.receipt(message.id);
        if (!stands) return stands.error();
        if (!stands->has_value() || (*stands)->handled != *replaces) return CommitOutcome::already_done;
      }
      auto outcome = commit(message, decision, replaces);
      if (!outcome) return outcome.error();
      if (*outcome == CommitOutcome::already_done) ++report_.known;
      if (*outcome == CommitOutcome::committed) {
        note_commit(message, decision);
        if (replaces) ++report_.reread;
      }
      return outcome;
    });
  }

  void note_commit(const mail::Message& message, const Decision& decision) {
    MailOutcome mail{message.id, message.subject, sender_of(message), decision.disposition, {}, decision.reasons};
    std::vector<CharterId> charters;
    for (const extract::Statement& statement : decision.accepted) {
      mail.changes.push_back(planned(statement));
      charters.push_back(statement.charter);
    }
    room_.note_commit(charters);
    count(report_, mail);
    report_.mails.push_back(std::move(mail));
  }

  Result<CommitOutcome> commit(const mail::Message& message, const Decision& decision,
                               std::optional<Instant> replaces) {
    const Instant now = context_.clock.now();
    Posting posting;
    posting.facts = facts_of(decision.accepted, message, now);
    posting.last.receipt = receipt_of(message, decision, now);
    posting.last.receipt_replaces = replaces;
    if (decision.disposition == Disposition::review || !decision.proposed.empty()) {
      posting.last.reviews = {review_of(message, decision, now)};
    }
    if (const auto settled = unfetched_.settle(message.id, posting.last); !settled) return settled.error();
    return post(context_, posting);
  }

  Context& context_;
  Mailbox& mailbox_;
  const Breath& breath_;
  ReadingRoom room_;
  Unfetched unfetched_;
  Instant breathed_;
  std::string cursor_;  ///< what to store when all is handled
  IntakeReport report_;
  std::size_t handled_ = 0;
  std::size_t total_ = 0;
  std::vector<std::pair<MessageId, Error>> failures_;  ///< of single mails, in this run
};

}  // namespace

Result<IntakeReport> take_in(Context& context, Mailbox& mailbox, const Breath& breath, Reread reread) {
  return Intake(context, mailbox, breath).run(reread);
}

}  // namespace scc::engine
