#include "google_account.h"

#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "version.h"

namespace scc::app {
namespace {

using google::Half;

std::string api_root(const Configuration& configuration, const std::string& own, const std::string& path) {
  return (configuration.google.base_url.empty() ? own : configuration.google.base_url) + path;
}

std::string in_folder(const Configuration& configuration, const std::string& name) {
  return configuration.path_of(configuration.google.folder) + "/" + name;
}

std::string first_line_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

const char* to_string(Half half) {
  return half == Half::gmail ? "Gmail" : "Google Calendar";
}

std::vector<std::string> scopes_of(const std::vector<Half>& halves) {
  std::vector<std::string> scopes;
  for (const Half half : halves)
    scopes.emplace_back(half == Half::gmail ? google::gmail_scope : google::calendar_scope);
  return scopes;
}

GoogleAccount::GoogleAccount(const Configuration& configuration, const Secret& key, Clock& clock, Entropy& entropy)
    : configuration_(configuration),
      clock_(clock),
      curl_({"", std::string("ShipCaptainCrew/") + std::string(version) + " (gzip)"}),
      client_(curl_, google::endpoints_at(configuration.google.base_url)) {
  const auto add = [&](std::string name, std::vector<Half> halves) {
    SignIn sign_in{std::move(name), std::move(halves), nullptr, nullptr};
    sign_in.file = std::make_unique<google::GrantFile>(in_folder(configuration, sign_in.name + ".grant"), key, entropy);
    sign_in.tokens = std::make_unique<google::GrantTokens>(*sign_in.file, client_, clock);
    sign_ins_.push_back(std::move(sign_in));
  };
  if (configuration.google.grants == "two") {
    add("gmail", {Half::gmail});
    add("calendar", {Half::calendar});
  } else {
    add("google", {Half::gmail, Half::calendar});
  }
  const auto tokens_for = [&](Half half) {
    SignIn& sign_in = sign_in_for(half);
    return std::make_unique<google::HalfTokens>(*sign_in.tokens, *sign_in.file, half);
  };
  gmail_tokens_ = tokens_for(Half::gmail);
  calendar_tokens_ = tokens_for(Half::calendar);
  gmail_transport_ =
      std::make_unique<google::GoogleTransport>(curl_, *gmail_tokens_, clock, entropy, google::gmail_quota);
  calendar_transport_ =
      std::make_unique<google::GoogleTransport>(curl_, *calendar_tokens_, clock, entropy, google::calendar_quota);
}

SignIn& GoogleAccount::sign_in_for(Half half) {
  return half == Half::calendar ? sign_ins_.back() : sign_ins_.front();
}

Result<google::GmailMailbox*> GoogleAccount::gmail() {
  if (gmail_ == nullptr) {
    const auto grant = sign_in_for(Half::gmail).file->load();
    if (!grant) return grant.error();
    const std::string cache = configuration_.google.cache;
    google::GmailSettings settings;
    settings.root = api_root(configuration_, "https://gmail.googleapis.com", "/gmail/v1");
    settings.query = configuration_.mail.query.empty() ? google::default_query(configuration_.operation.trusted_senders,
                                                                               configuration_.mail.window_days)
                                                       : configuration_.mail.query;
    settings.cache_directory = cache.empty() ? "" : configuration_.path_of(cache) + "/mail";
    settings.account = *grant ? (*grant)->account : "";
    gmail_ = std::make_unique<google::GmailMailbox>(*gmail_transport_, clock_, settings);
  }
  return gmail_.get();
}

Result<std::string> GoogleAccount::calendar_id() {
  const std::string& wanted = configuration_.calendar.id;
  if (wanted.find('@') != std::string::npos) return wanted;
  const std::string cache = configuration_.path_of(configuration_.google.cache);
  const std::string kept = cache.empty() ? "" : cache + "/calendar-named-" + sha256_hex(wanted).substr(0, 16);
  if (std::string id = kept.empty() ? "" : first_line_of(kept); !id.empty()) return id;
  auto found = google::find_calendar(*calendar_transport_,
                                     api_root(configuration_, "https://www.googleapis.com", "/calendar/v3"), wanted);
  if (found && !kept.empty()) {
    std::error_code ignored;
    std::filesystem::create_directories(cache, ignored);
    std::ofstream(kept) << *found << '\n';
  }
  return found;
}

Result<google::GoogleCalendar*> GoogleAccount::calendar() {
  if (calendar_ == nullptr) {
    const auto id = calendar_id();
    if (!id) return id.error();
    const std::string cache = configuration_.google.cache;
    google::GoogleCalendarSettings settings;
    settings.root = api_root(configuration_, "https://www.googleapis.com", "/calendar/v3");
    settings.calendar_id = *id;
    settings.zone = configuration_.settings.operation.zone;
    settings.window_from = clock_.now() - days(configuration_.calendar.past_days);
    settings.cache_directory = cache.empty() ? "" : configuration_.path_of(cache) + "/events";
    calendar_ = std::make_unique<google::GoogleCalendar>(*calendar_transport_, settings);
  }
  return calendar_.get();
}

std::string google_keys_address(const Configuration& configuration) {
  return api_root(configuration, "https://www.googleapis.com", "/oauth2/v3/certs");
}

}  // namespace scc::app
