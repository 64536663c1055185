/// FolderMailbox: a folder of .eml files (also in its subfolders), or a Maildir.
///
/// Ids: of an .eml file its name and the start of its SHA-256, so that a file with new content is
/// a new mail; of a Maildir mail its unique name, which its flags are no part of. Put files there
/// by renaming them into place: half a file is half a mail. One thread at a time.
#pragma once

#include <map>
#include <string>

#include "adapters/maildir/mail_listing.h"
#include "ports/mailbox.h"

namespace scc {

class FolderMailbox final : public Mailbox {
 public:
  enum class Kind { eml_files, maildir };
  FolderMailbox(std::string path, Kind kind) : path_(std::move(path)), kind_(kind) {}

  [[nodiscard]] Result<MailPage> changes(const std::string& cursor, const std::string& page) override;
  [[nodiscard]] Result<RawMail> fetch(const MessageId& id) override;

 private:
  struct File {
    std::string path;
    std::string name;   ///< relative to the mailbox
    std::string stamp;  ///< size and time of change
  };
  [[nodiscard]] Result<std::vector<File>> files() const;
  [[nodiscard]] Result<MailListing> look();
  [[nodiscard]] Result<MessageId> id_of(const File& file);

  std::string path_;
  Kind kind_;
  MailListing listing_;
  std::map<MessageId, File> by_id_;
  std::map<std::string, MessageId> known_;  ///< name and stamp → id, to read each file once
};

}  // namespace scc
