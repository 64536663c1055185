#include "adapters/audit_file/audit_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json/json_reader.h"

namespace scc {
namespace {

constexpr mode_t owner_only = 0600;

Error failed(const std::string& doing, const std::string& path) {
  return {Remedy::stop, doing + " " + path + ": " + std::strerror(errno) + ". Nothing that was recorded is lost."};
}

/// A file, and then its name in its folder, become durable.
bool make_durable(int file) {
  while (::fsync(file) != 0) {
    if (errno != EINTR) return false;
  }
  return true;
}

bool make_folder_durable(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool durable = make_durable(folder);
  ::close(folder);
  return durable;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

AuditFile::~AuditFile() {
  for (const Log* log : {&lines_, &set_aside_}) {
    if (log->file >= 0) ::close(log->file);
  }
}

Result<std::unique_ptr<AuditFile>> AuditFile::open(const std::string& path) {
  std::unique_ptr<AuditFile> log(new AuditFile(path));
  if (auto opened = log->open_log(log->lines_, path); !opened) return opened.error();
  if (::flock(log->lines_.file, LOCK_EX | LOCK_NB) != 0)
    return Error{Remedy::retry, "Another `scc stream` writes " + path + ". End it, or name another file."};
  if (auto opened = log->open_log(log->set_aside_, path + ".set-aside"); !opened) return opened.error();
  std::size_t lines = 0;
  std::size_t set_aside = 0;
  if (auto read = log->read_note(lines, set_aside); !read) return read.error();
  if (auto read = log->read_unnoted(log->lines_, lines); !read) return read.error();
  if (auto read = log->read_unnoted(log->set_aside_, set_aside); !read) return read.error();
  return log;
}

Outcome AuditFile::open_log(Log& log, const std::string& path) {
  log.path = path;
  log.file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, owner_only);
  struct stat about{};
  if (log.file < 0 || ::fstat(log.file, &about) != 0 || !make_folder_durable(path)) return failed("Opening", path);
  log.bytes = static_cast<std::size_t>(about.st_size);
  return done();
}

Outcome AuditFile::read_note(std::size_t& lines, std::size_t& set_aside) {
  const std::string path = path_ + ".place";
  std::ifstream file(path, std::ios::binary);
  if (!file) return done();
  const auto document = parse_json(std::string(std::istreambuf_iterator<char>(file), {}), path);
  if (!document) return Error{Remedy::stop, document.error().what + ". Move it away to begin where the stream does."};
  std::string problem;
  const JsonReader note(*document, path, problem);
  lines = static_cast<std::size_t>(note.at("lines").number());
  set_aside = static_cast<std::size_t>(note.at("set_aside").number());
  noted_ = note.at("note").text();
  return problem.empty() ? done() : Outcome(Error{Remedy::stop, problem});
}

Outcome AuditFile::read_unnoted(Log& log, std::size_t from) {
  if (log.bytes < from || log.bytes - from > unnoted_bytes_max) {
    return Error{Remedy::stop, log.path + " is not the file that " + path_ +
                                   ".place speaks of. Put the right one back, or move both away to begin a new log."};
  }
  std::string bytes(log.bytes - from, '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t count = ::pread(log.file, bytes.data() + got, bytes.size() - got, static_cast<off_t>(from + got));
    if (count == 0 || (count < 0 && errno != EINTR)) return failed("Reading", log.path);
    if (count > 0) got += static_cast<std::size_t>(count);
  }
  std::size_t begin = 0;
  for (std::size_t end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', begin)) {
    unnoted_.push_back(bytes.substr(begin, end - begin));
    begin = end + 1;
  }
  log.bytes = from + begin;
  if (begin < bytes.size() && ::ftruncate(log.file, static_cast<off_t>(log.bytes)) != 0)
    return failed("Cutting an interrupted line off", log.path);
  return done();
}

Outcome AuditFile::append_to(Log& log, const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) bytes += line + '\n';
  if (bytes.empty()) return done();
  if (!write_all(log.file, bytes) || !make_durable(log.file)) return failed("Writing", log.path);
  log.bytes += bytes.size();
  return done();
}

Outcome AuditFile::append(const std::vector<std::string>& lines, const std::vector<std::string>& set_aside) {
  if (auto written = append_to(lines_, lines); !written) return written;
  return append_to(set_aside_, set_aside);
}

Outcome AuditFile::note(const std::string& text) {
  const std::string path = path_ + ".place";
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_only);
  if (file < 0) return failed("Writing", fresh);
  const bool written =
      write_all(file, boost::json::serialize(boost::json::object{
                          {"lines", lines_.bytes}, {"set_aside", set_aside_.bytes}, {"note", text}})) &&
      make_durable(file);
  ::close(file);
  if (!written || ::rename(fresh.c_str(), path.c_str()) != 0 || !make_folder_durable(path))
    return failed("Writing", path);
  return done();
}

}  // namespace scc
