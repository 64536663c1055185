#include "adapters/curl/curl_transport.h"

#include <curl/curl.h>

#include <array>

#include "base/text.h"

namespace scc {
namespace {

constexpr std::size_t header_bytes_max = 256 * 1024;
constexpr long connect_timeout_ms = 10'000;
/// An answer that trickles slower than this for this long is a stall.
constexpr long stall_bytes_per_second = 10;
constexpr long stall_seconds = 20;

struct Answer {
  HttpResponse response;
  std::size_t body_bytes_max = 0;
  std::size_t header_bytes = 0;
  bool too_big = false;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<Answer*>(target);
  const std::size_t bytes = size * count;
  if (answer.response.body.size() + bytes > answer.body_bytes_max) {
    answer.too_big = true;
    return 0;  // makes libcurl stop
  }
  answer.response.body.append(data, bytes);
  return bytes;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<Answer*>(target);
  const std::size_t bytes = size * count;
  answer.header_bytes += bytes;
  if (answer.header_bytes > header_bytes_max) {
    answer.too_big = true;
    return 0;
  }
  const std::string_view line = trim(std::string_view(data, bytes));
  if (line.starts_with("HTTP/")) {  // a new answer begins (100-continue, a proxy's)
    answer.response.headers.clear();
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    answer.response.headers.emplace_back(ascii_lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
  }
  return bytes;
}

/// Where a URL goes, without what it asks: safe to show.
std::string place_of(const std::string& url) {
  return url.substr(0, url.find('?'));
}

Remedy remedy_of(CURLcode code) {
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_OUT_OF_MEMORY: return Remedy::stop;
    default: return Remedy::retry;
  }
}

}  // namespace

struct CurlTransport::State {
  CURL* handle = nullptr;
  CurlSettings settings;
};

CurlTransport::CurlTransport(CurlSettings settings) : state_(std::make_unique<State>()) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
  state_->handle = curl_easy_init();
  state_->settings = std::move(settings);
}

CurlTransport::~CurlTransport() {
  curl_easy_cleanup(state_->handle);
}

Result<HttpResponse> CurlTransport::send(const HttpRequest& request) {
  CURL* curl = state_->handle;
  if (curl == nullptr) return Error{Remedy::stop, "libcurl could not start."};
  curl_easy_reset(curl);  // options only; connections stay
  Answer answer;
  answer.body_bytes_max = request.body_bytes_max;
  std::array<char, CURL_ERROR_SIZE> reason{};
  curl_slist* headers = nullptr;
  for (const auto& [name, value] : request.headers) headers = curl_slist_append(headers, (name + ": " + value).c_str());
  headers = curl_slist_append(headers, "expect:");
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (!request.body.empty() || request.method == "POST" || request.method == "PATCH" || request.method == "PUT") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.milliseconds));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  if (request.timeout != wait_for_ever) {
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, stall_bytes_per_second);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, stall_seconds);
  }
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, state_->settings.agent.c_str());
  if (!state_->settings.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, state_->settings.ca_file.c_str());
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  if (answer.too_big) {
    return Error{Remedy::stop, request.method + " " + place_of(request.url) + ": the answer is larger than " +
                                   std::to_string(request.body_bytes_max) + " bytes."};
  }
  if (code != CURLE_OK) {
    const std::string why = reason[0] != '\0' ? reason.data() : curl_easy_strerror(code);
    return Error{remedy_of(code), request.method + " " + place_of(request.url) + ": " + why};
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.response.status = static_cast<int>(status);
  return std::move(answer.response);
}

}  // namespace scc
