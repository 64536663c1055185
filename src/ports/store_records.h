/// Store records: what the store keeps beside charters and facts. Plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/charter.h"
#include "domain/fact.h"

namespace scc {

enum class Disposition { apply, review, ignore, reject };
[[nodiscard]] const char* to_string(Disposition disposition);
[[nodiscard]] std::optional<Disposition> parse_disposition(std::string_view text);

/// The one final outcome of one mail. Its existence is what makes intake idempotent.
struct Receipt {
  MessageId message;
  Disposition disposition = Disposition::ignore;
  std::vector<std::string> reasons;
  std::string from;  ///< the sender as the mail writes it
  std::string subject;
  std::string thread_id;
  Instant received;  ///< the mail's internal date
  Instant handled;
  int reader_version = 1;
  int changes = 0;   ///< how many facts it made
  std::string text;  ///< the visible fresh text, at most receipt_text_bytes_max, for review
  bool operator==(const Receipt&) const = default;
};
inline constexpr std::size_t receipt_text_bytes_max = 16 * 1024;

/// A charter with the version that a write of it must name.
struct CharterRecord {
  Charter charter;
  std::int64_t version = 0;  ///< grows by 1 with each commit that writes it; 0: not stored yet
  std::string event_etag;    ///< of the event when it was last read
  bool operator==(const CharterRecord&) const = default;
};

/// A block still to be written into a charter's event. One per charter: the newest wins.
struct OutboxEntry {
  CharterId charter;
  EventId event;
  std::int64_t charter_version = 0;  ///< the crew it has to show is at least this new
  int attempts = 0;
  Instant due;             ///< not before
  std::string last_error;  ///< "" if never tried or fine
  bool operator==(const OutboxEntry&) const = default;
};

enum class ReviewKind { mail, calendar_edit, calendar_problem };
enum class ReviewState { open, accepted, dismissed };
[[nodiscard]] const char* to_string(ReviewKind kind);
[[nodiscard]] const char* to_string(ReviewState state);
[[nodiscard]] std::optional<ReviewKind> parse_review_kind(std::string_view text);
[[nodiscard]] std::optional<ReviewState> parse_review_state(std::string_view text);

/// A change that waits for a person's word.
struct Proposal {
  FactOp op = FactOp::assign;
  CharterId charter;
  RoleId role;
  Person person;
  double confidence = 0;
  Evidence evidence;
  std::string reason;
  bool operator==(const Proposal&) const = default;
};

struct ReviewItem {
  ReviewId id;  ///< the message id, or "<event id>@<etag>" for the calendar's
  ReviewKind kind = ReviewKind::mail;
  ReviewState state = ReviewState::open;
  MessageId message;  ///< mail only
  CharterId charter;  ///< calendar only
  std::string title;  ///< the mail's subject, or the event's title
  std::string from;
  std::string why;   ///< why a person has to look, one sentence
  std::string text;  ///< what there is to read: the mail's visible text, or the edited block
  std::vector<Proposal> proposals;
  Instant said;  ///< of the mail or edit: what accepted facts carry
  Instant opened;
  Instant decided;
  std::string decided_by;
  std::int64_t version = 0;  ///< as CharterRecord::version
  bool operator==(const ReviewItem&) const = default;
};

/// How far a source ("mail", "calendar") has been read, and how it is doing.
struct SourceState {
  std::string source;
  std::string cursor;  ///< the source's own text; "" = from the beginning
  std::optional<Instant> last_success;
  std::optional<Instant> last_attempt;
  std::string last_error;  ///< "" when the last attempt succeeded
  std::int64_t version = 0;
  int unfetched = 0;  ///< mails that it names and did not hand out, each a named record
  bool operator==(const SourceState&) const = default;
};

/// A small thing kept by name: a session, a user with a role, a crew link, a confirmation.
struct NamedRecord {
  std::string kind;
  std::string key;
  std::string value;               ///< text, opaque to the store, at most named_value_bytes_max
  std::optional<Instant> expires;  ///< may be forgotten after; the reader compares, the store may still have it
  std::int64_t version = 0;        ///< as CharterRecord::version
  bool operator==(const NamedRecord&) const = default;
};
inline constexpr std::size_t named_value_bytes_max = 16 * 1024;
inline constexpr std::size_t named_key_bytes_max = 512;  ///< of kind and of key, each at least 1

/// A named record that goes. With a version: only if it is still that one, else the commit conflicts.
struct NamedRemoval {
  std::string kind;
  std::string key;
  std::optional<std::int64_t> version;
  bool operator==(const NamedRemoval&) const = default;
};

/// Somebody's turn to work; a commit that names an older fence is refused.
struct Lease {
  std::string name;
  std::string owner;
  std::int64_t fence = 0;  ///< grows with each taking
  Instant until;
  bool operator==(const Lease&) const = default;
};

}  // namespace scc
