#include "engine/unfetched.h"

#include <set>

#include "engine/alarms.h"
#include "engine/health.h"
#include "yard.h"

namespace scc::engine {
namespace {

/// A mailbox that does not hand out some of the mails it names.
class Stubborn final : public Mailbox {
 public:
  explicit Stubborn(Mailbox& inner) : inner_(inner) {}
  Result<MailPage> changes(const std::string& cursor, const std::string& page) override {
    if (dead) return *dead;
    return inner_.changes(cursor, page);
  }
  Result<RawMail> fetch(const MessageId& id) override {
    if (dead) return *dead;
    if (const auto found = broken.find(id); found != broken.end()) {
      dead = then;
      return found->second;
    }
    return inner_.fetch(id);
  }
  std::map<MessageId, Error> broken;
  std::optional<Error> then;  ///< what every call says after a failed fetch
  std::optional<Error> dead;

 private:
  Mailbox& inner_;
};

class Listener final : public Notifier {
 public:
  Outcome notify(const Alarm& alarm) override {
    heard.push_back(alarm.what);
    return done();
  }
  std::vector<std::string> heard;
};

class UnfetchedMail : public Yard {
 protected:
  UnfetchedMail() {
    have_sanderson();
    EXPECT_TRUE(record_attempts(context, {{"mail", {}}, {"calendar", {}}, {"outbox", {}}}));
    deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
    deliver_crew("m2", "Fri, 01 May 2026 10:00:00 -0700", "Host: Keely Hoyt");
    stubborn.broken.emplace(m1, Error{Remedy::retry, "messages/m1: no good answer in 6 tries"});
  }

  Outcome run() {
    auto report = take_in(context, stubborn);
    std::vector<Attempt> attempts{{"mail", std::nullopt}, {"calendar", std::nullopt}, {"outbox", std::nullopt}};
    if (!report) attempts.front().failure = report.error();
    EXPECT_TRUE(record_attempts(context, attempts));
    EXPECT_TRUE(ring(context, health(context, minutes(30)).value(), {{"bell", listener}}));
    if (!report) return report.error();
    return done();
  }
  /// Runs three minutes apart, until the mail is set aside.
  void set_aside() {
    for (int i = 1; i < fetch_tries_max; ++i) {
      const auto failed = run();
      ASSERT_FALSE(failed);
      EXPECT_EQ(failed.error().remedy, Remedy::retry);
      EXPECT_NE(failed.error().what.find("messages/m1"), std::string::npos);
      EXPECT_EQ(cursor(), "");
      clock.advance(minutes(3));
    }
    ASSERT_TRUE(run());
  }
  std::string cursor() { return tables.sources.contains("mail") ? tables.sources.at("mail").cursor : ""; }
  SourceHealth mail_health() { return health(context, minutes(30)).value().sources.at(1); }

  const MessageId m1{"m1"};
  Stubborn stubborn{mailbox_port};
  Listener listener;
};

TEST_F(UnfetchedMail, IsSetAsideAfterNamedTriesAndTheCursorPasses) {
  set_aside();
  EXPECT_EQ(crew(), "host=Keely Hoyt");
  EXPECT_EQ(cursor(), "2");
  const ReviewItem& item = tables.reviews.at(ReviewId("m1"));
  EXPECT_EQ(item.state, ReviewState::open);
  EXPECT_NE(item.why.find("no good answer in 6 tries"), std::string::npos) << item.why;
  EXPECT_FALSE(tables.receipts.contains(m1)) << "so that it is taken when it can be fetched";
}

TEST_F(UnfetchedMail, IsToldOnceAndAgainWhenAPersonHasDealtWithIt) {
  set_aside();
  EXPECT_FALSE(mail_health().well);
  EXPECT_NE(mail_health().cure.find("scc review"), std::string::npos);
  ASSERT_TRUE(run());
  ASSERT_EQ(listener.heard.size(), 1U) << "nothing while it was tried";
  EXPECT_NE(listener.heard.front().find("not all of it"), std::string::npos) << listener.heard.front();
  ASSERT_TRUE(dismiss_review(context, {"maria (page)", "act-1", ""}, ReviewId("m1"), std::nullopt));
  EXPECT_TRUE(mail_health().well);
  ASSERT_TRUE(run());
  EXPECT_EQ(listener.heard.size(), 2U);
}

TEST_F(UnfetchedMail, IsReadAsAnyOtherWhenItCanBeFetchedAfterAll) {
  set_aside();
  mailbox.deliver(m1, mailbox.fetch(m1)->bytes);  // the daily sweep names it again
  ASSERT_TRUE(run()) << "still broken, but it holds nothing up";
  EXPECT_EQ(cursor(), "3");
  stubborn.broken.clear();
  mailbox.deliver(m1, mailbox.fetch(m1)->bytes);
  ASSERT_TRUE(run());
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_EQ(tables.reviews.at(ReviewId("m1")).state, ReviewState::dismissed);
  EXPECT_TRUE(tables.named.find({"unfetched", "m1"}) == tables.named.end());
  EXPECT_TRUE(mail_health().well);
}

TEST_F(UnfetchedMail, WhoseMailNeedsAPersonKeepsItsReviewItemWithTheMailInIt) {
  set_aside();
  stubborn.broken.clear();
  deliver("m1", "Fri, 01 May 2026 09:00:00 -0700", "Gene may perhaps captain Jennifer Sanderson on 5/12/2026.\r\n");
  ASSERT_TRUE(run());
  const ReviewItem& item = tables.reviews.at(ReviewId("m1"));
  EXPECT_EQ(item.state, ReviewState::open);
  EXPECT_EQ(item.title, "Crew");
  EXPECT_NE(item.text.find("Gene may perhaps"), std::string::npos);
}

TEST_F(UnfetchedMail, ThatIsGoneInTheEndAsksNobodyAnyMore) {
  set_aside();
  stubborn.broken.clear();
  mailbox.deliver(m1, "");
  mailbox.remove(m1);
  ASSERT_TRUE(run());
  EXPECT_EQ(tables.reviews.at(ReviewId("m1")).state, ReviewState::dismissed);
  EXPECT_TRUE(mail_health().well);
}

TEST_F(UnfetchedMail, ManyTriesInAShortTimeAreALimitOfAMinuteAndSetNothingAside) {
  for (int i = 0; i < 3 * fetch_tries_max; ++i) EXPECT_FALSE(run());
  EXPECT_TRUE(tables.reviews.empty());
}

TEST_F(UnfetchedMail, IsNotBlamedForWhatStopsTheWholeMailbox) {
  stubborn.then = Error{Remedy::retry, "the network is down"};
  for (int i = 0; i < 3 * fetch_tries_max; ++i) {
    stubborn.dead.reset();
    EXPECT_FALSE(run());
    clock.advance(minutes(3));
  }
  stubborn.then.reset();
  stubborn.dead.reset();
  stubborn.broken.at(m1).remedy = Remedy::reauth;
  for (int i = 0; i < 3 * fetch_tries_max; ++i) {
    EXPECT_EQ(run().error().remedy, Remedy::reauth);
    clock.advance(minutes(3));
  }
  EXPECT_TRUE(tables.reviews.empty());
  EXPECT_TRUE(tables.named.find({"unfetched", "m1"}) == tables.named.end());
}

class RejectedMail : public Yard {
 protected:
  RejectedMail() {
    have_sanderson();
    settings.trust.trusted_senders = {"hal@sailing.example"};
    deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
    deliver("m2", "Fri, 01 May 2026 10:00:00 -0700", "Crew for Jennifer Sanderson on 5/12/2026:\r\n\r\nHost: Mal\r\n",
            "Mal <mal@elsewhere.example>");
    EXPECT_EQ(read_mail().rejected, 2U);
    clock.advance(minutes(5));
  }
  IntakeReport reread() {
    auto report = take_in(context, mailbox_port, {}, Reread::rejected);
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }
};

TEST_F(RejectedMail, IsReadAgainOnceItsSenderIsTrusted) {
  const Receipt stranger = tables.receipts.at(MessageId("m2"));
  settings.trust.trusted_senders = {"carole@sailing.example"};
  EXPECT_EQ(read_mail().changes, 0U) << "not by itself";
  const IntakeReport report = reread();
  EXPECT_EQ(report.reread, 1U);
  EXPECT_EQ(report.applied, 1U);
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
  EXPECT_EQ(tables.receipts.at(MessageId("m1")).disposition, Disposition::apply);
  EXPECT_EQ(tables.receipts.at(MessageId("m2")), stranger);
  EXPECT_EQ(reread().reread, 0U);
}

TEST_F(RejectedMail, ThatIsStillNotBelievedKeepsItsReceipt) {
  const auto before = tables.receipts;
  EXPECT_EQ(reread().reread, 0U);
  EXPECT_EQ(tables.receipts, before);
  EXPECT_TRUE(tables.facts.empty());
}

}  // namespace
}  // namespace scc::engine
