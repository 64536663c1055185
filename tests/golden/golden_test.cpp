// Every labelled world is read no worse than when it was last measured: floors.txt. A change that
// reads better raises them: tests/golden/raise_floors.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "reading_score.h"
#include "world_file.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(SCC_SOURCE_DIR) / "tests/golden";

/// What was last measured of one world.
struct Floor {
  std::size_t mails = 0;
  std::size_t dispositions_right = 0;
  std::size_t certain_right = 0;
  std::size_t certain_wrong = 0;
  std::size_t touched_wrongly = 0;
};

std::map<std::string, Floor> read_floors() {
  std::map<std::string, Floor> floors;
  std::ifstream file(golden / "floors.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string name;
    Floor floor;
    words >> name >> floor.mails >> floor.dispositions_right >> floor.certain_right >> floor.certain_wrong >>
        floor.touched_wrongly;
    if (!words) ADD_FAILURE() << "floors.txt: a line that can't be read: " << line;
    floors[name] = floor;
  }
  return floors;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> world_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(golden / "worlds")) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenWorld : public testing::TestWithParam<std::string> {
 protected:
  /// The labels of a world that is kept apart are for measuring, not for learning from.
  [[nodiscard]] static std::string text_of(const std::vector<Miss>& misses) {
    const auto apart = lines_of(golden / "worlds/HELD_OUT");
    if (std::find(apart.begin(), apart.end(), GetParam()) != apart.end()) return "(kept apart: misses not shown)";
    std::string text;
    for (const Miss& miss : misses) text += "  " + miss.file + " " + miss.kind + ": " + miss.what + "\n";
    return text;
  }
};

TEST_P(GoldenWorld, IsReadAsWellAsWhenItWasLastMeasured) {
  const auto floors = read_floors();
  ASSERT_TRUE(floors.contains(GetParam())) << "floors.txt has no line for " << GetParam();
  const Floor& floor = floors.at(GetParam());
  const auto labelled = read_labelled_world((golden / "worlds" / GetParam()).string());
  ASSERT_TRUE(labelled) << labelled.error().what;
  const Score score = score_world(*labelled);
  EXPECT_EQ(score.mails, floor.mails);
  EXPECT_GE(score.dispositions_right, floor.dispositions_right) << text_of(score.misses);
  EXPECT_GE(score.certain_right, floor.certain_right) << text_of(score.misses);
  EXPECT_LE(score.certain_read - score.certain_right, floor.certain_wrong) << text_of(score.misses);
  EXPECT_LE(score.mails_touched_wrongly, floor.touched_wrongly) << text_of(score.misses);
}

TEST_P(GoldenWorld, NothingIsTakenFromAMailThatIsNotTrusted) {
  const auto labelled = read_labelled_world((golden / "worlds" / GetParam()).string());
  ASSERT_TRUE(labelled) << labelled.error().what;
  std::size_t rejected = 0;
  for (std::size_t i = 0; i < labelled->labels.size(); ++i) {
    if (labelled->labels[i].disposition != Disposition::reject) continue;
    ++rejected;
    LabelledWorld one{labelled->name, labelled->world, {labelled->labels[i]}, {labelled->mails[i]}};
    const Score score = score_world(one);
    EXPECT_EQ(score.dispositions_right, 1U) << labelled->labels[i].file;
    EXPECT_EQ(score.mails_touched_wrongly, 0U) << labelled->labels[i].file;
  }
  EXPECT_GT(rejected, 0U);
}

/// The worlds that the first readers of the labels agreed on, and what is promised of them whatever was
/// last measured.
TEST(GoldenPromise, TheSharedWorldsAreReadAsPromised) {
  for (const char* name : {"jada", "harbor", "sportfish"}) {
    const auto labelled = read_labelled_world((golden / "worlds" / name).string());
    ASSERT_TRUE(labelled) << labelled.error().what;
    const Score score = score_world(*labelled);
    EXPECT_GE(score.precision(), 0.98) << name;
    EXPECT_GE(score.recall(), 0.75) << name;
    EXPECT_EQ(score.mails_touched_wrongly, 0U) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, GoldenWorld, testing::ValuesIn(world_names()),
                         [](const auto& world) { return world.param; });

TEST(GoldenFloors, NameOnlyWorldsThatAreThere) {
  const auto names = world_names();
  for (const auto& [name, floor] : read_floors()) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
  EXPECT_GE(names.size(), 8U);
}

}  // namespace
}  // namespace scc::app
