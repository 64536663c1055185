#include "adapters/maildir/folder_mailbox.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "base/hash.h"
#include "base/text.h"

namespace scc {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t files_max = 1'000'000;
constexpr int folder_depth_max = 16;
constexpr std::size_t id_hash_characters = 12;

bool has_eml_name(const fs::path& path) {
  return ascii_lower(path.extension().string()) == ".eml";
}

std::string content_id(const std::string& name, const std::string& bytes) {
  return scrub_utf8(name) + "~" + sha256_hex(bytes).substr(0, id_hash_characters);
}

/// "1712.M1P2.host:2,S" → "1712.M1P2.host"
std::string maildir_name(const std::string& file_name) {
  return scrub_utf8(file_name.substr(0, file_name.find(':')));
}

/// Maildir flags (cr.yp.to/proto/maildir.html, read 2026): D draft, T trashed.
std::vector<std::string> labels_of(const std::string& file_name) {
  std::vector<std::string> labels;
  const std::size_t info = file_name.find(":2,");
  if (info == std::string::npos) return labels;
  if (file_name.find('T', info + 3) != std::string::npos) labels.emplace_back("TRASH");
  if (file_name.find('D', info + 3) != std::string::npos) labels.emplace_back("DRAFT");
  return labels;
}

}  // namespace

Result<std::vector<FolderMailbox::File>> FolderMailbox::files() const {
  std::vector<File> found;
  std::vector<fs::path> roots{path_};
  if (kind_ == Kind::maildir) roots = {fs::path(path_) / "cur", fs::path(path_) / "new"};
  for (const fs::path& root : roots) {
    std::error_code failure;
    fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, failure);
    if (failure) {
      return Error{Remedy::stop, "The mail folder " + root.string() + " can't be listed: " + failure.message() +
                                     ". Correct its path or its rights."};
    }
    for (const fs::recursive_directory_iterator end; at != end; at.increment(failure)) {
      if (failure || found.size() > files_max) break;
      const fs::path& path = at->path();
      const bool hidden = path.filename().string().starts_with('.');
      struct stat status{};
      if (stat(path.c_str(), &status) != 0) continue;
      if (S_ISDIR(status.st_mode)) {
        if (hidden || kind_ == Kind::maildir || at.depth() >= folder_depth_max) at.disable_recursion_pending();
        continue;
      }
      if (hidden || !S_ISREG(status.st_mode) || (kind_ == Kind::eml_files && !has_eml_name(path))) continue;
      found.push_back({path.string(), path.lexically_relative(root).string(),
                       std::to_string(status.st_size) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
                           std::to_string(status.st_mtim.tv_nsec)});
    }
    if (failure) return Error{Remedy::retry, "The mail folder " + root.string() + " changed while it was listed."};
  }
  if (found.size() > files_max) {
    return Error{Remedy::stop, "The mail folder " + path_ + " holds more than a million files; name a smaller one."};
  }
  std::sort(found.begin(), found.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return found;
}

Result<MessageId> FolderMailbox::id_of(const File& file) {
  if (kind_ == Kind::maildir) return MessageId(maildir_name(file.name));
  const std::string key = file.name + '\n' + file.stamp;
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  auto bytes = read_mail_file(file.path, 0, mail::message_bytes_max + 1);
  // An unreadable file keeps an id of its own, so that reading it fails aloud and not silently.
  if (!bytes && bytes.error().remedy != Remedy::skip) return MessageId(scrub_utf8(file.name) + "~unreadable");
  if (!bytes) return bytes.error();
  return known_[key] = MessageId(content_id(file.name, *bytes));
}

Result<MailListing> FolderMailbox::look() {
  auto found = files();
  if (!found) return found.error();
  std::string everything;
  for (const File& file : *found) everything += file.path + '\n' + file.stamp + '\n';
  MailListing listing;
  listing.fingerprint = sha256_hex(everything);
  by_id_.clear();
  for (File& file : *found) {
    auto id = id_of(file);
    if (!id) continue;  // gone since it was listed
    if (by_id_.emplace(*id, std::move(file)).second) listing.messages.push_back(*id);
  }
  return listing;
}

Result<MailPage> FolderMailbox::changes(const std::string& cursor, const std::string& page) {
  return listing_page(listing_, cursor, page, [this]() -> Result<MailListing> { return look(); });
}

Result<RawMail> FolderMailbox::fetch(const MessageId& id) {
  for (const bool looked_again : {false, true}) {
    if (looked_again) {
      auto seen = look();
      if (!seen) return seen.error();
    }
    const auto file = by_id_.find(id);
    if (file == by_id_.end()) continue;
    auto bytes = read_mail_file(file->second.path, 0, mail::message_bytes_max + 1);
    if (!bytes && bytes.error().remedy != Remedy::skip) return bytes.error();
    if (!bytes) continue;  // a Maildir mail that moved with its flags
    if (kind_ == Kind::eml_files && content_id(file->second.name, *bytes) != id.text) continue;
    RawMail raw;
    raw.envelope.id = id;
    if (kind_ == Kind::maildir) raw.envelope.labels = labels_of(file->second.name);
    raw.bytes = std::move(*bytes);
    return raw;
  }
  return Error{Remedy::skip, "The mail " + id.text + " is not in " + path_ + " any more."};
}

}  // namespace scc
