/// Result: a value, or an error that names its remedy.
///
/// Rationale: what the caller does next depends only on the remedy, so code branches on the
/// remedy and people read `what`. Exceptions are bugs here; a library that throws is caught at
/// the call. Member names follow `std::expected` (C++23), which will replace this with g++ 14.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace scc {

/// What the caller should do about a failure.
enum class Remedy {
  retry,   ///< transient: the same call may succeed later
  resync,  ///< our cursor or copy is stale: read again from the source, decide again
  reauth,  ///< a person has to sign in again; retrying is useless
  skip,    ///< this one item can't be handled; set it aside and go on
  stop,    ///< nothing will help but a person: wrong configuration, broken storage
};

[[nodiscard]] constexpr const char* to_string(Remedy remedy) {
  switch (remedy) {
    case Remedy::retry: return "retry";
    case Remedy::resync: return "resync";
    case Remedy::reauth: return "reauth";
    case Remedy::skip: return "skip";
    case Remedy::stop: return "stop";
  }
  return "stop";
}

/// `what` is one or two sentences for a person: what failed, on what, and what to do.
struct [[nodiscard]] Error {
  Remedy remedy = Remedy::stop;
  std::string what;
  bool operator==(const Error&) const = default;
};

struct Unit {
  bool operator==(const Unit&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  /// Asking for the side that isn't there is a bug and throws std::bad_variant_access.
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  /// By value, so that `for (auto& x : list().value())` lives long enough.
  [[nodiscard]] T value() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] const Error& error() const& { return std::get<1>(state_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

 private:
  std::variant<T, Error> state_;
};

/// A call that gives nothing back but may fail: `return done();`
using Outcome = Result<Unit>;
inline Outcome done() {
  return Unit{};
}

}  // namespace scc
