#include "api/browser_headers.h"

#include <zlib.h>

namespace scc::api {
namespace {

constexpr int gzip_window = 15 + 16;  // 32 KiB window, gzip wrapper (zlib.h, deflateInit2)
constexpr int gzip_memory = 8;
constexpr int gzip_level = 6;

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.find("json") != std::string_view::npos ||
         type.find("svg") != std::string_view::npos;
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace

void add_security_headers(Response& response) {
  const std::pair<const char*, std::string_view> always[] = {
      {"content-security-policy", content_security_policy},
      {"x-content-type-options", "nosniff"},
      {"referrer-policy", "no-referrer"},
      {"cross-origin-opener-policy", "same-origin"},
      {"cross-origin-resource-policy", "same-origin"},
      {"permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
  };
  for (const auto& [name, value] : always) response.headers.emplace_back(name, value);
}

void compress(const Request& request, Response& response) {
  if (response.body.size() < compress_bytes_min || !is_text(header(response.headers, "content-type"))) return;
  response.headers.emplace_back("vary", "accept-encoding");
  if (header(request.headers, "accept-encoding").find("gzip") == std::string_view::npos) return;
  std::string small = gzip(response.body);
  if (small.empty() || small.size() >= response.body.size()) return;
  response.body = std::move(small);
  response.headers.emplace_back("content-encoding", "gzip");
}

}  // namespace scc::api
