#include "people.h"

#include "engine/acts.h"

namespace scc::sim {
namespace {

const std::string opening = "── Crew · ShipCaptainCrew ──";
const std::string closing = "── end of crew ──";

/// The place of one line's value inside our block; npos when it is not there.
std::pair<std::size_t, std::size_t> value_of(const std::string& description, const std::string& title) {
  const std::size_t block = description.find(opening);
  const std::size_t line = block == std::string::npos ? block : description.find(title + ": ", block);
  if (line == std::string::npos) return {line, 0};
  const std::size_t begin = line + title.size() + 2;
  const std::size_t end = std::min(description.find('\n', begin), description.find("<br>", begin));
  return {begin, end == std::string::npos ? 0 : end - begin};
}

}  // namespace

void People::act() {
  const std::size_t kinds = weather_ == Weather::storm ? 10 : 6;
  switch (harbour_.chance.below(kinds)) {
    case 0: return jump_clock();
    case 1: return deliver_again();
    case 2: harbour_.trace.event("mail cursors expire"); return harbour_.mailbox.forget_cursors();
    case 3: harbour_.trace.event("calendar cursors expire"); return harbour_.calendar.forget_cursors();
    case 4: return harbour_.write_note(some_event(), "note " + std::to_string(++notes_));
    case 5: return race();
    case 6: return act_by_hand();
    case 7: return decide_a_review();
    default: return act_on_calendar();
  }
}

EventId People::some_event() {
  std::vector<EventId> ids;
  for (const auto& [id, event] : harbour_.calendar.all()) ids.push_back(id);
  return harbour_.chance.pick(ids);
}

void People::jump_clock() {
  const auto length = seconds(static_cast<std::int64_t>(harbour_.chance.below(86'400)));
  const bool back = harbour_.chance.one_in(2);
  harbour_.trace.event(back ? "clock back" : "clock on");
  harbour_.clock.set(back ? harbour_.clock.now() - length : harbour_.clock.now() + length);
}

void People::deliver_again() {
  const auto& mails = harbour_.scenario.mails;
  for (const SimMail& mail : mails) {
    if (harbour_.chance.one_in(mails.size()) && harbour_.was_delivered(mail.id)) harbour_.deliver(mail);
  }
}

/// Another worker does a whole run while this one stands still, often after this one's turn has ended.
void People::race() {
  harbour_.trace.event("another worker");
  if (!harbour_.chance.one_in(3)) harbour_.clock.advance(minutes(5));
  const std::size_t killed_at = harbour_.chance.below(200);
  const bool lives = harbour_.chance.one_in(2);
  harbour_.run_sync(
      "second",
      [=](std::size_t number, std::string_view) {
        return !lives && number == killed_at ? Fault::crash_after : Fault::none;
      },
      nullptr);
}

void People::act_on_calendar() {
  const EventId id = some_event();
  Chance& chance = harbour_.chance;
  switch (chance.below(9)) {
    case 0:
    case 1: return harbour_.edit(id, [this](CalendarEvent& event) { edit_block(event); });
    case 2:
      return harbour_.edit(id, [](CalendarEvent& event) {
        event.status = event.status == CalendarEvent::Status::cancelled ? CalendarEvent::Status::confirmed
                                                                        : CalendarEvent::Status::cancelled;
      });
    case 3:
      return harbour_.edit(id, [](CalendarEvent& event) {
        event.start = event.start + days(1);
        event.end = event.end + days(1);
      });
    case 4: return copy_event(id);
    case 5:
      return harbour_.edit(id, [](CalendarEvent& event) {
        event.description_writable = !event.description_writable;
        event.kind = "fromGmail";
      });
    case 6: return harbour_.edit(id, [](CalendarEvent& event) { event.title = "Renamed Party - dinner sail"; });
    case 7: return harbour_.lose_mail(chance.pick(harbour_.scenario.mails).id);
    default:
      if (harbour_.calendar.all().size() > 2) harbour_.erase(id);
  }
}

void People::edit_block(CalendarEvent& event) {
  std::string& text = event.description;
  const std::size_t begin = text.find(opening);
  const std::size_t end = text.find(closing);
  if (begin == std::string::npos || end == std::string::npos) return;
  switch (harbour_.chance.below(4)) {
    case 0: {
      const auto [at, length] = value_of(text, "Captain");
      if (at != std::string::npos) text.replace(at, length, harbour_.chance.pick(harbour_.scenario.crew).name);
      return;
    }
    case 1: text.erase(begin, end + closing.size() - begin); return;
    case 2: text.erase(end, closing.size()); return;
    default: {
      std::string html;
      for (const char c : text) html += c == '\n' ? "<br>" : std::string(1, c);
      text = html;
    }
  }
}

void People::copy_event(const EventId& id) {
  if (harbour_.calendar.all().size() > 12) return;
  CalendarEvent copy = harbour_.calendar.at(id);
  copy.id = EventId(id.text + "-copy" + std::to_string(++acts_));
  copy.start = copy.start + days(7);
  copy.end = copy.end + days(7);
  harbour_.trace.event("copy of " + id.text);
  harbour_.calendar.put(copy);
}

void People::act_by_hand() {
  if (harbour_.tables.charters.empty()) return;
  std::vector<CharterId> charters;
  for (const auto& [id, record] : harbour_.tables.charters) charters.push_back(id);
  engine::Context context = harbour_.quiet_context();
  const engine::Hand hand{"maria (page)", "act-" + std::to_string(++acts_), ""};
  const CharterId charter = harbour_.chance.pick(charters);
  harbour_.trace.event("an act on " + charter.text);
  if (harbour_.chance.one_in(3) && !harbour_.tables.facts.empty()) {
    std::vector<FactId> facts;
    for (const auto& [id, fact] : harbour_.tables.facts) facts.push_back(id);
    const auto undone = engine::undo(context, hand, harbour_.chance.pick(facts), std::nullopt);
    if (!undone && undone.error().remedy != Remedy::skip) harbour_.broken("an undo failed: " + undone.error().what);
    return;
  }
  const CrewMember& member = harbour_.chance.pick(harbour_.scenario.crew);
  const RoleId role = harbour_.chance.pick(harbour_.scenario.settings.operation.roles).id;
  const Person person{member.id, member.name};
  for (int sent = 0; sent < 2; ++sent) {  // a request that was sent twice is done once
    const auto done = engine::assign(context, hand, charter, role, person, std::nullopt);
    if (!done) harbour_.broken("an act failed: " + done.error().what);
  }
}

void People::decide_a_review() {
  std::vector<ReviewId> open;
  for (const auto& [id, item] : harbour_.tables.reviews) {
    if (item.state == ReviewState::open) open.push_back(id);
  }
  if (open.empty()) return;
  engine::Context context = harbour_.quiet_context();
  const engine::Hand hand{"maria (page)", "decision-" + std::to_string(++acts_), ""};
  const ReviewId id = harbour_.chance.pick(open);
  harbour_.trace.event("a decision on " + id.text);
  const auto decided = harbour_.chance.one_in(2) ? engine::accept_review(context, hand, id, std::nullopt, std::nullopt)
                                                 : engine::dismiss_review(context, hand, id, std::nullopt);
  if (!decided) harbour_.broken("a decision failed: " + decided.error().what);
}

}  // namespace scc::sim
