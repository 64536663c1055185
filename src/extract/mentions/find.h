/// Find: everything a text mentions, in one call.
///
/// What overlaps is kept, with a rank: "Will" is a person and a word, "May" a month and a person,
/// "the Queen" a vessel and perhaps a client. `covered_by` says which mention has the better right
/// to the words; who reads on may still take the other one. The better right goes to the longer
/// mention; of equal length to the surer one (a weak or doubtful one last), then in the order of
/// MentionKind.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/mentions/clients.h"
#include "extract/mentions/cues.h"
#include "extract/mentions/dates.h"
#include "extract/mentions/people.h"
#include "extract/mentions/roles.h"
#include "extract/mentions/times.h"
#include "extract/mentions/vessels.h"

namespace scc::extract {

enum class MentionKind : std::uint8_t { date, time, role, person, client, vessel };
[[nodiscard]] const char* to_string(MentionKind kind);

struct Mention {
  MentionKind kind = MentionKind::date;
  std::uint32_t index = 0;  ///< into the list of its kind
  TokenRange tokens;
  TextRange bytes;
  std::optional<std::uint32_t> covered_by;  ///< index into in_order
};

struct Mentions {
  std::vector<DateMention> dates;
  std::vector<TimeMention> times;
  std::vector<RoleMention> roles;
  std::vector<PersonMention> people;
  std::vector<ClientMention> clients;
  std::vector<VesselMention> vessels;
  std::vector<CueMention> cues;
  std::vector<Mention> in_order;  ///< all but the cues: by first token, then the longer one first
};

/// Prepared for one world. `world` must outlive it. Finding is const and for any thread.
class Finder {
 public:
  Finder(const World& world, const Lexicon& lexicon);

  [[nodiscard]] Tokens tokens(std::string_view text) const { return {text, vocabulary_}; }
  [[nodiscard]] Mentions find(const Tokens& tokens, const Date& today) const;
  [[nodiscard]] const CueIndex& cues() const { return cues_; }

 private:
  Vocabulary vocabulary_;
  DateFinder dates_;
  TimeFinder times_;
  RoleIndex roles_;
  PeopleIndex people_;
  ClientIndex clients_;
  VesselIndex vessels_;
  CueIndex cues_;
};

}  // namespace scc::extract
