/// GMimeAlone: the peer that reading is measured against: a mail decoded by GMime and nothing more.
#pragma once

#include <cstddef>
#include <string_view>

namespace scc::bench {

/// Parses the bytes into GMime's tree and decodes every text part, attached ones too, to UTF-8, the
/// fastest way GMime has: contents stay where they are until they are decoded. Nothing is read from
/// headers, no HTML is parsed, nobody is judged. Gives back the bytes of text.
[[nodiscard]] std::size_t decode_by_gmime(std::string_view bytes);

}  // namespace scc::bench
