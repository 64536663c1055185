// Any bytes are a mail: what comes out is valid UTF-8 with every range inside its text, and the same twice.
#include <cstdlib>

#include "base/text.h"
#include "mail/parse_message.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace scc;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const mail::TrustPolicy policy{{"carole@sailing.example"}, "mx.google.com", mail::TrustPolicy::WithoutHeader::refuse};
  const mail::Message message = mail::parse_message(bytes, {MessageId("x"), "", std::nullopt, {}}, policy);
  if (!is_valid_utf8(message.subject)) std::abort();
  for (const mail::Body& body : message.bodies) {
    for (const mail::Piece& piece : body.pieces) {
      if (!is_valid_utf8(piece.text)) std::abort();
      for (const mail::Range& range : piece.struck) {
        if (range.begin > range.end || range.end > piece.text.size()) std::abort();
      }
    }
  }
  if (!(mail::parse_message(bytes, {MessageId("x"), "", std::nullopt, {}}, policy) == message)) std::abort();
  return 0;
}
