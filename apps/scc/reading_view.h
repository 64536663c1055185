/// ReadingView: what was read out of one mail, for people and as the line that labels have.
#pragma once

#include <boost/json.hpp>

#include "domain/world.h"
#include "mail_reading.h"
#include "terminal.h"

namespace scc::app {

enum class Explain { no, yes };

/// The format of expected.jsonl, with the evidence of each change and the reasons; with Explain::yes
/// also the steps of the reading.
[[nodiscard]] boost::json::object to_json(const MailReading& read, Explain explain);

/// Explain::yes: also the mail's text, the steps of the reading and all of its statements.
void print_reading(Terminal& terminal, const MailReading& read, const World& world, Explain explain);

}  // namespace scc::app
