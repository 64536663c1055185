#include "extract/borrowed_crew.h"

#include <algorithm>
#include <optional>

#include "extract/doubt.h"

namespace scc::extract {
namespace {

class Borrowing {
 public:
  Borrowing(const Analysis& analysis, TokenRange sentence, const std::vector<const Clues*>& outer, const Letter& letter,
            const Operation& operation)
      : analysis_(analysis), sentence_(sentence), outer_(outer), letter_(letter), operation_(operation) {}

  std::vector<Claim> read() {
    for (const CueHit& hit : analysis_.cues_in(sentence_)) {
      if (hit.cue == Cue::same_as) return whole_crew(hit.tokens);
    }
    return some_roles();
  }

 private:
  [[nodiscard]] Found target(std::uint32_t end) const {
    const Clues own = clues_in(analysis_, {sentence_.first, end});
    std::vector<const Clues*> levels{&own};
    levels.insert(levels.end(), outer_.begin(), outer_.end());
    return letter_.search->find(levels, letter_.now);
  }

  void place(std::vector<Claim>& claims, const Found& where) const {
    for (Claim& claim : claims) {
      claim.where = where;
      claim.doubt = doubt_in(analysis_, sentence_);
    }
  }

  /// "the same four as Labor Day"; "the same six as you have in the calendar" is the crew that stands.
  [[nodiscard]] std::vector<Claim> whole_crew(TokenRange hit) const {
    const Clues source = clues_in(analysis_, {hit.end, sentence_.end});
    const Found to = target(hit.first);
    std::vector<Claim> claims;
    if (!source.empty()) {
      Found from = letter_.search->find({&source}, Instant{});
      if (from.verdict != Verdict::one || from.charters.size() != 1) {  // "the crew they had in May": theirs
        std::vector<const Clues*> levels{&source};
        levels.insert(levels.end(), outer_.begin(), outer_.end());
        from = letter_.search->find(levels, Instant{});
      }
      if (from.verdict != Verdict::one || from.charters.size() != 1) return {};
      claims = crew_of(letter_.search->charter(from.charters.front()), operation_);
    } else if (to.verdict == Verdict::one && to.charters.size() == 1 && refers_to_book(hit)) {
      claims = crew_of(letter_.search->charter(to.charters.front()), operation_);
      for (Claim& claim : claims) claim.act = Act::keep;
    }
    place(claims, to);
    return claims;
  }
  /// "same six AS YOU HAVE in the calendar", "same crew AS POSTED"
  [[nodiscard]] bool refers_to_book(TokenRange hit) const {
    return analysis_.has(Cue::confirm, {hit.first, sentence_.end}) ||
           analysis_.has(Cue::below, {hit.first, sentence_.end}) ||
           analysis_.has(Cue::in_book, {hit.first, sentence_.end});
  }

  /// "the same captain and the same deckhand as on the picnic"
  [[nodiscard]] std::vector<Claim> some_roles() const {
    std::optional<std::uint32_t> first;
    std::uint32_t end = 0;
    std::vector<const Role*> roles;
    for (const CueHit& hit : analysis_.cues_in(sentence_)) {
      if (hit.cue != Cue::same_role) continue;
      for (const Item& item : analysis_.items_in({hit.tokens.end, sentence_.end})) {
        const auto& candidates = item.kind == MentionKind::role ? analysis_.mentions.roles[item.index].candidates
                                                                : std::vector<RoleCandidate>{};
        if (candidates.empty() || item.tokens.first != hit.tokens.end) break;
        if (!first) first = hit.tokens.first;
        end = item.tokens.end;
        roles.push_back(candidates.front().role);
        break;
      }
    }
    if (!first || end >= sentence_.end || !analysis_.has(Cue::as_on, {end, sentence_.end})) return {};
    const Clues source = clues_in(analysis_, {end, sentence_.end});
    if (source.empty()) return {};
    const Found from = letter_.search->find({&source}, Instant{});
    if (from.verdict != Verdict::one && from.verdict != Verdict::ambiguous) return {};
    std::vector<Claim> claims;
    for (const Role* role : roles) {
      std::optional<Claim> held = holder(from.charters, *role);
      if (!held) return {};
      claims.push_back(std::move(*held));
    }
    place(claims, target(*first));
    return claims;
  }
  /// Who has the role on every one of the charters, if that is one person.
  [[nodiscard]] std::optional<Claim> holder(const std::vector<std::size_t>& charters, const Role& role) const {
    std::optional<Claim> found;
    for (const std::size_t charter : charters) {
      std::vector<Claim> crew = crew_of(letter_.search->charter(charter), operation_);
      std::erase_if(crew, [&](const Claim& claim) { return claim.roles.empty() || claim.roles.front() != &role; });
      if (crew.size() != 1) return std::nullopt;
      if (found && found->who.written != crew.front().who.written) return std::nullopt;
      found = std::move(crew.front());
    }
    return found;
  }

  const Analysis& analysis_;
  TokenRange sentence_;
  const std::vector<const Clues*>& outer_;
  const Letter& letter_;
  const Operation& operation_;
};

}  // namespace

std::vector<Claim> borrowed_crew(const Analysis& analysis, TokenRange sentence, const std::vector<const Clues*>& outer,
                                 const Letter& letter, const Operation& operation) {
  return Borrowing(analysis, sentence, outer, letter, operation).read();
}

namespace {

/// "1600 same less Oh", but not "that same morning": nothing but what tells the charter stands before it.
bool says_same_first(const Analysis& analysis, TokenRange sentence) {
  const auto hits = analysis.cues_in(sentence);
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    if (hit.cue != Cue::same_again) return false;
    for (std::uint32_t i = sentence.first; i < hit.tokens.first; ++i) {
      const bool charter = std::any_of(analysis.items.begin(), analysis.items.end(), [&](const Item& item) {
        return item.kind != MentionKind::person && item.kind != MentionKind::role && i >= item.tokens.first &&
               i < item.tokens.end;
      });
      if (!charter && analysis.tokens[i].kind != TokenKind::sign) return false;
    }
    return true;
  });
}

}  // namespace

std::vector<Claim> repeated_crew(const Analysis& analysis, TokenRange sentence, const std::vector<Claim>& told,
                                 const Found& here) {
  if (!says_same_first(analysis, sentence) || here.verdict != Verdict::one) return {};
  const auto puts = [](const Claim& claim) {
    return (claim.act == Act::put || claim.act == Act::keep) && claim.where.verdict == Verdict::one;
  };
  const auto last = std::find_if(told.rbegin(), told.rend(), puts);
  if (last == told.rend() || last->where.charters == here.charters) return {};
  std::vector<Claim> claims;
  for (const Claim& claim : told) {
    if (!puts(claim) || claim.where.charters != last->where.charters) continue;
    claims.push_back(claim);
    claims.back().where = here;
  }
  return claims;
}

}  // namespace scc::extract
