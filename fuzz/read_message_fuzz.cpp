// Any bytes are a mail: what it is read as is about charters, roles and people that there are, is
// shown with words that stand in the mail, and is the same twice.
#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "extract/read_message.h"
#include "extract/settle.h"
#include "mail/parse_message.h"
#include "unit/extract/small_yard.h"

namespace {

using namespace scc;

void demand(bool holds) {
  if (!holds) std::abort();
}

/// All that can be quoted.
std::string words_of(const mail::Message& message) {
  std::string text = message.subject + '\n';
  for (const mail::ForwardedHeader& header : message.forwarded) text += header.value + '\n';
  for (const mail::Body& body : message.bodies) {
    for (const mail::Piece& piece : body.pieces) {
      text += piece.text + '\n';
      for (const mail::Row& row : piece.rows) {
        for (const mail::Cell& cell : row) text += cell.text + '\n';
      }
    }
  }
  return text;
}

void check(const extract::Statement& statement, const World& world, const std::string& text) {
  demand(std::any_of(world.charters.begin(), world.charters.end(),
                     [&](const Charter& charter) { return charter.id == statement.charter; }));
  if (statement.op != FactOp::cancel) {
    demand(find_role(world.operation, statement.role) != nullptr);
    demand(!statement.person.name.empty() && is_valid_utf8(statement.person.name));
  }
  const auto& crew = world.operation.crew;
  demand(statement.person.id.empty() || std::any_of(crew.begin(), crew.end(), [&](const CrewMember& member) {
           return member.id == statement.person.id;
         }));
  demand(statement.confidence >= 0 && statement.confidence <= 1);
  demand(statement.certainty == extract::Certainty::uncertain ||
         statement.confidence >= extract::certain_confidence_min);
  demand(!statement.evidence.quote.empty() && is_valid_utf8(statement.evidence.quote));
  for (const std::string_view line : split(statement.evidence.quote, '\n')) {
    for (const std::string_view word : split(line, ' ')) demand(text.find(word) != std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const World world = test::small_yard();
  static const extract::Reader reader(world);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const mail::TrustPolicy policy{{"marta@yard.example"}, "mx.google.com", mail::TrustPolicy::WithoutHeader::believe};
  const mail::Envelope envelope{MessageId("x"), "", parse_rfc3339("2026-06-01T09:00:00+01:00").value(), {}};
  const mail::Message message = mail::parse_message(bytes, envelope, policy);
  const extract::Reading reading = reader.read(message);
  const std::string text = words_of(message);
  for (const extract::Statement& statement : reading.statements) check(statement, world, text);
  for (const std::string& reason : reading.reasons) demand(is_valid_utf8(reason));
  demand((reading.concern == extract::Concern::nothing) == reading.statements.empty() ||
         reading.concern == extract::Concern::question);
  extract::Reading traced = reader.read(message, extract::Tracing::on);
  for (const extract::TraceLine& line : traced.trace) demand(is_valid_utf8(line.text));
  traced.trace.clear();
  traced.texts.clear();
  demand(traced == reading);
  return 0;
}
