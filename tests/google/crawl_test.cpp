#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "adapters/memory_store/memory_store.h"
#include "engine/health.h"
#include "engine/sync.h"
#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::array;
using boost::json::object;

constexpr int mails = 10'000;
constexpr int news_every = 2'500;  ///< requests between two mails that come meanwhile

/// Watches what goes out: how many units in any minute; and lets mail come in between.
class Watched final : public HttpTransport {
 public:
  Watched(HttpTransport& inner, Clock& clock) : inner_(inner), clock_(clock) {}

  Result<HttpResponse> send(const HttpRequest& request) override {
    if (++requests_ % news_every == 0) {
      const auto id = GoogleWorld::instance().control(
          "mail", object{{"raw", "From: hal@sailing.example\r\nSubject: New\r\n\r\nFresh.\r\n"}});
      came.emplace_back(MessageId(std::string(id.at("id").as_string())), clock_.now());
    }
    const std::int64_t units = request.url.find("/messages/") != std::string::npos   ? units_get
                               : request.url.find("/messages?") != std::string::npos ? units_list
                                                                                     : units_history;
    spent_.emplace_back(clock_.now(), units);
    in_minute_ += units;
    while (clock_.now() - spent_.front().first >= minutes(1)) {
      in_minute_ -= spent_.front().second;
      spent_.pop_front();
    }
    most_in_a_minute = std::max(most_in_a_minute, in_minute_);
    return inner_.send(request);
  }

  std::int64_t most_in_a_minute = 0;
  std::vector<std::pair<MessageId, Instant>> came;

 private:
  HttpTransport& inner_;
  Clock& clock_;
  int requests_ = 0;
  std::int64_t in_minute_ = 0;
  std::deque<std::pair<Instant, std::int64_t>> spent_;
};

TEST(FirstReading, OfTenThousandMailsStaysInTheQuotaAndNewMailIsHandledWithinTwoMinutes) {
  GoogleWorld& world = GoogleWorld::instance();
  world.control("reset");
  world.control("many_mails",
                object{{"count", mails}, {"raw", "From: carole@sailing.example\r\nSubject: Old\r\n\r\nThanks.\r\n"}});
  SignedIn account(gmail_quota);
  Watched watched(account.curl, account.clock);
  GoogleTransport paced(watched, account.tokens, account.clock, account.entropy, gmail_quota);
  GmailMailbox mailbox(paced, account.clock, {world.root() + "/gmail/v1", "from:carole@sailing.example", "", ""});
  GoogleTransport calendar_transport(account.curl, account.tokens, account.clock, account.entropy, calendar_quota);
  GoogleCalendar calendar(calendar_transport,
                          {world.root() + "/calendar/v3", "crew-calendar@group.calendar.example", Zone::utc(), {}, ""});
  MemoryTables tables;
  MemoryStore store{tables};
  engine::Settings settings;
  settings.trust.trusted_senders = {"carole@sailing.example", "hal@sailing.example"};
  engine::Context context{store, account.clock, settings};
  std::size_t most_done = 0;
  context.progress = [&](std::string_view step, std::size_t done, std::size_t) {
    if (step == "mail") most_done = std::max(most_done, done);
  };
  std::vector<std::string> progress;
  context.stop = [&] {
    const engine::Health health = engine::health(context, minutes(30)).value();
    for (const engine::SourceHealth& source : health.sources) {
      if (source.source == "mail" && !source.progress.empty() &&
          (progress.empty() || progress.back() != source.progress))
        progress.push_back(source.progress);
    }
    return false;
  };
  const Instant start = account.clock.now();
  const auto report = engine::sync(context, mailbox, calendar, "test");
  ASSERT_TRUE(report.has_value()) << report.error().what;
  ASSERT_TRUE(report->failures.empty()) << report->failures.front().second.what;
  EXPECT_EQ(report->mail.seen, mails + watched.came.size());
  EXPECT_LE(watched.most_in_a_minute, 6'000);
  EXPECT_GE(most_done, static_cast<std::size_t>(mails - 1));
  EXPECT_GT(progress.size(), 20U) << "health shows how far it has come";
  ASSERT_GE(watched.came.size(), 3U);
  for (const auto& [id, at] : watched.came) {
    const auto receipt = store.receipt(id).value();
    ASSERT_TRUE(receipt.has_value());
    EXPECT_LE((receipt->handled - at).milliseconds, minutes(2).milliseconds);
  }
  const double minutes_passed = static_cast<double>((account.clock.now() - start).milliseconds) / 60'000.0;
  std::cout << mails << " mails: " << minutes_passed << " minutes, at most " << watched.most_in_a_minute
            << " units in a minute, " << watched.came.size() << " new mails handled meanwhile\n";
}

}  // namespace
}  // namespace scc::google
