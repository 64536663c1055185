/// LetterKind: what a mail is for, as a whole: crew to record, or a story, a bill, a bulletin.
#pragma once

#include <string>
#include <vector>

#include "extract/analysis.h"

namespace scc::extract {

struct LetterKind {
  std::string records_nothing;  ///< why, in words for people; "" when it may record something
  bool takes_below = false;     ///< the quoted or forwarded text is meant: "confirmed as below"
  std::string draft;            ///< why nothing it says is decided yet; "" when it may be
  bool grants = false;          ///< "Yes, do it": what is quoted asks leave to do
  bool thanks = false;          ///< the subject thanks
  bool old_sheet = false;       ///< an attached list is expressly not to be followed
};

/// `fresh` are the analyses of what the sender writes now, in order.
[[nodiscard]] LetterKind kind_of(const Analysis& subject, const std::vector<const Analysis*>& fresh, bool has_forwarded,
                                 bool has_quoted);

/// "Can I take Earl off and put Wil on?"
[[nodiscard]] bool asks_leave(const std::vector<const Analysis*>& quoted);
/// Where leave is given, what was asked is said; what else stands there is not.
[[nodiscard]] Sentence as_granted(const Analysis& analysis, Sentence sentence);

/// Why a text that the sender hands on records nothing: an invoice, hours for pay; "" when it may.
[[nodiscard]] std::string reason_of_reported(const std::vector<const Analysis*>& reported);

}  // namespace scc::extract
