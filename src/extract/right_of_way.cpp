#include "extract/right_of_way.h"

#include <algorithm>
#include <iterator>

#include "extract/analysis.h"

namespace scc::extract {
namespace {

/// A line shorter than this was not filled.
constexpr std::uint32_t full_line_bytes_min = 45;
constexpr int whole_name_score = 90;

/// Whether the line that ends before token `i` is too short to have been full.
bool short_line(const Tokens& tokens, std::uint32_t i) {
  std::uint32_t start = i - 1;
  while (start > 0 && tokens[start].line_breaks_before == 0) --start;
  return tokens[i - 1].range.end - tokens[start].range.begin < full_line_bytes_min;
}

/// "Good afternoon,", "Morning!" at the beginning of a line
bool is_greeting(const Mention& time, const Tokens& tokens, const std::vector<CueHit>& cues) {
  return std::any_of(cues.begin(), cues.end(), [&](const CueHit& hit) {
    if (hit.cue != Cue::greeting || !inside(time.tokens, hit.tokens)) return false;
    if (hit.tokens.size() > 1) return true;
    const bool starts = hit.tokens.first == 0 || tokens[hit.tokens.first].line_breaks_before > 0;
    const std::uint32_t next = hit.tokens.end;
    const std::string_view mark = next < tokens.size() ? tokens[next].folded : std::string_view();
    return starts &&
           (next == tokens.size() || mark == "," || mark == "!" || mark == "." || tokens[next].line_breaks_before > 0);
  });
}

/// "Dawn has it", but "away at Dawn": a word of the day that somebody is called.
bool named_so(const Mention& time, const Mentions& mentions, const Tokens& tokens) {
  constexpr std::string_view leading[] = {"at", "by", "before", "after", "from", "until", "till", "to", "the"};
  if (time.tokens.first > 0 &&
      std::count(std::begin(leading), std::end(leading), tokens[time.tokens.first - 1].folded) > 0)
    return false;
  return std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
    if (other.kind != MentionKind::person || other.tokens != time.tokens) return false;
    const PersonMention& person = mentions.people[other.index];
    return !person.lower_case && !person.candidates.empty() && is_exact(person.candidates.front().fit);
  });
}

/// "Client: Lavender", though a Lavender is on the roster
bool is_labelled_client(const Mention& person, const Tokens& tokens, const std::vector<CueHit>& cues) {
  const std::uint32_t colon = person.tokens.first - 1;
  if (person.tokens.first < 2 || tokens[colon].folded != ":" || person.tokens.size() > 1) return false;
  return std::any_of(cues.begin(), cues.end(),
                     [&](const CueHit& hit) { return hit.cue == Cue::client_label && hit.tokens.end == colon; });
}

/// "Hugh for the first, Denis for the second": no day of the month and no second mate.
bool tells_apart(const Mention& mention, const std::vector<CueHit>& cues) {
  const auto is_turn = [](Cue cue) {
    return cue == Cue::earlier || cue == Cue::second || cue == Cue::third || cue == Cue::later;
  };
  const auto own = std::find_if(cues.begin(), cues.end(), [&](const CueHit& hit) {
    return is_turn(hit.cue) && inside(mention.tokens, hit.tokens);
  });
  return own != cues.end() && std::any_of(cues.begin(), cues.end(),
                                          [&](const CueHit& hit) { return is_turn(hit.cue) && hit.cue != own->cue; });
}

/// "2nd: Pekka skipper", but "2nd: Pekka": roles behind the colon say that it is none itself.
bool heads_line(const Tokens& tokens, const Mentions& mentions, std::uint32_t colon) {
  if (tokens[colon].folded != ":") return false;
  std::uint32_t end = colon + 1;
  while (end < tokens.size() && tokens[end].line_breaks_before == 0) ++end;
  return std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
    return other.kind == MentionKind::role && other.tokens.first > colon && other.tokens.end <= end &&
           !mentions.roles[other.index].candidates.empty();
  });
}

/// "the second whirlpool trip": no second mate
bool is_ordinal_of_trip(const Mention& mention, const Mentions& mentions, const Tokens& tokens,
                        const std::vector<CueHit>& cues) {
  if (mention.kind != MentionKind::role && mention.kind != MentionKind::date) return false;
  constexpr std::string_view ordinals[] = {"first", "second", "third", "1st", "2nd", "3rd"};
  const std::string_view last = tokens[mention.tokens.end - 1].folded;
  if (std::find(std::begin(ordinals), std::end(ordinals), last) == std::end(ordinals)) return false;
  const std::uint32_t end = mention.tokens.end;
  if (end >= tokens.size() || tokens[end].line_breaks_before > 0) return false;
  const bool of_trip = std::any_of(cues.begin(), cues.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::charter_word && hit.tokens.first == end && tokens[end].kind == TokenKind::word;
  });
  return of_trip || heads_line(tokens, mentions, end) ||
         std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
           return other.kind == MentionKind::client && other.tokens.first == end;
         });
}

}  // namespace

bool gives_way(const Mention& mention, const Mentions& mentions, const Tokens& tokens,
               const std::vector<CueHit>& cues) {
  if (mention.kind == MentionKind::person && is_labelled_client(mention, tokens, cues)) return true;
  if (mention.kind == MentionKind::person) {  // "Ana takes Ferris out": a client, though a Ferris is on the roster
    const PersonMention& person = mentions.people[mention.index];
    return person.names_client && !person.candidates.empty() && person.candidates.front().fit == NameFit::last_name &&
           std::any_of(cues.begin(), cues.end(), [&](const CueHit& hit) {
             return hit.cue == Cue::takes && hit.tokens.end == mention.tokens.first;
           });
  }
  if (mention.kind == MentionKind::vessel) {  // a part of a vessel's name that is somebody's whole name
    const VesselMention& vessel = mentions.vessels[mention.index];
    return !vessel.candidates.empty() && vessel.candidates.front().score < whole_name_score &&
           std::any_of(
               mentions.in_order.begin(), mentions.in_order.end(),
               [&](const Mention& other) {
                 return other.kind == MentionKind::person && other.tokens == mention.tokens &&
                        !mentions.people[other.index].candidates.empty() &&
                        mentions.people[other.index].candidates.front().fit <= NameFit::first_name;
               });
  }
  if (mention.kind == MentionKind::time) {  // "3H", a boat, is no "3 heures"; Dawn "has it"
    return named_so(mention, mentions, tokens) || is_greeting(mention, tokens, cues) ||
           std::any_of(mentions.in_order.begin(), mentions.in_order.end(), [&](const Mention& other) {
             return other.kind == MentionKind::vessel && other.tokens == mention.tokens &&
                    !mentions.vessels[other.index].doubtful;
           });
  }
  if (tells_apart(mention, cues) || is_ordinal_of_trip(mention, mentions, tokens, cues)) return true;
  if (mention.kind != MentionKind::date) return false;
  for (std::uint32_t i = mention.tokens.first + 1; i < mention.tokens.end; ++i) {
    // "2nd" at the end of one line of a list and "June" at the beginning of the next
    if (tokens[i].line_breaks_before > 0 && short_line(tokens, i)) return true;
  }
  const DateMention& date = mentions.dates[mention.index];
  const auto ordinal = [&](Cue cue, bool here) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](const CueHit& hit) { return hit.cue == cue && (!here || hit.tokens == mention.tokens); });
  };
  const bool of_two = (ordinal(Cue::former, true) && ordinal(Cue::latter, false)) ||
                      (ordinal(Cue::latter, true) && ordinal(Cue::former, false));
  for (const Mention& other : mentions.in_order) {  // "the first as mate"
    if (of_two && other.kind == MentionKind::role && other.tokens.first >= mention.tokens.end &&
        other.tokens.first <= mention.tokens.end + 2) {
      return true;
    }
  }
  for (const Mention& other : mentions.in_order) {
    if (other.tokens != mention.tokens) continue;
    if (other.kind == MentionKind::role && date.form == DateForm::day_of_month) return true;
    if (other.kind == MentionKind::person && date.form == DateForm::month &&
        !mentions.people[other.index].candidates.empty() && !mentions.people[other.index].lower_case) {
      return true;
    }
  }
  return false;
}

}  // namespace scc::extract
