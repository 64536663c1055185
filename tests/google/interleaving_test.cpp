#include <gtest/gtest.h>

#include <functional>

#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "adapters/memory_store/memory_store.h"
#include "engine/sync.h"
#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::object;

constexpr std::string_view fence_first = "── Crew · ShipCaptainCrew ──";
constexpr std::string_view fence_last = "── end of crew ──";
constexpr int runs_max = 8;

/// A description with what is ours taken out.
struct Outside {
  std::string above;
  std::string below;
  bool block = false;
};
Outside outside_of(const std::string& description) {
  const std::size_t first = description.find(fence_first);
  const std::size_t last = description.find(fence_last);
  if (first == std::string::npos || last == std::string::npos) return {description, "", false};
  return {description.substr(0, first), description.substr(last + fence_last.size()), true};
}

/// "" when every byte that people wrote stands as it did; the empty line before a new block is ours.
std::string difference(const Outside& written, const Outside& after) {
  if (!after.above.starts_with(written.above)) return "above it stands: " + after.above;
  std::string added = after.above.substr(written.above.size());
  if (written.block && !added.empty()) return "added above: " + added;
  for (const std::string_view line : {"<br>", "\n"}) {
    for (std::size_t at = 0; (at = added.find(line)) != std::string::npos;) added.erase(at, line.size());
  }
  if (!added.empty()) return "added above: " + added;
  return after.below == written.below ? "" : "below it stands: " + after.below;
}

/// Lets something happen just before the request with this number is sent.
class Interrupted final : public HttpTransport {
 public:
  explicit Interrupted(HttpTransport& inner) : inner_(inner) {}
  Result<HttpResponse> send(const HttpRequest& request) override {
    if (sent++ == at && act) act();
    return inner_.send(request);
  }
  int sent = 0;
  int at = -1;
  std::function<void()> act;

 private:
  HttpTransport& inner_;
};

struct Edit {
  const char* name;
  std::function<std::string(const std::string&)> change;
};

const Edit edits[] = {
    {"words above", [](const std::string& text) { return "Rest in cash <3 & \xc3\xa9.\n" + text; }},
    {"words below", [](const std::string& text) { return text + "\n\nPS: two  spaces,\ta tab \r\n"; }},
    {"all but the block is new",
     [](const std::string& text) {
       const std::size_t first = text.find(fence_first);
       const std::size_t last = text.find(fence_last);
       const bool has_block = first != std::string::npos;
       return "Mine alone." + (has_block ? "\n\n" + text.substr(first, last + fence_last.size() - first) : "");
     }},
    {"nothing above",
     [](const std::string& text) {
       const std::size_t first = text.find(fence_first);
       return first == std::string::npos ? std::string() : text.substr(first);
     }},
};

class Interleaving : public testing::Test {
 protected:
  Interleaving() {
    Operation& operation = settings.operation;
    operation.zone = zone_named("America/Los_Angeles").value();
    operation.trusted_senders = settings.trust.trusted_senders = {"carole@sailing.example"};
    operation.roles = {{RoleId("captain"), "Captain", {"skipper"}, 1}, {RoleId("host"), "Host", {}, 1}};
    operation.vessels = {{VesselId("jada"), "JADA", {}}};
    settings.default_vessel = VesselId("jada");
  }

  /// A charter whose first crew mail is written, and a second one that waits. → the event's id
  struct Scene {
    explicit Scene(const engine::Settings& settings)
        : account(gmail_quota),
          interrupted(account.curl),
          transport(interrupted, account.tokens, account.clock, account.entropy, gmail_quota),
          mailbox(transport, account.clock,
                  {GoogleWorld::instance().root() + "/gmail/v1", "from:carole@sailing.example", "", ""}),
          calendar(transport, {GoogleWorld::instance().root() + "/calendar/v3", "crew-calendar@group.calendar.example",
                               settings.operation.zone, parse_rfc3339("2026-03-01T00:00:00Z").value(), ""}),
          store(tables),
          context{store, account.clock, settings} {
      for (const char* name : {"Gene O'Neal", "Angela Wong"}) {
        CrewMember member;
        member.id = PersonId(name);
        member.name = name;
        tables.crew[member.id] = member;
      }
    }
    SignedIn account;
    Interrupted interrupted;
    GoogleTransport transport;
    GmailMailbox mailbox;
    GoogleCalendar calendar;
    MemoryTables tables;
    MemoryStore store;
    engine::Context context;

    void sync_all() {
      for (int i = 0; i < runs_max; ++i) {
        const auto report = engine::sync(context, mailbox, calendar, "test");
        ASSERT_TRUE(report.has_value()) << report.error().what;
        const bool waits = !store.due_outbox(account.clock.now() + days(1), 10).value().empty();
        if (report->failures.empty() && !waits && report->outbox.due == 0 && report->mail.mails.empty()) return;
        account.clock.advance(minutes(10));
      }
      FAIL() << "it does not end";
    }
  };

  void mail(const std::string& captain, const std::string& date) {
    world.control(
        "mail",
        object{{"raw",
                "Authentication-Results: mx.google.com; dmarc=pass header.from=sailing.example\r\n"
                "From: Carole <carole@sailing.example>\r\nSubject: Crew\r\nDate: " +
                    date + "\r\n\r\nCrew for Jennifer Sanderson on 5/12/2026:\r\n\r\nCaptain: " + captain + "\r\n"}});
  }
  std::string description() {
    const auto events = world.control("events");
    return std::string(events.at("events").as_array().at(0).at("description").as_string());
  }
  GoogleWorld& world = GoogleWorld::instance();
  engine::Settings settings;
};

TEST_F(Interleaving, APersonsEditBeforeAnyRequestOfARunStaysByteForByte) {
  int interleavings = 0;
  for (const bool second : {false, true}) {  // the block is written first, or changed
    for (const char* before : {"Deposit paid.\nBring the cake.", "<p>Deposit <b>paid</b>.</p>Cake"}) {
      for (const Edit& edit : edits) {
        int requests = 1;
        for (int at = 0; at < requests; ++at) {
          SCOPED_TRACE(std::string(edit.name) + " before request " + std::to_string(at) +
                       (second ? ", second mail" : "") + ": " + before);
          world.control("reset");
          Scene scene(settings);
          const std::string id(
              world
                  .control("event", object{{"summary", "Jennifer Sanderson - private sail"},
                                           {"description", before},
                                           {"start", object{{"dateTime", "2026-05-12T14:00:00-07:00"}}},
                                           {"end", object{{"dateTime", "2026-05-12T17:00:00-07:00"}}}})
                  .at("id")
                  .as_string());
          mail("Gene O'Neal", "Mon, 6 Apr 2026 09:00:00 -0700");
          if (second) {
            scene.sync_all();
            mail("Angela Wong", "Tue, 7 Apr 2026 09:00:00 -0700");
          }
          Outside written = outside_of(second ? description() : before);
          scene.interrupted.sent = 0;
          scene.interrupted.at = at;
          scene.interrupted.act = [&] {
            const std::string text = edit.change(description());
            written = outside_of(text);
            world.control("edit", object{{"id", id}, {"changes", object{{"description", text}}}});
          };
          ASSERT_NO_FATAL_FAILURE(scene.sync_all());
          requests = std::max(requests, scene.interrupted.sent);
          ++interleavings;
          const std::string after = description();
          ASSERT_EQ(difference(written, outside_of(after)), "") << after;
          ASSERT_NE(after.find(second ? "Captain: Angela Wong" : "Captain: Gene O'Neal"), std::string::npos) << after;
          ASSERT_EQ(after.find(fence_first), after.rfind(fence_first)) << "one block";
          ASSERT_EQ(world.state("writes_without_if_match"), 0);
        }
        EXPECT_GE(requests, 6);
      }
    }
  }
  EXPECT_EQ(world.violations(), "");
  std::cout << interleavings << " interleavings\n";
}

}  // namespace
}  // namespace scc::google
