#include "extract/mentions/roles.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "extract/language/phrases.h"
#include "extract/mentions/misspelling.h"

namespace scc::extract {
namespace {

constexpr int title_score = 100;
constexpr int alias_score = 95;
constexpr int synonym_of_title_score = 85;
constexpr int synonym_of_alias_score = 78;
constexpr int kindred_score = 70;
constexpr int abbreviated_score = 60;
constexpr int misspelled_less = 15;

/// The forms of a role's word for several people: "mate" → "mates", "bosun's mate" → "bosun's mates".
std::vector<std::string> plurals(std::string_view phrase) {
  std::vector<std::string> out;
  const std::string word(phrase);
  const char last = word.back();
  if (last < 'a' || last > 'z' || word.size() < 3) return out;
  if (word.ends_with("man")) out.push_back(word.substr(0, word.size() - 2) + "en");
  if (last == 's' || word.ends_with("sh") || word.ends_with("ch")) {
    out.push_back(word + "es");
  } else if (last == 'y' && word.size() > 3 &&
             std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos) {
    out.push_back(word.substr(0, word.size() - 1) + "ies");
  } else {
    out.push_back(word + "s");
  }
  return out;
}

/// "Host/Hostess" says its role in three ways.
std::vector<std::string> spellings(std::string_view name) {
  std::vector<std::string> out{fold(name)};
  for (const char separator : {'/', '(', '&'}) {
    if (name.find(separator) == std::string_view::npos) continue;
    for (const std::string_view part : split(name, separator)) {
      const std::string_view word = trim(part.substr(0, part.find(')')));
      if (word.size() > 1) out.push_back(fold(word));
    }
  }
  return out;
}

/// Whether `letters` are letters of `name`, in its order and beginning with its first.
bool has_letters(std::string_view name, std::string_view letters) {
  if (name.empty() || name.front() != letters.front() || name.size() <= letters.size()) return false;
  std::size_t at = 0;
  for (const char letter : letters) {
    at = name.find(letter, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

}  // namespace

const char* to_string(RoleFit fit) {
  switch (fit) {
    case RoleFit::title: return "title";
    case RoleFit::alias: return "alias";
    case RoleFit::synonym: return "synonym";
  }
  return "title";
}

struct RoleIndex::Words {
  struct Meaning {
    std::vector<RoleCandidate> candidates;
    RoleWord word = RoleWord::noun;
    bool plural = false;
  };
  std::map<std::string, Meaning, std::less<>> by_phrase;  ///< while it is built
  std::vector<Meaning> meanings;
  Phrases phrases;
  Misspellings misspellings;
  struct Abbreviated {
    std::string name;  ///< of one word, folded
    const Role* role = nullptr;
  };
  std::vector<Abbreviated> abbreviated;

  /// "NATL", "GAL", "ENGR": the one role whose name has these letters in this order; none when several do.
  [[nodiscard]] const Role* abbreviated_role(const Token& token) const {
    if (token.word != 0 || token.capital != Capital::all || token.folded.size() < 3 || token.folded.size() > 5)
      return nullptr;
    const Role* only = nullptr;
    for (const Abbreviated& one : abbreviated) {
      if (!has_letters(one.name, token.folded)) continue;
      if (only && only != one.role) return nullptr;
      only = one.role;
    }
    return only;
  }

  static void put(Meaning& meaning, const RoleCandidate& candidate) {
    for (RoleCandidate& known : meaning.candidates) {
      if (known.role != candidate.role) continue;
      if (known.score < candidate.score) known = candidate;
      return;
    }
    meaning.candidates.push_back(candidate);
  }
};

namespace {

/// Which kinds of role ("captain") an operator's roles are, by their title and aliases.
class Kinds {
 public:
  Kinds(const Operation& operation, const Lexicon& lexicon) {
    std::multimap<std::string, std::string> kinds_of;
    for (const Entry& entry : lexicon.section("role")) kinds_of.emplace(fold(entry.phrase), entry.subject);
    for (const Role& role : operation.roles) {
      const auto put = [&](const std::string& name, int score) {
        for (const std::string& spelling : spellings(name)) {
          for (auto [at, end] = kinds_of.equal_range(spelling); at != end; ++at) {
            int& best = scores_[at->second][&role - operation.roles.data()];
            best = std::max(best, score);
          }
        }
      };
      put(role.title, synonym_of_title_score);
      for (const std::string& alias : role.aliases) put(alias, synonym_of_alias_score);
    }
    // a "mate" where there is a first mate only, a "first mate" where there is a mate only
    std::map<std::string, std::map<std::ptrdiff_t, int>> kindred;
    for (const Entry& entry : lexicon.section("kindred")) {
      if (scores_.contains(entry.subject)) continue;
      const auto found = scores_.find(entry.phrase);
      if (found == scores_.end()) continue;
      const int less = static_cast<int>(kindred[entry.subject].size()) * 15;
      for (const auto& [role, score] : found->second) kindred[entry.subject].emplace(role, kindred_score - less);
    }
    for (auto& [kind, roles] : kindred) {
      if (!roles.empty()) scores_.emplace(kind, std::move(roles));
    }
    for (const Role& role : operation.roles) roles_.push_back(&role);
  }

  [[nodiscard]] std::vector<RoleCandidate> of(const std::string& kind) const {
    std::vector<RoleCandidate> out;
    const auto found = scores_.find(kind);
    if (found == scores_.end()) return out;
    for (const auto& [role, score] : found->second)
      out.push_back({roles_[static_cast<std::size_t>(role)], score, RoleFit::synonym});
    return out;
  }

 private:
  std::map<std::string, std::map<std::ptrdiff_t, int>> scores_;  ///< by kind, by place of the role
  std::vector<const Role*> roles_;
};

/// "Launch Driver": who "drives the launch".
std::vector<std::string> driving(const Role& role) {
  constexpr std::string_view driver = " driver";
  std::vector<std::string> out;
  for (const std::string& title : spellings(role.title)) {
    if (!title.ends_with(driver)) continue;
    const std::string what = title.substr(0, title.size() - driver.size());
    for (const char* verb : {"drive ", "drives ", "driving ", "drive the ", "drives the ", "driving the "})
      out.push_back(verb + what);
  }
  return out;
}

}  // namespace

RoleIndex::RoleIndex(const Operation& operation, const Lexicon& lexicon, Vocabulary& vocabulary)
    : words_(std::make_unique<Words>()) {
  auto& by_phrase = words_->by_phrase;
  std::set<std::string> everyday;
  for (const std::string_view section : {"verb", "common"}) {
    for (const Entry& entry : lexicon.section(section)) everyday.insert(fold(entry.phrase));
  }
  for (const Role& role : operation.roles) {
    const auto add = [&](const std::string& name, int score, RoleFit fit) {
      for (const std::string& spelling : spellings(name)) {
        Words::put(by_phrase[spelling], {&role, score, fit});
        for (const std::string& plural : plurals(spelling)) {
          Words::put(by_phrase[plural], {&role, score, fit});
          by_phrase[plural].plural = true;
        }
      }
    };
    add(role.title, title_score, RoleFit::title);
    std::string id = role.id.text;
    std::replace(id.begin(), id.end(), '_', ' ');
    add(id, alias_score, RoleFit::alias);
    for (const std::string& alias : role.aliases) add(alias, alias_score, RoleFit::alias);
    if (!driving(role).empty()) {  // "Doyle to drive" may be this one as well as the captain
      for (const char* verb : {"drive", "drives", "driving"})
        Words::put(by_phrase[verb], {&role, kindred_score, RoleFit::synonym});
    }
    for (const std::string& phrase : driving(role)) {
      Words::put(by_phrase[phrase], {&role, alias_score, RoleFit::alias});
      by_phrase[phrase].word = RoleWord::verb;
    }
    for (const std::string& spelling : spellings(role.title)) {
      if (spelling.find(' ') == std::string::npos) words_->abbreviated.push_back({spelling, &role});
    }
  }
  const Kinds kinds(operation, lexicon);
  const auto known = [&](const std::string& phrase) {
    const auto found = by_phrase.find(phrase);
    return found != by_phrase.end() && !found->second.candidates.empty() &&
           found->second.candidates.front().fit != RoleFit::synonym;
  };
  for (const auto& [section, word] :
       {std::pair{"role", RoleWord::noun}, std::pair{"verb", RoleWord::verb}, std::pair{"common", RoleWord::common}}) {
    for (const Entry& entry : lexicon.section(section)) {
      const std::vector<RoleCandidate> candidates = kinds.of(entry.subject);
      const auto add = [&](const std::string& phrase, bool plural) {
        // what the operator's own words say comes first, and alone
        const bool own = known(phrase);
        Words::Meaning& meaning = by_phrase[phrase];
        if (word != RoleWord::noun && (meaning.candidates.empty() || meaning.plural || own)) meaning.word = word;
        meaning.plural = meaning.plural || plural;
        if (own) return;
        for (const RoleCandidate& candidate : candidates) Words::put(meaning, candidate);
      };
      add(fold(entry.phrase), false);
      if (word == RoleWord::noun) {
        for (const std::string& plural : plurals(fold(entry.phrase))) add(plural, true);
      }
    }
  }
  for (auto& [phrase, meaning] : by_phrase) {
    // a verb for a role that nobody has here says nothing
    if (meaning.candidates.empty() && meaning.word != RoleWord::noun) continue;
    std::stable_sort(meaning.candidates.begin(), meaning.candidates.end(),
                     [](const RoleCandidate& a, const RoleCandidate& b) { return a.score > b.score; });
    words_->phrases.add(phrase, static_cast<std::uint32_t>(words_->meanings.size()), vocabulary);
    if (meaning.word == RoleWord::noun && !meaning.candidates.empty()) {
      const Tokens tokens(phrase, vocabulary);
      for (const Token& token : tokens.all()) words_->misspellings.add(token.folded, token.word);
    }
    words_->meanings.push_back(std::move(meaning));
  }
  by_phrase.clear();
}
RoleIndex::RoleIndex(RoleIndex&&) noexcept = default;
RoleIndex& RoleIndex::operator=(RoleIndex&&) noexcept = default;
RoleIndex::~RoleIndex() = default;

std::vector<RoleMention> RoleIndex::find(const Tokens& tokens) const {
  std::vector<RoleMention> out;
  std::vector<Phrases::Found> found;
  for (std::uint32_t i = 0; i < tokens.size();) {
    found.clear();
    words_->phrases.starting_at(tokens, i, found);
    const bool spelled = !found.empty();
    if (!spelled) words_->misspellings.starting_at(words_->phrases, tokens, i, found);
    if (found.empty()) {
      if (const Role* role = words_->abbreviated_role(tokens[i])) {
        out.push_back(
            {{i, i + 1}, tokens[i].range, {{role, abbreviated_score, RoleFit::synonym}}, RoleWord::noun, false});
      }
      ++i;
      continue;
    }
    const Phrases::Found& longest = found.back();
    const Words::Meaning& meaning = words_->meanings[longest.meaning];
    out.push_back({longest.tokens, tokens.bytes(longest.tokens), meaning.candidates, meaning.word, meaning.plural});
    if (!spelled) {
      for (RoleCandidate& candidate : out.back().candidates) candidate.score -= misspelled_less;
    }
    i = longest.tokens.end;
  }
  return out;
}

}  // namespace scc::extract
