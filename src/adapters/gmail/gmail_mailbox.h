/// GmailMailbox: the crew mails of one Gmail account, read only.
///
/// "" as cursor reads everything the query names: the profile's historyId is taken first, so mail
/// that comes during the crawl is not lost. After that history.list says what is new; a 404 means
/// the cursor is too old (remedy resync). Once a day the same reading also lists the last
/// `sweep_days` (the sweep), which finds what history lost; receipts keep the rest from being done
/// twice. Raw bytes are cached in a folder, so reading again costs no call. One thread at a time.
///
/// A cursor is "<historyId>;<when last swept>;<account>"; a historyId is text. The account is in it
/// so that the place in one mailbox is never taken for a place in another.
///
/// developers.google.com/workspace/gmail/api/guides/sync and reference/rest/v1/users.history/list,
/// read 24 Nov 2026. Units: reference/quota of 1 May 2026.
#pragma once

#include <optional>
#include <string>

#include "ports/clock.h"
#include "ports/http_transport.h"
#include "ports/mailbox.h"

namespace scc::google {

struct GmailSettings {
  std::string root = "https://gmail.googleapis.com/gmail/v1";  ///< without a final slash
  std::string query;            ///< Gmail's own search language: "from:carole@… newer_than:60d"
  std::string cache_directory;  ///< "" keeps nothing
  std::string account;          ///< whose mailbox the sign-in opens; "" while unknown
};

/// What one call costs of the 6,000 units a minute.
inline constexpr int units_profile = 1, units_list = 5, units_history = 2, units_get = 20, units_watch = 100;
inline constexpr int list_page_size = 500;
inline constexpr Duration sweep_every = hours(24);
inline constexpr int sweep_days = 8;

/// "from:a@x newer_than:60d", "from:(a@x OR b@y) newer_than:60d"
[[nodiscard]] std::string default_query(const std::vector<std::string>& trusted_senders, int days);

/// What a mailbox is called and how much is in it.
struct GmailProfile {
  std::string address;
  std::string history_id;
  std::int64_t messages = 0;
};

class GmailMailbox final : public Mailbox {
 public:
  /// `transport` signs, paces and retries (GoogleTransport).
  GmailMailbox(HttpTransport& transport, Clock& clock, GmailSettings settings);

  Result<MailPage> changes(const std::string& cursor, const std::string& page) override;
  Result<RawMail> fetch(const MessageId& id) override;

  /// Proof of which mailbox this is.
  [[nodiscard]] Result<GmailProfile> profile();
  /// Asks Gmail to tell the Pub/Sub topic "projects/…/topics/…" about new mail; returns until when
  /// (seven days; to be asked again daily). A hint only: what is told is read by `changes`.
  [[nodiscard]] Result<Instant> watch(const std::string& topic);

 private:
  [[nodiscard]] Result<MailPage> list_page(const std::string& query, const std::string& page_token);
  [[nodiscard]] Result<MailPage> crawl(const std::string& start_history, const std::string& page_token);
  [[nodiscard]] Result<MailPage> follow(const std::string& cursor, const std::string& page_token);
  [[nodiscard]] Result<MailPage> sweep(const std::string& history, const std::string& page_token);
  [[nodiscard]] std::string cursor_at(const std::string& history, Instant swept) const;
  [[nodiscard]] Result<HttpResponse> get(const std::string& path, int units);

  HttpTransport& transport_;
  Clock& clock_;
  GmailSettings settings_;
};

}  // namespace scc::google
