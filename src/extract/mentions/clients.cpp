#include "extract/mentions/clients.h"

#include <algorithm>

#include "base/text.h"
#include "extract/language/phrases.h"
#include "extract/mentions/client_forms.h"
#include "extract/mentions/misspelling.h"
#include "extract/mentions/name_runs.h"
#include "extract/mentions/word_sorts.h"

namespace scc::extract {
namespace {

constexpr int misspelled_less = 15;

}  // namespace

const char* to_string(ClientFit fit) {
  switch (fit) {
    case ClientFit::id: return "id";
    case ClientFit::full_client: return "client";
    case ClientFit::last_name: return "last name";
    case ClientFit::client_words: return "words of the client";
    case ClientFit::title_words: return "words of the title";
    case ClientFit::initials: return "initials";
    case ClientFit::first_name: return "first name";
    case ClientFit::one_letter_off: return "one letter off";
  }
  return "id";
}

struct ClientIndex::Words {
  struct Meaning {
    std::vector<CharterCandidate> candidates;
    bool common = false;    ///< only words of everyday use, or of the title
    bool capitals = false;  ///< initials: all capitals only
  };

  Words(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary) : sorts(world, lexicon, vocabulary) {
    for (const Entry& entry : lexicon.section("article")) articles.add(entry.phrase, 0, vocabulary);
    for (const Entry& entry : lexicon.section("group")) groups.add(entry.phrase, 0, vocabulary);
    for (const Entry& entry : lexicon.section("occasion")) occasions.add(entry.phrase, 0, vocabulary);
    for (const auto& [phrase, form] : client_forms(world, lexicon)) {
      phrases.add(phrase, static_cast<std::uint32_t>(meanings.size()), vocabulary);
      if (!form.common && !form.capitals) {
        const Tokens tokens(phrase, vocabulary);
        for (const Token& token : tokens.all()) misspellings.add(token.folded, token.word);
      }
      meanings.push_back({form.candidates, form.common, form.capitals});
    }
  }

  [[nodiscard]] std::optional<ClientMention> known(const Tokens& tokens, std::uint32_t at) const;
  /// "the Pemberton party", "Pemberton's sail"
  [[nodiscard]] std::optional<ClientMention> stranger(const Tokens& tokens, std::uint32_t at) const;
  void with_company(const Tokens& tokens, ClientMention& mention) const;
  void narrow_by_occasion(const Tokens& tokens, TokenRange group, ClientMention& mention) const;

  WordSorts sorts;
  std::vector<Meaning> meanings;
  Phrases phrases;
  Phrases articles;
  Phrases groups;
  Phrases occasions;
  Misspellings misspellings;
};

std::optional<ClientMention> ClientIndex::Words::known(const Tokens& tokens, std::uint32_t at) const {
  thread_local std::vector<Phrases::Found> found;
  thread_local std::vector<Phrases::Found> mistyped;
  found.clear();
  mistyped.clear();
  phrases.starting_at(tokens, at, found);
  misspellings.starting_at(phrases, tokens, at, mistyped);
  const auto small = [&](TokenRange range) {
    return std::all_of(tokens.all().begin() + range.first, tokens.all().begin() + range.end,
                       [](const Token& t) { return t.capital == Capital::none; });
  };
  std::optional<ClientMention> mention;
  for (auto longest = found.rbegin(); longest != found.rend() && !mention; ++longest) {
    const Meaning& meaning = meanings[longest->meaning];
    if (meaning.capitals &&
        (longest->tokens.size() != 1 || tokens[at].capital != Capital::all || sorts.is(tokens[at], WordSort::plain)))
      continue;
    mention.emplace();
    mention->name = longest->tokens;
    mention->candidates = meaning.candidates;
    mention->doubtful = meaning.common || (small(longest->tokens) && sorts.is(tokens[at], WordSort::plain));
  }
  if (!mistyped.empty() && (!mention || mistyped.back().tokens.end > mention->name.end)) {
    mention.emplace();
    mention->name = mistyped.back().tokens;
    // "Petersn" may be Petersen as well as Peterson.
    for (auto meant = mistyped.rbegin(); meant != mistyped.rend() && meant->tokens == mention->name; ++meant) {
      for (const CharterCandidate& candidate : meanings[meant->meaning].candidates) {
        const bool known_already =
            std::any_of(mention->candidates.begin(), mention->candidates.end(),
                        [&](const CharterCandidate& other) { return other.charter == candidate.charter; });
        if (!known_already) mention->candidates.push_back(candidate);
      }
    }
    for (CharterCandidate& candidate : mention->candidates)
      candidate = {candidate.charter, candidate.score - misspelled_less, ClientFit::one_letter_off};
    mention->doubtful = small(mention->name);
  }
  return mention;
}

/// "The Prata wedding" is not the brunch of the same client.
void ClientIndex::Words::narrow_by_occasion(const Tokens& tokens, TokenRange group, ClientMention& mention) const {
  if (mention.candidates.size() < 2 || occasions.longest_at(tokens, group.first).size() != group.size()) return;
  std::string words;
  for (std::uint32_t i = group.first; i < group.end; ++i)
    words += (i > group.first ? " " : "") + std::string(tokens[i].folded);
  const auto other = [&](const CharterCandidate& candidate) {
    return fold(candidate.charter->sail.title).find(words) == std::string::npos;
  };
  if (!std::all_of(mention.candidates.begin(), mention.candidates.end(), other))
    std::erase_if(mention.candidates, other);
}

void ClientIndex::Words::with_company(const Tokens& tokens, ClientMention& mention) const {
  std::uint32_t first = mention.name.first;
  std::uint32_t end = mention.name.end;
  if (first > 0 && tokens[first].line_breaks_before < 2 && articles.may_start(tokens[first - 1])) --first;
  if (end < tokens.size() && tokens[end].kind == TokenKind::suffix &&
      (tokens[end].folded == "'s" || tokens[end].folded == "'")) {
    mention.possessive = true;
    ++end;
  }
  if (end < tokens.size() && tokens[end].line_breaks_before < 2) {
    const TokenRange group = groups.longest_at(tokens, end);
    if (group.size() > 0) {
      mention.group_word = true;
      narrow_by_occasion(tokens, group, mention);
      end = group.end;
    }
  }
  if (mention.group_word || mention.possessive) {
    const ClientFit fit = mention.candidates.empty() ? ClientFit::id : mention.candidates.front().fit;
    if (fit != ClientFit::title_words) mention.doubtful = false;
  }
  mention.tokens = {first, end};
  mention.bytes = tokens.bytes(mention.tokens);
}

std::optional<ClientMention> ClientIndex::Words::stranger(const Tokens& tokens, std::uint32_t at) const {
  const NameRun run = name_run(tokens, sorts, at);
  if (run.end == at || tokens[at].capital == Capital::none) return std::nullopt;
  ClientMention mention;
  mention.name = {at, run.end};
  with_company(tokens, mention);
  if (!mention.group_word) return std::nullopt;
  mention.doubtful = run.doubtful && mention.tokens.first == at && !mention.possessive;
  return mention;
}

ClientIndex::ClientIndex(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary)
    : words_(std::make_unique<Words>(world, lexicon, vocabulary)) {}
ClientIndex::ClientIndex(ClientIndex&&) noexcept = default;
ClientIndex& ClientIndex::operator=(ClientIndex&&) noexcept = default;
ClientIndex::~ClientIndex() = default;

std::vector<ClientMention> ClientIndex::find(const Tokens& tokens) const {
  std::vector<ClientMention> out;
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < tokens.size();) {
    const TokenKind kind = tokens[i].kind;
    const bool begins = kind == TokenKind::word || kind == TokenKind::mixed || kind == TokenKind::number;
    std::optional<ClientMention> mention = begins ? words_->known(tokens, i) : std::nullopt;
    if (mention) {
      words_->with_company(tokens, *mention);
    } else if (kind == TokenKind::word) {
      mention = words_->stranger(tokens, i);
    }
    if (!mention) {
      ++i;
      continue;
    }
    if (mention->tokens.first < taken) {
      mention->tokens.first = mention->name.first;
      mention->bytes = tokens.bytes(mention->tokens);
    }
    i = taken = mention->tokens.end;
    out.push_back(std::move(*mention));
  }
  return out;
}

}  // namespace scc::extract
