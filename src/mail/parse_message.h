/// parse_message: RFC 5322 bytes → Message.
///
/// Never fails: what can't be read is said in Message::problems, and the mail waits for a person.
/// Limits on everything; pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "mail/message.h"

namespace scc::mail {

/// Whose mail is believed, and how that is proven.
struct TrustPolicy {
  std::vector<std::string> trusted_senders;   ///< exact addresses
  std::string authserv_id = "mx.google.com";  ///< RFC 8601; "" trusts nothing
  /// A folder or mbox has no header of the receiving server: believe the From line there.
  enum class WithoutHeader { refuse, believe } without_header = WithoutHeader::refuse;
  bool operator==(const TrustPolicy&) const = default;
};

/// What the mailbox knows of a mail beside its bytes.
struct Envelope {
  MessageId id;
  std::string thread_id;
  std::optional<Instant> internal_date;  ///< none: from the headers
  std::vector<std::string> labels;       ///< "SPAM", "TRASH", "DRAFT" are never trusted
  bool operator==(const Envelope&) const = default;
};

inline constexpr std::size_t message_bytes_max = 50u * 1024 * 1024;
inline constexpr std::size_t header_bytes_max = 1024 * 1024;
inline constexpr int part_depth_max = 50;
inline constexpr int parts_max = 1000;
inline constexpr std::size_t text_bytes_max = 1024 * 1024;

[[nodiscard]] Message parse_message(std::string_view bytes, const Envelope& envelope, const TrustPolicy& policy);

}  // namespace scc::mail
