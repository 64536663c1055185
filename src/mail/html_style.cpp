#include "mail/html_style.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"

namespace scc::mail {
namespace {

constexpr std::size_t css_bytes_max = 256 * 1024;
constexpr std::size_t rules_max = 2000;

bool contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

/// The number at the beginning: "0.5px" → 0.5.
std::optional<double> number_of(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

/// A length in pixels, as far as it is one; nothing for "auto", percents and the like.
std::optional<double> length_of(std::string_view text) {
  const auto value = number_of(text);
  if (!value || contains(text, "%")) return std::nullopt;
  if (contains(text, "em")) return *value * 16;
  if (contains(text, "pt")) return *value * 4 / 3;
  if (contains(text, "in")) return *value * 96;
  if (contains(text, "cm")) return *value * 38;
  return value;
}

std::optional<Colour> hex_colour(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (digits.size() == 6) return value;
  if (digits.size() == 8) return value >> 8;
  if (digits.size() == 3) {
    const std::uint32_t r = value >> 8;
    const std::uint32_t g = (value >> 4) & 15;
    const std::uint32_t b = value & 15;
    return (r * 17) << 16 | (g * 17) << 8 | b * 17;
  }
  return std::nullopt;
}

/// What one element says of itself, collected over its declarations.
struct Seen {
  Declarations out;
  bool cut_off = false;  ///< overflow: hidden
  bool no_size = false;  ///< a width or height of nothing
  bool placed = false;   ///< position: absolute or fixed
  bool far_away = false;

  void declare(std::string_view name, std::string_view value) {
    if (name == "display") {
      out.hides = out.hides || value.starts_with("none");
    } else if (name == "visibility") {
      out.hides = out.hides || value.starts_with("hidden") || value.starts_with("collapse");
    } else if (name == "opacity") {
      const auto opacity = number_of(value);
      out.hides = out.hides || (opacity && *opacity <= 0.05);
    } else if (name == "font-size") {
      const auto size = length_of(value);
      out.hides = out.hides || (size && *size <= 1.5) || value.starts_with("0%");
    } else if (name == "mso-hide") {
      out.hides = out.hides || value.starts_with("all");
    } else if (name == "color") {
      if (value == "transparent") out.hides = true;
      out.colour = colour_of(value);
    } else if (name == "background" || name == "background-color") {
      out.background = colour_of(value.substr(0, value.find(' ')));
    } else {
      declare_box(name, value);
    }
  }

  void declare_box(std::string_view name, std::string_view value) {
    const auto is_least = [&](double least) {
      const auto length = length_of(value);
      return length && *length <= least;
    };
    if (name == "overflow") {
      cut_off = value.starts_with("hidden");
    } else if (name == "height" || name == "max-height" || name == "width" || name == "max-width") {
      no_size = no_size || is_least(1) || value.starts_with("0%");
    } else if (name == "position") {
      placed = value.starts_with("absolute") || value.starts_with("fixed");
    } else if (name == "left" || name == "top" || name == "right" || name == "bottom") {
      far_away = far_away || is_least(-900);
    } else if (name == "text-indent" || name == "margin-left" || name == "margin-top") {
      out.hides = out.hides || is_least(-900);
    } else if (name == "clip") {
      out.hides = out.hides || contains(value, "rect(0");
    } else if (name == "transform") {
      out.hides = out.hides || contains(value, "scale(0)");
    } else if (name.starts_with("text-decoration")) {
      out.strikes = out.strikes || contains(value, "line-through");
    } else if (name == "white-space") {
      out.preformatted = value.starts_with("pre");
    } else if (name == "border" || name == "border-left") {
      out.borderless = value.starts_with("none") || value.starts_with("0");
    } else if (name == "margin" || name == "margin-bottom") {
      out.no_margin = value.starts_with('0');
    } else if (name == "mso-list") {
      out.mark_only = contains(value, "ignore");
      const std::size_t level = value.find("level");
      if (level != std::string_view::npos) out.list_level = std::atoi(std::string(value.substr(level + 5, 1)).c_str());
    }
  }

  Declarations finish() {
    out.hides = out.hides || (cut_off && no_size) || (placed && far_away);
    return out;
  }
};

}  // namespace

std::optional<Colour> colour_of(std::string_view value) {
  value = trim(value);
  if (value.starts_with('#')) return hex_colour(value.substr(1));
  if (value.starts_with("rgb")) {
    Colour colour = 0;
    std::size_t at = value.find('(');
    for (int i = 0; i < 3; ++i) {
      if (at == std::string_view::npos) return std::nullopt;
      const auto part = number_of(value.substr(at + 1));
      if (!part) return std::nullopt;
      colour = colour << 8 | static_cast<Colour>(std::clamp(*part, 0.0, 255.0));
      at = value.find_first_of(", ", at + 2);
    }
    return colour;
  }
  struct Name {
    std::string_view name;
    Colour colour;
  };
  static constexpr std::array<Name, 12> names = {{{"white", 0xFFFFFF},
                                                  {"black", 0x000000},
                                                  {"window", 0xFFFFFF},
                                                  {"windowtext", 0x000000},
                                                  {"red", 0xFF0000},
                                                  {"yellow", 0xFFFF00},
                                                  {"snow", 0xFFFAFA},
                                                  {"ivory", 0xFFFFF0},
                                                  {"ghostwhite", 0xF8F8FF},
                                                  {"whitesmoke", 0xF5F5F5},
                                                  {"navy", 0x000080},
                                                  {"blue", 0x0000FF}}};
  const std::string lower = ascii_lower(value);
  for (const Name& known : names) {
    if (lower == known.name) return known.colour;
  }
  return value.size() == 6 ? hex_colour(value) : std::nullopt;  // <font color=ffffff>
}

bool same_to_the_eye(Colour a, Colour b) {
  constexpr int difference_max = 12;
  for (int shift = 0; shift <= 16; shift += 8) {
    const int x = static_cast<int>((a >> shift) & 255);
    const int y = static_cast<int>((b >> shift) & 255);
    if (std::abs(x - y) > difference_max) return false;
  }
  return true;
}

Declarations read_declarations(std::string_view style) {
  Seen seen;
  const std::string lower = ascii_lower(style.substr(0, 8192));
  for (std::string_view rest = lower; !rest.empty();) {
    const std::size_t end = std::min(rest.size(), rest.find(';'));
    const std::string_view declaration = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = trim(declaration.substr(colon + 1));
    seen.declare(trim(declaration.substr(0, colon)), trim(value.substr(0, value.find("!important"))));
  }
  return seen.finish();
}

void merge(Declarations& into, const Declarations& later) {
  into.hides = into.hides || later.hides;
  into.strikes = into.strikes || later.strikes;
  into.preformatted = into.preformatted || later.preformatted;
  into.borderless = into.borderless || later.borderless;
  into.mark_only = into.mark_only || later.mark_only;
  into.no_margin = into.no_margin || later.no_margin;
  if (later.list_level != 0) into.list_level = later.list_level;
  if (later.colour) into.colour = later.colour;
  if (later.background) into.background = later.background;
}

void StyleSheet::add(std::string_view css) {
  css = css.substr(0, css_bytes_max);
  std::string plain;  // without comments and the <!-- --> that old sheets stand in
  plain.reserve(css.size());
  for (std::size_t at = 0; at < css.size();) {
    if (css.substr(at, 2) == "/*") {
      const std::size_t end = css.find("*/", at + 2);
      at = end == std::string_view::npos ? css.size() : end + 2;
    } else if (css.substr(at, 4) == "<!--" || css.substr(at, 3) == "-->") {
      at += css[at] == '<' ? 4 : 3;
    } else {
      plain += css[at++];
    }
  }
  for (std::string_view rest = plain; rules_.size() < rules_max;) {
    const std::size_t open = rest.find('{');
    if (open == std::string_view::npos) return;
    const std::string_view selectors = trim(rest.substr(0, open));
    if (selectors.starts_with('@')) {  // for other media, fonts: passed over as a whole
      int depth = 0;
      std::size_t at = open;
      for (; at < rest.size(); ++at) {
        if (rest[at] == '{') ++depth;
        if (rest[at] == '}' && --depth == 0) break;
      }
      rest.remove_prefix(std::min(rest.size(), at + 1));
      continue;
    }
    const std::size_t close = std::min(rest.size(), rest.find('}', open));
    add_rule(selectors, rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(std::min(rest.size(), close + 1));
  }
}

void StyleSheet::add_rule(std::string_view selectors, std::string_view declarations) {
  const Declarations read = read_declarations(declarations);
  for (const std::string_view selector : split(selectors, ',')) {
    std::string name = ascii_lower(trim(selector));
    const std::size_t space = name.rfind(' ');
    if (space != std::string::npos) {
      // "table td.x": the ancestors are mere tags, so the last part decides.
      if (name.find_first_of(".#[>+~:", 0) < space) continue;
      name.erase(0, space + 1);
    }
    if (name.empty() || name.find_first_of("[>+~:*") != std::string::npos) continue;
    merge(rules_[name], read);
  }
}

Declarations StyleSheet::of(std::string_view tag, std::string_view classes, std::string_view id) const {
  Declarations out;
  const auto apply = [&](const std::string& selector) {
    if (const auto at = rules_.find(selector); at != rules_.end()) merge(out, at->second);
  };
  apply(std::string(tag));
  constexpr std::size_t classes_max = 20;
  std::size_t count = 0;
  for (const std::string_view part : split(classes, ' ')) {
    if (part.empty() || ++count > classes_max) continue;
    const std::string name = ascii_lower(trim(part));
    apply('.' + name);
    apply(std::string(tag) + '.' + name);
  }
  if (!id.empty()) {
    apply('#' + ascii_lower(id));
    apply(std::string(tag) + '#' + ascii_lower(id));
  }
  return out;
}

}  // namespace scc::mail
