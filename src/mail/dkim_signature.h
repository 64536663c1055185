/// DkimSignature: what a DKIM-Signature header says it covers.
///
/// The receiving server has checked the signature; a signature can be right and still cover too
/// little: only the first bytes of the text, or not the sender. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scc::mail {

struct DkimSignature {
  std::string domain;                           ///< d=, lower case
  bool covers_from = false;                     ///< "from" is among h=
  bool partial_body = false;                    ///< l=: text may be added below what is signed
  std::optional<std::int64_t> expires_seconds;  ///< x=, since 1970
};

/// Nothing for a value that is no list of tags or names no domain.
[[nodiscard]] std::optional<DkimSignature> parse_dkim_signature(std::string_view raw);

}  // namespace scc::mail
