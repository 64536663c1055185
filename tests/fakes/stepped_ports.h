/// SteppedPorts: the ports as one worker sees them, each call a step at which it may be struck.
#pragma once

#include <string>

#include "adapters/memory_store/memory_store.h"
#include "fakes/memory_calendar.h"
#include "fakes/memory_mailbox.h"
#include "fakes/steps.h"

namespace scc::fakes {

class SteppedStore final : public Store {
 public:
  SteppedStore(MemoryTables& tables, Steps& steps) : store_(tables), steps_(steps) {}
  /// Every commit of a sync has to name its lease.
  std::function<void(const Commit&)> before_commit = {};

  Result<CommitOutcome> commit(const Commit& commit) override {
    if (before_commit) before_commit(commit);
    return steps_.take("store.commit", [&] { return store_.commit(commit); });
  }
  Result<std::optional<Receipt>> receipt(const MessageId& message) override {
    return steps_.take("store.receipt", [&] { return store_.receipt(message); });
  }
  Result<std::optional<CharterRecord>> charter(const CharterId& id) override {
    return steps_.take("store.charter", [&] { return store_.charter(id); });
  }
  Result<std::vector<Fact>> facts_of(const CharterId& id) override {
    return steps_.take("store.facts_of", [&] { return store_.facts_of(id); });
  }
  Result<std::optional<Fact>> fact(const FactId& id) override {
    return steps_.take("store.fact", [&] { return store_.fact(id); });
  }
  Result<std::optional<ReviewItem>> review(const ReviewId& id) override {
    return steps_.take("store.review", [&] { return store_.review(id); });
  }
  Result<std::optional<SourceState>> source(const std::string& name) override {
    return steps_.take("store.source", [&] { return store_.source(name); });
  }
  Result<std::vector<CrewMember>> crew() override {
    return steps_.take("store.crew", [&] { return store_.crew(); });
  }
  Result<std::optional<NamedRecord>> named(const std::string& kind, const std::string& key) override {
    return steps_.take("store.named", [&] { return store_.named(kind, key); });
  }
  Result<Page<NamedRecord>> named_of(const std::string& kind, int limit, const std::string& page) override {
    return steps_.take("store.named_of", [&] { return store_.named_of(kind, limit, page); });
  }
  Outcome forget_expired(Instant now) override {
    return steps_.take("store.forget_expired", [&] { return store_.forget_expired(now); });
  }
  Result<std::optional<CharterId>> find_charter(const std::string& alias) override {
    return steps_.take("store.find_charter", [&] { return store_.find_charter(alias); });
  }
  Result<Page<CharterRecord>> charters_between(Instant from, Instant to, int limit, const std::string& page) override {
    return steps_.take("store.charters", [&] { return store_.charters_between(from, to, limit, page); });
  }
  Result<Page<CrewSail>> sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                  const std::string& page) override {
    return steps_.take("store.sails_of", [&] { return store_.sails_of(person, from, to, limit, page); });
  }
  Result<std::vector<OutboxEntry>> due_outbox(Instant now, int limit) override {
    return steps_.take("store.outbox", [&] { return store_.due_outbox(now, limit); });
  }
  Result<Page<ReviewItem>> open_reviews(int limit, const std::string& page) override {
    return steps_.take("store.reviews", [&] { return store_.open_reviews(limit, page); });
  }
  Result<Page<Fact>> audit(Instant from, Instant to, int limit, const std::string& page) override {
    return steps_.take("store.audit", [&] { return store_.audit(from, to, limit, page); });
  }
  Result<Page<Receipt>> receipts(int limit, const std::string& page) override {
    return steps_.take("store.receipts", [&] { return store_.receipts(limit, page); });
  }
  Result<std::optional<Lease>> take_lease(const std::string& name, const std::string& owner, Instant now,
                                          Duration length) override {
    return steps_.take("store.take_lease", [&] { return store_.take_lease(name, owner, now, length); });
  }
  Outcome release_lease(const Lease& lease) override {
    return steps_.take("store.release_lease", [&] { return store_.release_lease(lease); });
  }
  Result<std::int64_t> change_number() override {
    return steps_.take("store.change_number", [&] { return store_.change_number(); });
  }

 private:
  MemoryStore store_;
  Steps& steps_;
};

class SteppedMailbox final : public Mailbox {
 public:
  SteppedMailbox(MemoryMailbox& mailbox, Steps& steps) : mailbox_(mailbox), steps_(steps) {}
  /// Does to a listing what a mailbox may do: another order, mails named twice.
  std::function<void(MailPage&)> on_listing = {};

  Result<MailPage> changes(const std::string& cursor, const std::string& page) override {
    auto listed = steps_.take("mailbox.changes", [&] { return mailbox_.changes(cursor, page); });
    if (listed && on_listing) on_listing(*listed);
    return listed;
  }
  Result<RawMail> fetch(const MessageId& id) override {
    return steps_.take("mailbox.fetch", [&] { return mailbox_.fetch(id); });
  }

 private:
  MemoryMailbox& mailbox_;
  Steps& steps_;
};

class SteppedCalendar final : public Calendar {
 public:
  SteppedCalendar(MemoryCalendar& calendar, Steps& steps) : calendar_(calendar), steps_(steps) {}
  /// Sees the event as it is when a write arrives, and the write.
  std::function<void(const CalendarEvent*, const DescriptionPatch&, const std::string&)> on_write = {};

  Result<EventPage> changes(const std::string& cursor, const std::string& page) override {
    return steps_.take("calendar.changes", [&] { return calendar_.changes(cursor, page); });
  }
  Result<std::optional<CalendarEvent>> event(const EventId& id) override {
    return steps_.take("calendar.event", [&] { return calendar_.event(id); });
  }
  Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                          const std::string& if_match) override {
    return steps_.take("calendar.patch", [&] {
      const auto found = calendar_.all().find(id);
      if (on_write) on_write(found == calendar_.all().end() ? nullptr : &found->second, patch, if_match);
      return calendar_.patch_description(id, patch, if_match);
    });
  }

 private:
  MemoryCalendar& calendar_;
  Steps& steps_;
};

}  // namespace scc::fakes
