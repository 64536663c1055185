// What only files on a disk can do to a mailbox.
#include <gtest/gtest.h>

#include "adapters/maildir/open_mailbox.h"
#include "fakes/temporary_folder.h"

namespace scc {
namespace {

std::vector<MessageId> all(Mailbox& mailbox) {
  auto page = mailbox.changes("", "");
  EXPECT_TRUE(page) << page.error().what;
  return page->messages;
}

TEST(Maildir, AMailKeepsItsIdWhenItIsReadAndFlagged) {
  fakes::TemporaryFolder folder;
  for (const char* name : {"cur", "new", "tmp"}) std::filesystem::create_directories(folder.file(name));
  folder.write(folder.file("new/1.M1.host"), "Subject: a\n\nb\n");
  auto mailbox = std::move(*open_mailbox(folder.path().string()));
  const auto before = all(*mailbox);
  std::filesystem::rename(folder.file("new/1.M1.host"), folder.file("cur/1.M1.host:2,ST"));
  auto raw = mailbox->fetch(before.at(0));
  ASSERT_TRUE(raw) << raw.error().what;
  EXPECT_EQ(raw->envelope.labels, std::vector<std::string>{"TRASH"});
  EXPECT_EQ(all(*mailbox), before);
}

TEST(EmlFolder, AFileWithOtherContentIsAnotherMail) {
  fakes::TemporaryFolder folder;
  folder.write(folder.file("001.eml"), "Subject: a\n\nold\n");
  auto mailbox = std::move(*open_mailbox(folder.path().string()));
  const auto before = all(*mailbox);
  folder.write(folder.file("001.eml"), "Subject: a\n\nnewer\n");
  EXPECT_FALSE(mailbox->fetch(before.at(0)));
  const auto after = all(*mailbox);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_NE(after, before);
  EXPECT_TRUE(after.front().text.starts_with("001.eml~")) << after.front().text;
}

TEST(EmlFolder, OtherFilesAndHiddenOnesAreLeftAlone) {
  fakes::TemporaryFolder folder;
  folder.write(folder.file("a.eml"), "x");
  folder.write(folder.file("B.EML"), "y");
  folder.write(folder.file("notes.txt"), "z");
  folder.write(folder.file(".hidden.eml"), "z");
  folder.write(folder.file(".git/c.eml"), "z");
  auto mailbox = std::move(*open_mailbox(folder.path().string()));
  EXPECT_EQ(all(*mailbox).size(), 2u);
}

TEST(EmlFolder, AnotherObjectFetchesWhatTheFirstOneListed) {
  fakes::TemporaryFolder folder;
  folder.write(folder.file("a.eml"), "x");
  auto first = std::move(*open_mailbox(folder.path().string()));
  const auto ids = all(*first);
  auto second = std::move(*open_mailbox(folder.path().string()));
  EXPECT_TRUE(second->fetch(ids.at(0)));
}

TEST(Mbox, AMailKeepsItsIdWhenOthersAreDeletedAndStateLinesAreWritten) {
  fakes::TemporaryFolder folder;
  const std::string path = folder.file("crew.mbox");
  folder.write(path, "From a Sun\nSubject: one\n\nx\n\nFrom b Mon\nSubject: two\n\n>From here\n");
  auto mailbox = std::move(*open_mailbox(path));
  const auto before = all(*mailbox);
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(mailbox->fetch(before.at(1))->bytes, "Subject: two\n\nFrom here\n");
  folder.write(path, "From b Mon\nSubject: two\nX-Status: RO\n\n>From here\n\nFrom c Tue\nSubject: three\n\nz\n");
  const auto after = all(*mailbox);
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after.at(0), before.at(1));
}

TEST(Mbox, TwoEqualMailsAreTwoMails) {
  fakes::TemporaryFolder folder;
  const std::string path = folder.file("crew.mbox");
  folder.write(path, "From a Sun\nSubject: one\n\nx\n\nFrom a Sun\nSubject: one\n\nx\n\n");
  auto mailbox = std::move(*open_mailbox(path));
  EXPECT_EQ(all(*mailbox).size(), 2u);
}

TEST(OpenMailbox, APathThatIsNoMailboxIsAnErrorThatSaysWhatWouldBeRight) {
  fakes::TemporaryFolder folder;
  auto missing = open_mailbox(folder.file("nothing"));
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().what.find("doesn't exist"), std::string::npos);
  folder.write(folder.file("a.txt"), "hello");
  auto wrong = open_mailbox(folder.file("a.txt"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().remedy, Remedy::stop);
  EXPECT_NE(wrong.error().what.find("mbox"), std::string::npos);
}

}  // namespace
}  // namespace scc
