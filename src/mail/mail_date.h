/// MailDate: the dates in a mail's headers, and which of them is "now" for its text.
///
/// Pure, any thread.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "mail/parse_message.h"
#include "mail/raw_headers.h"

namespace scc::mail {

/// An RFC 5322 date with its offset; nothing for what is none.
[[nodiscard]] std::optional<Instant> parse_mail_date(std::string_view raw);

struct MailDates {
  Instant date;
  Instant received;
  bool known = true;  ///< false: neither the headers nor the mailbox hold a date that can be
};

/// A Date header that is missing, unreadable, before mail was invented or later than the arrival
/// by more than two days is not believed: the arrival counts.
[[nodiscard]] MailDates dates_of(const RawHeaders& headers, const Envelope& envelope);

}  // namespace scc::mail
