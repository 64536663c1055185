/// MailReading: one mail as the program reads it against a world, for `parse` and `eval`.
#pragma once

#include <string>
#include <string_view>

#include "engine/decide.h"
#include "extract/read_message.h"
#include "mail/parse_message.h"

namespace scc::app {

struct MailReading {
  std::string file;
  mail::Message message;
  extract::Reading reading;
  engine::Decision decision;
};

[[nodiscard]] mail::Message message_of(std::string_view bytes, const std::string& file,
                                       const mail::TrustPolicy& policy);
[[nodiscard]] MailReading read_mail(mail::Message message, const extract::Reader& reader,
                                    extract::Tracing tracing = extract::Tracing::off);

}  // namespace scc::app
