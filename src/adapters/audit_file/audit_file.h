/// AuditFile: an append-only log of lines, what could not become one beside it, and how far their source was read.
///
/// FILE holds the lines, FILE.set-aside what was set aside, FILE.place the note. Nothing that is a whole line is ever
/// changed. One process at a time writes (an advisory lock that ends with it); one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace scc {

/// Of what is read again when the log is opened: lines that no note covers yet.
inline constexpr std::size_t unnoted_bytes_max = 64u * 1024 * 1024;

class AuditFile {
 public:
  /// Makes the files that are missing; cuts off the beginning of a line whose writing was interrupted.
  /// Error retry: somebody else writes this log; stop: it can't be written, or is shorter than its note says.
  [[nodiscard]] static Result<std::unique_ptr<AuditFile>> open(const std::string& path);
  AuditFile(const AuditFile&) = delete;
  AuditFile& operator=(const AuditFile&) = delete;
  ~AuditFile();

  /// As the last note() said; "" in a new log.
  [[nodiscard]] const std::string& noted() const { return noted_; }
  /// Lines of both files that became durable after that note, each file's in its order.
  [[nodiscard]] const std::vector<std::string>& unnoted() const { return unnoted_; }

  /// Both are durable when this returns. Lines without their line ends.
  [[nodiscard]] Outcome append(const std::vector<std::string>& lines, const std::vector<std::string>& set_aside);
  /// Notes how far the source was read: what was appended so far came before.
  [[nodiscard]] Outcome note(const std::string& text);

 private:
  explicit AuditFile(std::string path) : path_(std::move(path)) {}
  struct Log {
    std::string path;
    int file = -1;
    std::size_t bytes = 0;
  };
  [[nodiscard]] Outcome open_log(Log& log, const std::string& path);
  [[nodiscard]] Outcome read_note(std::size_t& lines, std::size_t& set_aside);
  [[nodiscard]] Outcome read_unnoted(Log& log, std::size_t from);
  [[nodiscard]] static Outcome append_to(Log& log, const std::vector<std::string>& lines);

  std::string path_;
  Log lines_;
  Log set_aside_;
  std::string noted_;
  std::vector<std::string> unnoted_;
};

}  // namespace scc
