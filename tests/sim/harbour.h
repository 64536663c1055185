/// Harbour: everything outside the engine in one simulated run, and the workers that run on it.
///
/// Beside it stand the checkers: after every step of any worker the invariants are looked at; the
/// first breach is kept, with the trace that led to it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "adapters/memory_store/memory_store.h"
#include "engine/sync.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_calendar.h"
#include "fakes/memory_mailbox.h"
#include "fakes/stepped_ports.h"
#include "scenario.h"

namespace scc::sim {

using fakes::Fault;
using fakes::Steps;

/// How one worker's sync ended.
enum class Ended { well, with_failures, with_error, killed };

class Harbour {
 public:
  Harbour(const Scenario& scenario, std::uint64_t seed);
  Harbour(const Harbour&) = delete;
  Harbour& operator=(const Harbour&) = delete;

  // What is outside.
  MemoryTables tables;
  fakes::MemoryMailbox mailbox;
  fakes::MemoryCalendar calendar;
  fakes::ManualClock clock;
  const Scenario scenario;
  fakes::Trace trace;
  Chance chance;

  /// One sync of one worker from its start, as a new process.
  Ended run_sync(const std::string& worker, const Steps::Plan& plan, const std::function<void()>& interlude);
  /// A context for acts by hand, on a store where nothing goes wrong.
  engine::Context quiet_context();

  void deliver(const SimMail& mail);
  /// A person writes a line above everything else in the description.
  void write_note(const EventId& event, const std::string& note);
  /// A person does anything to an event.
  void edit(const EventId& event, const std::function<void(CalendarEvent&)>& change);
  /// Gone without a trace: only a whole listing shows it.
  void erase(const EventId& event);
  [[nodiscard]] bool was_delivered(const MessageId& id) const;
  /// Gone from the mailbox, read or not.
  void lose_mail(const MessageId& id);

  /// The first breach of an invariant; "" while all hold.
  [[nodiscard]] const std::string& breach() const { return breach_; }
  /// Also for the tests' own rules.
  void broken(const std::string& what);
  /// What a sync's report said failed, for whoever reads a failure.
  [[nodiscard]] const std::string& last_error() const { return last_error_; }
  [[nodiscard]] std::size_t steps_taken() const { return steps_taken_; }

 private:
  void check_commit(const Commit& commit, bool leased);
  void check_write(const CalendarEvent* event, const DescriptionPatch& patch, const std::string& if_match);
  void check_step();
  void check_mails();
  void check_facts();
  void check_charters();
  void check_outbox();

  MemoryStore quiet_store_;
  std::set<MessageId> trusted_;
  std::set<MessageId> lost_;
  std::vector<MessageId> listed_;
  std::map<FactId, Fact> facts_seen_;
  std::map<MessageId, Receipt> receipts_seen_;
  std::map<CharterId, OutboxEntry> outbox_seen_;
  std::int64_t checked_at_ = -1;
  std::int64_t fence_seen_ = 0;
  std::string breach_;
  std::string last_error_;
  std::size_t steps_taken_ = 0;
};

/// The description without our block and without the empty lines before it. Knows the fences only
/// as texts, so that it does not trust the code it checks.
[[nodiscard]] std::string without_block(const std::string& description);

}  // namespace scc::sim
