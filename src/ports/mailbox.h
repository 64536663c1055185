/// Mailbox: where crew mails come from: a folder, or Gmail.
///
/// One thread at a time. Reading changes nothing in the mailbox.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "mail/parse_message.h"

namespace scc {

/// A step through the mails that are new since a cursor.
struct MailPage {
  std::vector<MessageId> messages;  ///< any order, repetitions possible
  /// To be stored only when every message up to here has a receipt; "" while `more`.
  std::string cursor;
  std::string next_page;  ///< "" on the last page
};

struct RawMail {
  mail::Envelope envelope;
  std::string bytes;
};

class Mailbox {
 public:
  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  virtual ~Mailbox() = default;

  /// What came since `cursor` ("": everything the configured query names), page by page:
  /// `page` is "" or the last answer's next_page. Remedy resync: the cursor is too old, begin
  /// with "" (receipts keep what was done from being done again).
  [[nodiscard]] virtual Result<MailPage> changes(const std::string& cursor, const std::string& page) = 0;
  /// Remedy skip: the mail is gone.
  [[nodiscard]] virtual Result<RawMail> fetch(const MessageId& id) = 0;
};

}  // namespace scc
