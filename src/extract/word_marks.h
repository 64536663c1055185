/// WordMarks: questions about the words between the mentions of a clause. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/analysis.h"

namespace scc::extract {

class WordMarks {
 public:
  WordMarks(const Analysis& analysis, TokenRange range);

  [[nodiscard]] bool has(Cue cue) const;
  /// Where a cue ends that begins at or behind `from`, before `to`, with at most `words_max` words
  /// and no full stop before it.
  [[nodiscard]] std::optional<std::uint32_t> cue_after(Cue cue, std::uint32_t from, std::uint32_t to,
                                                       std::uint32_t words_max) const;
  /// Whether a cue ends before `to`, with at most `words_max` words between, and begins behind `from`.
  [[nodiscard]] bool cue_before(Cue cue, std::uint32_t to, std::uint32_t from, std::uint32_t words_max) const;
  [[nodiscard]] bool has_between(Cue cue, std::uint32_t from, std::uint32_t to) const;
  /// An arrow between two names: "Lottie → Walt".
  [[nodiscard]] bool arrow_between(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool sign_between(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] std::uint32_t words_between(std::uint32_t from, std::uint32_t to) const;
  /// Only commas, "and" and the like: what joins the names of a list.
  [[nodiscard]] bool only_joins(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool word_is(std::uint32_t token, std::string_view folded) const;

  /// "HAS the Queen", "TAKES the Pembroke luncheon", "DOES it", "'S got her"
  [[nodiscard]] bool takes_charter(std::uint32_t from, std::uint32_t to) const;
  /// "the wedding IS Teddy's", "it is Teddy's"
  [[nodiscard]] bool belongs_to(std::uint32_t person) const;
  /// "Hi Ana, …", "Ana, …": somebody is spoken to.
  [[nodiscard]] bool is_address(TokenRange person) const;
  /// "Hi Ana"
  [[nodiscard]] bool is_greeted(TokenRange person) const {
    return person.first > range_.first && in_cue(Cue::greeting, person.first - 1);
  }
  /// Nothing is said of it: a mark, "and" or the clause's end follows: "Captain Brannigan / …".
  [[nodiscard]] bool stands_alone(TokenRange words) const;
  /// A client, vessel, day or hour stands right behind: "Captain Strachan the afternoon".
  [[nodiscard]] bool context_follows(std::uint32_t from) const;
  /// Nothing but charter words stands before it in the clause, and a mark or the end behind that.
  [[nodiscard]] bool opens(std::uint32_t person) const;
  /// A client, day, vessel or hour is named.
  [[nodiscard]] bool names_charter() const;
  /// Names, roles, charters and marks, hardly a word between them.
  [[nodiscard]] bool list_like() const { return list_like_; }
  /// The same with no word to spare: "jazz: joan, harry mate".
  [[nodiscard]] bool bare_list() const { return bare_list_; }

  /// Whether a token is a part of anything that is named, roles and strangers aside.
  [[nodiscard]] bool in_item(std::uint32_t token) const;
  /// Whether a token is a part of such a cue.
  [[nodiscard]] bool in_cue(Cue cue, std::uint32_t token) const;

 private:
  [[nodiscard]] bool takes_object(std::uint32_t object, std::uint32_t to) const;
  [[nodiscard]] bool only_small_words(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool ends_like_a_participle(std::uint32_t token) const;

  [[nodiscard]] bool is_sign(std::uint32_t token) const;

  const Analysis& analysis_;
  TokenRange range_;
  std::vector<CueHit> cues_;
  std::vector<Item> items_;
  bool list_like_ = false;
  bool bare_list_ = false;
};

}  // namespace scc::extract
