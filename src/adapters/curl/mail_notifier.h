/// MailNotifier: tells alarms by mail, over SMTP (libcurl).
///
/// smtps:// is TLS from the start; smtp:// becomes TLS by STARTTLS wherever a password is given or
/// the server is not this machine itself: neither goes over a network in the clear. One thread at a
/// time.
#pragma once

#include <string>
#include <vector>

#include "base/secret.h"
#include "ports/clock.h"
#include "ports/notifier.h"

namespace scc {

struct MailSettings {
  std::string server;  ///< "smtps://mail.sailing.example:465"
  std::string user;    ///< "" = without signing in
  Secret password;
  std::string from;
  std::vector<std::string> to;
  std::string ca_file;  ///< "" = the system's
};

inline constexpr Duration mail_timeout = seconds(30);

class MailNotifier final : public Notifier {
 public:
  MailNotifier(MailSettings settings, Clock& clock, Entropy& entropy);
  Outcome notify(const Alarm& alarm) override;

 private:
  MailSettings settings_;
  Clock& clock_;
  Entropy& entropy_;
};

/// RFC 5322 with CRLF line ends; `id` makes the Message-ID. For tests also.
[[nodiscard]] std::string message_of(const Alarm& alarm, const MailSettings& settings, Instant now,
                                     const std::string& id);

}  // namespace scc
