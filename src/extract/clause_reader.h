/// ClauseReader: a stretch of text → claims: who is put where, who stays, who is out, in whose place.
///
/// Knows no charters and no calendar; what it is told of the surroundings stands in Setting. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/analysis.h"
#include "extract/claim.h"
#include "extract/keyed_row.h"
#include "extract/pairing.h"

namespace scc::extract {

/// What the reader of a clause has to know of the text before it and of the mail.
struct Setting {
  Who author;                          ///< "me"
  Who addressed;                       ///< "you"
  Who spoken_of;                       ///< "she"
  Who leaving;                         ///< who was said to be out and has no successor yet
  std::vector<RoleCandidate> topic;    ///< the role that the heading, subject or question is about
  std::vector<RoleCandidate> command;  ///< the role of whoever "has the boat"
  RowKey key;                          ///< the order in which rows of names give their roles
  bool answer = false;                 ///< the text answers a question: a bare name counts
  bool follows_claim = false;          ///< the same sentence put somebody on a charter just before
  bool listing = false;                ///< the lines around set names beside roles or charters
};

struct ClauseReading {
  std::vector<Claim> claims;           ///< without charter, doubt only from within the clause
  std::vector<RoleCandidate> topic;    ///< a role spoken of without anybody in it
  std::vector<RoleCandidate> carried;  ///< the only role of the clause, with somebody in it
  Who addressed;
  Who spoken_of;
  Who leaving;
  bool people = false;     ///< anybody is named at all
  bool list_like = false;  ///< names, roles and marks, hardly a word between
  bool swaps = false;
};

[[nodiscard]] ClauseReading read_clause(const Analysis& analysis, TokenRange clause, const Setting& setting);

}  // namespace scc::extract
