/// Signature: where the sender's words end and name, titles, addresses and boilerplate begin.
///
/// Rationale: a signature is full of roles and names, so it must not be read as an order; and a
/// crew list after a greeting looks like one, so it is taken for a signature only on evidence: the
/// delimiter, the mail program's mark, the sender's own name, or ways to reach somebody. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "mail/line.h"

namespace scc::mail {

/// `lines[begin, end)` are one person's words: marks the signature and footers among them.
void find_signature(std::vector<Line>& lines, std::size_t begin, std::size_t end, const Address& sender);

}  // namespace scc::mail
