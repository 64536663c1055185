/// Yard: an engine with everything it needs in memory, for tests of its single steps.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "adapters/memory_store/memory_store.h"
#include "domain/crew_block.h"
#include "engine/acts.h"
#include "engine/dispatch.h"
#include "engine/import_calendar.h"
#include "engine/intake.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_calendar.h"
#include "fakes/memory_mailbox.h"
#include "fakes/stepped_ports.h"

namespace scc::engine {

inline const CharterId sanderson{"jennifer-sanderson-2026-05-12"};
inline const EventId sanderson_event{"event-sanderson"};
inline const RoleId captain{"captain"};
inline const RoleId host{"host"};
inline const Person gene{PersonId("gene-oneal"), "Gene O'Neal"};
inline const Person angela{PersonId("angela-wong"), "Angela Wong"};
inline const Person keely{PersonId("keely-hoyt"), "Keely Hoyt"};

class Yard : public testing::Test {
 protected:
  Yard() {
    Operation& operation = settings.operation;
    operation.name = "JADA Sailing";
    operation.zone = zone_named("America/Los_Angeles").value();
    operation.trusted_senders = {"carole@sailing.example"};
    operation.roles = {{captain, "Captain", {"skipper"}, 1},
                       {host, "Host/Hostess", {"host", "hostess"}, 1},
                       {RoleId("deckhand"), "Deckhand", {}, 2}};
    operation.vessels = {{VesselId("jada"), "JADA", {"the yawl"}}, {VesselId("queen"), "Bay Queen", {}}};
    settings.default_vessel = VesselId("jada");
    settings.trust.trusted_senders = operation.trusted_senders;
    for (const Person& person : {gene, angela, keely}) {
      CrewMember member;
      member.id = person.id;
      member.name = person.name;
      member.roles = {captain, host};
      tables.crew[person.id] = member;
    }
  }

  static Instant local(int month, int day, int hour, int minute = 0) {
    return to_instant({{2026, month, day}, {hour, minute, 0}}, zone_named("America/Los_Angeles").value());
  }

  CalendarEvent event_of(const std::string& id, const std::string& title, Instant start) {
    CalendarEvent event;
    event.id = EventId(id);
    event.title = title;
    event.description = "Champagne on ice.";
    event.start = start;
    event.end = start + hours(3);
    event.updated = local(4, 1, 9);
    event.edited_by = "hal@sailing.example";
    return event;
  }
  void put_sanderson() {
    calendar.put(event_of(sanderson_event.text, "Jennifer Sanderson - private sail", local(5, 12, 14)));
  }

  ImportReport import() {
    auto report = import_calendar(context, calendar_port);
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }
  /// The charter of 12 May in store and calendar, and its crew in both.
  void have_sanderson(const std::vector<std::pair<RoleId, Person>>& crew = {}) {
    put_sanderson();
    import();
    for (const auto& [role, person] : crew) {
      auto done = assign(context, {"maria (page)", "act-" + std::to_string(++acts), ""}, sanderson, role, person, {});
      EXPECT_TRUE(done) << done.error().what;
    }
    write_out();
  }
  DispatchReport write_out() {
    auto report = dispatch(context, calendar_port);
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }
  [[nodiscard]] const Charter& charter(const CharterId& id = sanderson) { return tables.charters.at(id).charter; }
  /// "captain=Gene O'Neal host=Keely Hoyt"
  [[nodiscard]] std::string crew(const CharterId& id = sanderson) {
    std::string text;
    for (const Assignment& seat : charter(id).crew)
      text += (text.empty() ? "" : " ") + seat.role.text + "=" + seat.person.name;
    return text;
  }
  [[nodiscard]] std::string block(const EventId& id = sanderson_event) {
    return find_crew_block(calendar.at(id).description).text;
  }
  void replace_in_event(const std::string& what, const std::string& with) {
    calendar.edit(sanderson_event, [&](CalendarEvent& event) {
      const std::size_t at = event.description.find(what);
      ASSERT_NE(at, std::string::npos) << event.description;
      event.description.replace(at, what.size(), with);
      event.updated = clock.now();
    });
  }

  void deliver(const std::string& id, const std::string& date, const std::string& text,
               const std::string& from = "Carole Whitfield <carole@sailing.example>",
               const std::string& dmarc = "pass") {
    mailbox.deliver(MessageId(id),
                    "Authentication-Results: mx.google.com; dmarc=" + dmarc + " header.from=sailing.example\r\nFrom: " +
                        from + "\r\nTo: crew@sailing.example\r\nSubject: Crew\r\nDate: " + date + "\r\nMessage-ID: <" +
                        id + "@sailing.example>\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\n" + text);
  }
  void deliver_crew(const std::string& id, const std::string& date, const std::string& lines) {
    deliver(id, date, "Crew for Jennifer Sanderson on 5/12/2026:\r\n\r\n" + lines + "\r\n");
  }
  IntakeReport read_mail() {
    auto report = take_in(context, mailbox_port);
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }

  /// Every call with this name fails from now on, with this remedy; "" heals.
  void fail(const std::string& name, Remedy remedy = Remedy::retry) {
    steps.remedy = [remedy] { return remedy; };
    steps.plan = [name](std::size_t, std::string_view step) {
      return step == name ? fakes::Fault::request_lost : fakes::Fault::none;
    };
  }
  void heal_ports() { steps.plan = {}; }

  Settings settings;
  MemoryTables tables;
  fakes::Trace trace;
  fakes::Steps steps{trace};
  fakes::SteppedStore store{tables, steps};
  fakes::MemoryMailbox mailbox;
  fakes::SteppedMailbox mailbox_port{mailbox, steps};
  fakes::MemoryCalendar calendar;
  fakes::SteppedCalendar calendar_port{calendar, steps};
  fakes::ManualClock clock{local(5, 1, 12)};
  Context context{store, clock, settings};
  int acts = 0;
};

}  // namespace scc::engine
