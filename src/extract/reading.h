/// Reading: what one mail says about crew, with the words that say it.
#pragma once

#include <string>
#include <vector>

#include "domain/charter.h"
#include "domain/fact.h"

namespace scc::extract {

enum class Certainty {
  certain,    ///< the operations manager would enter it without asking anyone
  uncertain,  ///< proposed: tentative, conditional, contradictory, or needs a question first
};

/// One change the mail makes or proposes.
struct Statement {
  FactOp op = FactOp::assign;  ///< assign, unassign, cancel
  CharterId charter;
  RoleId role;
  Person person;
  Certainty certainty = Certainty::certain;
  double confidence = 1.0;  ///< 0 to 1, calibrated; certain is ≥ certain_confidence_min
  Evidence evidence;
  std::string reason;  ///< why it is (not) certain, one sentence for people
  bool operator==(const Statement&) const = default;
};

/// What the mail as a whole wants, before anybody asks whether its sender is trusted.
enum class Concern {
  nothing,   ///< nothing to record
  changes,   ///< statements say what
  question,  ///< it is about crew, but a person has to look; statements may hold proposals
};

/// Some words of the mail and what they were taken for.
struct Mark {
  std::size_t begin = 0;  ///< bytes of ReadText::text
  std::size_t end = 0;
  std::string kind;     ///< "person", "role", "client", "vessel", "date", "time", or the name of a cue
  std::string meaning;  ///< "Ana Reis", "2026-06-07, not a person": what they mean, and what they do not
  bool operator==(const Mark&) const = default;
};

/// A stretch of the mail as it was read, for `scc parse --explain`.
struct ReadText {
  std::string part;
  std::string layer;        ///< "" for what the sender writes now, else "quoted", "forwarded", "signature"…
  std::string text;         ///< of a table: a line for each row, cells parted by " | "
  std::vector<Mark> marks;  ///< in the order of the text, not overlapping
  bool operator==(const ReadText&) const = default;
};

/// One step of the reading, for `scc parse --explain`.
struct TraceLine {
  std::string
      step;  ///< "claim", "not" (a charter that lost), "who" (a person that lost), "dropped" (a claim that lost)
  std::string text;
  bool operator==(const TraceLine&) const = default;
};

struct Reading {
  Concern concern = Concern::nothing;
  std::vector<Statement> statements;  ///< in the order of the text; one per (op, charter, role, person)
  std::vector<std::string> reasons;   ///< why this reading, for people
  std::vector<ReadText> texts;        ///< only when asked for
  std::vector<TraceLine> trace;       ///< only when asked for
  bool operator==(const Reading&) const = default;
};

}  // namespace scc::extract
