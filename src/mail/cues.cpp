#include "mail/cues.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/text.h"

namespace scc::mail {
namespace {

struct CueRow {
  CueKind kind;
  const char* text;
  const char* verb;
};
constexpr CueRow rows[] = {
#include "mail/cues_eastern.inc"
#include "mail/cues_english.inc"
#include "mail/cues_french.inc"
#include "mail/cues_german.inc"
#include "mail/cues_greek.inc"
#include "mail/cues_italian.inc"
#include "mail/cues_northern.inc"
#include "mail/cues_spanish.inc"
};

constexpr std::size_t line_bytes_max = 600;

std::string_view without_edges(std::string_view text) {
  constexpr std::string_view edges = " .,:;!-_*~=>|";
  const std::size_t begin = text.find_first_not_of(edges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(edges) + 1 - begin);
}

struct Attribution {
  std::string begin;
  std::string verb;
};

/// The rows folded, by kind, sorted.
struct Index {
  std::array<std::vector<std::string>, static_cast<std::size_t>(CueKind::contact_label) + 1> by_kind;
  std::vector<Attribution> attributions;
  std::map<std::string, CueKind, std::less<>> labels;

  Index() {
    for (const CueRow& row : rows) {
      const std::string text = fold(row.text);
      if (row.kind == CueKind::attribution) {
        attributions.push_back({text.empty() ? "" : text + ' ', fold(row.verb)});
        continue;
      }
      const bool part =
          row.kind == CueKind::disclaimer || row.kind == CueKind::list_footer || row.kind == CueKind::banner;
      by_kind[static_cast<std::size_t>(row.kind)].push_back(part ? text : std::string(without_edges(text)));
      if (row.kind >= CueKind::header_from && row.kind <= CueKind::header_other) labels.try_emplace(text, row.kind);
    }
    for (auto& texts : by_kind) std::sort(texts.begin(), texts.end());
  }
  const std::vector<std::string>& of(CueKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
};

const Index& index() {
  static const Index made;
  return made;
}

bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || (!(text[at] >= 'a' && text[at] <= 'z') && !(text[at] >= '0' && text[at] <= '9'));
}

}  // namespace

std::string folded_line(std::string_view text) {
  const std::string folded = fold(trim(text.substr(0, line_bytes_max)));
  std::string out;
  out.reserve(folded.size());
  for (const char c : folded) {
    if (c == ' ' || c == '\t' || c == '\n') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

bool is_cue(CueKind kind, std::string_view folded) {
  const auto& texts = index().of(kind);
  return std::binary_search(texts.begin(), texts.end(), without_edges(folded));
}

bool begins_with_cue(CueKind kind, std::string_view folded) {
  const std::string_view text = without_edges(folded);
  return std::any_of(index().of(kind).begin(), index().of(kind).end(),
                     [&](const std::string& cue) { return text.starts_with(cue) && is_word_end(text, cue.size()); });
}

bool contains_cue(CueKind kind, std::string_view folded) {
  return std::any_of(index().of(kind).begin(), index().of(kind).end(),
                     [&](const std::string& cue) { return folded.find(cue) != std::string_view::npos; });
}

bool is_attribution(std::string_view folded) {
  while (folded.starts_with('*') || folded.starts_with('_') || folded.starts_with(' ')) folded.remove_prefix(1);
  while (folded.ends_with('*') || folded.ends_with('_') || folded.ends_with(' ')) folded.remove_suffix(1);
  if (folded.size() < 6) return false;
  const bool colon = folded.ends_with(':');
  const bool address = folded.find('@') != std::string_view::npos;
  // "2026-05-12 9:14 GMT-07:00 Carole <carole@sailing.example>:"
  if (colon && address && folded.ends_with(">:") && folded.front() >= '0' && folded.front() <= '9') return true;
  for (const Attribution& row : index().attributions) {
    if (!row.begin.empty() && !folded.starts_with(row.begin)) continue;
    if (!colon && !folded.ends_with(row.verb)) continue;  // most lines: nothing is searched for
    const std::size_t verb = folded.rfind(row.verb);
    if (verb == std::string_view::npos ||
        (verb > 0 && folded[verb - 1] != ' ' && folded[verb - 1] != '>' && folded[verb - 1] != ','))
      continue;
    if (colon || folded.size() == verb + row.verb.size()) return true;
  }
  return false;
}

bool may_begin_attribution(std::string_view folded) {
  if (folded.find_first_of("0123456789@<") == std::string_view::npos) return false;
  while (folded.starts_with('*') || folded.starts_with('_') || folded.starts_with(' ')) folded.remove_prefix(1);
  return std::any_of(index().attributions.begin(), index().attributions.end(),
                     [&](const Attribution& row) { return !row.begin.empty() && folded.starts_with(row.begin); }) ||
         (folded.find('@') != std::string_view::npos && folded.find('<') != std::string_view::npos);
}

std::optional<CueKind> header_label(std::string_view folded) {
  while (folded.starts_with('*') || folded.starts_with('_')) folded.remove_prefix(1);
  constexpr std::size_t label_bytes_max = 24;
  const std::size_t colon = folded.substr(0, label_bytes_max).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  std::string_view label = folded.substr(0, colon);
  while (label.ends_with(' ') || label.ends_with('*') || label.ends_with('_')) label.remove_suffix(1);
  const auto at = index().labels.find(label);
  if (at == index().labels.end()) return std::nullopt;
  return at->second;
}

}  // namespace scc::mail
