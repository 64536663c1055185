/// SmallYard: an invented operator with three boats, and what one mail to it comes to.
#pragma once

#include <string>
#include <vector>

#include "extract/read_message.h"

namespace scc::test {

/// Monday 1 June 2026, 9:00 in Lisbon.
[[nodiscard]] World small_yard();

/// Each statement on a line: "assign vasco-lima-2026-06-06 captain ana-reis", with " ?" behind it
/// when it is uncertain.
[[nodiscard]] std::vector<std::string> read(const std::vector<std::string>& paragraphs,
                                            const std::string& subject = "crew");
[[nodiscard]] extract::Reading reading_of(const mail::Message& message);
[[nodiscard]] std::vector<std::string> lines_of(const extract::Reading& reading);
/// A mail of the coordinator, who is no crew.
[[nodiscard]] mail::Message mail_of(const std::vector<std::string>& paragraphs, const std::string& subject = "crew");
[[nodiscard]] mail::Piece piece(const std::string& text, mail::Layer layer = mail::Layer::fresh);

}  // namespace scc::test
