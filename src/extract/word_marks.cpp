#include "extract/word_marks.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// A list has at most one free word for this many words.
constexpr std::uint32_t words_of_list_per_free_word = 5;
constexpr std::uint32_t words_of_bare_list_per_free_word = 8;

/// "red" is no participle.
constexpr std::size_t participle_letters_min = 4;

}  // namespace

WordMarks::WordMarks(const Analysis& analysis, TokenRange range)
    : analysis_(analysis), range_(range), cues_(analysis.cues_in(range)), items_(analysis.items_in(range)) {
  std::uint32_t words = 0;
  std::uint32_t known = 0;
  std::uint32_t covered_words = 0;
  std::vector<bool> covered(range.size(), false);
  const auto cover = [&](TokenRange tokens) {
    for (std::uint32_t i = tokens.first; i < std::min(tokens.end, range.end); ++i) covered[i - range.first] = true;
  };
  for (const Item& item : items_) cover(item.tokens);
  for (const CueHit& hit : cues_) {
    if (hit.cue == Cue::list || hit.cue == Cue::confirm || hit.cue == Cue::either || hit.cue == Cue::both ||
        hit.cue == Cue::alone || hit.cue == Cue::open || hit.cue == Cue::self || hit.cue == Cue::negation) {
      cover(hit.tokens);
    }
  }
  for (std::uint32_t i = range.first; i < range.end; ++i) {
    const Token& token = analysis.tokens[i];
    if (token.kind != TokenKind::word && token.kind != TokenKind::mixed) continue;
    ++words;
    if (covered[i - range.first]) ++covered_words;
    if (covered[i - range.first] || token.folded.size() <= 2) ++known;
  }
  const bool people = std::any_of(items_.begin(), items_.end(), [](const Item& item) {
    return item.kind == MentionKind::person || item.kind == MentionKind::role;
  });
  bare_list_ = people && words > 0 && (words - covered_words) * words_of_bare_list_per_free_word <= words;
  list_like_ = people && words > 0 && (words - known) * words_of_list_per_free_word <= words;
}

bool WordMarks::has(Cue cue) const {
  return std::any_of(cues_.begin(), cues_.end(), [&](const CueHit& hit) { return hit.cue == cue; });
}

bool WordMarks::is_sign(std::uint32_t token) const {
  const Token& it = analysis_.tokens[token];
  return it.kind == TokenKind::sign || it.kind == TokenKind::emoji;
}

bool WordMarks::in_item(std::uint32_t token) const {
  return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
    if (item.kind == MentionKind::role) return false;
    const bool stranger = item.kind == MentionKind::person && analysis_.mentions.people[item.index].candidates.empty();
    return !stranger && token >= item.tokens.first && token < item.tokens.end;
  });
}

bool WordMarks::in_cue(Cue cue, std::uint32_t token) const {
  return std::any_of(cues_.begin(), cues_.end(), [&](const CueHit& hit) {
    return hit.cue == cue && token >= hit.tokens.first && token < hit.tokens.end;
  });
}

std::uint32_t WordMarks::words_between(std::uint32_t from, std::uint32_t to) const {
  std::uint32_t words = 0;
  for (std::uint32_t i = from; i < to; ++i) {
    if (!is_sign(i) && analysis_.tokens[i].kind != TokenKind::suffix) ++words;
  }
  return words;
}

std::optional<std::uint32_t> WordMarks::cue_after(Cue cue, std::uint32_t from, std::uint32_t to,
                                                  std::uint32_t words_max) const {
  for (const CueHit& hit : cues_) {
    if (hit.cue != cue || hit.tokens.first < from || hit.tokens.first >= to) continue;
    if (words_between(from, hit.tokens.first) > words_max) return std::nullopt;
    return hit.tokens.end;
  }
  return std::nullopt;
}

bool WordMarks::cue_before(Cue cue, std::uint32_t to, std::uint32_t from, std::uint32_t words_max) const {
  return std::any_of(cues_.begin(), cues_.end(), [&](const CueHit& hit) {
    if (hit.cue != cue || hit.tokens.end > to || hit.tokens.first < from) return false;
    for (std::uint32_t i = hit.tokens.end; i < to; ++i) {
      if (is_sign(i) && !analysis_.tokens[i].joins) return false;
    }
    return words_between(hit.tokens.end, to) <= words_max;
  });
}

bool WordMarks::has_between(Cue cue, std::uint32_t from, std::uint32_t to) const {
  return std::any_of(cues_.begin(), cues_.end(), [&](const CueHit& hit) {
    return hit.cue == cue && hit.tokens.first >= from && hit.tokens.end <= to;
  });
}

bool WordMarks::arrow_between(std::uint32_t from, std::uint32_t to) const {
  bool arrow = false;
  for (std::uint32_t i = from; i < to; ++i) {
    if (!is_sign(i)) return false;
    const std::string_view sign = analysis_.tokens[i].folded;
    if (sign == "→" || sign == "⇒" || sign == "➔" || sign == "➜") arrow = true;
    if (sign == ">" && i > from && analysis_.tokens[i].glued) arrow = true;
  }
  return arrow;
}

bool WordMarks::only_joins(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (in_cue(Cue::list, i)) continue;
    const std::string_view sign = analysis_.tokens[i].folded;
    if (is_sign(i) && (sign == "," || sign == "/" || sign == "&" || sign == "+")) continue;
    return false;
  }
  return from < to;
}

bool WordMarks::word_is(std::uint32_t token, std::string_view folded) const {
  return token >= range_.first && token < range_.end && analysis_.tokens[token].folded == folded;
}

bool WordMarks::takes_charter(std::uint32_t from, std::uint32_t to) const {
  for (const CueHit& hit : cues_) {
    if (hit.cue != Cue::takes || hit.tokens.first < from || hit.tokens.first >= to) continue;
    if (words_between(from, hit.tokens.first) > 2 && !only_small_words(from, hit.tokens.first)) return false;
    if (takes_object(hit.tokens.end, to)) return true;
  }
  return false;
}

/// What is taken: "it", a vessel, a client, a part of the day, at most three words on.
bool WordMarks::takes_object(std::uint32_t object, std::uint32_t to) const {
  if (const auto end = cue_after(Cue::helm_object, object, to, 0)) {
    // "has her", but not "has her examinations"
    const bool owns = word_is(*end - 1, "her") && *end < to && analysis_.tokens[*end].kind == TokenKind::word &&
                      std::none_of(
                          cues_.begin(), cues_.end(),
                          [&](const CueHit& hit) {
                            return hit.cue != Cue::kin && *end >= hit.tokens.first && *end < hit.tokens.end;
                          }) &&
                      std::none_of(
                          items_.begin(), items_.end(),
                          [&](const Item& item) { return *end >= item.tokens.first && *end < item.tokens.end; });
    if (!owns) return true;
  }
  return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
    if (item.kind == MentionKind::person || item.kind == MentionKind::role) return false;
    // "has the whole of Saturday", but not "has her dentist Saturday"
    const bool when = item.kind == MentionKind::time || item.kind == MentionKind::date;
    return item.tokens.first >= object && item.tokens.first < to &&
           words_between(object, item.tokens.first) <= (when ? 1u : 3u) &&
           // "has settled both boats" has them not
           (item.tokens.first == object || !ends_like_a_participle(object));
  });
}

/// "has kindly agreed to": nothing but auxiliaries
bool WordMarks::only_small_words(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (!in_cue(Cue::copula, i) && !in_cue(Cue::takes, i)) return false;
  }
  return true;
}

/// Whether an English verb stands there that "has" only helps: "settled", "painted".
bool WordMarks::ends_like_a_participle(std::uint32_t token) const {
  const Token& it = analysis_.tokens[token];
  return it.kind == TokenKind::word && it.folded.size() > participle_letters_min && it.folded.ends_with("ed") &&
         !in_cue(Cue::takes, token) && !in_cue(Cue::copula, token);
}

bool WordMarks::sign_between(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (is_sign(i)) return true;
  }
  return false;
}

bool WordMarks::belongs_to(std::uint32_t person) const {
  std::uint32_t at = person;
  while (at > range_.first && !is_sign(at - 1) && words_between(at - 1, person) <= 2) {
    --at;
    if (word_is(at, "is") || word_is(at, "be") || word_is(at, "'s")) return true;
  }
  return false;
}

bool WordMarks::context_follows(std::uint32_t from) const {
  return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
    return item.kind != MentionKind::person && item.kind != MentionKind::role && item.tokens.first >= from &&
           words_between(from, item.tokens.first) <= 1;
  });
}

bool WordMarks::opens(std::uint32_t person) const {
  for (std::uint32_t i = range_.first; i < person; ++i) {
    const bool known = is_sign(i) || in_cue(Cue::copula, i) || analysis_.tokens[i].kind == TokenKind::suffix ||
                       std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
                         return item.kind != MentionKind::role && i >= item.tokens.first && i < item.tokens.end;
                       });
    if (!known) return false;
  }
  return person > range_.first;
}

bool WordMarks::names_charter() const {
  return std::any_of(items_.begin(), items_.end(), [](const Item& item) {
    return item.kind != MentionKind::person && item.kind != MentionKind::role;
  });
}

bool WordMarks::is_address(TokenRange person) const {
  const bool greeted = is_greeted(person);
  if (person.first != range_.first && !greeted) return false;
  if (person.end >= range_.end) return greeted;
  const std::string_view sign = analysis_.tokens[person.end].folded;
  return greeted || sign == "," || sign == ":" || sign == "!" || sign == "-";
}

bool WordMarks::stands_alone(TokenRange words) const {
  const bool opens = words.first == range_.first || is_sign(words.first - 1) || in_cue(Cue::list, words.first - 1);
  const bool ends = words.end >= range_.end || analysis_.tokens[words.end].folded == ".";
  return ends ? opens : is_sign(words.end) || in_cue(Cue::list, words.end);
}

}  // namespace scc::extract
