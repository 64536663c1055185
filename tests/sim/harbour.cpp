#include "harbour.h"

#include <algorithm>

#include "domain/crew_block.h"

namespace scc::sim {

namespace {

void strip_line_ends(std::string& text) {
  for (bool stripped = true; stripped;) {
    stripped = false;
    for (const std::string_view tail : {"\n", "<br>"}) {
      if (!text.ends_with(tail)) continue;
      text.resize(text.size() - tail.size());
      stripped = true;
    }
  }
}

}  // namespace

std::string without_block(const std::string& description) {
  const std::string opening = "── Crew · ShipCaptainCrew ──";
  const std::string closing = "── end of crew ──";
  std::string people = description;
  const std::size_t begin = description.find(opening);
  const std::size_t end = begin == std::string::npos ? begin : description.find(closing, begin);
  if (end != std::string::npos) {
    people.resize(begin);
    strip_line_ends(people);
    people += description.substr(end + closing.size());
  }
  strip_line_ends(people);
  return people;
}

Harbour::Harbour(const Scenario& scenario_, std::uint64_t seed)
    : clock(scenario_.start), scenario(scenario_), chance(seed ^ 0x5CC5CC5CC5CC5CC5ULL), quiet_store_(tables) {
  mailbox.set_page_size(2);
  calendar.set_page_size(2);
  for (const CrewMember& member : scenario.crew) tables.crew[member.id] = member;
  for (const CalendarEvent& event : scenario.events) {
    calendar.put(event);
  }
}

Ended Harbour::run_sync(const std::string& worker, const Steps::Plan& plan, const std::function<void()>& interlude) {
  Steps steps(trace);
  steps.plan = plan;
  steps.interlude = interlude;
  steps.after_step = [this] { check_step(); };
  steps.remedy = [this] {
    constexpr Remedy remedies[] = {Remedy::retry, Remedy::retry, Remedy::reauth, Remedy::stop};
    return remedies[chance.below(4)];
  };
  fakes::SteppedStore store(tables, steps);
  fakes::SteppedMailbox mails(mailbox, steps);
  fakes::SteppedCalendar events(calendar, steps);
  mails.on_listing = [this](MailPage& page) {  // as Gmail may: twice, and in any order
    if (!page.messages.empty() && chance.one_in(3)) page.messages.push_back(chance.pick(page.messages));
    chance.shuffle(page.messages);
  };
  store.before_commit = [this](const Commit& commit) { check_commit(commit, true); };
  events.on_write = [this](const CalendarEvent* event, const DescriptionPatch& patch, const std::string& if_match) {
    check_write(event, patch, if_match);
  };
  engine::Context context{store, clock, scenario.settings};
  Ended ended = Ended::well;
  last_error_.clear();
  try {
    auto report = engine::sync(context, mails, events, worker);
    if (!report) {
      ended = Ended::with_error;
      last_error_ = report.error().what;
    } else if (!report->failures.empty()) {
      ended = Ended::with_failures;
      for (const auto& [step, error] : report->failures) last_error_ += step + ": " + error.what + " ";
    }
  } catch (const fakes::Killed&) {
    ended = Ended::killed;
  }
  steps_taken_ += steps.taken();
  trace.event(worker + " ended " + std::to_string(static_cast<int>(ended)) + " " + last_error_);
  check_step();
  return ended;
}

engine::Context Harbour::quiet_context() {
  return {quiet_store_, clock, scenario.settings};
}

void Harbour::deliver(const SimMail& mail) {
  trace.event("delivered " + mail.id.text);
  mailbox.deliver(mail.id, mail.bytes);
  listed_.push_back(mail.id);
  if (mail.trusted) trusted_.insert(mail.id);
}

void Harbour::write_note(const EventId& id, const std::string& note) {
  const CalendarEvent& event = calendar.at(id);
  const bool html =
      event.description.find("<p>") != std::string::npos || event.description.find("<br>") != std::string::npos;
  const std::string line = note + (html ? "<br>" : "\n");
  trace.event("note in " + id.text);
  calendar.edit(id, [&](CalendarEvent& changed) {
    changed.description = line + changed.description;
    changed.updated = clock.now();
  });
}

void Harbour::edit(const EventId& id, const std::function<void(CalendarEvent&)>& change) {
  trace.event("edit of " + id.text);
  calendar.edit(id, [&](CalendarEvent& changed) {
    change(changed);
    changed.updated = clock.now();
  });
}

void Harbour::erase(const EventId& id) {
  trace.event("erased " + id.text);
  calendar.erase(id);
  calendar.forget_cursors();
}

bool Harbour::was_delivered(const MessageId& id) const {
  return std::find(listed_.begin(), listed_.end(), id) != listed_.end();
}

void Harbour::lose_mail(const MessageId& id) {
  trace.event("lost " + id.text);
  mailbox.remove(id);
  lost_.insert(id);
}

void Harbour::broken(const std::string& what) {
  if (breach_.empty()) breach_ = what + "\n" + trace.tail();
}

}  // namespace scc::sim
