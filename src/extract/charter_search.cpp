#include "extract/charter_search.h"

#include <algorithm>
#include <set>

namespace scc::extract {
namespace {

/// What a charter gains or loses by each kind of clue. A client outweighs a wrong day, a day and a
/// vessel together outweigh nothing but doubtful words.
constexpr double client_fit = 10;
constexpr double client_misfit = -7;
constexpr double date_fit = 8;
constexpr double date_misfit = -8;
constexpr double weekday_later_fit = 2;
constexpr double vessel_fit = 5;
constexpr double vessel_misfit = -5;
constexpr double faint_misfit = -1;
/// "The noon sail": a word of many titles says less than the hour.
constexpr int everyday_client_score_max = 45;
constexpr double everyday_client_weight = 0.25;
constexpr double time_fit = 3;
constexpr double time_misfit = -1;
constexpr int single_word_margin = 20;  ///< of 100
constexpr double alike = 0.75;          ///< charters whose scores differ by less fit alike
/// A mail of the evening may still speak of the trip that went out in the morning.
constexpr Duration look_back = hours(6);
/// Of charters that lost, for people.
constexpr std::size_t rivals_max = 4;

std::optional<double> score_of(const ClientMention& mention, const Charter& charter) {
  for (const CharterCandidate& candidate : mention.candidates) {
    if (candidate.charter != &charter) continue;
    if (mention.name.size() == 1 && mention.candidates.front().score <= everyday_client_score_max)
      return client_fit * everyday_client_weight * candidate.score / 100;
    // One word fits "Lee Family" no better than "Lee & Sons".
    const bool as_well =
        mention.name.size() == 1 && candidate.score + single_word_margin >= mention.candidates.front().score;
    return client_fit * (as_well ? mention.candidates.front().score : candidate.score) / 100;
  }
  return std::nullopt;
}

std::optional<double> score_of(const DateMention& mention, const Date& first, const Date& last) {
  double rank = 0;
  for (const DateReading& reading : mention.readings) {
    const double worth =
        date_fit - 2 * rank - (mention.form == DateForm::week || mention.form == DateForm::month ? 4 : 0);
    if (std::find(reading.days.begin(), reading.days.end(), first) != reading.days.end()) return worth;
    for (const Date& day : reading.days) {
      if (day > first && day <= last && reading.days.size() == 1) return worth - 4;  // in the middle of a long charter
    }
    rank += 1;
  }
  return std::nullopt;
}

/// A weekend is no week that has a Tuesday.
constexpr std::size_t week_days_min = 5;

/// "the Thursday" of a client who sails on a later one.
constexpr int weekday_reach_days = 21;
bool same_weekday(const DateMention& mention, const Date& first) {
  if (mention.form != DateForm::weekday || mention.readings.empty() || mention.readings.front().days.empty())
    return false;
  const int days = days_between(mention.readings.front().days.front(), first);
  return days > 0 && days <= weekday_reach_days && days % 7 == 0;
}

/// "Monday and Tuesday", with a week spoken of: those of that week.
std::optional<double> score_in_week(const DateMention& mention, const DateMention& week, const Date& first) {
  const auto& days = week.readings.front().days;
  if (std::find(days.begin(), days.end(), first) == days.end()) return std::nullopt;
  const auto& said = mention.readings.front().days;
  const bool fits =
      std::any_of(said.begin(), said.end(), [&](const Date& day) { return days_between(day, first) % 7 == 0; });
  return fits ? std::optional<double>(date_fit) : std::nullopt;
}

/// A weekday said alone, not "this Saturday".
bool bare_weekday(const DateMention& mention) {
  return mention.form == DateForm::weekday && !mention.readings.empty() && !mention.readings.front().days.empty() &&
         (mention.several || mention.tokens.size() == 1);
}

/// The nearest week that is spoken of, if there is one: "week 24".
const DateMention* week_in(const std::vector<const Clues*>& levels) {
  for (const Clues* level : levels) {
    if (level == nullptr) continue;
    for (const DateMention* date : level->faint.dates) {
      if (date->form == DateForm::week && !date->past && !date->readings.empty() &&
          date->readings.front().days.size() >= week_days_min)
        return date;
    }
  }
  return nullptr;
}

std::optional<double> score_of(const VesselMention& mention, const VesselId& vessel) {
  for (const VesselCandidate& candidate : mention.candidates) {
    if (candidate.vessel->id == vessel) return mention.all ? 0 : vessel_fit * candidate.score / 100;
  }
  return std::nullopt;
}

}  // namespace

bool CharterSearch::named_faintly(const Clues& clues, const Found& found) const {
  if (clues.faint.clients.empty()) return true;
  return std::all_of(found.charters.begin(), found.charters.end(), [&](std::size_t charter) {
    return std::any_of(clues.faint.clients.begin(), clues.faint.clients.end(), [&](const ClientMention* mention) {
      return score_of(*mention, world_.charters[charter]).has_value();
    });
  });
}

bool CharterSearch::at_the_hour(const Clues& clues, const Found& found) const {
  if (clues.faint.times.empty()) return true;
  return std::any_of(found.charters.begin(), found.charters.end(), [&](std::size_t charter) {
    return std::any_of(clues.faint.times.begin(), clues.faint.times.end(),
                       [&](const TimeMention* mention) { return fit_of(*mention, places_[charter].start) > 0; });
  });
}

bool CharterSearch::of_one_day(const std::vector<std::size_t>& charters) const {
  return std::all_of(charters.begin(), charters.end(), [&](std::size_t charter) {
    return places_[charter].first == places_[charters.front()].first &&
           (charter == charters.front() || places_[charter].start != places_[charters.front()].start);
  });
}

CharterSearch::CharterSearch(const World& world) : world_(world) {
  const Zone& zone = world.operation.zone;
  for (const Charter& charter : world.charters) {
    const LocalTime start = to_local(charter.sail.start, zone);
    places_.push_back({start.date, to_local(charter.sail.end, zone).date, start.time});
  }
}

CharterSearch::Fit CharterSearch::fit(const ClueWords& words, std::size_t charter, Pass pass, Instant now,
                                      const DateMention* week) const {
  Fit fit;
  fit.which.assign(4, -1);
  const Charter& sail = world_.charters[charter];
  const Place& place = places_[charter];
  const auto best_of = [&](const auto& mentions, std::size_t kind, double misfit, const auto& score,
                           const auto& counts) {
    std::optional<double> best;
    bool any = false;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (!counts(*mentions[i])) continue;
      any = true;
      const std::optional<double> value = score(*mentions[i]);
      if (value && (!best || *value > *best)) {
        best = value;
        fit.which[kind] = static_cast<int>(i);
      }
    }
    if (best) {
      fit.score += *best;
    } else if (any) {
      fit.score += pass == Pass::faint ? faint_misfit : misfit;
      fit.contradicts = true;
    }
  };
  // A client of the past says nothing about what is coming: the word means something else.
  const auto coming = [&](const ClientMention& mention) {
    return mention.candidates.empty() ||
           std::any_of(mention.candidates.begin(), mention.candidates.end(),
                       [&](const auto& c) { return c.charter->sail.end + look_back >= now; });
  };
  const auto always = [](const auto&) { return true; };
  best_of(
      words.clients, 0, client_misfit, [&](const ClientMention& mention) { return score_of(mention, sail); }, coming);
  const bool of_client = fit.which[0] >= 0 && pass != Pass::faint;
  best_of(
      words.dates, 1, date_misfit,
      [&](const DateMention& mention) -> std::optional<double> {
        if (week != nullptr && bare_weekday(mention)) return score_in_week(mention, *week, place.first);
        if (const auto score = score_of(mention, place.first, place.last)) return score;
        if (of_client && same_weekday(mention, place.first)) return weekday_later_fit;
        return std::nullopt;
      },
      always);
  best_of(
      words.vessels, 2, vessel_misfit,
      [&](const VesselMention& mention) { return score_of(mention, sail.sail.vessel); }, always);
  if (!words.times.empty()) {
    int best = 0;
    for (std::size_t i = 0; i < words.times.size(); ++i) {
      const int value = fit_of(*words.times[i], place.start);
      if (value > best) {
        best = value;
        fit.which[3] = static_cast<int>(i);
      }
    }
    fit.score += best > 0 ? time_fit * best / 100 : time_misfit;
  }
  return fit;
}

Found CharterSearch::find(const std::vector<const Clues*>& levels, Instant now) const {
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < world_.charters.size(); ++i) {
    if (world_.charters[i].sail.end + look_back >= now) left.push_back(i);
  }
  const DateMention* week = week_in(levels);
  bool narrowed = false;
  bool both = false;
  bool two = false;
  bool each_named = false;
  bool odd = false;
  for (const Pass pass : {Pass::sure, Pass::vessels, Pass::faint}) {
    for (const Clues* level : levels) {
      if (level == nullptr) continue;
      // "Both cruises", said above, does not hold for "evening: …".
      const bool own_hour = level != levels.front() && levels.front() != nullptr &&
                            (!levels.front()->faint.times.empty() || levels.front()->turn != Clues::Turn::any);
      both = both || (level->both && !own_hour);
      two = two || (level->two && !own_hour);
      // "The second trip" of a mail that speaks of a morning elsewhere: its order tells more than the hour.
      const bool turned = levels.front() != nullptr && levels.front()->turn != Clues::Turn::any;
      ClueWords without_hours = pass == Pass::faint && turned ? level->faint : ClueWords{};
      without_hours.times.clear();
      const ClueWords& words = pass != Pass::faint ? level->sure : turned ? without_hours : level->faint;
      // A vessel alone sails every week: what tells the day goes first.
      const bool vessel_only = words.clients.empty() && words.dates.empty();
      if (words.empty() || left.empty() || (pass != Pass::faint && vessel_only != (pass == Pass::vessels))) continue;
      // "Both" is not told apart by an hour said elsewhere.
      if (pass == Pass::faint && levels.front() != nullptr && levels.front()->both && level != levels.front()) continue;
      if (narrowed && left.size() == 1 && (level != levels.front() || pass == Pass::faint)) continue;
      std::vector<Fit> fits;
      double best = -1000;
      for (const std::size_t charter : left) {
        fits.push_back(fit(words, charter, pass, now, week));
        best = std::max(best, fits.back().score);
      }
      if (best <= 0) {
        if (pass != Pass::faint && !narrowed && best < 0) {
          return {Verdict::unknown, {}, "no coming charter fits the client, day or vessel that is named"};
        }
        odd = odd || (pass == Pass::vessels && level == levels.front() && best < 0);
        continue;
      }
      // A faint clue on its own must be more than an hour of the day.
      if (pass == Pass::faint && !narrowed && words.clients.empty() && words.dates.empty()) continue;
      std::vector<std::size_t> kept;
      std::vector<std::set<int>> which(4);
      bool contradicted = true;
      for (std::size_t i = 0; i < left.size(); ++i) {
        if (fits[i].score < best - alike) continue;
        kept.push_back(left[i]);
        contradicted = contradicted && fits[i].contradicts;
        for (std::size_t kind = 0; kind < which.size(); ++kind) which[kind].insert(fits[i].which[kind]);
      }
      const bool dates_listed = std::any_of(words.dates.begin(), words.dates.end(), [](const auto* date) {
        return date->several && date->form != DateForm::week && date->form != DateForm::month;
      });
      const bool each = kept.size() > 1 && !level->either &&
                        (dates_listed || std::any_of(which.begin(), which.end(),
                                                     [&](const auto& set) { return set.size() == kept.size(); }));
      each_named = kept.size() < left.size() || !narrowed ? each : each_named || each;
      if (pass != Pass::faint && (!narrowed || level == levels.front())) odd = odd || contradicted;
      left = std::move(kept);
      narrowed = true;
    }
  }
  if (!narrowed) return {Verdict::none, {}, "no charter is named"};
  Found found;
  found.charters = left;
  if (left.size() > 1 && levels.front() != nullptr && levels.front()->turn != Clues::Turn::any && of_one_day(left)) {
    const auto starts_before = [&](std::size_t a, std::size_t b) { return places_[a].start < places_[b].start; };
    std::sort(left.begin(), left.end(), starts_before);
    const auto turn = levels.front()->turn;
    const std::size_t place = turn == Clues::Turn::last ? left.size() - 1 : static_cast<std::size_t>(turn) - 1;
    if (place < left.size()) left = {left[place]};
    found.charters = left;
  }
  if (left.size() > 2 && two && !each_named) {
    found.verdict = Verdict::ambiguous;
    found.why = "\"both\" may be any two of " + std::to_string(left.size()) + " charters";
    return found;
  }
  if (left.size() > 1 && !both && !each_named) {
    found.verdict = Verdict::ambiguous;
    found.why = "it could be " + world_.charters[left[0]].id.text + " or " + world_.charters[left[1]].id.text;
    return found;
  }
  found.verdict = odd ? Verdict::odd : Verdict::one;
  if (odd) found.why = "the day, client or vessel named beside it is not that of " + world_.charters[left[0]].id.text;
  return found;
}

std::vector<std::string> CharterSearch::rivals(const std::vector<const Clues*>& levels, const Found& found,
                                               Instant now) const {
  ClueWords said;
  for (const Clues* level : levels) {
    if (level == nullptr) continue;
    said.add(level->sure);
    said.add(level->faint);
  }
  const bool named[] = {!said.clients.empty(), !said.dates.empty(), !said.vessels.empty(), !said.times.empty()};
  static constexpr const char* words[] = {"client", "day", "vessel", "hour"};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < world_.charters.size() && out.size() < rivals_max; ++i) {
    if (std::find(found.charters.begin(), found.charters.end(), i) != found.charters.end()) continue;
    const Fit here = fit(said, i, Pass::sure, now, week_in(levels));
    if (here.which[0] < 0 && here.which[1] < 0) continue;
    std::string missing;
    for (std::size_t kind = 0; kind < here.which.size(); ++kind) {
      if (named[kind] && here.which[kind] < 0)
        missing += (missing.empty() ? "another " : " and another ") + std::string(words[kind]);
    }
    if (world_.charters[i].sail.end + look_back < now) missing = "it has sailed";
    if (missing.empty()) missing = "what fits it stands further from these words";
    out.push_back(world_.charters[i].id.text + ": " + missing);
  }
  return out;
}

}  // namespace scc::extract
