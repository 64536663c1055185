/// Service: the API as a function, called alike by the HTTP host, the Lambda host and the tests.
///
/// handle() serves one request at a time (hosts serialise); it never throws.
#pragma once

#include <memory>
#include <string>

#include "api/cookie.h"
#include "api/http.h"
#include "api/origins.h"
#include "engine/engine.h"
#include "ports/identity_provider.h"

namespace scc::api {

enum class SignIn {
  none,          ///< tests and `scc serve` behind something that signs in
  one_time_link  ///< a one-time link sets the session cookie; so does `identity`, where there is one
};

struct ServiceSettings {
  SignIn sign_in = SignIn::one_time_link;
  std::string actor = "page";       ///< who acts when nobody signed in by name; administers
  std::string version;              ///< of the build, shown by /health
  std::string allowed_host;         ///< "127.0.0.1:8080": another Host header is refused; "" = any
  Duration patience = minutes(30);  ///< health: how long a source may go without success
  Duration turnaround_min = minutes(60);
  Duration called_before = minutes(45);                              ///< crew has to be there this long before a sail
  std::string mail_link = "https://mail.google.com/mail/#all/{id}";  ///< deep link to a mail; "" none
  IdentityProvider* identity = nullptr;                              ///< who users prove themselves to; null: nobody
  Origins origins;
  Cookies cookies = Cookies::plain;
};

class Service {
 public:
  /// `calendar` may be null: then agreement checks only the store.
  Service(Store& store, Calendar* calendar, Clock& clock, Entropy& entropy, const engine::Settings& settings,
          ServiceSettings service_settings);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] Response handle(const Request& request);
  /// A fresh path ("/sign-in?code=…") that signs in once; valid for 15 minutes.
  [[nodiscard]] Result<std::string> new_sign_in_path();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scc::api
