/// ReadingScore: how well readings fit their labels. Pure.
///
/// A change is right when op, charter, role and person all are; what counts is what would be
/// entered without asking anyone.
#pragma once

#include <string>
#include <vector>

#include "engine/decide.h"
#include "world_file.h"

namespace scc::app {

/// One way in which a reading does not fit its label.
struct Miss {
  std::string file;
  std::string kind;  ///< "disposition", "wrong", "missing", "proposal" (uncertain, and not in the label)
  std::string what;  ///< for people
  std::string why;   ///< the label's reason
  bool operator==(const Miss&) const = default;
};

struct Score {
  std::size_t mails = 0;
  std::size_t dispositions_right = 0;
  std::size_t certain_labelled = 0;  ///< certain changes of the labels
  std::size_t certain_read = 0;      ///< … of the readings
  std::size_t certain_right = 0;     ///< … of both
  std::size_t mails_with_wrong_change = 0;
  std::size_t mails_touched_wrongly = 0;  ///< to be ignored or rejected, yet applied or proposed something
  std::size_t wrong_persons = 0;          ///< the right role of the right charter, another person
  std::vector<Miss> misses;

  [[nodiscard]] double disposition_accuracy() const { return share(dispositions_right, mails); }
  /// 1 when nothing was read.
  [[nodiscard]] double precision() const { return share(certain_right, certain_read); }
  [[nodiscard]] double recall() const { return share(certain_right, certain_labelled); }
  void add(const Score& other);

 private:
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

[[nodiscard]] Score score_mail(const Label& label, const engine::Decision& decision);
/// Reads every mail of a world.
[[nodiscard]] Score score_world(const LabelledWorld& labelled);

/// "assign host keely-hoyt on jennifer-sanderson-2026-05-12"
[[nodiscard]] std::string text_of(FactOp op, const CharterId& charter, const RoleId& role, const Person& person);

}  // namespace scc::app
