/// RawMailCache: fetched mails in a folder, so reading one again costs no call.
///
/// A cache only: a file that can't be read or written is a miss, never an error.
#pragma once

#include <optional>
#include <string>

#include "ports/mailbox.h"

namespace scc::google {

class RawMailCache {
 public:
  /// "" keeps nothing.
  explicit RawMailCache(std::string directory) : directory_(std::move(directory)) {}
  [[nodiscard]] std::optional<RawMail> find(const MessageId& id) const;
  void put(const RawMail& mail) const;

 private:
  [[nodiscard]] std::string path_of(const MessageId& id) const;
  std::string directory_;
};

}  // namespace scc::google
