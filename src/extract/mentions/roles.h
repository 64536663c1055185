/// Roles: which of the operator's roles a text speaks of.
///
/// Titles and aliases of the operation first, then the synonyms of the data files ("skipper" for
/// Captain), mapped only onto roles the operator has. The longest match counts, so that "second
/// mate" is never a "mate". Built once per operation; finding is const and for any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/operation.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

enum class RoleFit : std::uint8_t { title, alias, synonym };
[[nodiscard]] const char* to_string(RoleFit fit);

/// What kind of word it is.
enum class RoleWord : std::uint8_t {
  noun,    ///< "captain", "1st mate", "1st" alone where the operator has such roles
  verb,    ///< "skippering", "at the helm", "cooking"
  common,  ///< a word of everyday use too, a role only beside a person: "hand", "deck", "bar", "has it"
};

struct RoleCandidate {
  const Role* role = nullptr;
  int score = 0;  ///< 0 to 100
  RoleFit fit = RoleFit::title;
  bool operator==(const RoleCandidate&) const = default;
};

struct RoleMention {
  TokenRange tokens;
  TextRange bytes;
  /// Best first; nearly the same score: ambiguous. Empty: a role that this operator does not have
  /// ("second mate" where there is one mate only).
  std::vector<RoleCandidate> candidates;
  RoleWord word = RoleWord::noun;
  bool plural = false;  ///< "deckhands"
};

class RoleIndex {
 public:
  /// `operation` must outlive the index.
  RoleIndex(const Operation& operation, const Lexicon& lexicon, Vocabulary& vocabulary);
  RoleIndex(RoleIndex&&) noexcept;
  RoleIndex& operator=(RoleIndex&&) noexcept;
  RoleIndex(const RoleIndex&) = delete;
  RoleIndex& operator=(const RoleIndex&) = delete;
  ~RoleIndex();

  /// In the order of the text, not overlapping each other.
  [[nodiscard]] std::vector<RoleMention> find(const Tokens& tokens) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

}  // namespace scc::extract
