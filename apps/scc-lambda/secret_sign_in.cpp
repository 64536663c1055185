#include "secret_sign_in.h"

#include "base/json/json_reader.h"
#include "log.h"
#include "service_settings.h"

namespace scc::app {

SecretSignIn::SecretSignIn(Function& function) : function_(function) {
  make(Secret());
}

void SecretSignIn::make(const Secret& client_secret) {
  const Configuration& configuration = function_.configuration();
  client_ = std::make_unique<google::GoogleSignIn>(function_.outside(), function_.clock(),
                                                   sign_in_client(configuration, client_secret),
                                                   configuration.google.base_url);
}

Outcome SecretSignIn::learn_secret() {
  const auto value = function_.secrets().value_of(function_.environment().text("SCC_SIGN_IN_SECRET"));
  if (!value) return value.error();
  const auto json = parse_json(value->reveal(), "the secret of sign-in");
  if (!json) return Error{Remedy::stop, "The secret of sign-in has to be {\"client_secret\": \"…\"}."};
  std::string problem;
  const Secret client_secret(JsonReader(*json, "the secret of sign-in", problem).at("client_secret").text());
  if (!problem.empty()) return Error{Remedy::stop, problem};
  make(client_secret);
  knows_secret_ = true;
  return done();
}

Result<ProvenPerson> SecretSignIn::prove(const SignInTry& attempt, const std::string& code) {
  if (!knows_secret_) {
    if (auto learnt = learn_secret(); !learnt) {
      log_event({{"event", "sign_in_failed"}, {"why", learnt.error().what}});
      return learnt.error();
    }
  }
  auto person = client_->prove(attempt, code);
  if (!person) {
    log_event({{"event", "sign_in_failed"}, {"why", person.error().what}});
    // A secret that was changed at Google is asked for anew by the next try.
    if (person.error().remedy == Remedy::stop) knows_secret_ = false;
  }
  return person;
}

}  // namespace scc::app
