/// ClientForms: the ways in which people name the charters of a world.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/world.h"
#include "extract/language/lexicon.h"
#include "extract/mentions/clients.h"

namespace scc::extract {

struct ClientForm {
  std::vector<CharterCandidate> candidates;  ///< best first
  bool common = false;                       ///< only words of everyday use, or words of a title
  bool capitals = false;                     ///< initials: counts in capitals only
};

/// By folded phrase.
[[nodiscard]] std::map<std::string, ClientForm> client_forms(const World& world, const Lexicon& lexicon);

}  // namespace scc::extract
