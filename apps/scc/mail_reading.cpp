#include "mail_reading.h"

#include <utility>

namespace scc::app {

mail::Message message_of(std::string_view bytes, const std::string& file, const mail::TrustPolicy& policy) {
  mail::Envelope envelope;
  envelope.id = MessageId(file);
  return mail::parse_message(bytes, envelope, policy);
}

MailReading read_mail(mail::Message message, const extract::Reader& reader, extract::Tracing tracing) {
  MailReading result;
  result.file = message.id.text;
  result.message = std::move(message);
  result.reading = reader.read(result.message, tracing);
  result.decision = engine::decide(result.message, result.reading);
  return result;
}

}  // namespace scc::app
