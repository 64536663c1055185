#include "extract/analysis.h"

#include <algorithm>

#include "extract/right_of_way.h"

namespace scc::extract {
namespace {

/// A line at least this long may have been broken only because it was full.
constexpr std::uint32_t full_line_bytes_min = 45;
/// A line this short is one of a list, whatever the next one begins with.
constexpr std::uint32_t short_line_bytes_max = 30;

bool is_struck(TextRange bytes, const std::vector<mail::Range>& struck) {
  return std::any_of(struck.begin(), struck.end(),
                     [&](const mail::Range& range) { return bytes.begin >= range.begin && bytes.begin < range.end; });
}

bool is_sign(const Token& token, char sign) {
  return token.kind == TokenKind::sign && token.folded.size() == 1 && token.folded[0] == sign;
}

bool ends_sentence(const Token& token) {
  return is_sign(token, '.') || is_sign(token, '!') || is_sign(token, '?');
}

/// Sentences of a text: where they end, and where lines are lines and not merely full.
class Splitter {
 public:
  Splitter(const Analysis& analysis) : tokens_(analysis.tokens), analysis_(analysis) {
    within_.resize(tokens_.size() + 1, false);
    shortened_.resize(tokens_.size() + 1, false);
    for (const Mention& mention : analysis.mentions.in_order) {
      if (mention.kind == MentionKind::client) continue;
      for (std::uint32_t i = mention.tokens.first + 1; i < mention.tokens.end; ++i) within_[i] = true;
    }
    for (const CueHit& hit : analysis.cues) {
      if (hit.cue == Cue::abbreviation) shortened_[hit.tokens.end] = true;
    }
  }

  [[nodiscard]] std::vector<Sentence> split() const {
    std::vector<Sentence> out;
    std::uint32_t first = 0;
    std::uint32_t line_start = 0;
    bool starts_line = true;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0 && tokens_[i].line_breaks_before > 0) {
        if (breaks_line(i, line_start)) {
          add(out, first, i, starts_line, true);
          first = i;
          starts_line = true;
        }
        line_start = i;
      }
      if (i + 1 < tokens_.size() && ends_here(i) && tokens_[i + 1].line_breaks_before == 0) {
        add(out, first, i + 1, starts_line, false);
        first = i + 1;
        starts_line = false;
      }
    }
    add(out, first, tokens_.size(), starts_line, true);
    return out;
  }

 private:
  void add(std::vector<Sentence>& out, std::uint32_t first, std::uint32_t end, bool starts_line, bool ends_line) const {
    if (first >= end) return;
    Sentence sentence{{first, end}, starts_line, ends_line, false};
    for (std::uint32_t i = end; i > first && tokens_[i - 1].kind != TokenKind::word; --i) {
      if (is_sign(tokens_[i - 1], '?') || is_sign(tokens_[i - 1], ';'))
        sentence.question |= is_sign(tokens_[i - 1], '?');
    }
    out.push_back(sentence);
  }

  [[nodiscard]] bool ends_here(std::uint32_t i) const {
    const Token& token = tokens_[i];
    if (!ends_sentence(token) || token.joins || within_[i] || within_[i + 1]) return false;
    // "Rusty is capt. Earl stays home", but "it is Capt. Earl"
    const bool told_of = i >= 2 && tokens_[i - 1].capital == Capital::none && is_told_of(i - 2) && has_role(i - 1, i);
    if (shortened_[i] && !told_of) return false;
    const Token& next = tokens_[i + 1];
    if (ends_sentence(next)) return false;
    if (next.glued) return is_sign(token, '!') && !is_sign(next, ')') && !is_sign(next, '"');
    if (!is_sign(token, '.')) return true;
    if (i == 0) return false;
    const Token& before = tokens_[i - 1];
    if (is_sign(before, '.')) {  // dots that lead from a role to a name, or the three of a pause
      return i >= 2 && !(i >= 3 && is_sign(tokens_[i - 2], '.') && is_sign(tokens_[i - 3], '.')) &&
             next.capital != Capital::none;
    }
    // "1. Saturday 5 June": the number of a list
    const bool opens_line = i == 1 || before.line_breaks_before > 0;
    if (before.kind == TokenKind::number && before.folded.size() <= 2 && opens_line) return false;
    if (before.kind == TokenKind::word && before.range.end - before.range.begin == 1) return false;  // an initial
    return true;
  }

  /// Whether the line break before token `i` is meant.
  [[nodiscard]] bool breaks_line(std::uint32_t i, std::uint32_t line_start) const {
    if (tokens_[i].line_breaks_before >= 2) return true;
    if (within_[i]) return false;
    const Token& last = tokens_[i - 1];
    if (ends_sentence(last) || is_sign(last, ':')) return true;
    if (std::any_of(analysis_.cues.begin(), analysis_.cues.end(), [&](const CueHit& hit) {
          return hit.cue == Cue::list && hit.tokens.end == i && last.kind == TokenKind::word && last.folded.size() > 1;
        })) {
      return false;  // "Zac and" goes on
    }
    if (has_slashes(line_start, i)) return true;  // a row of slashes is whole
    const std::uint32_t length = last.range.end - tokens_[line_start].range.begin;
    const bool goes_on = tokens_[i].kind == TokenKind::word && tokens_[i].capital == Capital::none;
    if (goes_on)
      return length < short_line_bytes_max ||
             (has_role(line_start, i) && has_role(i, line_end(i)) && !is_sign(last, ','));
    const bool open_end = is_sign(last, ',') || is_sign(last, '&') || is_sign(last, '+');
    return !(open_end && length >= full_line_bytes_min);
  }

  /// A copula or "still" behind somebody: the role behind it is theirs.
  [[nodiscard]] bool is_told_of(std::uint32_t token) const {
    const bool copula = std::any_of(analysis_.cues.begin(), analysis_.cues.end(), [&](const CueHit& hit) {
      return hit.cue == Cue::copula && token >= hit.tokens.first && token < hit.tokens.end;
    });
    return copula && std::any_of(analysis_.items.begin(), analysis_.items.end(), [&](const Item& item) {
             return item.kind == MentionKind::person && item.tokens.end == token;
           });
  }
  [[nodiscard]] std::uint32_t line_end(std::uint32_t i) const {
    do {
      ++i;
    } while (i < tokens_.size() && tokens_[i].line_breaks_before == 0);
    return i;
  }
  [[nodiscard]] bool has_slashes(std::uint32_t first, std::uint32_t end) const {
    std::uint32_t slashes = 0;
    for (std::uint32_t i = first; i < end; ++i) slashes += is_sign(tokens_[i], '/') && !tokens_[i].joins ? 1 : 0;
    return slashes >= 2;
  }
  [[nodiscard]] bool has_role(std::uint32_t first, std::uint32_t end) const {
    const auto items = analysis_.items_in({first, end});
    return std::any_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::role; });
  }

  const Tokens& tokens_;
  const Analysis& analysis_;
  std::vector<bool> shortened_;  ///< an abbreviation stands before this token
  std::vector<bool> within_;     ///< a mention goes on over the start of this token
};

}  // namespace

std::vector<Item> Analysis::items_in(TokenRange range) const {
  const auto before = [](const Item& item, std::uint32_t token) { return item.tokens.first < token; };
  const auto first = std::lower_bound(items.begin(), items.end(), range.first, before);
  return {first, std::lower_bound(first, items.end(), range.end, before)};
}

std::vector<CueHit> Analysis::cues_in(TokenRange range) const {
  std::vector<CueHit> out;
  const auto before = [](const CueHit& hit, std::uint32_t token) { return hit.tokens.first < token; };
  for (auto hit = std::lower_bound(cues.begin(), cues.end(), range.first, before);
       hit != cues.end() && hit->tokens.first < range.end; ++hit) {
    if (inside(hit->tokens, range)) out.push_back(*hit);
  }
  return out;
}

bool Analysis::has(Cue cue, TokenRange range) const {
  const auto before = [](const CueHit& hit, std::uint32_t token) { return hit.tokens.first < token; };
  for (auto hit = std::lower_bound(cues.begin(), cues.end(), range.first, before);
       hit != cues.end() && hit->tokens.first < range.end; ++hit) {
    if (hit->cue == cue && inside(hit->tokens, range)) return true;
  }
  return false;
}

namespace {

/// Whether the writer uses capitals at all: then a lower-case "will" is no name. "DJ" says nothing of that.
bool written_with_capitals(const Tokens& tokens) {
  std::size_t capitals = 0;
  for (const Token& token : tokens.all()) {
    if (token.kind == TokenKind::word && token.capital == Capital::first && token.range.end - token.range.begin > 1)
      ++capitals;
  }
  return capitals >= 2;
}

/// Whether somebody of the crew is typed without a capital: then the others may be as well.
bool names_typed_small(const Mentions& mentions) {
  return std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& mention) {
    if (mention.kind != MentionKind::person || mention.covered_by) return false;
    const PersonMention& person = mentions.people[mention.index];
    return person.lower_case && !person.doubtful && !person.candidates.empty();
  });
}

/// "art stays on deck", "art and will are on deck": small words, but somebody's names in the place of names.
bool stands_in_role(const Mention& name, const Mentions& mentions, const std::vector<CueHit>& cues,
                    const Tokens& tokens) {
  constexpr int names_max = 4;
  constexpr std::uint32_t verb_words_max = 3;
  if (!is_exact(mentions.people[name.index].candidates.empty() ? NameFit::one_letter_off
                                                               : mentions.people[name.index].candidates.front().fit))
    return false;
  // "Angela will do first mate"
  const std::uint32_t first = name.tokens.first;
  const std::string_view word = tokens[first].folded;
  if ((word == "will" || word == "may") && first > 0 && tokens[first - 1].folded != "and") return false;
  std::uint32_t at = name.tokens.end;
  for (int more = 0; more < names_max && at + 1 < tokens.size() && tokens[at].folded == "and"; ++more) {
    const auto next = std::find_if(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
      return other.kind == MentionKind::person && other.tokens.first == at + 1 &&
             !mentions.people[other.index].candidates.empty();
    });
    if (next == mentions.in_order.end()) return false;
    at = next->tokens.end;
  }
  const bool verb = at < tokens.size() && tokens[at].line_breaks_before == 0 &&
                    std::any_of(
                        cues.begin(), cues.end(),
                        [&](const CueHit& hit) {
                          return hit.tokens.first == at && (hit.cue == Cue::copula || hit.cue == Cue::confirm);
                        });
  return verb && std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
           return other.kind == MentionKind::role && other.tokens.first > at &&
                  other.tokens.first <= at + verb_words_max && !mentions.roles[other.index].candidates.empty();
         });
}

/// "the Aho picnic": the client's words, more than the name alone.
bool part_of_client(const Mention& person, const Mentions& mentions) {
  return std::any_of(mentions.clients.begin(), mentions.clients.end(), [&](const ClientMention& client) {
    return inside(person.tokens, client.tokens) && client.tokens.size() > person.tokens.size();
  });
}

}  // namespace

Analysis analyse(const std::string& text, const std::vector<mail::Range>& struck, const Finder& finder,
                 const CueReader& cues, const Date& today) {
  Tokens tokens = finder.tokens(text);
  Mentions mentions = finder.find(tokens, today);
  Analysis out{&text, std::move(tokens), std::move(mentions), {}, {}, {}, {}, true};
  const bool capitals = written_with_capitals(out.tokens) && !names_typed_small(out.mentions);
  out.capitals = capitals;
  out.cues = cues.hits(out.mentions.cues);
  for (const Mention& mention : out.mentions.in_order) {
    if (gives_way(mention, out.mentions, out.tokens, out.cues)) continue;
    if (mention.covered_by &&
        !gives_way(out.mentions.in_order[*mention.covered_by], out.mentions, out.tokens, out.cues)) {
      continue;
    }
    if (mention.kind == MentionKind::person) {
      const PersonMention& person = out.mentions.people[mention.index];
      if (person.doubtful && person.lower_case && capitals &&
          !stands_in_role(mention, out.mentions, out.cues, out.tokens))
        continue;
      if (person.names_client && part_of_client(mention, out.mentions)) continue;
    }
    const Item item{mention.kind, mention.index, mention.tokens};
    if (!is_struck(mention.bytes, struck)) {
      out.items.push_back(item);
    } else if (mention.kind == MentionKind::person) {
      out.struck.push_back(item);
    }
  }
  std::stable_sort(out.cues.begin(), out.cues.end(),
                   [](const CueHit& a, const CueHit& b) { return a.tokens.first < b.tokens.first; });
  if (!struck.empty()) {
    std::erase_if(out.cues, [&](const CueHit& hit) { return is_struck(out.tokens.bytes(hit.tokens), struck); });
  }
  for (CueHit& hit : out.cues) {  // "ill captain" of those who set no apostrophe
    const bool ill = hit.cue == Cue::out && hit.tokens.size() == 1 && out.tokens[hit.tokens.first].folded == "ill";
    const auto next = out.items_in({hit.tokens.end, hit.tokens.end + 1});
    if (ill && !next.empty() && next.front().kind == MentionKind::role) hit.cue = Cue::self;
  }
  std::vector<TokenRange> idioms;
  for (const CueHit& hit : out.cues) {
    if (hit.cue == Cue::idiom) idioms.push_back(hit.tokens);
  }
  std::erase_if(out.cues, [&](const CueHit& hit) {
    if (hit.cue != Cue::out && hit.cue != Cue::off && hit.cue != Cue::in && hit.cue != Cue::in_before &&
        hit.cue != Cue::tentative)
      return false;
    return std::any_of(idioms.begin(), idioms.end(), [&](TokenRange idiom) { return inside(hit.tokens, idiom); });
  });
  // "May" of a date is no "may".
  std::erase_if(out.cues, [&](const CueHit& hit) {
    if (hit.cue == Cue::copula || hit.cue == Cue::list || hit.cue == Cue::abbreviation || hit.cue == Cue::past ||
        hit.cue == Cue::former || hit.cue == Cue::latter) {
      return false;
    }
    return std::any_of(out.items.begin(), out.items.end(), [&](const Item& item) {
      return item.kind != MentionKind::role && inside(hit.tokens, item.tokens);
    });
  });
  out.sentences = Splitter(out).split();
  return out;
}

}  // namespace scc::extract
