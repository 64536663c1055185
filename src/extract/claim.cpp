#include "extract/claim.h"

namespace scc::extract {

std::string described(const Claim& claim, const CharterSearch& search) {
  static constexpr const char* acts[] = {"put", "keep", "take off", "swap", "cancel"};
  std::string text = std::string(acts[static_cast<int>(claim.act)]) + " \"" + claim.who.written + "\"";
  if (!claim.roles.empty()) text += " as " + claim.roles.front()->title;
  if (claim.instead_of) text += " in place of \"" + claim.instead_of->written + "\"";
  for (const std::size_t charter : claim.where.charters) text += " · " + search.charter(charter).id.text;
  if (!claim.where.why.empty()) text += " (" + claim.where.why + ")";
  if (claim.weak) text += " [likely]";
  if (!claim.doubt.empty()) text += " [" + claim.doubt + "]";
  return text + ": " + claim.evidence.quote;
}

std::vector<Claim> crew_of(const Charter& charter, const Operation& operation) {
  std::vector<Claim> claims;
  for (const Assignment& assignment : charter.crew) {
    Claim claim;
    claim.who.written = assignment.person.name;
    if (const CrewMember* member = find_crew_member(operation, assignment.person.id)) {
      claim.who.candidates = {{member, 100, NameFit::full_name}};
    }
    if (const Role* role = find_role(operation, assignment.role)) claim.roles = {role};
    claims.push_back(std::move(claim));
  }
  return claims;
}

std::vector<Claim> struck_in(const Analysis& analysis, TokenRange range) {
  std::vector<Claim> claims;
  for (const Item& item : analysis.struck) {
    if (!inside(item.tokens, range)) continue;
    const PersonMention& person = analysis.mentions.people[item.index];
    Claim claim;
    claim.act = Act::take_off;
    claim.who = {person.candidates, person.written};
    claim.tokens = item.tokens;
    claims.push_back(std::move(claim));
  }
  return claims;
}

void withdraw_those_named(const Analysis& analysis, TokenRange range, std::vector<Claim>& claims) {
  for (const Item& item : analysis.items_in(range)) {
    if (item.kind != MentionKind::person) continue;
    const PersonMention& person = analysis.mentions.people[item.index];
    std::erase_if(claims, [&](const Claim& claim) {
      return claim.act == Act::put && !person.candidates.empty() && claim.who.candidates == person.candidates;
    });
  }
}

std::vector<std::size_t> charters_of(const std::vector<Claim>& claims) {
  std::vector<std::size_t> charters;
  for (const Claim& claim : claims) {
    if (claim.where.verdict != Verdict::one) continue;
    for (const std::size_t charter : claim.where.charters) {
      if (std::find(charters.begin(), charters.end(), charter) == charters.end()) charters.push_back(charter);
    }
  }
  return charters;
}

Who first_of_crew(const Analysis& analysis, TokenRange range) {
  for (const Item& item : analysis.items_in(range)) {
    if (item.kind != MentionKind::person) continue;
    const PersonMention& person = analysis.mentions.people[item.index];
    return person.candidates.empty() ? Who{} : Who{person.candidates, person.written};
  }
  return {};
}

}  // namespace scc::extract
