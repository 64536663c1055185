/// Pier: an engine whose store is a DynamoDB table in memory, with a charter or two in its calendar.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "adapters/dynamodb/dynamodb_store.h"
#include "base/text.h"
#include "engine/sync.h"
#include "fakes/dynamodb_service.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_calendar.h"
#include "fakes/memory_mailbox.h"

namespace scc::dynamodb_tests {

using fakes::Strike;

inline DynamoDbSettings settings_in_memory() {
  DynamoDbSettings settings;
  settings.endpoint = "https://dynamodb.example";
  return settings;
}

/// A table in memory and one worker's store on it.
struct Table {
  fakes::DynamoDbService service;
  fakes::ManualClock clock{Instant{1'777'000'000'000}};
  fakes::CountingEntropy entropy;
  [[nodiscard]] std::unique_ptr<Store> open() {
    return std::make_unique<DynamoDbStore>(service, clock, entropy, settings_in_memory());
  }
};

class Pier : public testing::Test {
 protected:
  Pier() {
    Operation& operation = settings.operation;
    operation.name = "JADA Sailing";
    operation.zone = zone_named("America/Los_Angeles").value();
    operation.trusted_senders = {"carole@sailing.example"};
    operation.roles = {{RoleId("captain"), "Captain", {"skipper"}, 1},
                       {RoleId("first_mate"), "1st Mate", {"first mate"}, 1},
                       {RoleId("second_mate"), "2nd Mate", {"second mate"}, 1},
                       {RoleId("host"), "Host/Hostess", {"host", "hostess"}, 1}};
    operation.vessels = {{VesselId("jada"), "JADA", {}}};
    settings.default_vessel = VesselId("jada");
    settings.trust.trusted_senders = operation.trusted_senders;
    Commit roster;
    for (const char* name : {"Gene O'Neal", "Angela Wong", "Dan Rich", "Keely Hoyt", "Marisol Vega", "Tess Okafor"}) {
      CrewMember member;
      member.name = name;
      member.id = PersonId(slug(name));
      for (const Role& role : operation.roles) member.roles.push_back(role.id);
      roster.crew_put.push_back(member);
    }
    EXPECT_EQ(store->commit(roster).value(), CommitOutcome::committed);
  }

  static Instant local(int month, int day, int hour) {
    return to_instant({{2026, month, day}, {hour, 0, 0}}, zone_named("America/Los_Angeles").value());
  }

  void put_event(const std::string& id, const std::string& title, Instant start) {
    CalendarEvent event;
    event.id = EventId(id);
    event.title = title;
    event.description = "Champagne on ice. Boarding at the guest dock, gate code with the office.";
    event.start = start;
    event.end = start + hours(3);
    event.updated = local(4, 1, 9);
    event.edited_by = "hal@sailing.example";
    calendar.put(event);
  }

  void deliver(const std::string& id, const std::string& text) {
    mailbox.deliver(
        MessageId(id),
        "Authentication-Results: mx.google.com; dmarc=pass header.from=sailing.example\r\nFrom: Carole Whitfield "
        "<carole@sailing.example>\r\nTo: crew@sailing.example\r\nSubject: Sanderson crew\r\nDate: Fri, 01 May 2026 "
        "10:00:00 -0700\r\nMessage-ID: <" +
            id + "@sailing.example>\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\n" + text);
  }

  engine::SyncReport sync() {
    auto report = engine::sync(context, mailbox, calendar, "worker");
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }

  engine::Settings settings;
  Table table;
  fakes::DynamoDbService& service = table.service;
  std::unique_ptr<Store> store = table.open();
  fakes::MemoryMailbox mailbox;
  fakes::MemoryCalendar calendar;
  fakes::ManualClock clock{local(5, 1, 12)};
  engine::Context context{*store, clock, settings};
};

}  // namespace scc::dynamodb_tests
