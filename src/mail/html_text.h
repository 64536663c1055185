/// HtmlText: a text/html part as the lines that a person sees.
///
/// gumbo parses as browsers do; hidden text (display:none, no size, the colour of its background,
/// off the screen, comments, head…) is not read. A page so big or so deep that it would cost more
/// than a mail is worth is refused before it is parsed. Any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mail/line.h"
#include "mail/visible_text.h"

namespace scc::mail {

inline constexpr int html_depth_max = 400;
inline constexpr int html_tags_max = 20'000;
inline constexpr int html_attributes_max = 100;  ///< of one tag

/// Nothing for a page beyond these limits.
[[nodiscard]] std::optional<std::vector<Line>> lines_of_html(std::string_view utf8, TakenOut& taken_out);
/// Within the limits, judged on the tags alone.
[[nodiscard]] bool html_is_tame(std::string_view utf8);

}  // namespace scc::mail
