/// SmallFleet: an invented operator with names that are hard to tell apart, and what is found in a text.
#pragma once

#include <string>
#include <string_view>

#include "extract/mentions/find.h"

namespace scc::extract {

/// The built-in data files; throws when one is broken.
const Lexicon& built_in_lexicon();
/// Date order month_day; charters from June 2026 on; see the .cpp.
const World& small_fleet();
const Finder& small_fleet_finder();

/// A text and its mentions, with short words for what tests ask. 2026-06-02 is a Tuesday.
struct Found {
  explicit Found(std::string_view words, Date today = {2026, 6, 2});

  /// "siobhan-keane" of the person whose name stands there as `written`; "?" when not on the roster,
  /// "" when nobody is found, ids in order joined by "|" when several fit.
  [[nodiscard]] std::string person(std::string_view written) const;
  [[nodiscard]] const PersonMention* mention(std::string_view written) const;
  /// Of the role mention at these exact words: its best role; "?" for none of the operator's.
  [[nodiscard]] std::string role(std::string_view words) const;
  /// The best charter of the client mention whose name has these exact words.
  [[nodiscard]] std::string charter(std::string_view words) const;
  [[nodiscard]] std::string vessel(std::string_view words) const;

  std::string text;
  Tokens tokens;
  Mentions all;
};

}  // namespace scc::extract
