#include "adapters/maildir/mail_listing.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace scc {

Result<MailPage> listing_page(MailListing& listing, const std::string& cursor, const std::string& page,
                              const std::function<Result<MailListing>()>& look) {
  std::size_t begin = 0;
  if (page.empty()) {
    auto seen = look();
    if (!seen) return seen.error();
    listing = std::move(*seen);
    if (listing.fingerprint == cursor) return MailPage{{}, cursor, ""};
  } else {
    const auto read = std::from_chars(page.data(), page.data() + page.size(), begin);
    if (read.ec != std::errc() || begin > listing.messages.size()) {
      return Error{Remedy::resync, "The page \"" + page + "\" of the mailbox's list is of an earlier look."};
    }
  }
  const std::size_t end = std::min(begin + listing_page_mails, listing.messages.size());
  MailPage result;
  result.messages.assign(listing.messages.begin() + static_cast<std::ptrdiff_t>(begin),
                         listing.messages.begin() + static_cast<std::ptrdiff_t>(end));
  if (end < listing.messages.size()) {
    result.next_page = std::to_string(end);
  } else {
    result.cursor = listing.fingerprint;
  }
  return result;
}

Result<std::string> read_mail_file(const std::string& path, std::uint64_t offset, std::uint64_t length) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const bool gone = errno == ENOENT || errno == ENOTDIR;
    return Error{gone ? Remedy::skip : Remedy::stop,
                 "The mail " + path + " can't be opened: " + std::strerror(errno) +
                     (gone ? "." : ". Give this user the right to read it, or take it out of the mailbox.")};
  }
  std::string bytes;
  const std::uint64_t limit = std::min<std::uint64_t>(length, mail::message_bytes_max + 1);
  char chunk[64 * 1024];
  while (bytes.size() < limit) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(sizeof chunk, limit - bytes.size()));
    const ssize_t got = pread(file, chunk, wanted, static_cast<off_t>(offset + bytes.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      const int cause = errno;
      close(file);
      return Error{Remedy::stop, "The mail " + path + " can't be read: " + std::strerror(cause) + "."};
    }
    if (got == 0) break;
    bytes.append(chunk, static_cast<std::size_t>(got));
  }
  close(file);
  return bytes;
}

}  // namespace scc
