/// Layers: which lines the sender writes now, and which are history, a forwarded mail, a signature
/// or a footer.
///
/// What stands below an "On … wrote:" or a block of headers is history; quote marks are history
/// wherever they are, so answers between them stay fresh. Pure, any thread.
#pragma once

#include <string_view>
#include <vector>

#include "mail/line.h"

namespace scc::mail {

/// What is known of the mail beside its lines.
struct MailFrame {
  Address from;
  std::string subject;
  bool attached_mail = false;  ///< the body of an attached mail: forwarded as a whole
};

/// Sets `layer`, `depth` and `dropped` of each line; gives the forwarded mail's own headers.
std::vector<ForwardedHeader> assign_layers(std::vector<Line>& lines, const MailFrame& frame);

}  // namespace scc::mail
