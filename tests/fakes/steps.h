/// Steps: every call that the engine makes to the outside, numbered, and what befalls it there.
///
/// A killed process is an exception that nobody in the engine catches: what was in memory is gone,
/// what was durable stays.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace scc::fakes {

enum class Fault {
  none,
  crash_before,  ///< killed before the request is sent
  request_lost,  ///< an error, and nothing has happened
  crash_after,   ///< it has happened, and the process was killed before it knew
  reply_lost,    ///< it has happened, and the process is told of an error
  interlude,     ///< somebody else acts first; then the call goes on
};
inline constexpr Fault every_fault[] = {Fault::crash_before, Fault::request_lost, Fault::crash_after,
                                        Fault::reply_lost};

struct Killed {};

/// What happened, line by line: a hash of all of it, and the last lines for whoever reads a failure.
class Trace {
 public:
  /// Something outside the engine.
  void event(const std::string& text) {
    add(text);
    keep(text, events_kept_max, events_);
  }
  void step(const std::string& text) {
    add(text);
    keep(text, steps_kept_max, steps_);
  }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  [[nodiscard]] std::string tail() const {
    std::string text = "what happened:\n";
    for (const std::string& line : events_) text += "  " + line + "\n";
    text += "the last steps:\n";
    for (const std::string& line : steps_) text += "  " + line + "\n";
    return text;
  }

 private:
  static constexpr std::size_t events_kept_max = 200;
  static constexpr std::size_t steps_kept_max = 40;

  void add(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash_ = (hash_ ^ '\n') * 0x100000001B3ULL;
  }
  static void keep(const std::string& text, std::size_t count, std::deque<std::string>& lines) {
    lines.push_back(text);
    if (lines.size() > count) lines.pop_front();
  }

  std::uint64_t hash_ = 0xCBF29CE484222325ULL;  // FNV-1a
  std::deque<std::string> events_;
  std::deque<std::string> steps_;
};

class Steps {
 public:
  using Plan = std::function<Fault(std::size_t number, std::string_view name)>;

  explicit Steps(Trace& trace) : trace_(trace) {}
  Plan plan = {};                         ///< none: nothing ever goes wrong
  std::function<void()> interlude = {};   ///< what Fault::interlude does
  std::function<void()> after_step = {};  ///< the checkers
  /// What a lost request's error says is to be done.
  std::function<Remedy()> remedy = {};
  [[nodiscard]] std::size_t taken() const { return taken_; }

  template <class Call>
  auto take(std::string_view name, Call call) -> decltype(call()) {
    const Fault fault = begin(name);
    if (fault == Fault::crash_before) throw Killed{};
    if (fault == Fault::request_lost) {
      return Error{remedy ? remedy() : Remedy::retry, "The request was lost: " + std::string(name) + "."};
    }
    if (fault == Fault::interlude && interlude) interlude();
    auto result = call();
    if (after_step) after_step();
    if (fault == Fault::crash_after) throw Killed{};
    if (fault == Fault::reply_lost) return Error{Remedy::retry, "The reply was lost: " + std::string(name) + "."};
    return result;
  }

 private:
  Fault begin(std::string_view name) {
    const Fault fault = plan ? plan(taken_, name) : Fault::none;
    ++taken_;
    if (fault == Fault::none) {
      trace_.step(std::string(name));
    } else {
      trace_.event(std::string(name) + " is struck: fault " + std::to_string(static_cast<int>(fault)));
    }
    return fault;
  }

  Trace& trace_;
  std::size_t taken_ = 0;
};

}  // namespace scc::fakes
