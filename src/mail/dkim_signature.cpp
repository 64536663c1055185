#include "mail/dkim_signature.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "mail/raw_headers.h"

namespace scc::mail {

std::optional<DkimSignature> parse_dkim_signature(std::string_view raw) {
  constexpr std::size_t signature_bytes_max = 16 * 1024;
  if (raw.size() > signature_bytes_max) return std::nullopt;
  DkimSignature out;
  for (const std::string_view tag : split(raw, ';')) {
    const std::size_t equals = tag.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trim(tag.substr(0, equals));
    const std::string_view value = trim(tag.substr(equals + 1));
    if (name == "d") out.domain = ascii_lower(value);
    if (name == "l") out.partial_body = true;
    if (name == "x") {
      std::int64_t at = 0;
      if (std::from_chars(value.data(), value.data() + value.size(), at).ec == std::errc()) out.expires_seconds = at;
    }
    if (name == "h") {
      const auto headers = split(value, ':');
      out.covers_from = std::any_of(headers.begin(), headers.end(),
                                    [](std::string_view header) { return same_name(trim(header), "From"); });
    }
  }
  if (out.domain.empty()) return std::nullopt;
  return out;
}

}  // namespace scc::mail
