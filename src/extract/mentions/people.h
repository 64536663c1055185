/// People: who is named in a text, on the roster or not.
///
/// Nobody is ever chosen here: a name that fits two people has two candidates, and a name that is
/// also a word says so. Built once per world; finding is const and for any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/world.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

/// How a written name fits a crew member, from the surest to the faintest.
enum class NameFit : std::uint8_t {
  full_name,       ///< "Gene O'Neal", also "O'Neal, Gene"
  alias,           ///< from the roster: "Big Mike"
  first_last,      ///< first and last of more names; nickname and last: "Danny Rich", "Giorgos Pappas"
  initial_last,    ///< "G. O'Neal"
  first_initial,   ///< "Mike B", "Mike B."
  first_name,      ///< "Gene"
  last_name,       ///< "O'Neal", "Mr Rich"
  nickname,        ///< from the data: "Danny" for Daniel, "Yorgos" for George
  initials,        ///< "GO", "G.O."
  one_letter_off,  ///< "Angela Wnog", "Siobahn"
};
[[nodiscard]] const char* to_string(NameFit fit);
/// The name itself, not something like it: beside one who is called so, others are not meant.
[[nodiscard]] constexpr bool is_exact(NameFit fit) {
  return fit < NameFit::nickname;
}

struct PersonCandidate {
  const CrewMember* member = nullptr;
  int score = 0;  ///< 0 to 100
  NameFit fit = NameFit::full_name;
  bool operator==(const PersonCandidate&) const = default;
};

struct PersonMention {
  TokenRange tokens;  ///< titles and possessive 's left out
  TextRange bytes;
  std::string written;  ///< the name on one line, titles stripped: "Keely Hoyt"
  /// Best first; nearly the same score: ambiguous. Empty: a name that is not on the roster.
  std::vector<PersonCandidate> candidates;
  bool titled = false;      ///< "Mr", "Miss", "Dr", "Capt." stands before it; a title that is a role
                            ///< word is a RoleMention as well
  bool possessive = false;  ///< 's follows: "Mike's"
  bool lower_case = false;  ///< typed without capitals
  /// The name is a common word too ("will", "may", "rich") and nothing here tells: lower-case, or at
  /// the start of a sentence. Needs a context that wants a person.
  bool doubtful = false;
  /// The same words name a client, or a part of a client's name.
  bool names_client = false;
};

class PeopleIndex {
 public:
  /// `world` must outlive the index. New words go into `vocabulary`.
  PeopleIndex(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary);
  PeopleIndex(PeopleIndex&&) noexcept;
  PeopleIndex& operator=(PeopleIndex&&) noexcept;
  PeopleIndex(const PeopleIndex&) = delete;
  PeopleIndex& operator=(const PeopleIndex&) = delete;
  ~PeopleIndex();

  /// In the order of the text, not overlapping each other.
  [[nodiscard]] std::vector<PersonMention> find(const Tokens& tokens) const;

 private:
  struct Names;
  std::unique_ptr<Names> names_;
};

}  // namespace scc::extract
