/// MboxMailbox: one mbox file (mboxo or mboxrd).
///
/// Ids are the start of each mail's SHA-256 without the header lines in which mail programs keep
/// their state, so they stay the same when other mails are deleted or marked as read; the second
/// of two equal mails gets "-2". One thread at a time.
#pragma once

#include <map>
#include <string>

#include "adapters/maildir/mail_listing.h"
#include "ports/mailbox.h"

namespace scc {

class MboxMailbox final : public Mailbox {
 public:
  explicit MboxMailbox(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] Result<MailPage> changes(const std::string& cursor, const std::string& page) override;
  [[nodiscard]] Result<RawMail> fetch(const MessageId& id) override;

 private:
  struct Place {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  [[nodiscard]] Result<std::string> fingerprint() const;
  [[nodiscard]] Result<MailListing> look();

  std::string path_;
  std::string indexed_;  ///< fingerprint of the file that `places_` is of
  MailListing listing_;
  std::map<MessageId, Place> places_;
};

}  // namespace scc
