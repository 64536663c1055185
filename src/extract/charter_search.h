/// CharterSearch: which charters the words around a statement point to.
///
/// Clues come in levels, from the words beside the people outwards: the clause itself, its heading,
/// what was spoken of just before, the subject. Each level only narrows what the nearer ones left.
/// Two charters that fit alike are never chosen between. Prepared once per world; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/world.h"
#include "extract/analysis.h"

namespace scc::extract {

/// Mentions that may tell a charter.
struct ClueWords {
  std::vector<const ClientMention*> clients;
  std::vector<const DateMention*> dates;
  std::vector<const VesselMention*> vessels;
  std::vector<const TimeMention*> times;

  [[nodiscard]] bool empty() const { return clients.empty() && dates.empty() && vessels.empty() && times.empty(); }
  void add(const ClueWords& other);
};

/// Those of one stretch of text.
struct Clues {
  ClueWords sure;
  ClueWords faint;  ///< everyday words, hours, "Sunday's meeting": they only help to choose
  enum class Turn { any, first, second, third, last };
  Turn turn = Turn::any;  ///< "the way out", "the second sail": which of several charters of one day
  bool both = false;      ///< "both trips", "all day": all that fit alike are meant
  bool either = false;    ///< "the Lee or the Lees": one of those named, not all
  bool two = false;       ///< "both": two of them, and no third

  [[nodiscard]] bool empty() const { return sure.empty() && faint.empty(); }
  /// Whether there is more than an hour or a word that only helps to choose.
  [[nodiscard]] bool strong() const { return !sure.empty(); }
  void add(const Clues& other);
};

/// "first", "2nd", "late": which of several charters of one day.
[[nodiscard]] Clues::Turn turn_of(std::string_view word);

/// The clues among the items of a stretch of text.
[[nodiscard]] Clues clues_in(const Analysis& analysis, TokenRange range);

enum class Verdict {
  none,       ///< nothing fits
  unknown,    ///< a client or a day is named that no charter has
  one,        ///< one charter, or several that are all meant
  ambiguous,  ///< several fit alike
  odd,        ///< one fits best, but something named beside it does not fit it
};

struct Found {
  Verdict verdict = Verdict::none;
  std::vector<std::size_t> charters;  ///< into World::charters
  std::string why;                    ///< when not `one`
};

class CharterSearch {
 public:
  explicit CharterSearch(const World& world);  ///< keeps a reference

  /// `levels` from near to far; `now` is the mail's date: what has sailed is not meant.
  [[nodiscard]] Found find(const std::vector<const Clues*>& levels, Instant now) const;

  /// Whether what was found bears the everyday words that `clues` has for its client, if any.
  [[nodiscard]] bool named_faintly(const Clues& clues, const Found& found) const;

  /// Whether it begins at the hour or part of the day that `clues` has, if any.
  [[nodiscard]] bool at_the_hour(const Clues& clues, const Found& found) const;

  /// For people: which other charters bear some of the clues, and what of the clues they do not bear.
  [[nodiscard]] std::vector<std::string> rivals(const std::vector<const Clues*>& levels, const Found& found,
                                                Instant now) const;

  [[nodiscard]] const Date& day_of(std::size_t charter) const { return places_[charter].first; }

  [[nodiscard]] const Charter& charter(std::size_t index) const { return world_.charters[index]; }

 private:
  struct Place {
    Date first;
    Date last;
    TimeOfDay start;
  };
  struct Fit {
    double score = 0;
    bool contradicts = false;  ///< a sure date, client or vessel of this level is not this charter's
    std::vector<int> which;    ///< by kind: the mention that fits best, -1 none
  };
  /// Whether they sail on one day, at different hours.
  [[nodiscard]] bool of_one_day(const std::vector<std::size_t>& charters) const;
  enum class Pass { sure, vessels, faint };
  [[nodiscard]] Fit fit(const ClueWords& words, std::size_t charter, Pass pass, Instant now,
                        const DateMention* week) const;

  const World& world_;
  std::vector<Place> places_;
};

}  // namespace scc::extract
