/// MentionFinder: the words of a text that mean something, against one operator's roster, roles,
/// vessels and charters, and the language data.
///
/// Prepared once per World; find() is pure, one pass over the tokens, from any thread.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/world.h"
#include "extract/mentions/mention.h"

namespace scc::extract {

[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

class MentionFinder {
 public:
  explicit MentionFinder(const World& world);  ///< copies what it needs
  ~MentionFinder();
  MentionFinder(MentionFinder&&) noexcept;
  MentionFinder& operator=(MentionFinder&&) noexcept;
  /// In the order of the text; mentions of different kinds may overlap (June: person and month;
  /// "deck": role and part of a phrase), each reading with its own score; of one kind the longest wins.
  [[nodiscard]] std::vector<Mention> find(std::string_view text, const std::vector<Token>& tokens,
                                          const LocalTime& now) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace scc::extract
