/// Message: one mail as a careful person sees it: who sent it, whether that is proven, and the
/// visible text with its structure, the quoted, forwarded and signed parts set apart.
///
/// Values only; made by mail::parse_message. Text is valid UTF-8, NFC where the mail was, with
/// hidden text, zero-width and bidi-control characters already gone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids.h"

namespace scc::mail {

struct Address {
  std::string display_name;  ///< for people only; never read for identity
  std::string mailbox;       ///< local@domain, domain in lower case; "" when it can't be read
  bool operator==(const Address&) const = default;
};

/// Where a piece of text stands in the conversation.
enum class Layer {
  fresh,       ///< what the sender writes now
  quoted,      ///< history below or between (depth ≥ 1)
  forwarded,   ///< the body of a forwarded mail
  signature,   ///< the sender's signature
  disclaimer,  ///< legal boilerplate, "sent from my phone", list footers
};

enum class PieceKind { paragraph, list_item, heading, table, separator };

/// A range of bytes [begin, end) of a text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Range&) const = default;
};

struct Cell {
  std::string text;           ///< lines inside the cell separated by LF
  std::vector<Range> struck;  ///< struck-through parts of `text`
  int column_span = 1;
  int row_span = 1;
  bool header = false;  ///< <th>
  bool operator==(const Cell&) const = default;
};
using Row = std::vector<Cell>;

/// A paragraph, list item, heading or table. A paragraph's own line ends are LF in `text` (a
/// wrapped line of prose is joined where the mail says it was only wrapped: format=flowed, HTML,
/// or a fill-column that the reader of plain text can see).
struct Piece {
  PieceKind kind = PieceKind::paragraph;
  Layer layer = Layer::fresh;
  int depth = 0;              ///< quote depth; for a list item also see `indent`
  int indent = 0;             ///< nesting of a list item, 0 = outermost
  std::string text;           ///< empty for a table
  std::vector<Range> struck;  ///< struck-through parts of `text`
  std::vector<Row> rows;      ///< table only; spans NOT expanded
  bool operator==(const Piece&) const = default;
};

/// One readable part of the mail.
struct Body {
  std::string part;           ///< "text/plain", "text/html", "text/csv"
  std::string file_name;      ///< of an attachment
  std::vector<Piece> pieces;  ///< in reading order
  bool operator==(const Body&) const = default;
};

/// One of a forwarded mail's own headers, as far as it could be read ("From", "Date", "Subject").
struct ForwardedHeader {
  std::string name;
  std::string value;
  bool operator==(const ForwardedHeader&) const = default;
};

enum class Trust {
  trusted,    ///< on the list, and proven
  untrusted,  ///< not on the list, or not proven: changes nothing
};
struct TrustVerdict {
  Trust trust = Trust::untrusted;
  std::string reason;  ///< one sentence for people: "dmarc=fail at mx.google.com"
  bool operator==(const TrustVerdict&) const = default;
};

struct Message {
  MessageId id;                   ///< the mailbox's id
  std::string rfc822_message_id;  ///< Message-ID header, without brackets
  std::string thread_id;          ///< the mailbox's, "" if it has none
  Address from;                   ///< the one sender; mailbox "" when there is none or several
  std::vector<Address> to;
  std::string subject;
  Instant date;                            ///< the mail's own date: "now" for relative dates
  Instant received;                        ///< the mailbox's internal date; else the top Received, else `date`
  std::vector<Body> bodies;                ///< text/plain first, then text/html, then attachments
  bool alternative = false;                ///< the plain and HTML bodies are alternatives of one text
  std::vector<ForwardedHeader> forwarded;  ///< of the (first) forwarded mail
  TrustVerdict trust;
  /// Why a person has to look whatever is read, "" if nothing: unreadable, encrypted, hidden text.
  std::vector<std::string> problems;
  bool operator==(const Message&) const = default;
};

}  // namespace scc::mail
