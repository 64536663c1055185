#include "adapters/maildir/open_mailbox.h"

#include <filesystem>
#include <fstream>

#include "adapters/maildir/folder_mailbox.h"
#include "adapters/maildir/mbox_mailbox.h"

namespace scc {
namespace {

namespace fs = std::filesystem;

bool looks_like_mbox(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(5, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file.gcount() == 0 || start == "From ";
}

}  // namespace

Result<std::unique_ptr<Mailbox>> open_mailbox(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (fs::is_directory(status)) {
    const bool maildir =
        fs::is_directory(fs::path(path) / "cur", failure) && fs::is_directory(fs::path(path) / "new", failure);
    const auto kind = maildir ? FolderMailbox::Kind::maildir : FolderMailbox::Kind::eml_files;
    return std::unique_ptr<Mailbox>(std::make_unique<FolderMailbox>(path, kind));
  }
  if (fs::is_regular_file(status)) {
    if (looks_like_mbox(path)) return std::unique_ptr<Mailbox>(std::make_unique<MboxMailbox>(path));
    return Error{Remedy::stop, "The mailbox " + path +
                                   " is a file that doesn't begin like an mbox (\"From \"). Name an "
                                   "mbox file, a Maildir, or a folder of .eml files."};
  }
  const std::string why = fs::exists(status) ? "is neither a folder nor a file" : "doesn't exist";
  return Error{Remedy::stop, "The mailbox " + path + " " + why +
                                 ". Name a folder of .eml files, a Maildir, or an mbox "
                                 "file."};
}

}  // namespace scc
