#include "extract/mentions/name_forms.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {
namespace {

constexpr std::size_t shortened_letters_min = 4;

/// Never a name alone.
bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 22> all{"van", "von", "der", "den", "de",  "del", "della", "di",
                                                 "da",  "la",  "le",  "st",  "mc",  "mac", "el",    "bin",
                                                 "ben", "ter", "ten", "do",  "dos", "al"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// "o'neal" is typed "o neal" as well.
std::string with_spaces(std::string text) {
  std::replace(text.begin(), text.end(), '\'', ' ');
  return text;
}

/// "jörg" is typed "joerg" as well, "sørensen" "soerensen".
std::string spelled_out(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> pairs{{{"ä", "ae"},
                                                                                {"ö", "oe"},
                                                                                {"ü", "ue"},
                                                                                {"å", "aa"},
                                                                                {"ø", "oe"},
                                                                                {"Ä", "ae"},
                                                                                {"Ö", "oe"},
                                                                                {"Ü", "ue"},
                                                                                {"Ø", "oe"}}};
  std::string out(name);
  for (const auto& [from, to] : pairs) {
    for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
      out.replace(at, from.size(), to);
  }
  return out;
}

/// One name as several words, and what is made of them.
class Forms {
 public:
  Forms(std::vector<NameForm>& out, const Nicknames& nicknames) : out_(out), nicknames_(nicknames) {}

  void put(const std::string& phrase, NameFit fit, int score, NameRule rule = NameRule::none) {
    if (phrase.empty()) return;
    for (NameForm& known : out_) {
      if (known.phrase != phrase || known.rule != rule) continue;
      if (known.score < score) known = {phrase, fit, score, rule};
      return;
    }
    out_.push_back({phrase, fit, score, rule});
  }

  void full_name(const std::vector<std::string>& words) {
    if (words.empty()) return;
    if (words.size() == 1) {
      single(words.front(), NameFit::full_name, 95);
      nicknames(words.front());
      return;
    }
    std::string all = words.front();
    std::string family;
    for (std::size_t i = 1; i < words.size(); ++i) {
      all += " " + words[i];
      family += (i > 1 ? " " : "") + words[i];
    }
    const std::string& first = words.front();
    const std::string& last = words.back();
    put(all, NameFit::full_name, 100);
    put(with_spaces(all), NameFit::full_name, 98);
    put(family + " , " + first, NameFit::full_name, 98);
    put(family + " " + first, NameFit::full_name, 85);
    put(first + " " + last, NameFit::first_last, 96);
    put(last + " , " + first, NameFit::first_last, 94);
    single(first, NameFit::first_name, 80);
    single(family, NameFit::last_name, 75);
    if (family != last) single(last, NameFit::last_name, 70);
    parts(first, NameFit::first_name, 55);
    parts(last, NameFit::last_name, 60);
    if (last.find(' ') != std::string::npos) {
      for (const std::string_view part : split(last, ' ')) {
        if (part.size() > 2 && !is_particle(part)) put(first + " " + std::string(part), NameFit::first_last, 90);
      }
    }
    for (const std::string& nick : nicknames_.of(first)) {
      put(nick + " " + family, NameFit::first_last, 93);
      put(nick + " " + last, NameFit::first_last, 92);
      put(family + " , " + nick, NameFit::first_last, 90);
    }
    nicknames(first);
    initials(words, first, family, last);
    shortened(first);
  }

  void alias(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    single(all, NameFit::alias, 95);
    if (all.find(' ') != std::string::npos) single(without_spaces(all), NameFit::alias, 90);
  }

 private:
  /// A name and its "s" without apostrophe.
  void single(const std::string& name, NameFit fit, int score) {
    put(name, fit, score);
    if (name.size() > 2) put(name + "s", fit, score - 12, NameRule::small);
    if (name.find(' ') != std::string::npos && fit != NameFit::alias && name.find(' ') <= 4)
      put(without_spaces(name), fit, score - 2);
    if (name.find('\'') != std::string::npos) put(with_spaces(name), fit, score - 2);
  }

  void nicknames(const std::string& first) {
    for (const std::string& nick : nicknames_.of(first)) {
      put(nick, NameFit::nickname, 70);
    }
  }

  /// Of "mei lin" or "bennett cruz": each half.
  void parts(const std::string& name, NameFit fit, int score) {
    if (name.find(' ') == std::string::npos) return;
    for (const std::string_view part : split(name, ' ')) {
      if (part.size() > 2 && !is_particle(part)) put(std::string(part), fit, score);
    }
  }

  void initials(const std::vector<std::string>& words, const std::string& first, const std::string& family,
                const std::string& last) {
    const std::string f(1, first.front());
    put(f + " " + family, NameFit::initial_last, 92, NameRule::capital_initial);
    put(f + " " + last, NameFit::initial_last, 90, NameRule::capital_initial);
    std::vector<std::string> firsts = nicknames_.of(first);
    firsts.insert(firsts.begin(), first);
    std::string letters(1, last.front());
    for (std::size_t at = last.find(' '); at != std::string::npos; at = last.find(' ', at + 1))
      letters += std::string(" ") + last[at + 1];
    for (const std::string& name : firsts) {
      const int less = name == first ? 0 : 8;
      put(name + " " + family.front(), NameFit::first_initial, 92 - less, NameRule::capital_initial);
      put(name + " " + last.front(), NameFit::first_initial, 92 - less, NameRule::capital_initial);
      if (letters.size() > 1) {
        put(name + " " + letters, NameFit::first_initial, 93 - less, NameRule::capital_initial);
        put(name + " " + without_spaces(letters), NameFit::first_initial, 93 - less, NameRule::capital_initial);
      }
    }
    std::string all;
    std::string apart;
    for (const std::string& word : words) {
      all += word.front();
      apart += (apart.empty() ? "" : " ") + std::string(1, word.front());
    }
    const std::string two = f + last.front();
    put(two, NameFit::initials, 70, NameRule::all_capitals);
    put(f + " " + last.front(), NameFit::initials, 72, NameRule::all_capitals);
    put(all, NameFit::initials, 70, NameRule::all_capitals);
    put(apart, NameFit::initials, 72, NameRule::all_capitals);
  }

  /// "shel" for Shelby: the front of a long first name.
  void shortened(const std::string& first) {
    if (first.find(' ') != std::string::npos) return;
    for (std::size_t letters = shortened_letters_min; letters < first.size(); ++letters)
      put(first.substr(0, letters), NameFit::nickname, 60);
  }

  std::vector<NameForm>& out_;
  const Nicknames& nicknames_;
};

}  // namespace

Nicknames::Nicknames(const Lexicon& lexicon) {
  std::string place;
  for (const Entry& entry : lexicon.section("nickname")) {
    const std::string here = entry.file + ":" + std::to_string(entry.line);
    if (here != place) names_.emplace_back();
    place = here;
    names_.back().push_back(fold(entry.phrase));
    groups_.emplace_back(names_.back().back(), names_.size() - 1);
  }
  std::sort(groups_.begin(), groups_.end());
}

std::vector<std::string> Nicknames::of(const std::string& folded) const {
  std::vector<std::string> out;
  for (auto at = std::lower_bound(groups_.begin(), groups_.end(), std::pair<std::string, std::size_t>(folded, 0));
       at != groups_.end() && at->first == folded; ++at) {
    for (const std::string& name : names_[at->second]) {
      if (name != folded && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
  }
  return out;
}

std::vector<std::string> name_words(std::string_view name) {
  const Tokens tokens(name, Vocabulary());
  std::vector<std::string> words;
  bool tied = false;
  for (const Token& token : tokens.all()) {
    if (token.kind == TokenKind::sign) {
      tied = token.joins && token.folded == "-";
      continue;
    }
    if (token.kind == TokenKind::suffix || token.kind == TokenKind::emoji) continue;
    const bool particle = !words.empty() && words.size() > 1 && is_particle(words.back());
    if ((tied || particle) && !words.empty()) {
      words.back() += " " + std::string(token.folded);
    } else {
      words.emplace_back(token.folded);
    }
    tied = false;
  }
  return words;
}

std::vector<NameForm> name_forms(const CrewMember& member, const Nicknames& nicknames) {
  std::vector<NameForm> out;
  Forms forms(out, nicknames);
  for (const std::string& alias : member.aliases) forms.alias(name_words(alias));
  forms.full_name(name_words(member.name));
  const std::string other = spelled_out(member.name);
  if (other != member.name) forms.full_name(name_words(other));
  return out;
}

}  // namespace scc::extract
