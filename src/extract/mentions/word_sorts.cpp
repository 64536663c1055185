#include "extract/mentions/word_sorts.h"

#include <string_view>

namespace scc::extract {

WordSorts::WordSorts(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary) {
  const auto put = [&](std::string_view text, WordSort sort) {
    const Tokens tokens(text, Vocabulary());
    for (const Token& token : tokens.all()) {
      if (token.kind == TokenKind::sign || token.kind == TokenKind::emoji) continue;
      const WordNumber word = vocabulary.add(token.folded);
      if (sorts_.size() <= word) sorts_.resize(word + 1, 0);
      sorts_[word] = static_cast<std::uint16_t>(sorts_[word] | static_cast<std::uint16_t>(sort));
    }
  };
  const auto put_section = [&](std::string_view section, WordSort sort) {
    for (const Entry& entry : lexicon.section(section)) put(entry.phrase, sort);
  };
  put_section("plain_word", WordSort::plain);
  put_section("article", WordSort::plain);
  put_section("title", WordSort::plain);
  put_section("first_name", WordSort::first_name);
  put_section("nickname", WordSort::first_name);
  for (const Entry& entry : lexicon.section("named_word")) {
    put(entry.phrase, WordSort::named);
    if (entry.alone != Alone::sure) put(entry.phrase, WordSort::named_doubtful);
  }
  for (const std::string_view section :
       {"month", "weekday", "day", "role", "group", "part", "clock", "when", "number", "holiday"}) {
    put_section(section, WordSort::trade);
  }
  for (const Role& role : world.operation.roles) {
    put(role.title, WordSort::trade);
    for (const std::string& alias : role.aliases) put(alias, WordSort::trade);
  }
  for (const Vessel& vessel : world.operation.vessels) {
    put(vessel.name, WordSort::trade);
    for (const std::string& alias : vessel.aliases) put(alias, WordSort::trade);
  }
  for (const Charter& charter : world.charters) put(charter.sail.client, WordSort::client);
}

}  // namespace scc::extract
