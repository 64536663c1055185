#include "adapters/keyring/keyring.h"

#include <dlfcn.h>
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

/// libsecret, loaded when the keyring is first asked for: most sign-ins have their key in a file, and the
/// library brings a dozen others with it.
struct Library {
  decltype(&secret_password_lookup_sync) look_up = nullptr;
  decltype(&secret_password_store_sync) store = nullptr;
  decltype(&secret_password_free) free_password = nullptr;
  decltype(&g_error_free) free_error = nullptr;
  std::string problem;  ///< "" when it is there
};

template <class Function>
void find(void* handle, const char* name, Function& function, std::string& problem) {
  function = reinterpret_cast<Function>(::dlsym(handle, name));
  if (function == nullptr && problem.empty()) problem = std::string("it has no ") + name;
}

const Library& library() {
  static const Library loaded = [] {
    Library library;
    void* handle = ::dlopen("libsecret-1.so.0", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
      const char* why = ::dlerror();
      library.problem = why == nullptr ? "libsecret-1.so.0 can't be loaded" : why;
      return library;
    }
    find(handle, "secret_password_lookup_sync", library.look_up, library.problem);
    find(handle, "secret_password_store_sync", library.store, library.problem);
    find(handle, "secret_password_free", library.free_password, library.problem);
    find(handle, "g_error_free", library.free_error, library.problem);
    return library;
  }();
  return loaded;
}

struct Free {
  void operator()(gchar* text) const { library().free_password(text); }
  void operator()(GError* error) const { library().free_error(error); }
};

Error unusable(const std::string& why) {
  return {Remedy::stop,
          "The desktop's keyring can't be used (" + why +
              "). Where there is none, as on a server, set google.key_in to \"file\" or \"environment\"."};
}

Error unreachable(const GError* error) {
  return unusable(error == nullptr ? "it gave no reason" : error->message);
}

}  // namespace

Result<Secret> keyring_secret(const std::string& label, const std::function<Secret()>& make) {
  const Library& secret = library();
  if (!secret.problem.empty()) return unusable(secret.problem);
  GError* problem = nullptr;
  const std::unique_ptr<gchar, Free> found(
      secret.look_up(schema(), nullptr, &problem, "purpose", label.c_str(), nullptr));
  if (problem != nullptr) return unreachable(std::unique_ptr<GError, Free>(problem).get());
  if (found != nullptr) return Secret(found.get());
  Secret fresh = make();
  const bool kept = secret.store(schema(), SECRET_COLLECTION_DEFAULT, label.c_str(), fresh.reveal().c_str(), nullptr,
                                 &problem, "purpose", label.c_str(), nullptr) != FALSE;
  if (!kept) return unreachable(std::unique_ptr<GError, Free>(problem).get());
  return fresh;
}

}  // namespace scc
