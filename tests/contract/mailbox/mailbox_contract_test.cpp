// What every mailbox promises (ports/mailbox.h), asked of each of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>

#include "adapters/maildir/open_mailbox.h"
#include "fakes/memory_mailbox.h"
#include "fakes/temporary_folder.h"

namespace scc {
namespace {

/// A mailbox that the test can put mails into.
class Box {
 public:
  virtual ~Box() = default;
  virtual Mailbox& mailbox() = 0;
  virtual void deliver(int number) = 0;
  virtual void remove(int number) = 0;
};

std::string mail_text(int number) {
  return "From: carole@sailing.example\nSubject: crew " + std::to_string(number) +
         "\nDate: Sun, 12 Apr 2026 09:14:00 -0700\n\nFrom the dock: mail " + std::to_string(number) + "\n";
}

class MemoryBox final : public Box {
 public:
  MemoryBox() { box_.set_page_size(3); }
  Mailbox& mailbox() override { return box_; }
  void deliver(int number) override { box_.deliver(MessageId("m" + std::to_string(number)), mail_text(number)); }
  void remove(int number) override { box_.remove(MessageId("m" + std::to_string(number))); }

 private:
  fakes::MemoryMailbox box_;
};

class FileBox : public Box {
 public:
  Mailbox& mailbox() override {
    if (!box_) box_ = std::move(*open_mailbox(path()));
    return *box_;
  }

 protected:
  virtual std::string path() = 0;
  fakes::TemporaryFolder folder_;

 private:
  std::unique_ptr<Mailbox> box_;
};

class EmlBox final : public FileBox {
 public:
  void deliver(int number) override { folder_.write(name(number), mail_text(number)); }
  void remove(int number) override { std::filesystem::remove(name(number)); }

 private:
  std::string name(int number) { return folder_.file("2026/" + std::to_string(number) + ".eml"); }
  std::string path() override { return folder_.path().string(); }
};

class MaildirBox final : public FileBox {
 public:
  MaildirBox() {
    for (const char* name : {"cur", "new", "tmp"}) std::filesystem::create_directories(folder_.file(name));
  }
  void deliver(int number) override { folder_.write(name(number), mail_text(number)); }
  void remove(int number) override { std::filesystem::remove(name(number)); }

 private:
  std::string name(int number) { return folder_.file("new/17120000" + std::to_string(number) + ".M1P1.host"); }
  std::string path() override { return folder_.path().string(); }
};

class MboxBox final : public FileBox {
 public:
  MboxBox() { write(); }
  void deliver(int number) override {
    numbers_.insert(number);
    write();
  }
  void remove(int number) override {
    numbers_.erase(number);
    write();
  }

 private:
  void write() {
    std::string mbox;
    for (const int number : numbers_) {
      std::string text = mail_text(number);
      text.insert(text.find("\nFrom the dock") + 1, ">");
      mbox += "From carole@sailing.example Sun Apr 12 16:14:00 2026\n" + text + "\n";
    }
    folder_.write(path(), mbox);
  }
  std::string path() override { return folder_.file("crew.mbox"); }
  std::set<int> numbers_;
};

struct Kind {
  const char* name;
  std::function<std::unique_ptr<Box>()> make;
};

class MailboxContract : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { box_ = GetParam().make(); }

  /// All pages; the cursor of the last one goes to `cursor`.
  std::set<MessageId> list(std::string& cursor) {
    std::set<MessageId> ids;
    std::string page;
    for (int pages = 0; pages < 1'000; ++pages) {
      auto result = box_->mailbox().changes(cursor, page);
      EXPECT_TRUE(result) << result.error().what;
      ids.insert(result->messages.begin(), result->messages.end());
      EXPECT_TRUE(result->cursor.empty() || result->next_page.empty()) << "a cursor comes with the last page only";
      page = result->next_page;
      if (page.empty()) {
        cursor = result->cursor;
        break;
      }
    }
    return ids;
  }

  std::unique_ptr<Box> box_;
};

TEST_P(MailboxContract, EveryMailIsListedFromTheBeginning) {
  for (int i = 1; i <= 7; ++i) box_->deliver(i);
  std::string cursor;
  EXPECT_EQ(list(cursor).size(), 7u);
  EXPECT_FALSE(cursor.empty());
}

TEST_P(MailboxContract, AnEmptyMailboxHasACursorToo) {
  std::string cursor;
  EXPECT_TRUE(list(cursor).empty());
  EXPECT_FALSE(cursor.empty());
  box_->deliver(1);
  EXPECT_EQ(list(cursor).size(), 1u);
}

TEST_P(MailboxContract, NothingIsNewWhileNothingHappens) {
  box_->deliver(1);
  std::string cursor;
  list(cursor);
  const std::string before = cursor;
  EXPECT_TRUE(list(cursor).empty());
  EXPECT_EQ(cursor, before);
}

TEST_P(MailboxContract, AMailThatCameSinceTheCursorIsListed) {
  box_->deliver(1);
  std::string cursor;
  const auto first = list(cursor);
  box_->deliver(2);
  const auto second = list(cursor);
  EXPECT_TRUE(std::any_of(second.begin(), second.end(), [&](const MessageId& id) { return !first.contains(id); }));
}

TEST_P(MailboxContract, AnIdStaysTheSame) {
  for (int i = 1; i <= 3; ++i) box_->deliver(i);
  std::string one;
  const auto before = list(one);
  box_->remove(1);
  box_->deliver(4);
  std::string two;
  auto after = list(two);
  // A list may still name a mail that is gone (Gmail's history does).
  std::erase_if(after, [&](const MessageId& id) { return !box_->mailbox().fetch(id); });
  EXPECT_EQ(after.size(), 3u);
  EXPECT_EQ(std::count_if(after.begin(), after.end(), [&](const MessageId& id) { return before.contains(id); }), 2);
}

TEST_P(MailboxContract, AMailIsFetchedAsItWasDelivered) {
  box_->deliver(5);
  std::string cursor;
  const auto ids = list(cursor);
  ASSERT_EQ(ids.size(), 1u);
  auto raw = box_->mailbox().fetch(*ids.begin());
  ASSERT_TRUE(raw) << raw.error().what;
  EXPECT_EQ(raw->envelope.id, *ids.begin());
  EXPECT_EQ(raw->bytes.substr(0, mail_text(5).size()), mail_text(5));
}

TEST_P(MailboxContract, AMailThatIsGoneIsSkipped) {
  box_->deliver(1);
  box_->deliver(2);
  std::string cursor;
  const auto ids = list(cursor);
  box_->remove(1);
  int gone = 0;
  for (const MessageId& id : ids) {
    auto raw = box_->mailbox().fetch(id);
    if (raw) continue;
    EXPECT_EQ(raw.error().remedy, Remedy::skip);
    ++gone;
  }
  EXPECT_EQ(gone, 1);
  auto unknown = box_->mailbox().fetch(MessageId("no such mail"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().remedy, Remedy::skip);
}

INSTANTIATE_TEST_SUITE_P(Each, MailboxContract,
                         testing::Values(Kind{"memory", [] { return std::make_unique<MemoryBox>(); }},
                                         Kind{"eml_folder", [] { return std::make_unique<EmlBox>(); }},
                                         Kind{"maildir", [] { return std::make_unique<MaildirBox>(); }},
                                         Kind{"mbox", [] { return std::make_unique<MboxBox>(); }}),
                         [](const testing::TestParamInfo<Kind>& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace scc
