#include "service_settings.h"

namespace scc::app {

api::ServiceSettings service_settings(const Configuration& configuration, std::string_view version,
                                      IdentityProvider* identity) {
  const auto& serve = configuration.serve;
  api::ServiceSettings settings;
  settings.sign_in = serve.sign_in == "none" ? api::SignIn::none : api::SignIn::one_time_link;
  settings.version = version;
  settings.patience = minutes(configuration.sync.patience_minutes);
  settings.turnaround_min = minutes(configuration.sync.turnaround_minutes);
  settings.called_before = minutes(serve.call_minutes);
  settings.mail_link = serve.mail_link;
  settings.identity = identity;
  settings.origins = {serve.public_address, serve.cors_origins};
  settings.cookies = serve.public_address.starts_with("https://") ? api::Cookies::host : api::Cookies::plain;
  return settings;
}

bool has_google_sign_in(const Configuration& configuration) {
  return !configuration.serve.google_client_id.empty();
}

google::SignInClient sign_in_client(const Configuration& configuration, const Secret& client_secret) {
  return {configuration.serve.google_client_id, client_secret, configuration.serve.google_domain};
}

}  // namespace scc::app
