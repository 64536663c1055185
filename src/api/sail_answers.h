/// SailAnswers: what crew members themselves say to their sails: confirmed, or declined.
///
/// An answer changes nobody's crew: it tells the office. It holds for the hour and the roles it was
/// given to; a sail that moved asks again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/charter.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace scc::api {

enum class AnswerKind { confirmed, declined };
[[nodiscard]] const char* to_string(AnswerKind kind);
[[nodiscard]] std::optional<AnswerKind> parse_answer_kind(std::string_view text);

struct SailAnswer {
  CharterId charter;
  PersonId person;
  AnswerKind kind = AnswerKind::confirmed;
  std::string note;
  Instant at;
  Instant start;              ///< of the sail, as it was when answered
  std::vector<RoleId> roles;  ///< that the person had then
  bool operator==(const SailAnswer&) const = default;
};
inline constexpr std::size_t answer_note_characters_max = 120;

/// The roles that this person has in the charter.
[[nodiscard]] std::vector<RoleId> roles_of(const Charter& charter, const PersonId& person);
/// Still the hour and the roles that were answered to?
[[nodiscard]] bool still_holds(const SailAnswer& answer, const Charter& charter);

/// The newest answer, where it still holds.
[[nodiscard]] Result<std::optional<SailAnswer>> answer_of(Store& store, const Charter& charter, const PersonId& person);
/// Those given to sails that started in [from, to) when they were answered; may hold no longer.
[[nodiscard]] Result<std::vector<SailAnswer>> answers_between(Store& store, Instant from, Instant to);

/// Error skip: this person does not sail there, or the sail is off or over. The charter's record is
/// written with it, so that every page hears of the answer.
[[nodiscard]] Result<SailAnswer> give_answer(Store& store, Clock& clock, const CharterId& charter,
                                             const PersonId& person, AnswerKind kind, const std::string& note);

}  // namespace scc::api
