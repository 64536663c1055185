/// MailListing: the mails of one look at a mailbox, page by page. One thread at a time.
///
/// The cursor is the fingerprint of everything that was there: while it stays the same nothing is
/// new; when it moves, all ids are listed again and the receipts tell which of them are known.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ports/mailbox.h"

namespace scc {

inline constexpr std::size_t listing_page_mails = 500;

struct MailListing {
  std::string fingerprint;
  std::vector<MessageId> messages;
};

/// `look` is called for the first page only; `listing` keeps what it saw for the next ones.
[[nodiscard]] Result<MailPage> listing_page(MailListing& listing, const std::string& cursor, const std::string& page,
                                            const std::function<Result<MailListing>()>& look);

/// At most message_bytes_max + 1 bytes of a file from `offset`. Error skip: no such file (any
/// more); stop: it can't be read.
[[nodiscard]] Result<std::string> read_mail_file(const std::string& path, std::uint64_t offset, std::uint64_t length);

}  // namespace scc
