#include "engine/decide.h"

#include <algorithm>

namespace scc::engine {
namespace {

void say(Decision& decision, const std::string& reason) {
  const auto& said = decision.reasons;
  if (!reason.empty() && std::find(said.begin(), said.end(), reason) == said.end()) decision.reasons.push_back(reason);
}

/// A mail that a person has to look at in any case decides nothing by itself.
void divide(const mail::Message& message, const extract::Reading& reading, Decision& decision) {
  for (const extract::Statement& statement : reading.statements) {
    const bool accepted = message.problems.empty() && statement.certainty == extract::Certainty::certain;
    (accepted ? decision.accepted : decision.proposed).push_back(statement);
  }
}

}  // namespace

Decision decide(const mail::Message& message, const extract::Reading& reading) {
  Decision decision;
  if (message.trust.trust != mail::Trust::trusted) {
    decision.disposition = Disposition::reject;
    say(decision, message.trust.reason.empty() ? "The sender is not trusted." : message.trust.reason);
    return decision;
  }
  divide(message, reading, decision);
  if (!decision.accepted.empty()) {
    decision.disposition = Disposition::apply;
  } else if (!decision.proposed.empty() || reading.concern == extract::Concern::question || !message.problems.empty()) {
    decision.disposition = Disposition::review;
  }
  // What a person has to look at comes first: the review item shows it.
  for (const std::string& problem : message.problems) say(decision, problem);
  for (const extract::Statement& statement : decision.proposed) say(decision, statement.reason);
  for (const std::string& reason : reading.reasons) say(decision, reason);
  return decision;
}

}  // namespace scc::engine
