#include "lent_grant.h"

#include "adapters/google_oauth/grant_file.h"

namespace scc::app {
Configuration with_lent_grant(Configuration configuration, const std::string& folder, Entropy& entropy) {
  configuration.mail.source = "gmail";
  configuration.calendar.source = "google";
  configuration.google.grants = "one";
  configuration.google.folder = folder;
  configuration.google.cache = folder + "/cache";
  configuration.google.key = google::new_grant_key(entropy);
  return configuration;
}

Outcome keep_grant(const Secret& grant, const Configuration& configuration, Clock& clock, Entropy& entropy) {
  auto read = google::read_authorized_user(grant.reveal(), clock.now());
  if (!read) return read.error();
  const auto key = google::read_grant_key(configuration.google.key);
  if (!key) return key.error();
  return google::GrantFile(configuration.google.folder + "/google.grant", *key, entropy).save(*read);
}

}  // namespace scc::app
