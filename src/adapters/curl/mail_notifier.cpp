#include "adapters/curl/mail_notifier.h"

#include <curl/curl.h>
#include <sodium.h>

#include <array>

#include "base/text.h"

namespace scc {
namespace {

constexpr std::size_t subject_bytes_max = 200;
constexpr std::size_t id_bytes = 12;
/// RFC 2045: an encoded line has at most 76 characters; 57 bytes make 76.
constexpr std::size_t line_bytes = 57;
/// RFC 2047: an encoded word has at most 75 characters; 45 bytes make 60.
constexpr std::size_t word_bytes = 45;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

/// As RFC 2047 words that never cut a character in two.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size()) {
      const std::size_t step = code_point_at(text, length).bytes;
      if (length + step > word_bytes) break;
      length += step;
    }
    out += (out.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") + base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

std::string subject_of(const Alarm& alarm) {
  std::string_view line(alarm.what);
  line = line.substr(0, line.find('\n'));
  if (const std::size_t end = line.find(". "); end != std::string_view::npos) line = line.substr(0, end + 1);
  std::size_t length = 0;
  while (length < line.size() && length < subject_bytes_max) length += code_point_at(line, length).bytes;
  std::string subject;
  for (const char c : line.substr(0, length)) subject += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return subject;
}

/// RFC 5322 section 3.3, in UTC.
std::string date_of(Instant now) {
  constexpr std::array days_of_week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const LocalTime local = to_local(now, Zone::utc());
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::string(days_of_week.at(static_cast<std::size_t>(weekday_of(local.date)))) + ", " +
         std::to_string(local.date.day) + " " + months.at(static_cast<std::size_t>(local.date.month - 1)) + " " +
         std::to_string(local.date.year) + " " + two(local.time.hour) + ":" + two(local.time.minute) + ":" +
         two(local.time.second) + " +0000";
}

struct Upload {
  std::string_view left;
};

std::size_t give(char* target, std::size_t size, std::size_t count, void* source) {
  auto& upload = *static_cast<Upload*>(source);
  const std::size_t bytes = std::min(size * count, upload.left.size());
  upload.left.copy(target, bytes);
  upload.left.remove_prefix(bytes);
  return bytes;
}

bool is_this_machine(const std::string& server) {
  const std::size_t host = server.find("://");
  const std::string_view rest = std::string_view(server).substr(host == std::string::npos ? 0 : host + 3);
  return rest.starts_with("localhost") || rest.starts_with("127.0.0.1") || rest.starts_with("[::1]");
}

}  // namespace

MailNotifier::MailNotifier(MailSettings settings, Clock& clock, Entropy& entropy)
    : settings_(std::move(settings)), clock_(clock), entropy_(entropy) {}

std::string message_of(const Alarm& alarm, const MailSettings& settings, Instant now, const std::string& id) {
  std::string to;
  for (const std::string& address : settings.to) to += (to.empty() ? "" : ",\r\n ") + address;
  const std::size_t at = settings.from.find('@');
  const std::string host = at == std::string::npos ? "scc.invalid" : settings.from.substr(at + 1);
  std::string message = "From: ShipCaptainCrew <" + settings.from + ">\r\nTo: " + to +
                        "\r\nSubject: " + encoded_words(subject_of(alarm)) + "\r\nDate: " + date_of(now) +
                        "\r\nMessage-ID: <" + id + "@" + host +
                        ">\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n" +
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  const std::string text = alarm.what + "\n" + (alarm.cure.empty() ? "" : "\n" + alarm.cure + "\n");
  for (std::size_t i = 0; i < text.size(); i += line_bytes)
    message += base64(std::string_view(text).substr(i, line_bytes)) + "\r\n";
  return message;
}

Outcome MailNotifier::notify(const Alarm& alarm) {
  CURL* curl = curl_easy_init();
  if (curl == nullptr) return Error{Remedy::stop, "libcurl could not start."};
  std::string id;
  for (const char byte : entropy_.random_bytes(id_bytes)) id += std::to_string(static_cast<unsigned char>(byte)) + ".";
  id.back() = 'a';
  const std::string message = message_of(alarm, settings_, clock_.now(), id);
  Upload upload{message};
  curl_slist* recipients = nullptr;
  for (const std::string& address : settings_.to)
    recipients = curl_slist_append(recipients, ("<" + address + ">").c_str());
  std::array<char, CURL_ERROR_SIZE> reason{};
  curl_easy_setopt(curl, CURLOPT_URL, settings_.server.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  const bool open_is_fine = settings_.password.empty() && is_this_machine(settings_.server);
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(open_is_fine ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (!settings_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.reveal().c_str());
  }
  if (!settings_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + settings_.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(mail_timeout.milliseconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(recipients);
  curl_easy_cleanup(curl);
  if (code == CURLE_OK) return done();
  const std::string why = reason[0] != '\0' ? reason.data() : curl_easy_strerror(code);
  return Error{code == CURLE_LOGIN_DENIED || code == CURLE_URL_MALFORMAT ? Remedy::stop : Remedy::retry,
               "The alarm's mail could not be sent by " + settings_.server + ": " + why +
                   ". Check alarm.smtp_server and what stands beside it."};
}

}  // namespace scc
