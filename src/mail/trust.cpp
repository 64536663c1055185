#include "mail/trust.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "mail/authentication_results.h"
#include "mail/dkim_signature.h"
#include "mail/encoded_word.h"

namespace scc::mail {
namespace {

TrustVerdict untrusted(std::string reason) {
  return {Trust::untrusted, std::move(reason)};
}

std::string_view domain_of(std::string_view mailbox) {
  return mailbox.substr(mailbox.rfind('@') + 1);
}

/// The local part's case is kept by no mail program; ASCII case alone makes no other person.
bool is_listed(const std::string& mailbox, const TrustPolicy& policy) {
  return std::any_of(policy.trusted_senders.begin(), policy.trusted_senders.end(),
                     [&](const std::string& listed) { return same_name(listed, mailbox); });
}

/// "by mx.google.com" of a Received line, "" if it has none; and whether it names a sender host.
struct Hop {
  std::string by;
  bool has_from = false;
};
Hop hop_of(std::string_view received) {
  constexpr std::size_t looked_at_max = 2000;
  const std::string text = unfold(received.substr(0, looked_at_max));
  Hop hop;
  int depth = 0;
  std::size_t at = 0;
  bool by_next = false;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ' ' || c == '(' || c == ')' || depth > 0) {
      ++at;
      continue;
    }
    if (c == ';') break;
    const std::size_t end = std::min(text.size(), text.find_first_of(" ();", at));
    const std::string word = ascii_lower(std::string_view(text).substr(at, end - at));
    at = std::max(end, at + 1);
    if (by_next) {
      hop.by = word;
      return hop;
    }
    hop.has_from = hop.has_from || word == "from";
    by_next = word == "by";
  }
  return hop;
}

/// Written by the server that we believe: by its own name, or an inner hand-over (no "from").
bool is_own(const Hop& hop, std::string_view authserv_id) {
  if (same_name(hop.by, authserv_id)) return true;
  if (!hop.has_from) return true;
  const std::size_t dot = authserv_id.find('.');
  const std::string_view parent = dot == std::string_view::npos ? authserv_id : authserv_id.substr(dot);
  return parent.find('.', 1) != std::string_view::npos && ascii_lower(hop.by).ends_with(ascii_lower(parent));
}

struct Proof {
  std::vector<AuthenticationResults> own;  ///< of the configured server, top first, above foreign hops
  bool any_header = false;                 ///< some Authentication-Results, whoever wrote it
  bool unreadable = false;                 ///< the topmost one breaks the grammar
};

Proof proof_of(const RawHeaders& headers, const TrustPolicy& policy) {
  Proof proof;
  bool foreign = false;
  for (const RawHeader& header : headers.all) {
    if (same_name(header.name, "Received")) foreign = foreign || !is_own(hop_of(header.value), policy.authserv_id);
    if (!same_name(header.name, "Authentication-Results")) continue;
    const bool first = !proof.any_header;
    proof.any_header = true;
    if (foreign) continue;
    auto results = parse_authentication_results(header.value);
    if (!results) {
      proof.unreadable = proof.unreadable || (first && proof.own.empty());
      continue;
    }
    if (same_name(results->authserv_id, policy.authserv_id)) proof.own.push_back(std::move(*results));
  }
  return proof;
}

/// Nothing when it shows dmarc=pass for the domain, once and only so; else what it shows.
std::optional<std::string> refutation(const AuthenticationResults& results, std::string_view domain) {
  int passes = 0;
  for (const AuthenticationMethod& method : results.methods) {
    if (method.method != "dmarc") continue;
    if (method.result != "pass") return "dmarc=" + method.result + " at " + results.authserv_id;
    std::string_view about = method.property("header.from");
    about = about.substr(about.rfind('@') + 1);
    if (!about.empty() && !same_name(about, domain)) {
      return "dmarc=pass at " + results.authserv_id + " is about " + scrub_utf8(about) + ", not " + std::string(domain);
    }
    ++passes;
  }
  if (passes == 0) return results.authserv_id + " shows no dmarc result";
  if (passes > 1) return results.authserv_id + " shows more than one dmarc result";
  return std::nullopt;
}

/// One domain is the other's, or lies below it (RFC 7489, relaxed).
bool is_aligned(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  return same_name(a, b) || (b.find('.') != std::string_view::npos && a.size() > b.size() &&
                             same_name(a.substr(a.size() - b.size()), b) && a[a.size() - b.size() - 1] == '.');
}

/// The server saw no signature of the sender's domain, only that the sending address may send for it.
bool is_proven_by_address_only(const AuthenticationResults& results, std::string_view domain) {
  bool said = false;
  for (const AuthenticationMethod& method : results.methods) {
    said = said || method.method == "spf" || method.method == "dkim";
    if (method.method != "dkim" || method.result != "pass") continue;
    std::string_view signer = method.property("header.d");
    if (signer.empty()) signer = method.property("header.i");
    signer = signer.substr(signer.rfind('@') + 1);
    if (signer.empty() || is_aligned(signer, domain)) return false;
  }
  return said;
}

/// With the setting that cures it, where it is not a forgery.
std::string what_is_missing(const Proof& proof, const TrustPolicy& policy) {
  const std::string missing = "no Authentication-Results of " + policy.authserv_id;
  if (proof.any_header) return missing + ", only of others (mail.authserv_id says whose are believed)";
  return missing +
         " or of anybody else. If only your own mail server puts mails there, set mail.without_header = "
         "\"believe\", then: scc sync --reread-rejected";
}

std::optional<std::string> refusing_label(const Envelope& envelope) {
  for (const std::string& label : envelope.labels) {
    if (label == "SPAM" || label == "TRASH" || label == "DRAFT") return label;
  }
  return std::nullopt;
}

}  // namespace

TrustVerdict judge_sender(const RawHeaders& headers, const Address& from, const Envelope& envelope,
                          const TrustPolicy& policy) {
  const std::size_t from_lines = values_of(headers, "From").size();
  if (headers.too_long) return untrusted("its headers are longer than this program reads");
  if (from_lines == 0) return untrusted("it has no From line");
  if (from_lines > 1) return untrusted("it has " + std::to_string(from_lines) + " From lines");
  if (from.mailbox.empty()) return untrusted("its From line names no single address");
  if (!is_listed(from.mailbox, policy)) return untrusted(from.mailbox + " is not a trusted sender");
  if (const auto label = refusing_label(envelope)) return untrusted("it lies in " + *label);
  if (policy.authserv_id.empty()) return untrusted("no server is configured whose word proves the sender");
  const Proof proof = proof_of(headers, policy);
  if (!proof.any_header && policy.without_header == TrustPolicy::WithoutHeader::believe) {
    return {Trust::trusted, "the mailbox is believed without a proof of the sender"};
  }
  if (proof.unreadable) return untrusted("its Authentication-Results can't be read");
  if (proof.own.empty()) return untrusted(what_is_missing(proof, policy));
  const std::string_view domain = domain_of(from.mailbox);
  for (const AuthenticationResults& results : proof.own) {
    if (auto why = refutation(results, domain)) return untrusted(std::move(*why));
  }
  return {Trust::trusted, "dmarc=pass at " + policy.authserv_id};
}

std::vector<std::string> doubts_of_proof(const RawHeaders& headers, const Address& from, Instant received,
                                         const TrustPolicy& policy) {
  std::vector<std::string> doubts;
  const std::string_view domain = domain_of(from.mailbox);
  const Proof proof = proof_of(headers, policy);
  if (!proof.own.empty() && is_proven_by_address_only(proof.own.front(), domain)) {
    doubts.emplace_back("Only the address of the sending server speaks for the sender; the mail is not signed.");
  }
  // One whole signature is enough; without any that can be seen here, the server's word is.
  std::optional<std::string> defect;
  for (const std::string_view value : values_of(headers, "DKIM-Signature")) {
    const auto signature = parse_dkim_signature(value);
    if (!signature || !is_aligned(signature->domain, domain)) continue;
    if (signature->partial_body) {
      defect = "Its signature covers only the beginning of the text.";
    } else if (!signature->covers_from) {
      defect = "Its signature does not cover the sender.";
    } else if (signature->expires_seconds && *signature->expires_seconds * 1000 < received.milliseconds) {
      defect = "Its signature was no longer valid when it arrived.";
    } else {
      return doubts;
    }
  }
  if (defect) doubts.push_back(std::move(*defect));
  return doubts;
}

}  // namespace scc::mail
