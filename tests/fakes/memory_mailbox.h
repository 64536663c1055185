/// MemoryMailbox: a mailbox in memory. Passes tests/contract/mailbox.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ports/mailbox.h"

namespace scc::fakes {

class MemoryMailbox final : public Mailbox {
 public:
  /// Delivers a mail; the same id again is another delivery of it.
  void deliver(const MessageId& id, std::string bytes) {
    mails_[id] = std::move(bytes);
    log_.push_back(id);
  }
  void remove(const MessageId& id) { mails_.erase(id); }
  /// Cursors given out before are too old from now on.
  void forget_cursors() { oldest_ = log_.size(); }
  void set_page_size(std::size_t mails) { page_size_ = mails; }

  Result<MailPage> changes(const std::string& cursor, const std::string& page) override {
    if (!cursor.empty() && number(cursor) < oldest_) {
      return Error{Remedy::resync, "The cursor \"" + cursor + "\" is too old."};
    }
    const std::size_t from = page.empty() ? number(cursor) : number(page);
    if (from > log_.size()) return Error{Remedy::resync, "There is no such page."};
    MailPage result;
    std::size_t at = from;
    for (; at < log_.size() && result.messages.size() < page_size_; ++at) result.messages.push_back(log_[at]);
    (at < log_.size() ? result.next_page : result.cursor) = std::to_string(at);
    return result;
  }

  Result<RawMail> fetch(const MessageId& id) override {
    const auto mail = mails_.find(id);
    if (mail == mails_.end()) return Error{Remedy::skip, "The mail " + id.text + " is gone."};
    RawMail raw;
    raw.envelope.id = id;
    raw.bytes = mail->second;
    return raw;
  }

 private:
  static std::size_t number(const std::string& text) { return text.empty() ? 0 : std::stoul(text); }

  std::map<MessageId, std::string> mails_;
  std::vector<MessageId> log_;
  std::size_t oldest_ = 0;
  std::size_t page_size_ = 100;
};

}  // namespace scc::fakes
