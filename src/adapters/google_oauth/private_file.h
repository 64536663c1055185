/// PrivateFile: a file that only its owner reads (0600 in a 0700 directory), replaced atomically.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace scc::google {

inline constexpr std::size_t private_file_bytes_max = 64 * 1024;

/// Which state of a file this is: another one after it was written.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t written_ns = 0, changed_ns = 0;
  bool operator==(const FileStamp&) const = default;
};
/// Nothing when there is no such file, or it can't be asked.
[[nodiscard]] std::optional<FileStamp> stamp_of(const std::string& path);

/// Nothing when there is no such file. Error stop: unreadable, or too big to be ours.
[[nodiscard]] Result<std::optional<std::string>> read_private_file(const std::string& path);
/// Durable when it returns: written beside, fsynced, renamed over.
[[nodiscard]] Outcome write_private_file(const std::string& path, const std::string& bytes);

}  // namespace scc::google
