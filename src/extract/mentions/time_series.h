/// TimeSeries: hours that stand together, where one tells what the others are: "the 10 and 2 o'clock". Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/mentions/times.h"

namespace scc::extract {

/// The half of the day in which a boat more likely leaves; minutes since midnight.
[[nodiscard]] int likelier(int minutes);

/// Whether token `at` is "and", "&", "+" or "/" alone, on its line.
[[nodiscard]] bool joins_times(const Tokens& tokens, std::uint32_t at);

/// "the 10 and 2 o'clock": the bare hour before a time that says it is one; nothing before token `from` is looked at.
[[nodiscard]] std::optional<TimeMention> hour_before(const Tokens& tokens, const TimeMention& time, std::uint32_t from);

}  // namespace scc::extract
