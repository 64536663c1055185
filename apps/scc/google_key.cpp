#include "google_key.h"

#include "adapters/google_oauth/grant_file.h"
#include "adapters/keyring/keyring.h"

namespace scc::app {

Result<Secret> open_google_key(const Configuration& configuration, Entropy& entropy) {
  const std::string& place = configuration.google.key_in;
  if (!configuration.google.key.empty()) return google::read_grant_key(configuration.google.key);
  if (place == "environment")
    return Error{Remedy::stop, "google.key_in is \"environment\", and SCC_GOOGLE_KEY is not set."};
  if (place == "file")
    return google::open_key_file(configuration.path_of(configuration.google.folder) + "/key", entropy);
  auto text = keyring_secret("ShipCaptainCrew sign-ins", [&] { return google::new_grant_key(entropy); });
  if (!text) return text.error();
  return google::read_grant_key(*text);
}

}  // namespace scc::app
