#include "adapters/keyring/keyring.h"

#include <libsecret/secret.h>

#include <memory>

namespace scc {
namespace {

const SecretSchema* schema() {
  static const SecretSchema ours{
      "ShipCaptainCrew",
      SECRET_SCHEMA_NONE,
      {{"purpose", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
      0,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr};
  return &ours;
}

struct Free {
  void operator()(gchar* text) const { secret_password_free(text); }
  void operator()(GError* error) const { g_error_free(error); }
};

Error unreachable(const GError* error) {
  return {Remedy::stop,
          std::string("The desktop's keyring can't be used (") +
              (error == nullptr ? "it gave no reason" : error->message) +
              "). Where there is none, as on a server, set google.key_in to \"file\" or \"environment\"."};
}

}  // namespace

Result<Secret> keyring_secret(const std::string& label, const std::function<Secret()>& make) {
  GError* problem = nullptr;
  const std::unique_ptr<gchar, Free> found(
      secret_password_lookup_sync(schema(), nullptr, &problem, "purpose", label.c_str(), nullptr));
  if (problem != nullptr) return unreachable(std::unique_ptr<GError, Free>(problem).get());
  if (found != nullptr) return Secret(found.get());
  Secret fresh = make();
  const bool kept =
      secret_password_store_sync(schema(), SECRET_COLLECTION_DEFAULT, label.c_str(), fresh.reveal().c_str(), nullptr,
                                 &problem, "purpose", label.c_str(), nullptr) != FALSE;
  if (!kept) return unreachable(std::unique_ptr<GError, Free>(problem).get());
  return fresh;
}

}  // namespace scc
