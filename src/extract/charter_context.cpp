#include "extract/charter_context.h"

#include <algorithm>
#include <iterator>

namespace scc::extract {
namespace {

/// Of a mail; those named last count.
constexpr std::size_t named_days_max = 64;

/// "Saturday", "the Saturday", "Tuesday and Wednesday": not "this Saturday", which counts from today.
bool is_bare_weekday(const DateMention& date, const Analysis& analysis) {
  if (date.form != DateForm::weekday || date.readings.empty() || date.conflict) return false;
  for (std::uint32_t i = date.tokens.first; i < date.tokens.end; ++i) {
    const std::string_view word = analysis.tokens[i].folded;
    if (word == "this" || word == "next" || word == "coming") return false;
  }
  return date.tokens.size() <= 2 || date.several;
}

bool is_named_day(const DateMention& date) {
  return date.form == DateForm::full || date.form == DateForm::day_month || date.form == DateForm::day_of_month;
}

}  // namespace

void CharterContext::set_subject(Clues clues) {
  subject_ = std::move(clues);
  remember_days(subject_);
}

void CharterContext::begin() {
  headings_.clear();
  running_ = {};
}

void CharterContext::open_heading(Clues clues) {
  const auto meet = [](const ClueWords& a, const ClueWords& b) {
    return (!a.clients.empty() && !b.clients.empty()) || (!a.dates.empty() && !b.dates.empty()) ||
           (!a.vessels.empty() && !b.vessels.empty()) || (!a.times.empty() && !b.times.empty());
  };
  const auto same_kind = [&](const Clues& other) {
    return meet(other.sure, clues.sure) || meet(other.faint, clues.faint) || meet(other.sure, clues.faint) ||
           meet(other.faint, clues.sure);
  };
  headings_.erase(std::find_if(headings_.begin(), headings_.end(), same_kind), headings_.end());
  headings_.push_back(std::move(clues));
  running_ = {};
}

void CharterContext::speak_of(Clues clues) {
  const bool boat_alone = clues.sure.clients.empty() && clues.sure.dates.empty() && clues.faint.empty() &&
                          !clues.sure.vessels.empty() && clues.turn == Clues::Turn::any;
  if (boat_alone && running_.sure.vessels.empty() && !running_.empty()) {
    Clues both = running_;
    both.add(clues);
    if (search_.find({&both}, now_).verdict == Verdict::one) clues = std::move(both);
  }
  running_ = std::move(clues);
}

void CharterContext::remember_days(const Clues& clues) {
  for (const DateMention* date : clues.sure.dates) {
    if (!is_named_day(*date) || date->readings.empty()) continue;
    for (const Date& day : date->readings.front().days) {
      if (named_days_.size() < named_days_max) named_days_.push_back(day);
    }
  }
}

const DateMention* CharterContext::named_before(const DateMention& weekday) {
  DateReading named{{}, weekday.readings.front().score};
  for (const Date& day : weekday.readings.front().days) {
    const auto same = std::find_if(named_days_.rbegin(), named_days_.rend(),
                                   [&](const Date& other) { return days_between(day, other) % 7 == 0; });
    if (same == named_days_.rend()) return nullptr;
    named.days.push_back(*same);
  }
  if (named.days == weekday.readings.front().days) return nullptr;
  std::sort(named.days.begin(), named.days.end());
  as_named_.push_back(weekday);
  as_named_.back().readings.insert(as_named_.back().readings.begin(), std::move(named));
  return &as_named_.back();
}

void CharterContext::prefer_vessels(Clues& clues) const {
  const auto sailed = [&](const ClientMention* client) {
    return !client->candidates.empty() &&
           std::all_of(client->candidates.begin(), client->candidates.end(),
                       [&](const CharterCandidate& it) { return it.charter->sail.end < now_; });
  };
  std::erase_if(clues.sure.clients, [&](const ClientMention* client) {
    if (!sailed(client)) return false;
    const auto named_so = [&](const VesselMention* vessel) { return inside(vessel->tokens, client->tokens); };
    const auto same = std::find_if(clues.faint.vessels.begin(), clues.faint.vessels.end(), named_so);
    if (same == clues.faint.vessels.end()) return false;
    clues.sure.vessels.push_back(*same);
    clues.faint.vessels.erase(same);
    return true;
  });
}

Clues CharterContext::clues(const Analysis& analysis, TokenRange range) {
  Clues found = clues_in(analysis, range);
  prefer_vessels(found);
  const bool elsewhere = !found.sure.clients.empty() || !found.faint.clients.empty() || !found.sure.vessels.empty();
  if (!elsewhere) {
    for (const DateMention*& date : found.sure.dates) {
      if (!is_bare_weekday(*date, analysis)) continue;
      if (const DateMention* named = named_before(*date)) date = named;
    }
  }
  remember_days(found);
  return found;
}

std::vector<const Clues*> CharterContext::levels(const Clues* own) const {
  std::vector<const Clues*> out;
  if (own != nullptr) out.push_back(own);
  if (!question_.empty()) out.push_back(&question_);
  out.push_back(&running_);
  for (std::size_t i = headings_.size(); i > 0; --i) out.push_back(&headings_[i - 1]);
  if (!said_above_.empty()) out.push_back(&said_above_);
  out.push_back(&subject_);
  return out;
}

Clues CharterContext::days_about(const Found& found) {
  Clues days;
  for (const Clues* level : levels(nullptr)) {
    if (days.sure.dates.empty()) days.sure.dates = level->sure.dates;
  }
  return days.sure.dates.empty() ? day_of(found) : days;
}

Clues CharterContext::day_of(const Found& found) {
  Clues days;
  if (found.charters.empty()) return days;
  DateMention day;
  for (const std::size_t charter : found.charters) day.readings.push_back({{search_.day_of(charter)}, 100});
  as_named_.push_back(std::move(day));
  days.sure.dates.push_back(&as_named_.back());
  return days;
}

Found CharterContext::place(const Clues& own) {
  if (own.empty() && running_.empty() && reported_.size() == 1) return {Verdict::one, reported_, ""};
  Found found = find(own);
  if (found.verdict == Verdict::ambiguous) {
    std::vector<std::size_t> both;
    std::copy_if(found.charters.begin(), found.charters.end(), std::back_inserter(both), [&](std::size_t charter) {
      return std::find(reported_.begin(), reported_.end(), charter) != reported_.end();
    });
    if (both.size() == 1) return {Verdict::one, both, ""};
  }
  if (found.verdict == Verdict::odd && own.sure.clients.empty()) {
    // "On the Mel only Giorgos": another charter of the day that was spoken of.
    for (const Clues& days : {days_about(found), day_of(found)}) {
      Found other = search_.find({&own, &days}, now_);
      if (other.verdict == Verdict::one) return other;
    }
  }
  const auto suits = [&](const Found& it) { return search_.named_faintly(own, it) && search_.at_the_hour(own, it); };
  if (suits(found) || running_.empty()) return found;
  std::vector<const Clues*> others = levels(&own);
  std::erase(others, &running_);
  Found other = search_.find(others, now_);
  if (other.verdict == Verdict::one && suits(other)) return other;
  if (search_.at_the_hour(own, found) || !own.sure.empty()) return found;
  // "She still does the morning": of the day that is spoken of, whatever else is
  const Clues days = days_about(found);
  other = search_.find({&own, &days}, now_);
  return other.verdict == Verdict::one && search_.at_the_hour(own, other) ? other : found;
}

}  // namespace scc::extract
