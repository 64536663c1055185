/// Id: a text that became an identifier once, at the border.
///
/// Rationale: two ids of different things can't be mixed up when they have different types.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace scc {

template <class Tag>
struct Id {
  std::string text;

  Id() = default;
  explicit Id(std::string value) : text(std::move(value)) {}
  [[nodiscard]] bool empty() const { return text.empty(); }
  auto operator<=>(const Id&) const = default;
  bool operator==(const Id&) const = default;
};

}  // namespace scc

template <class Tag>
struct std::hash<scc::Id<Tag>> {
  std::size_t operator()(const scc::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text); }
};
