#include "extract/mentions/client_forms.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {
namespace {

/// Of a client's or title's words; a longer one is cut.
constexpr std::size_t words_max = 10;

bool is_company_word(std::string_view word) {
  constexpr std::array<std::string_view, 20> all{"inc", "llc", "ltd", "gmbh", "co", "corp", "company",
                                                 "plc", "sa",  "srl", "spa",  "ag", "llp",  "pty",
                                                 "the", "of",  "for", "and",  "de", "at"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

std::vector<std::string> words_of(std::string_view text) {
  const Tokens tokens(text, Vocabulary());
  std::vector<std::string> words;
  for (const Token& token : tokens.all()) {
    if (words.size() == words_max) break;
    if (token.kind == TokenKind::word || token.kind == TokenKind::number || token.kind == TokenKind::mixed)
      words.emplace_back(token.folded);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t end) {
  std::string out;
  for (std::size_t i = first; i < end; ++i) out += (i > first ? " " : "") + words[i];
  return out;
}

class Forms {
 public:
  explicit Forms(const Lexicon& lexicon) {
    for (const std::string_view section :
         {"plain_word", "group", "article", "part", "named_word", "month", "weekday", "day", "role"}) {
      std::set<std::string>& set = section == "named_word" ? named_ : plain_;
      for (const Entry& entry : lexicon.section(section)) set.insert(fold(entry.phrase));
    }
    for (const Entry& entry : lexicon.section("group")) groups_.insert(fold(entry.phrase));
  }

  void charter(const Charter& charter) {
    charter_ = &charter;
    const std::string client = fold(charter.sail.client);
    put(charter.id.text, ClientFit::id, 100, false);
    for (const std::string& alias : charter.aliases) put(fold(alias), ClientFit::id, 98, false);
    whole(client);
    const std::vector<std::string> words = words_of(client);
    by_words(words);
    title(fold(charter.sail.title), words);
  }

  std::map<std::string, ClientForm> take() {
    for (auto& [phrase, form] : forms_) {
      std::stable_sort(form.candidates.begin(), form.candidates.end(),
                       [](const CharterCandidate& a, const CharterCandidate& b) { return a.score > b.score; });
    }
    return std::move(forms_);
  }

 private:
  void put(const std::string& phrase, ClientFit fit, int score, bool common, bool capitals = false) {
    if (phrase.empty()) return;
    const bool fresh = !forms_.contains(phrase);
    ClientForm& form = forms_[phrase];
    form.common = fresh ? common : form.common && common;
    form.capitals = fresh ? capitals : form.capitals && capitals;
    for (CharterCandidate& known : form.candidates) {
      if (known.charter != charter_) continue;
      if (known.score < score) known = {charter_, score, fit};
      return;
    }
    form.candidates.push_back({charter_, score, fit});
  }

  void whole(const std::string& client) {
    put(client, ClientFit::full_client, 100, plain(client));
    for (const auto& [sign, word] :
         {std::pair<std::string, std::string>{" & ", " and "}, {" and ", " & "}, {" + ", " and "}}) {
      if (const std::size_t at = client.find(sign); at != std::string::npos) {
        std::string other = client;
        other.replace(at, sign.size(), word);
        put(other, ClientFit::full_client, 99, false);
      }
    }
  }

  [[nodiscard]] bool plain(const std::string& word) const { return plain_.contains(word); }
  [[nodiscard]] bool telling(const std::string& word) const {
    return word.size() > 1 && !plain(word) && !is_company_word(word);
  }

  void by_words(const std::vector<std::string>& words) {
    const std::size_t count = words.size();
    std::vector<std::size_t> tell;
    for (std::size_t i = 0; i < count; ++i) {
      if (telling(words[i])) tell.push_back(i);
    }
    if (count == 2 && words[0].size() > 1)
      put(std::string(1, words[0].front()) + " " + words[1], ClientFit::full_client, 90, false);
    // two and more words of it, in its order
    for (std::size_t first = 0; first < count; ++first) {
      for (std::size_t end = first + 2; end <= count; ++end) {
        const bool some = std::any_of(tell.begin(), tell.end(), [&](std::size_t i) { return i >= first && i < end; });
        if (is_company_word(words[first]) || is_company_word(words[end - 1])) continue;
        put(joined(words, first, end), ClientFit::client_words, static_cast<int>(some ? 92 : 75), !some);
      }
    }
    const bool person = count >= 2 && count <= 3 && tell.size() == count;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& word = words[i];
      if (is_company_word(word) || word.size() < 2) continue;
      const bool number = word.find_first_not_of("0123456789") == std::string::npos;
      if (number) continue;
      const bool common = plain(word) || (named_.contains(word) && count > 1 && i == 0);
      if (!telling(word)) {
        if (groups_.contains(word)) put(word, ClientFit::client_words, 45, true);
        continue;
      }
      const bool last = i + 1 == count || (!tell.empty() && i == tell.back() && tell.size() > 1);
      const bool alone = tell.size() == 1;
      const ClientFit fit = last || alone      ? ClientFit::last_name
                            : person && i == 0 ? ClientFit::first_name
                                               : ClientFit::client_words;
      const int score = last || alone ? 85 : person && i == 0 ? 65 : 78;
      put(word, fit, score, common);
      // the Sandersons, sandersons sail; one of the Nurses
      put(word + (word.ends_with('s') || word.ends_with('z') || word.ends_with("ch") || word.ends_with("sh") ||
                          word.ends_with('x')
                      ? "es"
                      : "s"),
          fit, score - 3, common);
      if (word.ends_with('s') && word.size() > 4) put(word.substr(0, word.size() - 1), fit, score - 5, common);
      if (word.ends_with('y') && word.size() > 4) put(word.substr(0, word.size() - 1) + "ies", fit, score - 5, common);
    }
    initials(words);
  }

  void initials(const std::vector<std::string>& words) {
    std::string letters;
    std::string all;
    for (const std::string& word : words) {
      all += word.front();
      if (!is_company_word(word)) letters += word.front();
    }
    for (const std::string& form : {letters, all}) {
      if (form.size() >= 2 && form.size() <= 6)
        put(form, ClientFit::initials, form.size() == 2 ? 45 : 70, form.size() == 2, true);
    }
  }

  void title(const std::string& text, const std::vector<std::string>& client) {
    std::vector<std::string> words;
    for (std::string& word : words_of(text)) {
      if (std::find(client.begin(), client.end(), word) == client.end()) words.push_back(std::move(word));
    }
    for (std::size_t first = 0; first < words.size(); ++first) {
      for (std::size_t end = first + 1; end <= std::min(words.size(), first + 4); ++end) {
        if (is_company_word(words[first]) || is_company_word(words[end - 1])) continue;
        const bool some = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first),
                                      words.begin() + static_cast<std::ptrdiff_t>(end),
                                      [&](const std::string& w) { return telling(w) && w.size() > 2; });
        if (end == first + 1 && (!some || words[first].find_first_not_of("0123456789") == std::string::npos)) {
          // "wedding", "birthday": a word of many titles, but it may be all that is said
          if (groups_.contains(words[first]) && words[first].size() > 4)
            put(words[first], ClientFit::title_words, 35, true);
          continue;
        }
        put(joined(words, first, end), ClientFit::title_words, some ? (end - first > 1 ? 68 : 55) : 45, true);
      }
    }
  }

  const Charter* charter_ = nullptr;
  std::set<std::string> plain_;
  std::set<std::string> named_;
  std::set<std::string> groups_;
  std::map<std::string, ClientForm> forms_;
};

}  // namespace

std::map<std::string, ClientForm> client_forms(const World& world, const Lexicon& lexicon) {
  Forms forms(lexicon);
  for (const Charter& charter : world.charters) forms.charter(charter);
  return forms.take();
}

}  // namespace scc::extract
