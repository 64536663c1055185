#include "ports/store_records.h"

#include <array>

namespace scc {
namespace {

/// The value whose to_string is `text`.
template <class Enum, std::size_t count>
std::optional<Enum> find_by_text(const std::array<Enum, count>& all, std::string_view text) {
  for (const Enum value : all) {
    if (text == to_string(value)) return value;
  }
  return std::nullopt;
}

}  // namespace

const char* to_string(Disposition disposition) {
  switch (disposition) {
    case Disposition::apply: return "apply";
    case Disposition::review: return "review";
    case Disposition::ignore: return "ignore";
    case Disposition::reject: return "reject";
  }
  return "ignore";
}

std::optional<Disposition> parse_disposition(std::string_view text) {
  return find_by_text(std::array{Disposition::apply, Disposition::review, Disposition::ignore, Disposition::reject},
                      text);
}

const char* to_string(ReviewKind kind) {
  switch (kind) {
    case ReviewKind::mail: return "mail";
    case ReviewKind::calendar_edit: return "calendar_edit";
    case ReviewKind::calendar_problem: return "calendar_problem";
  }
  return "mail";
}

std::optional<ReviewKind> parse_review_kind(std::string_view text) {
  return find_by_text(std::array{ReviewKind::mail, ReviewKind::calendar_edit, ReviewKind::calendar_problem}, text);
}

const char* to_string(ReviewState state) {
  switch (state) {
    case ReviewState::open: return "open";
    case ReviewState::accepted: return "accepted";
    case ReviewState::dismissed: return "dismissed";
  }
  return "open";
}

std::optional<ReviewState> parse_review_state(std::string_view text) {
  return find_by_text(std::array{ReviewState::open, ReviewState::accepted, ReviewState::dismissed}, text);
}

}  // namespace scc
