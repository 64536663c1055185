#include "extract/parallel_lists.h"

#include <algorithm>

namespace scc::extract {
namespace {

struct Run {
  std::vector<std::size_t> members;
  std::vector<bool> slash_before;  ///< by member: a slash parts it from the one before
};

bool in_list_cue(const Analysis& analysis, std::uint32_t token) {
  return std::any_of(analysis.cues.begin(), analysis.cues.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::list && token >= hit.tokens.first && token < hit.tokens.end;
  });
}

enum class Join { none, list, slash };

/// How two neighbours are joined: by nothing but list marks and titles of persons.
Join join_of(const Analysis& analysis, std::uint32_t from, std::uint32_t to, const std::vector<TokenRange>& titles) {
  Join join = Join::none;
  for (std::uint32_t i = from; i < to; ++i) {
    const Token& token = analysis.tokens[i];
    const bool title =
        std::any_of(titles.begin(), titles.end(), [&](TokenRange range) { return i >= range.first && i < range.end; });
    if (title || token.folded == "." || token.folded == "the") continue;
    if (token.folded == "/" || token.folded == "|") {
      join = Join::slash;
    } else if (token.folded == "," || token.folded == "&" || token.folded == "+" || in_list_cue(analysis, i)) {
      if (join == Join::none) join = Join::list;
    } else if (token.kind == TokenKind::word && token.folded.size() <= 4) {
      continue;  // "Mr", "Miss"
    } else {
      return Join::none;
    }
  }
  return join;
}

/// Groups of people for `roles` roles: parted by slashes, else one each, else all the rest for a last plural.
std::vector<std::vector<std::size_t>> share_out(const Run& people, std::size_t roles, bool last_is_plural) {
  std::vector<std::vector<std::size_t>> groups;
  const auto slashes =
      static_cast<std::size_t>(std::count(people.slash_before.begin(), people.slash_before.end(), true));
  if (slashes + 1 == roles) {
    for (std::size_t i = 0; i < people.members.size(); ++i) {
      if (i == 0 || people.slash_before[i]) groups.emplace_back();
      groups.back().push_back(people.members[i]);
    }
  } else if (people.members.size() == roles || (people.members.size() > roles && last_is_plural)) {
    for (std::size_t i = 0; i < people.members.size(); ++i) {
      if (i < roles) groups.emplace_back();
      groups.back().push_back(people.members[i]);
    }
  }
  return groups;
}

}  // namespace

std::vector<Pair> parallel_lists(const Analysis& analysis, const std::vector<Piece>& pieces, std::vector<bool>& used) {
  std::vector<Pair> out;
  std::vector<bool> title(pieces.size(), false);
  std::vector<TokenRange> titles;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (pieces[i].is_role && !pieces[i + 1].is_role && pieces[i].tokens.end == pieces[i + 1].tokens.first &&
        pieces[i].word == RoleWord::noun) {
      title[i] = true;
      titles.push_back(pieces[i].tokens);
    }
  }
  const auto run_from = [&](std::size_t first, bool roles) {
    Run run{{first}, {false}};
    std::size_t last = first;
    for (std::size_t i = first + 1; i < pieces.size(); ++i) {
      if (title[i] && !roles) continue;
      if (pieces[i].is_role != roles || title[i] || pieces[i].pronoun) break;
      const Join join = join_of(analysis, pieces[last].tokens.end, pieces[i].tokens.first, titles);
      if (join == Join::none) break;
      run.members.push_back(i);
      run.slash_before.push_back(join == Join::slash);
      last = i;
    }
    return run;
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].is_role || title[i] || used[i]) continue;
    const Run roles = run_from(i, true);
    if (roles.members.size() < 2) continue;
    const bool last_is_plural = pieces[roles.members.back()].plural;
    const std::uint32_t roles_end = pieces[roles.members.back()].tokens.end;
    // The row of names before it, or behind it.
    std::vector<Run> rows;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      if (pieces[p].is_role || pieces[p].pronoun || used[p]) continue;
      if (!rows.empty() && p <= rows.back().members.back()) continue;
      rows.push_back(run_from(p, false));
    }
    const bool respectively = analysis.has(Cue::respectively, {pieces.front().tokens.first, analysis.tokens.size()});
    for (const Run& row : rows) {
      const std::uint32_t row_end = pieces[row.members.back()].tokens.end;
      const std::uint32_t row_first = pieces[row.members.front()].tokens.first;
      const bool before = row_end <= pieces[i].tokens.first;
      std::uint32_t gap = 0;
      bool mark = false;
      for (std::uint32_t t = before ? row_end : roles_end; t < (before ? pieces[i].tokens.first : row_first); ++t) {
        const std::string_view sign = analysis.tokens[t].folded;
        if (sign == "(" || sign == ":" || (sign == "," && before) || sign == "-" || sign == "=" || sign == "as") {
          mark = true;
        } else if (!std::any_of(titles.begin(), titles.end(),
                                [&](TokenRange r) { return t >= r.first && t < r.end; })) {
          ++gap;
        }
      }
      if (!respectively && (!mark || gap > 1)) continue;
      const auto groups = share_out(row, roles.members.size(), last_is_plural);
      if (groups.size() != roles.members.size()) continue;
      for (std::size_t k = 0; k < groups.size(); ++k) {
        out.push_back({roles.members[k], groups[k], false});
        used[roles.members[k]] = true;
        for (const std::size_t person : groups[k]) used[person] = true;
      }
      for (std::size_t k = 0; k < pieces.size(); ++k) {
        if (title[k] && k + 1 < pieces.size() && used[k + 1]) used[k] = true;
      }
      break;
    }
    i = roles.members.back();
  }
  return out;
}

}  // namespace scc::extract
