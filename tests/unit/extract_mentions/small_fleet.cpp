#include "unit/extract_mentions/small_fleet.h"

#include <stdexcept>

namespace scc::extract {
namespace {

CrewMember member(std::string id, std::string name, std::vector<std::string> aliases) {
  CrewMember out;
  out.id = PersonId(std::move(id));
  out.name = std::move(name);
  out.aliases = std::move(aliases);
  return out;
}

Charter charter(std::string id, std::string client, std::string title) {
  Charter out;
  out.id = CharterId(std::move(id));
  out.sail.client = std::move(client);
  out.sail.title = std::move(title);
  return out;
}

World make_small_fleet() {
  World world;
  Operation& operation = world.operation;
  operation.roles = {{RoleId("captain"), "Captain", {"skipper"}, 1},
                     {RoleId("first_mate"), "1st Mate", {"mate"}, 1},
                     {RoleId("deckhand"), "Deckhand", {}, 3},
                     {RoleId("host"), "Host/Hostess", {}, 1}};
  operation.vessels = {{VesselId("queen"), "Queen of the Coast", {"the Queen"}},
                       {VesselId("evening-star"), "Evening Star", {"Star"}}};
  operation.crew = {
      member("siobhan-keane", "Siobhán Keane", {"Shiv"}), member("gene-oneal", "Gene O'Neal", {}),
      member("mei-lin-zhao", "Mei-Lin Zhao", {}),         member("mike-tanner", "Mike Tanner", {"Big Mike"}),
      member("michael-brandt", "Michael Brandt", {}),     member("giorgos-pappas", "Γιώργος Παππάς", {}),
      member("daniel-rich", "Daniel Rich", {}),           member("will-sutter", "Will Sutter", {}),
      member("june-abbott", "June Abbott", {}),           member("angela-wong", "Angela Wong", {"Angie"}),
      member("gabe-st-pierre", "Gabe St. Pierre", {}),    member("laura-bennett-cruz", "Laura Bennett-Cruz", {}),
      member("tyler-brooks", "Tyler Brooks", {"T-Bone"})};
  world.charters = {
      charter("jennifer-sanderson-2026-06-12", "Jennifer Sanderson", "Jennifer Sanderson - 50th birthday"),
      charter("brightwater-dental-2026-06-14", "Brightwater Dental", "Brightwater Dental - staff outing"),
      charter("hargrove-pell-2026-06-19", "Hargrove & Pell", "Hargrove & Pell"),
      charter("bayview-friends-school-2026-06-20", "Bayview Friends School", "Bayview Friends School")};
  world.charters[1].aliases = {"BK-1042"};
  return world;
}

}  // namespace

const Lexicon& built_in_lexicon() {
  static const Lexicon lexicon = [] {
    auto loaded = load_lexicon();
    if (!loaded) throw std::runtime_error(loaded.error().what);
    return std::move(loaded).value();
  }();
  return lexicon;
}

const World& small_fleet() {
  static const World world = make_small_fleet();
  return world;
}

const Finder& small_fleet_finder() {
  static const Finder finder(small_fleet(), built_in_lexicon());
  return finder;
}

Found::Found(std::string_view words, Date today)
    : text(words), tokens(small_fleet_finder().tokens(text)), all(small_fleet_finder().find(tokens, today)) {}

const PersonMention* Found::mention(std::string_view written) const {
  for (const PersonMention& mention : all.people) {
    if (mention.written == written) return &mention;
  }
  return nullptr;
}

std::string Found::person(std::string_view written) const {
  const PersonMention* found = mention(written);
  if (!found) return "";
  if (found->candidates.empty()) return "?";
  std::string out;
  for (const PersonCandidate& candidate : found->candidates)
    out += (out.empty() ? "" : "|") + candidate.member->id.text;
  return out;
}

std::string Found::role(std::string_view words) const {
  for (const RoleMention& mention : all.roles) {
    if (tokens.written(mention.tokens) == words)
      return mention.candidates.empty() ? "?" : mention.candidates.front().role->id.text;
  }
  return "";
}

std::string Found::charter(std::string_view words) const {
  for (const ClientMention& mention : all.clients) {
    if (tokens.written(mention.name) == words)
      return mention.candidates.empty() ? "?" : mention.candidates.front().charter->id.text;
  }
  return "";
}

std::string Found::vessel(std::string_view words) const {
  for (const VesselMention& mention : all.vessels) {
    if (tokens.written(mention.tokens) == words) return mention.candidates.front().vessel->id.text;
  }
  return "";
}

}  // namespace scc::extract
