#include "extract/sentence_signs.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// A heading is a short line.
constexpr std::uint32_t heading_tokens_max = 24;
/// Of its words, those that name nothing: "gas up friday and have somebody look at the trim tab" is none.
constexpr std::uint32_t heading_free_words_max = 10;
constexpr std::uint32_t request_tokens_max = 2;
/// A number beyond is no year that anybody remembers.
constexpr int story_years_max = 60;

}  // namespace

/// "On Tuesday Gene wrote:"
bool introduces(const Analysis& analysis, const Sentence& sentence) {
  const auto tokens = analysis.tokens.all().subspan(sentence.tokens.first, sentence.tokens.size());
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string_view quote = tokens[i + 1].folded;
    if (tokens[i].folded == ":" && (quote == "\"" || quote == "“" || quote == "«" || quote == "„") &&
        analysis.has(Cue::wrote, {sentence.tokens.first, sentence.tokens.first + static_cast<std::uint32_t>(i)}))
      return true;
  }
  return tokens.back().folded == ":" && (analysis.has(Cue::wrote, sentence.tokens) ||
                                         std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
                                           return token.kind == TokenKind::address;
                                         }));
}
bool has_question(const Analysis& analysis) {
  return std::any_of(analysis.sentences.begin(), analysis.sentences.end(),
                     [](const Sentence& s) { return s.question; });
}

bool is_heading(const Passage& passage, const Analysis& analysis, const Sentence& sentence) {
  if (!sentence.starts_line || !sentence.ends_line || sentence.question) return false;
  if (sentence.tokens.size() > heading_tokens_max) return false;
  bool tells = passage.kind == mail::PieceKind::heading;
  std::uint32_t free = 0;
  for (std::uint32_t i = sentence.tokens.first; i < sentence.tokens.end; ++i)
    free += analysis.tokens[i].kind == TokenKind::word ? 1 : 0;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind == MentionKind::person) return false;
    free -= std::min(free, item.tokens.size());
    tells = tells || item.kind != MentionKind::role;
  }
  const Token& last = analysis.tokens[sentence.tokens.end - 1];
  return tells && free <= heading_free_words_max && last.folded != "." && !analysis.has(Cue::cancel, sentence.tokens);
}

bool has_role(const Analysis& analysis, TokenRange range) {
  const auto items = analysis.items_in(range);
  return std::any_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::role; });
}

/// "Let me know by Friday": asks at its beginning, or with a question mark.
bool requests(const Analysis& analysis, const Sentence& sentence) {
  const auto hits = analysis.cues_in(sentence.tokens);
  const auto only_addressed = [&](std::uint32_t token) {  // "Lorna, Bea, Hattie: a word from any of you"
    for (std::uint32_t i = sentence.tokens.first; i < token; ++i) {
      const bool named = std::any_of(analysis.items.begin(), analysis.items.end(), [&](const Item& item) {
        return item.kind == MentionKind::person && i >= item.tokens.first && i < item.tokens.end;
      });
      if (!named && analysis.tokens[i].kind != TokenKind::sign && analysis.tokens[i].folded != "and") return false;
    }
    return true;
  };
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::request &&
           (hit.tokens.first <= sentence.tokens.first + request_tokens_max || only_addressed(hit.tokens.first));
  });
}

bool hangs_on_answer(const Analysis& analysis, const Sentence& sentence) {
  const auto hits = analysis.cues_in(sentence.tokens);
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::you && std::any_of(hits.begin(), hits.end(), [&](const CueHit& before) {
             return before.cue == Cue::conditional && before.tokens.end == hit.tokens.first;
           });
  });
}

namespace {

/// "Our Nacho is off": a client's first name that somebody of the crew has as well.
bool names_crew_too(const Analysis& analysis, TokenRange tokens) {
  return std::any_of(analysis.mentions.people.begin(), analysis.mentions.people.end(),
                     [&](const PersonMention& person) {
                       return inside(person.tokens, tokens) && person.tokens.end == tokens.end &&
                              !person.candidates.empty() && is_exact(person.candidates.front().fit);
                     });
}

}  // namespace

/// Whether the nearest thing named before a word is a person.
bool somebody_before(const Analysis& analysis, TokenRange sentence, std::uint32_t token) {
  bool person = false;
  std::uint32_t nearest = 0;
  for (const Item& item : analysis.items_in(sentence)) {
    if (item.tokens.end <= token) {
      person = item.kind == MentionKind::person || names_crew_too(analysis, item.tokens);
      nearest = item.tokens.end;
    }
  }
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    const bool pronoun = hit.cue == Cue::he || hit.cue == Cue::you;
    if (hit.tokens.first < token && hit.tokens.first >= nearest && pronoun) person = true;
  }
  return person;
}

bool is_reply(const Analysis& subject) {
  return subject.tokens.size() > 1 && subject.tokens[0].folded.size() <= 3 && subject.tokens[1].folded == ":";
}

bool takes_back(const Analysis& analysis, const Sentence& sentence) {
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::undo) continue;
    const auto items = analysis.items_in({hit.tokens.end, std::min(hit.tokens.end + 3, sentence.tokens.end)});
    return std::none_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::person; });
  }
  return false;
}

std::optional<Item> greets(const Analysis& analysis, const Sentence& sentence) {
  std::uint32_t at = sentence.tokens.first;
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue == Cue::greeting && hit.tokens.first == sentence.tokens.first) at = std::max(at, hit.tokens.end);
  }
  // "Roger," alone on the first line
  const bool named_alone = at == sentence.tokens.first && sentence.starts_line && sentence.tokens.first == 0 &&
                           analysis.tokens[sentence.tokens.end - 1].folded == "," && analysis.sentences.size() == 1;
  if ((at == sentence.tokens.first && !named_alone) || !sentence.ends_line) return std::nullopt;
  std::optional<Item> greeted;
  for (const Item& item : analysis.items_in({at, sentence.tokens.end})) {
    if (item.kind != MentionKind::person) return std::nullopt;
    if (item.tokens.first == at) greeted = item;
  }
  const Token& last = analysis.tokens[sentence.tokens.end - 1];
  const bool nothing_else =
      greeted && (greeted->tokens.end == sentence.tokens.end ||
                  (greeted->tokens.end + 1 == sentence.tokens.end && last.kind == TokenKind::sign));
  return nothing_else ? greeted : std::nullopt;
}

namespace {

/// "Asa was sailing master, Mimi cooked a salmon and the groom went over the side": nothing but what has been.
bool narrates(const Analysis& analysis, const Sentence& sentence) {
  constexpr int verbs_min = 2;
  int told = 0;
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    told += hit.cue == Cue::told ? 1 : 0;
    if (hit.cue == Cue::out || hit.cue == Cue::instead || hit.cue == Cue::in_their_place || hit.cue == Cue::yields_to ||
        hit.cue == Cue::replace || hit.cue == Cue::but || hit.cue == Cue::confirm || hit.cue == Cue::it_is)
      return false;
  }
  return told >= verbs_min;
}

}  // namespace

bool tells_story(const Analysis& analysis, const Sentence& sentence, const Date& today) {
  if (analysis.has(Cue::past, sentence.tokens) || analysis.has(Cue::musing, sentence.tokens)) return true;
  if (narrates(analysis, sentence)) return true;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind != MentionKind::date) continue;
    const DateMention& date = analysis.mentions.dates[item.index];
    const bool since = std::any_of(analysis.cues.begin(), analysis.cues.end(), [&](const CueHit& hit) {
      return hit.cue == Cue::until && hit.tokens.end == item.tokens.first;
    });
    if (since || date.readings.empty() || date.readings.front().days.empty()) continue;
    if ((date.form == DateForm::full || date.form == DateForm::month) &&
        date.readings.front().days.front().year < today.year)
      return true;
  }
  // "the regatta of 2014"
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::in_year || hit.tokens.end >= sentence.tokens.end) continue;
    const Token& token = analysis.tokens[hit.tokens.end];
    if (token.kind != TokenKind::number || token.folded.size() != 4) continue;
    int year = 0;
    for (const char digit : token.folded) year = year * 10 + (digit - '0');
    if (year > today.year - story_years_max && year < today.year) return true;
  }
  return false;
}

std::optional<std::uint32_t> withdrawn_before(const Analysis& analysis, const Sentence& sentence) {
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::undo) continue;
    const auto before = analysis.items_in({sentence.tokens.first, hit.tokens.first});
    if (std::any_of(before.begin(), before.end(), [](const Item& item) { return item.kind == MentionKind::person; }))
      return hit.tokens.first;
  }
  return std::nullopt;
}

bool is_withdrawn(const Analysis& analysis, const Sentence& sentence, std::uint32_t at, TokenRange claim,
                  const Who& who) {
  if (claim.first < at) return true;
  const auto before = analysis.items_in({sentence.tokens.first, at});
  return std::any_of(before.begin(), before.end(), [&](const Item& item) {
    return item.kind == MentionKind::person && analysis.mentions.people[item.index].candidates == who.candidates;
  });
}

bool in_words_of_another(const Analysis& analysis, const Sentence& sentence, std::uint32_t token) {
  const auto is_mark = [&](std::uint32_t i) { return analysis.tokens[i].folded == "\""; };
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::wrote || hit.tokens.first > token) continue;
    const auto speaker = analysis.items_in({sentence.tokens.first, hit.tokens.first});
    if (std::any_of(speaker.begin(), speaker.end(), [](const Item& item) { return item.kind == MentionKind::person; }))
      continue;
    std::uint32_t open = hit.tokens.end;
    while (open < token && !is_mark(open)) ++open;
    if (open >= token) continue;
    std::uint32_t close = open + 1;
    while (close < sentence.tokens.end && !is_mark(close)) ++close;
    if (token < close) return true;
  }
  return false;
}

bool opens_signature(const Analysis& analysis, const Sentence& sentence, std::string_view sender, bool of_crew) {
  if (!sentence.starts_line || sender.find(' ') == std::string_view::npos) return false;
  if (of_crew && (sentence.tokens.first != 0 || !sentence.ends_line)) return false;
  const std::size_t begin = analysis.tokens[sentence.tokens.first].range.begin;
  if (std::string_view(*analysis.text).substr(begin, sender.size()) != sender) return false;
  std::uint32_t next = sentence.tokens.first;
  while (next < sentence.tokens.end && analysis.tokens[next].range.begin < begin + sender.size()) ++next;
  return next == sentence.tokens.end || (!of_crew && analysis.tokens[next].kind == TokenKind::sign);
}

bool is_own_title(const Analysis& analysis, const Sentence& sentence, const std::vector<Claim>& claims,
                  const Who& sender) {
  if (!sentence.starts_line || claims.size() != 1 || sender.candidates.empty()) return false;
  const Claim& claim = claims.front();
  return !claim.who.candidates.empty() && claim.who.candidates.front().member == sender.candidates.front().member &&
         claim.tokens.first == sentence.tokens.first && analysis.tokens[claim.tokens.first].capital != Capital::none &&
         sender.written.find(' ') != std::string::npos;
}

bool speaks_of_crew(const Analysis& analysis, const Sentence& sentence) {
  for (const Cue silent : {Cue::thanks, Cue::told, Cue::guest, Cue::wrote, Cue::past, Cue::training, Cue::chatter}) {
    if (analysis.has(silent, sentence.tokens)) return false;
  }
  bool person = false;
  bool charter = false;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind == MentionKind::person) {
      const PersonMention& it = analysis.mentions.people[item.index];
      person = person || (!it.candidates.empty() && is_exact(it.candidates.front().fit) && !it.possessive);
    } else if (item.kind == MentionKind::client) {
      charter = charter || !analysis.mentions.clients[item.index].doubtful;
    } else if (item.kind == MentionKind::date) {  // "pennington charter thurs: nige"
      charter = charter || (analysis.has(Cue::charter_noun, {sentence.tokens.first, item.tokens.first}) &&
                            !analysis.mentions.dates[item.index].past);
    }
  }
  return person && charter;
}

}  // namespace scc::extract
