/// GoogleAccount: the operator's Google account as the configuration names it: its sign-ins (grants),
/// their keys, and Gmail and Calendar opened with them.
///
/// One thread at a time; each thread opens its own, they share the files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/curl/curl_transport.h"
#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "adapters/google_oauth/grant_tokens.h"
#include "adapters/google_transport/google_transport.h"
#include "configuration.h"

namespace scc::app {

/// One sign-in of the configured ones and the halves of the work that it is for.
struct SignIn {
  std::string name;  ///< "google", or "gmail" and "calendar" where there are two
  std::vector<google::Half> halves;
  std::unique_ptr<google::GrantFile> file;
  std::unique_ptr<google::GrantTokens> tokens;
};

class GoogleAccount {
 public:
  /// `key`: what the grants are encrypted with.
  GoogleAccount(const Configuration& configuration, const Secret& key, Clock& clock, Entropy& entropy);

  [[nodiscard]] std::vector<SignIn>& sign_ins() { return sign_ins_; }
  [[nodiscard]] SignIn& sign_in_for(google::Half half);
  [[nodiscard]] google::OauthClient& client() { return client_; }

  [[nodiscard]] Result<google::GmailMailbox*> gmail();
  /// Asks Google for the id when calendar.id is a name, once: it is kept in the cache.
  [[nodiscard]] Result<google::GoogleCalendar*> calendar();
  [[nodiscard]] google::Spending gmail_spending() const { return gmail_transport_->spending(); }
  [[nodiscard]] google::Spending calendar_spending() const { return calendar_transport_->spending(); }

 private:
  [[nodiscard]] Result<std::string> calendar_id();

  const Configuration& configuration_;
  Clock& clock_;
  CurlTransport curl_;
  google::OauthClient client_;
  std::vector<SignIn> sign_ins_;
  std::unique_ptr<google::HalfTokens> gmail_tokens_;
  std::unique_ptr<google::HalfTokens> calendar_tokens_;
  std::unique_ptr<google::GoogleTransport> gmail_transport_;
  std::unique_ptr<google::GoogleTransport> calendar_transport_;
  std::unique_ptr<google::GmailMailbox> gmail_;
  std::unique_ptr<google::GoogleCalendar> calendar_;
};

[[nodiscard]] const char* to_string(google::Half half);
/// Where the public keys are that Google signs its tokens with.
[[nodiscard]] std::string google_keys_address(const Configuration& configuration);
/// The scopes that a sign-in for these halves asks for.
[[nodiscard]] std::vector<std::string> scopes_of(const std::vector<google::Half>& halves);

}  // namespace scc::app
