#include "front_door.h"

#include "api/answer.h"
#include "base/hash.h"

namespace scc::app {

Outcome FrontDoor::learn() {
  const std::string id = function_.environment().text("SCC_FRONT_DOOR_SECRET");
  if (id.empty()) return Error{Remedy::stop, "SCC_FRONT_DOOR_SECRET is not set."};
  auto word = function_.secrets().value_of(id);
  if (!word) return word.error();
  word_hash_ = sha256_hex(word->reveal());
  learnt_ = function_.clock().now();
  return done();
}

std::optional<api::Response> FrontDoor::refusal(const api::Request& request) {
  const std::string said(api::header(request.headers, front_door_header));
  const Instant now = function_.clock().now();
  // Hashes are compared: how long that takes says nothing about the word.
  const bool fits = !word_hash_.empty() && sha256_hex(said) == word_hash_;
  if (fits && now < learnt_ + front_door_kept) return std::nullopt;
  // A word that changed is asked for anew, but not by everybody who guesses.
  if (word_hash_.empty() || now >= learnt_ + seconds(10)) {
    if (auto learnt = learn(); !learnt) return api::problem_of(learnt.error());
  }
  if (sha256_hex(said) == word_hash_) return std::nullopt;
  return api::problem(403, "Not this way", "This address is for the page's own server only.");
}

}  // namespace scc::app
