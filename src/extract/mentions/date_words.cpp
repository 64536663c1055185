#include "extract/mentions/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace scc::extract {
namespace {

constexpr std::array<std::pair<std::string_view, DateWord>, 27> when_words{{
    {"next", DateWord::next},
    {"this", DateWord::this_one},
    {"last", DateWord::last},
    {"ago", DateWord::ago},
    {"in", DateWord::in},
    {"from", DateWord::from},
    {"every", DateWord::every},
    {"week", DateWord::week},
    {"weeks", DateWord::weeks},
    {"weekend", DateWord::weekend},
    {"month", DateWord::whole_month},
    {"rest", DateWord::rest},
    {"fortnight", DateWord::fortnight},
    {"days", DateWord::days},
    {"years", DateWord::years},
    {"day", DateWord::day_itself},
    {"oclock", DateWord::oclock},
    {"to", DateWord::to},
    {"and", DateWord::and_also},
    {"of", DateWord::of},
    {"the", DateWord::the},
    {"on", DateWord::on},
    {"not_day", DateWord::not_day},
    {"not_time", DateWord::not_time},
    {"half_past", DateWord::half_past},
    {"quarter_past", DateWord::quarter_past},
    {"quarter_to", DateWord::quarter_to},
}};

int number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

DateWords::DateWords(const Lexicon& lexicon, Vocabulary& vocabulary) {
  const auto add = [&](const Entry& entry, DateWord word, int value) {
    phrases_.add(entry.phrase, static_cast<std::uint32_t>(meanings_.size()), vocabulary);
    meanings_.push_back({word, value, entry.alone, {}});
  };
  for (const auto& [section, word] : {std::pair<std::string_view, DateWord>{"month", DateWord::month},
                                      {"weekday", DateWord::weekday},
                                      {"day", DateWord::day},
                                      {"number", DateWord::number}}) {
    for (const Entry& entry : lexicon.section(section)) add(entry, word, number(entry.subject));
  }
  for (const Entry& entry : lexicon.section("holiday")) {
    add(entry, DateWord::holiday, static_cast<int>(rules_.size()));
    rules_.push_back(entry.subject);
  }
  for (const Entry& entry : lexicon.section("when")) {
    for (const auto& [name, word] : when_words) {
      if (name == entry.subject) add(entry, word, 0);
    }
  }
}

DatePieces DateWords::find(const Tokens& tokens) const {
  DatePieces out;
  out.first_.reserve(tokens.size() + 1);
  std::vector<Phrases::Found> found;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    out.first_.push_back(static_cast<std::uint32_t>(out.pieces_.size()));
    found.clear();
    phrases_.starting_at(tokens, i, found);
    for (const Phrases::Found& f : found) {
      DatePiece piece = meanings_[f.meaning];
      piece.tokens = f.tokens;
      out.pieces_.push_back(piece);
    }
  }
  out.first_.push_back(static_cast<std::uint32_t>(out.pieces_.size()));
  return out;
}

const DatePiece* DatePieces::at(std::uint32_t at, DateWord word) const {
  if (at + 1 >= first_.size()) return nullptr;
  const DatePiece* longest = nullptr;
  for (std::uint32_t i = first_[at]; i < first_[at + 1]; ++i) {
    if (pieces_[i].word == word && (!longest || pieces_[i].tokens.end > longest->tokens.end)) longest = &pieces_[i];
  }
  return longest;
}

}  // namespace scc::extract
