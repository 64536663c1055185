#include "mail/parse_message.h"

#include <algorithm>

#include "base/text.h"
#include "mail/address.h"
#include "mail/csv_table.h"
#include "mail/encoded_word.h"
#include "mail/html_text.h"
#include "mail/layers.h"
#include "mail/mail_date.h"
#include "mail/mime_parts.h"
#include "mail/pieces.h"
#include "mail/plain_text.h"
#include "mail/raw_headers.h"
#include "mail/trust.h"
#include "mail/visible_text.h"

namespace scc::mail {
namespace {

constexpr std::size_t subject_bytes_max = 4000;
constexpr std::size_t message_id_bytes_max = 1000;
/// Servers give a mail up after five days (RFC 5321 §4.5.4.1); signatures hold for longer.
constexpr Duration under_way_max = days(5);
constexpr std::string_view too_long = "It is longer than this program reads; its end was not read.";

void add_problem(Message& message, std::string sentence) {
  if (std::find(message.problems.begin(), message.problems.end(), sentence) == message.problems.end()) {
    message.problems.push_back(std::move(sentence));
  }
}

std::string text_header(const RawHeaders& headers, std::string_view name, std::size_t bytes_max, Message& message) {
  const auto values = values_of(headers, name);
  if (values.empty()) return "";
  const Converted decoded = decode_header(unfold(values.front().substr(0, bytes_max)));
  if (!decoded.sure) add_problem(message, "Some characters of its headers can't be read.");
  TakenOut taken_out;
  static_cast<void>(clean_text(decoded.text, taken_out));
  if (taken_out.direction_override)
    add_problem(message, "It turns the direction of letters around, so it may read differently than it looks.");
  return clean_line(decoded.text);
}

std::string message_id_of(const RawHeaders& headers) {
  const auto values = values_of(headers, "Message-ID");
  if (values.empty()) return "";
  const std::string line = scrub_utf8(unfold(values.front().substr(0, message_id_bytes_max)));
  std::string_view id = trim(line);
  if (id.starts_with('<')) id.remove_prefix(1);
  return std::string(id.substr(0, id.find('>')));
}

void read_headers(const RawHeaders& headers, Message& message) {
  message.rfc822_message_id = message_id_of(headers);
  const auto from = values_of(headers, "From");
  if (from.size() == 1) message.from = sole_address(from.front()).value_or(Address());
  for (const std::string_view value : values_of(headers, "To")) {
    for (Address& address : read_addresses(value)) {
      if (message.to.size() < addresses_max) message.to.push_back(std::move(address));
    }
  }
  message.subject = text_header(headers, "Subject", subject_bytes_max, message);
  if (headers.broken) add_problem(message, "Its headers are damaged.");
  for (const char* name : {"Subject", "Date", "Content-Type", "Content-Transfer-Encoding", "Message-ID"}) {
    if (values_of(headers, name).size() > 1)
      add_problem(message, std::string("It has more than one ") + name + " line.");
  }
}

/// Says format=flowed and does it: some mailers say it over lines that they broke hard.
bool is_softly_broken(const TextPart& part) {
  return part.flowed && part.text.find(" \n") != std::string::npos;
}

Body body_of(TextPart& part, const MailFrame& frame, Message& message) {
  Body body;
  body.file_name = part.file_name;
  TakenOut taken_out;
  std::vector<ForwardedHeader> forwarded;
  if (part.kind == PartKind::csv) {
    body.part = "text/csv";
    Piece table;
    table.kind = PieceKind::table;
    table.layer = part.attached_mail ? Layer::forwarded : Layer::fresh;
    table.rows = rows_of_csv(clean_text(part.text, taken_out));
    if (!table.rows.empty()) body.pieces.push_back(std::move(table));
  } else if (part.kind == PartKind::html) {
    body.part = "text/html";
    if (auto lines = lines_of_html(part.text, taken_out)) {
      if (lines->size() >= lines_max) add_problem(message, std::string(too_long));
      forwarded = assign_layers(*lines, frame);
      body.pieces = pieces_of(*lines, Wrapping::rare);
    } else {
      add_problem(message, "Its HTML is nested too deeply, or too long, to be read.");
    }
  } else {
    body.part = "text/plain";
    part.text = clean_text(part.text, taken_out);
    std::vector<Line> lines = lines_of_plain(part);
    if (lines.size() >= lines_max) add_problem(message, std::string(too_long));
    forwarded = assign_layers(lines, frame);
    body.pieces = pieces_of(lines, is_softly_broken(part) ? Wrapping::none : Wrapping::possible);
    if (part.text.find("-----BEGIN PGP MESSAGE-----") != std::string::npos) add_problem(message, "It is encrypted.");
  }
  if (taken_out.direction_override) {
    add_problem(message, "It turns the direction of letters around, so it may read differently than it looks.");
  }
  if (message.forwarded.empty()) message.forwarded = std::move(forwarded);
  return body;
}

/// In what can become a change; history and signatures are nobody's order.
bool says_in_mixed_letters(const Body& body) {
  return std::any_of(body.pieces.begin(), body.pieces.end(), [](const Piece& piece) {
    if (piece.layer != Layer::fresh && piece.layer != Layer::forwarded) return false;
    const auto in_cell = [](const Cell& cell) { return mixes_alphabets(cell.text); };
    return mixes_alphabets(piece.text) || std::any_of(piece.rows.begin(), piece.rows.end(), [&](const Row& row) {
             return std::any_of(row.begin(), row.end(), in_cell);
           });
  });
}

int order_of(const Body& body) {
  if (!body.file_name.empty() || body.part == "text/csv") return 2;
  return body.part == "text/html" ? 1 : 0;
}

}  // namespace

Message parse_message(std::string_view bytes, const Envelope& envelope, const TrustPolicy& policy) {
  Message message;
  message.id = envelope.id;
  message.thread_id = envelope.thread_id;
  const RawHeaders headers = scan_headers(bytes);
  read_headers(headers, message);
  const MailDates dates = dates_of(headers, envelope);
  message.date = dates.date;
  message.received = dates.received;
  if (!dates.known) add_problem(message, "It has no date that can be right.");
  if (dates.received > dates.date + under_way_max)
    add_problem(message, "It was written long before it arrived: an old mail may have been sent again.");
  message.trust = judge_sender(headers, message.from, envelope, policy);
  if (message.trust.trust == Trust::trusted) {
    for (std::string& doubt : doubts_of_proof(headers, message.from, message.received, policy))
      add_problem(message, std::move(doubt));
  }
  MimeParts mime = read_mime_parts(bytes, headers);
  for (std::string& problem : mime.problems) add_problem(message, std::move(problem));
  message.forwarded = std::move(mime.forwarded);
  MailFrame frame{message.from, message.subject, false};
  for (TextPart& part : mime.parts) {
    frame.attached_mail = part.attached_mail;
    Body body = body_of(part, frame, message);
    if (says_in_mixed_letters(body))
      add_problem(message, "A word in it is of letters of two alphabets, so it may read differently than it looks.");
    if (!body.pieces.empty()) message.bodies.push_back(std::move(body));
  }
  std::stable_sort(message.bodies.begin(), message.bodies.end(),
                   [](const Body& a, const Body& b) { return order_of(a) < order_of(b); });
  const auto has = [&](std::string_view part) {
    return std::any_of(message.bodies.begin(), message.bodies.end(),
                       [&](const Body& body) { return body.part == part && body.file_name.empty(); });
  };
  message.alternative = mime.alternative && has("text/plain") && has("text/html");
  return message;
}

}  // namespace scc::mail
