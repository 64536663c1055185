/// GmailMailbox: the crew mails of one Gmail account, read only.
///
/// The cursor is a historyId, which is text. "" reads everything the query names: the profile's
/// historyId is taken first, so mail that comes during the crawl is not lost. After that
/// history.list says what is new; a 404 means the cursor is too old (remedy resync). Raw bytes
/// are cached in a folder, so reading again costs no call. One thread at a time.
///
/// developers.google.com/workspace/gmail/api/guides/sync and reference/rest/v1/users.history/list,
/// read 24 Nov 2026. Units: reference/quota of 1 May 2026.
#pragma once

#include <optional>
#include <string>

#include "ports/http_transport.h"
#include "ports/mailbox.h"

namespace scc::google {

struct GmailSettings {
  std::string root = "https://gmail.googleapis.com/gmail/v1";  ///< without a final slash
  std::string query;            ///< Gmail's own search language: "from:carole@… newer_than:60d"
  std::string cache_directory;  ///< "" keeps nothing
};

/// What one call costs of the 6,000 units a minute.
inline constexpr int units_profile = 1, units_list = 5, units_history = 2, units_get = 20;
inline constexpr int list_page_size = 500;
/// Empty pages with a next page are normal; more pages than this are not.
inline constexpr int pages_max = 2000;

/// "from:(a@x OR b@y) newer_than:60d"
[[nodiscard]] std::string default_query(const std::vector<std::string>& trusted_senders, int days);

class GmailMailbox final : public Mailbox {
 public:
  /// `transport` signs, paces and retries (GoogleTransport).
  GmailMailbox(HttpTransport& transport, GmailSettings settings);

  Result<MailPage> changes(const std::string& cursor, const std::string& page) override;
  Result<RawMail> fetch(const MessageId& id) override;

  /// The account's address: proof of which mailbox this is.
  [[nodiscard]] Result<std::string> account();
  /// All ids of the last `days` days, for the daily sweep: finds what history lost.
  [[nodiscard]] Result<std::vector<MessageId>> sweep(int days);

 private:
  struct Profile {
    std::string address;
    std::string history_id;
  };
  [[nodiscard]] Result<Profile> profile();
  [[nodiscard]] Result<MailPage> list_page(const std::string& query, const std::string& start_history,
                                           const std::string& page_token);
  [[nodiscard]] Result<MailPage> history_page(const std::string& cursor, const std::string& page_token);
  [[nodiscard]] Result<HttpResponse> get(const std::string& path, int units);

  HttpTransport& transport_;
  GmailSettings settings_;
};

}  // namespace scc::google
