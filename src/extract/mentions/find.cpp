#include "extract/mentions/find.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// What a mention's right to its words is compared by, the greater the better.
struct Right {
  std::uint32_t length = 0;
  bool sure = false;
  int kind = 0;  ///< the earlier kind first
  auto operator<=>(const Right&) const = default;
};

}  // namespace

const char* to_string(MentionKind kind) {
  switch (kind) {
    case MentionKind::date: return "date";
    case MentionKind::time: return "time";
    case MentionKind::role: return "role";
    case MentionKind::person: return "person";
    case MentionKind::client: return "client";
    case MentionKind::vessel: return "vessel";
  }
  return "date";
}

Finder::Finder(const World& world, const Lexicon& lexicon)
    : dates_(lexicon, world.operation.date_order, vocabulary_),
      times_(lexicon, vocabulary_),
      roles_(world.operation, lexicon, vocabulary_),
      people_(world, lexicon, vocabulary_),
      clients_(world, lexicon, vocabulary_),
      vessels_(world.operation, lexicon, vocabulary_),
      cues_(lexicon, vocabulary_) {}

Mentions Finder::find(const Tokens& tokens, const Date& today) const {
  Mentions out;
  out.dates = dates_.find(tokens, today);
  out.times = times_.find(tokens);
  out.roles = roles_.find(tokens);
  out.people = people_.find(tokens);
  out.clients = clients_.find(tokens);
  out.vessels = vessels_.find(tokens);
  out.cues = cues_.find(tokens);

  const auto add = [&](MentionKind kind, const auto& mentions) {
    for (std::uint32_t i = 0; i < mentions.size(); ++i) {
      out.in_order.push_back({kind, i, mentions[i].tokens, mentions[i].bytes, std::nullopt});
    }
  };
  add(MentionKind::date, out.dates);
  add(MentionKind::time, out.times);
  add(MentionKind::role, out.roles);
  add(MentionKind::person, out.people);
  add(MentionKind::client, out.clients);
  add(MentionKind::vessel, out.vessels);
  std::stable_sort(out.in_order.begin(), out.in_order.end(), [](const Mention& a, const Mention& b) {
    return a.tokens.first != b.tokens.first ? a.tokens.first < b.tokens.first : a.tokens.end > b.tokens.end;
  });
  const auto right_of = [&](const Mention& mention) {
    bool certain = true;
    std::uint32_t length = mention.tokens.size();
    switch (mention.kind) {
      case MentionKind::date: certain = !out.dates[mention.index].weak; break;
      case MentionKind::time: certain = !out.times[mention.index].weak; break;
      case MentionKind::role:
        certain = out.roles[mention.index].word == RoleWord::noun && !out.roles[mention.index].candidates.empty();
        break;
      case MentionKind::person:
        certain = !out.people[mention.index].doubtful && !out.people[mention.index].candidates.empty();
        break;
      case MentionKind::client:
        certain = !out.clients[mention.index].doubtful && !out.clients[mention.index].candidates.empty();
        // article and group word win no words: "the Sanderson party" is no longer than "Sanderson"
        length = out.clients[mention.index].name.size();
        break;
      case MentionKind::vessel: certain = !out.vessels[mention.index].doubtful; break;
    }
    return Right{length, certain, -static_cast<int>(mention.kind)};
  };
  // Few mentions overlap one another, so each looks only as far as its own words reach.
  for (std::uint32_t i = 0; i < out.in_order.size(); ++i) {
    for (std::uint32_t k = i + 1; k < out.in_order.size() && out.in_order[k].tokens.first < out.in_order[i].tokens.end;
         ++k) {
      Mention& earlier = out.in_order[i];
      Mention& later = out.in_order[k];
      const bool later_loses = right_of(earlier) > right_of(later);
      Mention& loser = later_loses ? later : earlier;
      const std::uint32_t winner = later_loses ? i : k;
      if (!loser.covered_by || right_of(out.in_order[winner]) > right_of(out.in_order[*loser.covered_by]))
        loser.covered_by = winner;
    }
  }
  return out;
}

}  // namespace scc::extract
