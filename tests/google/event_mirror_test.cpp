#include "adapters/google_calendar/event_mirror.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "fakes/temporary_folder.h"

namespace scc::google {
namespace {

namespace fs = std::filesystem;

CalendarEvent event_of(const std::string& id, const std::string& description) {
  CalendarEvent event;
  event.id = EventId(id);
  event.etag = "\"" + description + "\"";
  event.description = description;
  return event;
}

class EventMirrorTest : public testing::Test {
 protected:
  EventMirror mirror() { return {folder_.path().string(), "crew-calendar"}; }
  /// Another run, which reads what changed since `cursor`: nothing.
  static void read_nothing(EventMirror& mirror, const std::string& cursor) {
    mirror.begin(cursor);
    mirror.take({{}, cursor, "", false});
  }
  [[nodiscard]] std::string lines_file() const {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      if (entry.path().filename() == "events.lines") return entry.path().string();
    }
    return "";
  }

  fakes::TemporaryFolder folder_;
};

TEST_F(EventMirrorTest, ALaterRunKnowsWhatAnEarlierOneReadAndWrote) {
  EventMirror first = mirror();
  first.begin("");
  first.take({{event_of("a", "one"), event_of("b", "two")}, "c1", "", true});
  first.put(event_of("a", "crew written"));
  first.drop(EventId("b"));
  EventMirror second = mirror();
  EXPECT_FALSE(second.find(EventId("a"))) << "nothing is known before the changes were read";
  read_nothing(second, "c1");
  ASSERT_TRUE(second.find(EventId("a")));
  EXPECT_EQ(second.find(EventId("a"))->description, "crew written");
  EXPECT_FALSE(second.find(EventId("b")));
}

TEST_F(EventMirrorTest, AnotherCursorMakesItForgetEverything) {
  EventMirror first = mirror();
  first.begin("");
  first.take({{event_of("a", "one")}, "c1", "", true});
  EventMirror second = mirror();
  read_nothing(second, "c0");
  EXPECT_FALSE(second.find(EventId("a")));
}

TEST_F(EventMirrorTest, ALineThatWasCutOffIsForgottenAndTheOthersStay) {
  EventMirror first = mirror();
  first.begin("");
  first.take({{event_of("a", "one"), event_of("b", "two")}, "c1", "", true});
  const std::string bytes = fakes::TemporaryFolder::read(lines_file());
  for (std::size_t kept = 0; kept < bytes.size(); ++kept) {
    fakes::TemporaryFolder::write(lines_file(), bytes.substr(0, kept));
    EventMirror second = mirror();
    read_nothing(second, "c1");
    EXPECT_EQ(second.find(EventId("a")).has_value(), kept > bytes.find('\n')) << kept;
    EXPECT_FALSE(second.find(EventId("b"))) << kept;
    second.put(event_of("b", "three"));
    ASSERT_TRUE(second.find(EventId("b"))) << kept;
    EXPECT_EQ(second.find(EventId("b"))->description, "three");
  }
}

TEST_F(EventMirrorTest, AFileThatIsMostlyOldIsWrittenAnew) {
  const std::string long_text(64 * 1024, 'x');
  EventMirror first = mirror();
  first.begin("");
  first.take({{event_of("a", "one")}, "c1", "", true});
  for (int i = 0; i < 40; ++i) first.put(event_of("b", long_text + std::to_string(i)));
  const auto before = fs::file_size(lines_file());
  EventMirror second = mirror();
  read_nothing(second, "c1");
  ASSERT_TRUE(second.find(EventId("b")));
  EXPECT_EQ(second.find(EventId("b"))->description, long_text + "39");
  EXPECT_EQ(second.find(EventId("a"))->description, "one");
  EXPECT_LT(fs::file_size(lines_file()), before / 10);
}

}  // namespace
}  // namespace scc::google
