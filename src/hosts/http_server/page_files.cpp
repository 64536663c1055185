#include "hosts/http_server/page_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::hosts {
namespace fs = std::filesystem;
namespace {

struct MediaType {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array media_types{
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".png", "image/png"},
    MediaType{".webmanifest", "application/manifest+json"},
    MediaType{".txt", "text/plain; charset=utf-8"},
};

/// Every part is a plain name: nothing leads out of the folder or to a hidden file.
bool is_plain(std::string_view path) {
  if (path.empty() || path.front() != '/') return false;
  for (const std::string_view part : split(path.substr(1), '/')) {
    if (part.starts_with('.')) return false;
    if (part.find_first_of(std::string_view("\\\0:", 3)) != std::string_view::npos) return false;
  }
  return true;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem) || fs::file_size(path, problem) > page_file_bytes_max) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return std::nullopt;
  return std::move(bytes).str();
}

api::Response plain_text(int status, std::string text) {
  return {status, {{"content-type", "text/plain; charset=utf-8"}}, std::move(text)};
}

}  // namespace

std::string_view media_type_of(std::string_view path) {
  for (const auto& [ending, type] : media_types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

api::Response PageFiles::serve(const api::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    api::Response response = plain_text(405, "This address takes GET.\n");
    response.headers.emplace_back("allow", "GET, HEAD");
    return response;
  }
  const auto path = percent_decode(request.path, Plus::literal);
  if (!path || !is_plain(*path)) return plain_text(404, "There is no such page.\n");
  const bool is_file = path->substr(path->rfind('/')).find('.') != std::string::npos;
  const std::string name = is_file ? *path : "/index.html";
  auto bytes = directory_.empty() ? std::nullopt : read_file(fs::path(directory_ + name));
  if (!bytes) {
    return is_file || !directory_.empty()
               ? plain_text(404, "There is no such file.\n")
               : plain_text(404,
                            "The ops page is not built; scripts/build_page builds it. The API is under /api/v1.\n");
  }
  api::Response response;
  const std::string etag = "\"" + sha256_hex(*bytes).substr(0, 32) + "\"";
  // Names under /assets carry a hash of the contents, so they never change.
  const bool fixed = name.starts_with("/assets/");
  response.headers = {{"content-type", std::string(media_type_of(name))},
                      {"cache-control", fixed ? "public, max-age=31536000, immutable" : "no-cache"},
                      {"etag", etag}};
  if (api::header(request.headers, "if-none-match") == etag) {
    response.status = 304;
  } else {
    response.body = std::move(*bytes);
  }
  return response;
}

}  // namespace scc::hosts
