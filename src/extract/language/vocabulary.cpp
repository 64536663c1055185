#include "extract/language/vocabulary.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// FNV-1a; words are short.
std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

/// Where the word stands, or the free place where it would.
std::size_t Vocabulary::place_of(std::string_view folded, std::uint32_t hash) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  while (table_[at].number != 0 && (table_[at].hash != hash || table_[at].folded != folded)) at = (at + 1) & mask;
  return at;
}

void Vocabulary::put(std::string folded, WordNumber number) {
  if (++spellings_ * 2 > table_.size()) {
    std::vector<Spelling> before(std::max<std::size_t>(1024, table_.size() * 2));
    before.swap(table_);
    for (Spelling& kept : before) {
      if (kept.number != 0) table_[place_of(kept.folded, kept.hash)] = std::move(kept);
    }
  }
  const std::uint32_t hash = hash_of(folded);
  Spelling& place = table_[place_of(folded, hash)];
  place = {std::move(folded), hash, number};
}

WordNumber Vocabulary::add(std::string_view folded) {
  if (const WordNumber known = find(folded)) return known;
  const WordNumber number = ++count_;
  put(std::string(folded), number);
  if (folded.size() > 1 && folded.find('\'') != std::string_view::npos && folded.front() != '\'') {
    std::string bare(folded);
    std::erase(bare, '\'');
    if (find(bare) == 0) put(std::move(bare), number);
  }
  return number;
}

WordNumber Vocabulary::find(std::string_view folded) const {
  return table_.empty() ? 0 : table_[place_of(folded, hash_of(folded))].number;
}

}  // namespace scc::extract
