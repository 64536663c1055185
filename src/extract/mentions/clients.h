/// Clients: which charters a text names by their client, title, id or booking code.
///
/// A client with three charters is one mention with three candidates of the same score: the day,
/// the hour or the vessel tells them apart, and that is not decided here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/world.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

/// From the surest to the faintest.
enum class ClientFit : std::uint8_t {
  id,              ///< the charter's id, a later slug or a booking code
  full_client,     ///< "Jennifer Sanderson", "Brightwater Dental"
  last_name,       ///< "Sanderson", "the Sandersons", "Sanderson's"
  client_words,    ///< distinctive words of the client: "Brightwater", "Tidepool"
  title_words,     ///< distinctive words of the title: "the 90th birthday", "staff outing"
  initials,        ///< "BFS" for Bayview Friends School
  first_name,      ///< "Jennifer"
  one_letter_off,  ///< "Sandersen"
};
[[nodiscard]] const char* to_string(ClientFit fit);

struct CharterCandidate {
  const Charter* charter = nullptr;
  int score = 0;  ///< 0 to 100
  ClientFit fit = ClientFit::id;
  bool operator==(const CharterCandidate&) const = default;
};

struct ClientMention {
  TokenRange tokens;  ///< article, possessive and group word included: "the Sanderson party"
  TextRange bytes;
  TokenRange name;  ///< the words of the name alone
  /// Best first. Empty: a client who is not in the calendar ("the Pemberton party").
  std::vector<CharterCandidate> candidates;
  bool possessive = false;  ///< "Sanderson's"
  bool group_word = false;  ///< "party", "charter", "sail", "wedding"… follows
  bool doubtful = false;    ///< common words, or lower-case: needs company
};

class ClientIndex {
 public:
  /// `world` must outlive the index. Built once for many mails.
  ClientIndex(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary);
  ClientIndex(ClientIndex&&) noexcept;
  ClientIndex& operator=(ClientIndex&&) noexcept;
  ClientIndex(const ClientIndex&) = delete;
  ClientIndex& operator=(const ClientIndex&) = delete;
  ~ClientIndex();

  /// In the order of the text, not overlapping each other.
  [[nodiscard]] std::vector<ClientMention> find(const Tokens& tokens) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

}  // namespace scc::extract
