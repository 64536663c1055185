/// Trust: whether a mail's sender is on the list, and proven to be the sender.
///
/// Proof is the topmost Authentication-Results of the configured server, above the first Received
/// line that another server wrote: dmarc=pass there, for the domain in From. ARC, SPF or DKIM alone,
/// and results that stand lower down or name another server, prove nothing. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "mail/parse_message.h"
#include "mail/raw_headers.h"

namespace scc::mail {

/// `from` is the one sender, mailbox "" if there is none or several.
[[nodiscard]] TrustVerdict judge_sender(const RawHeaders& headers, const Address& from, const Envelope& envelope,
                                        const TrustPolicy& policy);
/// Doubts about a proof that holds: one sentence each for a person. A domain proven by the sending
/// server's address alone (anybody on a shared relay has it), a signature that covers only the
/// beginning of the text, not the sender, or was no longer valid on arrival.
[[nodiscard]] std::vector<std::string> doubts_of_proof(const RawHeaders& headers, const Address& from, Instant received,
                                                       const TrustPolicy& policy);

}  // namespace scc::mail
