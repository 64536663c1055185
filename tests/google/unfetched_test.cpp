#include <gtest/gtest.h>

#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "adapters/memory_store/memory_store.h"
#include "engine/sync.h"
#include "engine/unfetched.h"
#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::object;

TEST(Unfetched, AMailThatGmailNeverHandsOutIsSetAsideAndTheDailySweepFindsItWhenItDoes) {
  GoogleWorld& world = GoogleWorld::instance();
  for (const char* kind : {"internalError", "half", "forbidden", "invalid"}) {
    world.control("reset");
    SignedIn account(gmail_quota);
    GmailMailbox mailbox(account.transport, account.clock,
                         {world.root() + "/gmail/v1", "from:carole@sailing.example", "", ""});
    GoogleCalendar calendar(
        account.transport,
        {world.root() + "/calendar/v3", "crew-calendar@group.calendar.example", Zone::utc(), {}, ""});
    MemoryTables tables;
    MemoryStore store{tables};
    engine::Settings settings;
    settings.trust.trusted_senders = {"carole@sailing.example"};
    engine::Context context{store, account.clock, settings};
    const auto sync = [&] { return engine::sync(context, mailbox, calendar, "test").value(); };
    ASSERT_TRUE(sync().failures.empty());
    const std::string cursor = tables.sources.at("mail").cursor;

    const auto add = [&](const char* subject) {
      const auto mail = world.control("mail", object{{"raw", std::string("From: carole@sailing.example\r\nSubject: ") +
                                                                 subject + "\r\n\r\nThanks.\r\n"},
                                                     {"internal_date", 4'000'000'000'000}});
      return MessageId(std::string(mail.at("id").as_string()));
    };
    const MessageId broken = add("Broken");
    const MessageId other = add("Fine");
    world.control("fault", object{{"match", "messages.get .*" + broken.text}, {"kind", kind}, {"times", 10'000}});
    for (int i = 1; i < engine::fetch_tries_max; ++i) {
      const auto report = sync();
      ASSERT_EQ(report.failures.size(), 1U) << kind;
      EXPECT_EQ(report.failures.front().second.remedy, Remedy::retry) << kind;
      EXPECT_EQ(tables.sources.at("mail").cursor, cursor) << kind;
      account.clock.advance(minutes(3));
    }
    EXPECT_TRUE(tables.receipts.contains(other)) << kind;
    ASSERT_TRUE(sync().failures.empty()) << kind;
    EXPECT_NE(tables.sources.at("mail").cursor, cursor) << kind;
    ASSERT_EQ(tables.reviews.size(), 1U) << kind;
    EXPECT_EQ(tables.reviews.begin()->second.message, broken);
    world.control("zero");
    ASSERT_TRUE(sync().failures.empty());
    EXPECT_EQ(world.calls("gmail.users.messages.get"), 0) << "it costs nothing more until the sweep";

    world.control("heal");
    account.clock.advance(sweep_every);
    ASSERT_TRUE(sync().failures.empty()) << kind;
    EXPECT_TRUE(tables.receipts.contains(broken)) << kind;
    EXPECT_EQ(tables.reviews.begin()->second.state, ReviewState::dismissed) << kind;
  }
}

}  // namespace
}  // namespace scc::google
