#include "adapters/maildir/mbox_mailbox.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/hash.h"
#include "base/text.h"

namespace scc {
namespace {

constexpr std::size_t mails_max = 1'000'000;
constexpr std::size_t id_hash_characters = 24;

/// Header lines that mail programs rewrite as mails are read and moved.
bool keeps_state(std::string_view line) {
  const std::string lower = ascii_lower(line.substr(0, 20));
  for (const std::string_view name :
       {"status:", "x-status:", "x-keywords:", "x-uid:", "x-mozilla-status", "x-mozilla-keys:", "content-length:"}) {
    if (lower.starts_with(name)) return true;
  }
  return false;
}

/// mboxrd quotes "From " at the start of a line with one more '>'; mboxo with the first.
bool is_quoted_from(std::string_view line) {
  const std::size_t quotes = line.find_first_not_of('>');
  return quotes != 0 && quotes != std::string_view::npos && line.substr(quotes).starts_with("From ");
}

std::string unquote(std::string_view slice) {
  std::string mail;
  mail.reserve(slice.size());
  for (std::size_t at = 0; at < slice.size();) {
    std::size_t end = slice.find('\n', at);
    end = end == std::string_view::npos ? slice.size() : end + 1;
    const std::string_view line = slice.substr(at, end - at);
    mail += is_quoted_from(line) ? line.substr(1) : line;
    at = end;
  }
  return mail;
}

std::string state_free_hash(std::string_view slice) {
  std::string kept;
  bool in_headers = true;
  for (std::size_t at = 0; at < slice.size();) {
    std::size_t end = slice.find('\n', at);
    end = end == std::string_view::npos ? slice.size() : end + 1;
    const std::string_view line = slice.substr(at, end - at);
    if (trim(line).empty()) in_headers = false;
    if (!in_headers || !keeps_state(line)) kept += line;
    at = end;
  }
  // Whether an empty line follows the last mail is up to the program that wrote it.
  return sha256_hex(trim(kept)).substr(0, id_hash_characters);
}

}  // namespace

Result<std::string> MboxMailbox::fingerprint() const {
  struct stat status{};
  if (stat(path_.c_str(), &status) != 0) {
    return Error{Remedy::stop, "The mbox file " + path_ + " can't be read: " + std::strerror(errno) + "."};
  }
  return std::to_string(status.st_size) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

Result<MailListing> MboxMailbox::look() {
  auto stamp = fingerprint();
  if (!stamp) return stamp.error();
  if (*stamp == indexed_) return listing_;
  std::ifstream file(path_, std::ios::binary);
  if (!file) {
    return Error{Remedy::stop,
                 "The mbox file " + path_ + " can't be opened: " + std::strerror(errno) + ". Correct its rights."};
  }
  MailListing listing;
  listing.fingerprint = *stamp;
  places_.clear();
  std::string line;
  std::string mail;  // of the mail being read, at most message_bytes_max
  Place place;
  bool open = false;
  bool after_empty_line = true;
  std::uint64_t at = 0;
  const auto close_mail = [&] {
    if (!open) return;
    const std::string hash = state_free_hash(mail);
    MessageId id(hash);
    for (std::size_t copy = 2; places_.contains(id) && copy <= mails_max; ++copy) {
      id = MessageId(hash + "-" + std::to_string(copy));
    }
    places_.emplace(id, place);
    listing.messages.push_back(id);
  };
  while (std::getline(file, line)) {
    const std::uint64_t next = at + line.size() + (file.eof() ? 0 : 1);
    if (after_empty_line && line.starts_with("From ")) {
      close_mail();
      if (listing.messages.size() >= mails_max) {
        return Error{Remedy::stop, "The mbox file " + path_ + " holds more than a million mails; split it."};
      }
      open = true;
      mail.clear();
      place = {next, next};
    } else if (open) {
      if (mail.size() <= mail::message_bytes_max) mail.append(line).push_back('\n');
      place.end = next;
    }
    after_empty_line = line.empty() || line == "\r";
    at = next;
  }
  close_mail();
  indexed_ = *stamp;
  listing_ = listing;
  return listing;
}

Result<MailPage> MboxMailbox::changes(const std::string& cursor, const std::string& page) {
  return listing_page(listing_, cursor, page, [this]() -> Result<MailListing> { return look(); });
}

Result<RawMail> MboxMailbox::fetch(const MessageId& id) {
  auto seen = look();
  if (!seen) return seen.error();
  const auto place = places_.find(id);
  if (place == places_.end()) {
    return Error{Remedy::skip, "The mail " + id.text + " is not in " + path_ + " any more."};
  }
  auto bytes = read_mail_file(path_, place->second.begin, place->second.end - place->second.begin);
  if (!bytes) return bytes.error();
  RawMail raw;
  raw.envelope.id = id;
  raw.bytes = unquote(*bytes);
  return raw;
}

}  // namespace scc
