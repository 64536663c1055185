#include "domain/crew_block.h"

#include <algorithm>

#include "base/text.h"

namespace scc {
namespace {

/// Google's editor turns a description into HTML; either it holds one of these, or it is plain.
bool is_html(std::string_view description) {
  const std::string lower = ascii_lower(description);
  for (const std::string_view tag :
       {"<br", "<p>", "<p ", "<div", "<span", "<b>", "<i>", "<u>", "<a ", "<ul", "<ol", "<html"}) {
    if (lower.find(tag) != std::string::npos) return true;
  }
  return false;
}

struct Entity {
  std::string_view escaped;
  std::string_view plain;
};
constexpr Entity entities[] = {{"&nbsp;", " "},  {"&amp;", "&"}, {"&lt;", "<"},    {"&gt;", ">"},
                               {"&quot;", "\""}, {"&#39;", "'"}, {"&middot;", "·"}};

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '\n': out += "<br>"; break;
      default: out += c;
    }
  }
  return out;
}

/// A description as plain text, each byte with the place in the description it came from.
struct PlainView {
  std::string text;
  std::vector<std::size_t> from;  ///< one more than text: where it ends
};

/// The tag at `at` without its brackets, lower case; "" when '<' begins none. Text that a stray
/// '<' would swallow up to a later '>' (our fences even) is no tag.
std::string tag_at(std::string_view html, std::size_t at, std::size_t& length) {
  const std::size_t close = html.find('>', at);
  if (close == std::string_view::npos) return {};
  std::string tag = ascii_lower(html.substr(at + 1, close - at - 1));
  const bool named = !tag.empty() && (tag[0] == '/' || tag[0] == '!' || (tag[0] >= 'a' && tag[0] <= 'z'));
  if (!named || tag.find('<') != std::string::npos || tag.find("──") != std::string::npos) return {};
  length = close + 1 - at;
  return tag;
}

bool ends_line(std::string_view tag) {
  for (const std::string_view name : {"br", "p", "/p", "div", "/div", "/li", "li", "/tr", "/ul", "/ol"}) {
    if (tag == name || (tag.starts_with(name) && (tag[name.size()] == ' ' || tag[name.size()] == '/'))) return true;
  }
  return false;
}

PlainView plain_view(std::string_view description) {
  PlainView view;
  view.text.reserve(description.size());
  const bool html = is_html(description);
  const auto put = [&](std::string_view text, std::size_t at) {
    for (const char c : text) {
      view.text += c;
      view.from.push_back(at);
    }
  };
  for (std::size_t at = 0; at < description.size();) {
    const std::string_view rest = description.substr(at);
    std::size_t length = 1;
    if (html && rest.front() == '<') {
      const std::string tag = tag_at(description, at, length);
      if (tag.empty()) put("<", at);
      if (ends_line(tag)) put("\n", at);
    } else if (html && rest.front() == '&') {
      const auto* entity = std::find_if(std::begin(entities), std::end(entities),
                                        [&](const Entity& e) { return rest.starts_with(e.escaped); });
      if (entity != std::end(entities)) {
        put(entity->plain, at);
        length = entity->escaped.size();
      } else {
        put("&", at);
      }
    } else if (rest.front() != '\r') {
      put(rest.substr(0, 1), at);
    }
    at += length;
  }
  view.from.push_back(description.size());
  return view;
}

std::vector<std::size_t> places_of(std::string_view text, std::string_view word) {
  std::vector<std::size_t> places;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
    places.push_back(at);
  return places;
}

std::string tidy_lines(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    std::string clean;
    for (std::size_t i = 0; i < line.size();) {
      const CodePoint at = code_point_at(line, i);
      if (at.value == 0xA0) {
        clean += ' ';
      } else {
        clean += line.substr(i, at.bytes);
      }
      i += at.bytes;
    }
    const std::string_view trimmed = trim(clean);
    if (trimmed.empty()) continue;
    if (!out.empty()) out += '\n';
    out += trimmed;
  }
  return out;
}

/// Whoever said it, as short as people call them: "Carole Whitfield" → "Carole".
std::string_view first_name(std::string_view actor) {
  return actor.substr(0, actor.find(' '));
}

/// A name as one line that can't be taken for a fence or another line of the block.
std::string one_line(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const CodePoint at = code_point_at(name, i);
    if (at.value == U'─') {
      out += '-';
    } else if (at.value < 0x20 || at.value == 0x7F || at.value == ',' || at.value == 0x2028 || at.value == 0x2029) {
      out += ' ';
    } else {
      out += name.substr(i, at.bytes);
    }
    i += at.bytes;
  }
  return std::string(trim(out));
}

}  // namespace

std::string render_crew_block(std::span<const Assignment> crew, const Operation& operation) {
  std::string text(crew_block_opening);
  const Assignment* last = nullptr;
  for (const Role& role : operation.roles) {
    std::string names;
    for (const Assignment& assignment : crew) {
      if (assignment.role != role.id) continue;
      const CrewMember* member = find_crew_member(operation, assignment.person.id);
      if (!names.empty()) names += ", ";
      names += one_line(member != nullptr ? member->name : assignment.person.name);
      if (last == nullptr || assignment.said > last->said) last = &assignment;
    }
    text += "\n" + role.title + ": " + (names.empty() ? "open" : names);
  }
  if (last != nullptr) {
    text += "\nconfirmed by " + one_line(first_name(last->said_by)) + ", " + to_people(last->said, operation.zone);
  }
  return text + "\n" + std::string(crew_block_closing);
}

FoundBlock find_crew_block(std::string_view description) {
  const PlainView view = plain_view(description);
  const auto openings = places_of(view.text, crew_block_opening);
  const auto closings = places_of(view.text, crew_block_closing);
  FoundBlock found;
  if (openings.empty() && closings.empty()) return found;
  found.presence = BlockPresence::mangled;
  if (openings.size() > 1) {
    found.problem = "there are " + std::to_string(openings.size()) + " opening lines of the crew block";
  } else if (closings.size() > 1) {
    found.problem = "there are " + std::to_string(closings.size()) + " closing lines of the crew block";
  } else if (openings.empty()) {
    found.problem = "the crew block's opening line is missing";
  } else if (closings.empty()) {
    found.problem = "the crew block's closing line is missing";
  } else if (closings.front() < openings.front()) {
    found.problem = "the crew block's closing line stands above its opening line";
  } else {
    const std::size_t end = closings.front() + crew_block_closing.size();
    found.presence = BlockPresence::present;
    found.begin = view.from[openings.front()];
    // The closing fence is plain letters and marks, so its last byte maps to the byte before.
    found.end = view.from[end - 1] + 1;
    found.text = tidy_lines(std::string_view(view.text).substr(openings.front(), end - openings.front()));
  }
  return found;
}

std::vector<BlockLine> parse_crew_block(std::string_view block_text) {
  std::vector<BlockLine> lines;
  for (const std::string_view line : split(block_text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with("──") || line.starts_with("confirmed by ")) continue;
    BlockLine parsed{std::string(trim(line.substr(0, colon))), {}};
    for (const std::string_view name : split(line.substr(colon + 1), ',')) {
      const std::string_view trimmed = trim(name);
      if (!trimmed.empty() && ascii_lower(trimmed) != "open") parsed.names.emplace_back(trimmed);
    }
    lines.push_back(std::move(parsed));
  }
  return lines;
}

Result<std::string> place_crew_block(std::string_view description, std::string_view block) {
  const FoundBlock found = find_crew_block(description);
  if (found.presence == BlockPresence::mangled) {
    return Error{Remedy::skip, "The description can't be written: " + found.problem + ". Put the two lines \"" +
                                   std::string(crew_block_opening) + "\" and \"" + std::string(crew_block_closing) +
                                   "\" right, or delete both."};
  }
  const bool html = is_html(description);
  const std::string ours = html ? escape_html(block) : std::string(block);
  std::string out;
  if (found.presence == BlockPresence::present) {
    out.append(description.substr(0, found.begin)).append(ours).append(description.substr(found.end));
  } else if (description.empty()) {
    out = ours;
  } else {
    const std::string_view gap = html                            ? "<br><br>"
                                 : description.ends_with("\n\n") ? ""
                                 : description.ends_with('\n')   ? "\n"
                                                                 : "\n\n";
    out.append(description).append(gap).append(ours);
  }
  if (utf16_length(out) > description_characters_max) {
    return Error{Remedy::skip,
                 "The description is full: with the crew it would have " + std::to_string(utf16_length(out)) + " of " +
                     std::to_string(description_characters_max) + " characters. Shorten the text above the crew."};
  }
  return out;
}

}  // namespace scc
