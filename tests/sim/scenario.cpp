#include "scenario.h"

#include <algorithm>

namespace scc::sim {
namespace {

const std::vector<std::string> names{"Gene O'Neal", "Angela Wong", "Dan Rich",     "Keely Hoyt",
                                     "René Aubry",  "Tess Okafor", "Frank Dimarco"};
const std::vector<std::string> clients{"Jennifer Sanderson", "Marla Kessler", "Ferraro Family", "Robert Yates",
                                       "Whitcomb & Sons"};

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// "Wed, 01 Apr 2026 08:00:00 +0000"; readers of dates don't look at the day's name.
std::string date_header(Instant at) {
  const LocalTime utc = to_local(at, Zone::utc());
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return std::string(weekdays[static_cast<int>(weekday_of(utc.date))]) + ", " + two_digits(utc.date.day) + " " +
         months[utc.date.month - 1] + " " + std::to_string(utc.date.year) + " " + two_digits(utc.time.hour) + ":" +
         two_digits(utc.time.minute) + ":" + two_digits(utc.time.second) + " +0000";
}

engine::Settings make_settings() {
  engine::Settings settings;
  Operation& operation = settings.operation;
  operation.name = "JADA Sailing";
  operation.zone = zone_named("America/Los_Angeles").value();
  operation.mailbox = "crew@sailing.example";
  operation.trusted_senders = {"carole@sailing.example"};
  operation.roles = {{RoleId("captain"), "Captain", {"skipper"}, 1},
                     {RoleId("first_mate"), "1st Mate", {"first mate"}, 1},
                     {RoleId("deckhand"), "Deckhand", {"deck"}, 9}};
  operation.vessels = {{VesselId("jada"), "JADA", {}}};
  settings.default_vessel = VesselId("jada");
  settings.trust.trusted_senders = operation.trusted_senders;
  return settings;
}

CalendarEvent make_event(Chance& chance, std::size_t number, const Zone& zone) {
  CalendarEvent event;
  event.id = EventId("event-" + std::to_string(number));
  event.title = clients[number] + " - private sail";
  const int day = 12 + static_cast<int>(number);
  event.start = to_instant({{2026, 5, day}, {14, 0, 0}}, zone);
  event.end = event.start + hours(3);
  const std::vector<std::string> texts{"", "Champagne on ice.\nDock 3.", "<p>Cake &amp; candles</p><br>Dock 3"};
  event.description = chance.pick(texts);
  event.updated = event.start - days(60);
  event.edited_by = "hal@sailing.example";
  return event;
}

std::string list_of(Chance& chance, const CalendarEvent& event, const engine::Settings& settings) {
  const Date date = to_local(event.start, settings.operation.zone).date;
  const std::string client = event.title.substr(0, event.title.find(" - "));
  std::string text = "Crew for " + client + " on " + std::to_string(date.month) + "/" + std::to_string(date.day) + "/" +
                     std::to_string(date.year) + ":\n\n";
  // Everybody has one role: a mail that moves somebody means something else by what stood before.
  std::size_t lines = 0;
  for (std::size_t role = 0; role < settings.operation.roles.size(); ++role) {
    if (chance.one_in(4)) continue;
    text += settings.operation.roles[role].title + ": " + names[2 * role + chance.below(2)] + "\n";
    ++lines;
  }
  if (lines == 0) text += "Captain: " + names[0] + "\n";
  return text;
}

std::string anything_of(Chance& chance, const CalendarEvent& event, const engine::Settings& settings) {
  const Date date = to_local(event.start, settings.operation.zone).date;
  const std::string sail = event.title.substr(0, event.title.find(" - ")) + " on " + std::to_string(date.month) + "/" +
                           std::to_string(date.day) + "/" + std::to_string(date.year);
  switch (chance.below(4)) {
    case 0: return "Captain: " + chance.pick(names) + " might work for " + sail + ", not sure yet.\n";
    case 1: return chance.pick(names) + " is off the crew for " + sail + ".\n";
    case 2: return "The charter of " + sail + " is cancelled.\n";
    default: return list_of(chance, event, settings);
  }
}

SimMail make_mail(Chance& chance, const Scenario& scenario, MailKinds kinds, std::size_t number, Instant said) {
  SimMail mail;
  mail.id = MessageId("mail-" + two_digits(static_cast<int>(number)));
  const bool stranger = chance.one_in(8);
  const bool forged = !stranger && chance.one_in(8);
  mail.trusted = !stranger && !forged;
  const CalendarEvent& event = chance.pick(scenario.events);
  mail.bytes = std::string("Authentication-Results: mx.google.com; dmarc=") + (forged ? "fail" : "pass") +
               " header.from=sailing.example\r\nFrom: " +
               (stranger ? "Mal <mal@elsewhere.example>" : "Carole Whitfield <carole@sailing.example>") +
               "\r\nTo: crew@sailing.example\r\nSubject: crew\r\nDate: " + date_header(said) + "\r\nMessage-ID: <" +
               mail.id.text + "@sailing.example>\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\n" +
               (kinds == MailKinds::anything ? anything_of(chance, event, scenario.settings)
                                             : list_of(chance, event, scenario.settings));
  return mail;
}

}  // namespace

Scenario make_scenario(Chance& chance, MailKinds kinds, std::size_t mails) {
  Scenario scenario;
  scenario.settings = make_settings();
  for (const std::string& name : names) {
    CrewMember member;
    member.id = PersonId("crew-" + std::to_string(scenario.crew.size()));
    member.name = name;
    for (const Role& role : scenario.settings.operation.roles) member.roles.push_back(role.id);
    scenario.crew.push_back(std::move(member));
  }
  const std::size_t events = 2 + chance.below(clients.size() - 1);
  for (std::size_t i = 0; i < events; ++i) {
    scenario.events.push_back(make_event(chance, i, scenario.settings.operation.zone));
  }
  Instant said = to_instant({{2026, 4, 20}, {9, 0, 0}}, scenario.settings.operation.zone);
  for (std::size_t i = 0; i < mails; ++i) {
    said = said + seconds(static_cast<std::int64_t>(60 + chance.below(7'200)));
    scenario.mails.push_back(make_mail(chance, scenario, kinds, i, said));
  }
  scenario.start = said + hours(1);
  return scenario;
}

}  // namespace scc::sim
