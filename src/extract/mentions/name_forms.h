/// NameForms: the ways in which people write a crew member's name.
#pragma once

#include <string>
#include <vector>

#include "domain/operation.h"
#include "extract/language/lexicon.h"
#include "extract/mentions/people.h"

namespace scc::extract {

/// What has to be true of the words beside being these.
enum class NameRule : std::uint8_t {
  none,
  capital_initial,  ///< the single letter is a capital: "Mike T", "G. O'Neal"
  all_capitals,     ///< "GO", "G.O."
  small,            ///< an s without its apostrophe: "danos"
};

struct NameForm {
  std::string phrase;  ///< folded
  NameFit fit = NameFit::full_name;
  int score = 0;
  NameRule rule = NameRule::none;
};

/// Groups of names that stand for one another, by each of their names.
class Nicknames {
 public:
  explicit Nicknames(const Lexicon& lexicon);
  /// The other names of all groups that `folded` is in.
  [[nodiscard]] std::vector<std::string> of(const std::string& folded) const;

 private:
  std::vector<std::pair<std::string, std::size_t>> groups_;  ///< name and group, sorted
  std::vector<std::vector<std::string>> names_;              ///< by group
};

[[nodiscard]] std::vector<NameForm> name_forms(const CrewMember& member, const Nicknames& nicknames);

/// The words of a name, folded; parts tied by a hyphen are one: {"mei lin", "zhao"}.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

}  // namespace scc::extract
