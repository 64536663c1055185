#include "extract/cue.h"

#include <array>

namespace scc::extract {
namespace {

/// The sections' names, in the order of the enumeration.
// clang-format off
constexpr std::array<std::string_view, cue_count> names = {
    "tentative", "conditional", "not", "out", "out_before", "in",
    "in_before", "takes", "takes_before", "helm_object", "instead", "yields_to", "replace",
    "in_their_place", "swap", "confirm", "cancel", "not_cancel", "retract",
    "open", "request", "ask", "past", "below", "record",
    "both", "two", "rest", "same_as", "self", "you",
    "he", "hold", "guest", "chatter", "bulletin", "group_footer",
    "training", "thanks", "old_sheet", "respectively", "yes", "no",
    "alone", "copula", "list", "along_with", "until", "but", "or",
    "from_role", "wrote", "off", "asks_about", "undo", "from_charter", "to_charter",
    "idiom", "abbreviation",
    "instead_before", "it_is", "draft", "former", "latter", "kin",
    "greeting", "was",
    "in_year", "same_role", "as_on", "in_book", "me", "musing", "instructs", "earlier", "second", "third", "later",
    "told", "guest_list", "seating", "because", "same_again", "place_word", "moving", "may_i", "joins", "client_label", "asked", "charter_noun", "charter_word"};
// clang-format on

}  // namespace

std::string_view to_string(Cue cue) {
  return names[static_cast<std::size_t>(cue)];
}

CueReader::CueReader(const CueIndex& index) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto number = index.number_of(names[i]);
    if (!number) continue;
    if (by_number_.size() <= *number) by_number_.resize(*number + 1u);
    by_number_[*number] = static_cast<Cue>(i);
  }
}

std::vector<CueHit> CueReader::hits(const std::vector<CueMention>& mentions) const {
  std::vector<CueHit> hits;
  hits.reserve(mentions.size());
  for (const CueMention& mention : mentions) {
    if (mention.cue >= by_number_.size() || !by_number_[mention.cue]) continue;
    hits.push_back({*by_number_[mention.cue], mention.tokens});
  }
  return hits;
}

}  // namespace scc::extract
