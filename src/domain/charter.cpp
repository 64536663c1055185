#include "domain/charter.h"

#include <algorithm>

#include "base/text.h"

namespace scc {

const char* to_string(CharterStatus status) {
  switch (status) {
    case CharterStatus::confirmed: return "confirmed";
    case CharterStatus::hold: return "hold";
    case CharterStatus::cancelled: return "cancelled";
  }
  return "confirmed";
}

std::optional<CharterStatus> parse_charter_status(std::string_view text) {
  for (const auto status : {CharterStatus::confirmed, CharterStatus::hold, CharterStatus::cancelled}) {
    if (text == to_string(status)) return status;
  }
  return std::nullopt;
}

bool same_person(const Person& a, const Person& b) {
  if (!a.id.empty() || !b.id.empty()) return a.id == b.id;
  return fold(a.name) == fold(b.name);
}

CharterId make_charter_id(std::string_view client, const Date& local_start, std::span<const CharterId> taken) {
  const std::string name = slug(client);
  const std::string base = (name.empty() ? "charter" : name) + "-" + to_string(local_start);
  const auto is_taken = [&](const std::string& text) {
    return std::any_of(taken.begin(), taken.end(), [&](const CharterId& id) { return id.text == text; });
  };
  std::string text = base;
  for (std::size_t number = 2; is_taken(text); ++number) text = base + "-" + std::to_string(number);
  return CharterId(text);
}

}  // namespace scc
