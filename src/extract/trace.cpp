#include "extract/trace.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// Of several that fit, so many are named.
constexpr std::size_t meanings_max = 3;

/// Words that only join others say nothing worth a mark.
bool is_worth_a_mark(Cue cue) {
  return cue != Cue::copula && cue != Cue::list && cue != Cue::abbreviation && cue != Cue::greeting &&
         cue != Cue::helm_object && cue != Cue::yes && cue != Cue::no;
}

template <typename List, typename Name>
std::string named(const List& list, const Name& name) {
  std::string out;
  for (std::size_t i = 0; i < list.size() && i < meanings_max; ++i) out += (i > 0 ? " or " : "") + name(list[i]);
  return list.size() > meanings_max ? out + " or others" : out;
}

std::string days_of(const DateMention& date) {
  std::string out;
  if (date.readings.empty()) return out;
  const std::vector<Date>& days = date.readings.front().days;
  if (days.empty()) return out;
  out = to_string(days.front());
  if (days.size() == 2) out += " and " + to_string(days.back());
  if (days.size() > 2) out += " to " + to_string(days.back());
  return date.past ? out + " (past)" : out;
}

std::string meaning_of(const Mentions& mentions, MentionKind kind, std::uint32_t index) {
  switch (kind) {
    case MentionKind::person: {
      const PersonMention& person = mentions.people[index];
      if (person.candidates.empty()) return "not on the roster";
      const std::string who = named(person.candidates, [](const PersonCandidate& it) { return it.member->name; });
      return who + " (" + to_string(person.candidates.front().fit) + ")";
    }
    case MentionKind::role:
      return named(mentions.roles[index].candidates, [](const RoleCandidate& it) { return it.role->title; });
    case MentionKind::client: {
      const ClientMention& client = mentions.clients[index];
      if (client.candidates.empty()) return "a client who is not in the calendar";
      return named(client.candidates, [](const CharterCandidate& it) { return it.charter->id.text; });
    }
    case MentionKind::vessel:
      return named(mentions.vessels[index].candidates, [](const VesselCandidate& it) { return it.vessel->name; });
    case MentionKind::date: return days_of(mentions.dates[index]);
    case MentionKind::time: return {};
  }
  return {};
}

bool overlap(TokenRange a, TokenRange b) {
  return a.first < b.end && b.first < a.end;
}

/// What else the words of an item might have been.
std::string not_meant(const Analysis& analysis, const Item& item) {
  std::string out;
  for (const Mention& other : analysis.mentions.in_order) {
    if (!overlap(other.tokens, item.tokens) || (other.kind == item.kind && other.index == item.index)) continue;
    const bool taken = std::any_of(analysis.items.begin(), analysis.items.end(),
                                   [&](const Item& it) { return it.kind == other.kind && it.index == other.index; });
    if (taken) continue;
    const char* why = other.tokens.size() < item.tokens.size() ? "fewer of the words" : "the less likely reading";
    const std::string meaning = meaning_of(analysis.mentions, other.kind, other.index);
    out +=
        ", not the " + std::string(to_string(other.kind)) + (meaning.empty() ? "" : " " + meaning) + " (" + why + ")";
  }
  return out;
}

void add_marks(const Analysis& analysis, std::size_t offset, std::vector<Mark>& marks) {
  std::vector<std::pair<TokenRange, Mark>> found;
  for (const auto* items : {&analysis.items, &analysis.struck}) {
    for (const Item& item : *items) {
      std::string meaning = meaning_of(analysis.mentions, item.kind, item.index) + not_meant(analysis, item);
      if (items == &analysis.struck) meaning += ", struck out";
      found.push_back({item.tokens, {0, 0, to_string(item.kind), std::move(meaning)}});
    }
  }
  for (const CueHit& hit : analysis.cues) {
    const bool free =
        std::none_of(found.begin(), found.end(), [&](const auto& it) { return overlap(it.first, hit.tokens); });
    if (free && is_worth_a_mark(hit.cue)) found.push_back({hit.tokens, {0, 0, std::string(to_string(hit.cue)), {}}});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first.first < b.first.first; });
  std::uint32_t end = 0;
  for (auto& [tokens, mark] : found) {
    if (tokens.first < end) continue;
    end = tokens.end;
    const TextRange bytes = analysis.tokens.bytes(tokens);
    mark.begin = offset + bytes.begin;
    mark.end = offset + bytes.end;
    marks.push_back(std::move(mark));
  }
}

const char* name_of(mail::Layer layer) {
  switch (layer) {
    case mail::Layer::quoted: return "quoted";
    case mail::Layer::forwarded: return "forwarded";
    case mail::Layer::signature: return "signature";
    case mail::Layer::disclaimer: return "disclaimer";
    default: return "";
  }
}

ReadText table_text(const Passage& passage, const Letter& letter) {
  ReadText out{passage.part, name_of(passage.layer), {}, {}};
  for (const auto& row : passage.grid->rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) out.text += " | ";
      if (row[c].repeated) continue;
      add_marks(analyse(row[c].text, row[c].struck, *letter.finder, *letter.cues, letter.today), out.text.size(),
                out.marks);
      out.text += row[c].text;
    }
    out.text += '\n';
  }
  return out;
}

}  // namespace

std::vector<ReadText> read_texts(const mail::Message& message, const std::vector<Passage>& passages,
                                 const LetterText& text, const Letter& letter) {
  std::vector<ReadText> out{{"subject", "", message.subject, {}}};
  add_marks(text.subject(), 0, out.back().marks);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    if (passage.grid) {
      out.push_back(table_text(passage, letter));
      continue;
    }
    out.push_back({passage.part, name_of(passage.layer), passage.text, {}});
    if (text.view(i) != nullptr) add_marks(*text.view(i), 0, out.back().marks);
  }
  return out;
}

}  // namespace scc::extract
