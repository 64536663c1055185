/// Mention: one word or phrase that means something to the trade, with its place in the text.
///
/// Values only; found by mentions/mention_finder.h in one pass over the tokens of a text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/time.h"

namespace scc::extract {

enum class TokenKind { word, number, punctuation, line_end };

/// A word, a number, one punctuation sign or emoji, or a line end. "O'Neal", "Mei-Lin", "T-Cole",
/// "1st", "9:30", "4/18", "26.5." and "12-year" are one token each; a possessive 's is a token of
/// its own.
struct Token {
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  TokenKind kind = TokenKind::word;
  std::string folded;        ///< base fold(): "siobhan"
  bool capital = false;      ///< first letter is upper case
  bool all_capital = false;  ///< every letter is upper case, at least two
};

/// What a mention speaks of.
enum class MentionKind { person, role, charter, vessel, date, time, cue };

/// How sure words point to this person, role, charter or vessel.
struct Candidate {
  int index = 0;  ///< into crew, roles, charters or vessels of the world
  double score = 0;  ///< 1 full name or unique alias; less for part of a name, initials, one letter off
  bool operator==(const Candidate&) const = default;
};

/// A day or days. "Fri 7/11" where 7/11 is a Saturday has both as alternatives and `conflict`.
struct DateValue {
  std::vector<Date> days;  ///< alternatives, likeliest first
  Date until;              ///< last day of a range that starts with days[0]; else equal to days[0]
  bool weekday_only = false;  ///< "Saturday", "this Sat": only a day of the week
  bool ordinal_only = false;  ///< "the 12th": no month
  bool conflict = false;      ///< day of the week and date disagree
  bool past = false;          ///< says so itself: "last Saturday", "a year ago", "in 2019"
  bool operator==(const DateValue&) const = default;
};

/// A time of day or part of the day, as minutes since midnight. "the 4 o'clock" has 240 and 960.
struct TimeValue {
  std::vector<int> minutes;  ///< alternatives, likeliest first; empty for a part of the day
  int from = 0;              ///< of a part of the day: "morning" 0 to 720
  int to = 0;
  bool operator==(const TimeValue&) const = default;
};

/// What a cue phrase does to the words around it. Phrases are data: language/*.
enum class Cue {
  tentative,    ///< might, maybe, pencil in, hoping for, leaning, propose
  conditional,  ///< if, unless, should they, in case, depends
  negation,     ///< not, no, n't, never, nobody, without
  out,          ///< is out, is off, can't make it, called in sick, drops out, won't be
  instead,      ///< instead of, in place of, in for, replaces, takes over from, covers for
  swap,         ///< swap, trade, exchange, flip, change boats
  confirm,      ///< stays, remains, unchanged, as posted, still, confirmed, same as before
  cancel,       ///< cancelled, called off, scrubbed, is off (of a charter)
  retract,      ///< scratch that, scrap, correction, no wait
  open,         ///< open, tbd, nobody yet, to follow, not decided, vacant
  request,      ///< could you, who can, please let me know, volunteers, availability
  past,         ///< remember, back then, used to, years ago
  below,        ///< as below, see below, per his note below, the way X has it
  record,       ///< enter it, write it in, final, settled, sorted, FYI crew
  both,         ///< both, each, all day, throughout, twice, x2, all boats
  rest,         ///< the rest, everybody else, otherwise
  same_as,      ///< the same four as, same crew as
  self,         ///< I, me, myself, I'm, I'll
  you,          ///< you, you're
  he,           ///< he, she, him, her, his, they (one person said before)
  hold,         ///< on hold, until the deposit, not paid
  guest,        ///< guest, passenger, invited: no crew
  chatter,      ///< hours, payroll, invoice, newsletter, bulletin, quote, thank you: kind of mail that records nothing
  training,     ///< drill, class, recertification, docent training
};

struct Mention {
  MentionKind kind = MentionKind::cue;
  std::size_t first = 0;  ///< tokens [first, last)
  std::size_t last = 0;
  std::vector<Candidate> candidates;  ///< person, role, charter, vessel: best first
  bool weak = false;  ///< role: a phrase like "has it", "takes her out" that means the role only beside a person
  bool plural = false;  ///< role: "stewards", "hosts": may take several persons
  DateValue date;
  TimeValue time;
  Cue cue = Cue::tentative;
};

}  // namespace scc::extract
