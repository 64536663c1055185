#include "engine/event_sail.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace scc::engine {
namespace {

std::string with_dash(std::string_view separator, std::string_view dash) {
  std::string out;
  for (const char c : separator) {
    if (c == '-') {
      out += dash;
    } else {
      out += c;
    }
  }
  return out;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Both folded; as whole words.
bool names(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool starts = at == 0 || !is_word_byte(text[at - 1]);
    const bool ends = at + name.size() == text.size() || !is_word_byte(text[at + name.size()]);
    if (starts && ends) return true;
  }
  return false;
}

/// The vessel with the longest name in the text: "Bay Star II" before "Bay Star".
const Vessel* vessel_in(std::string_view text, const Operation& operation) {
  const std::string folded = fold(text);
  const Vessel* best = nullptr;
  std::size_t best_length = 0;
  const auto consider = [&](const Vessel& vessel, const std::string& name) {
    const std::string folded_name = fold(name);
    if (folded_name.size() > best_length && names(folded, folded_name)) {
      best = &vessel;
      best_length = folded_name.size();
    }
  };
  for (const Vessel& vessel : operation.vessels) {
    consider(vessel, vessel.name);
    for (const std::string& alias : vessel.aliases) consider(vessel, alias);
  }
  return best;
}

CharterStatus status_of(CalendarEvent::Status status) {
  switch (status) {
    case CalendarEvent::Status::confirmed: return CharterStatus::confirmed;
    case CalendarEvent::Status::tentative: return CharterStatus::hold;
    case CalendarEvent::Status::cancelled: return CharterStatus::cancelled;
  }
  return CharterStatus::confirmed;
}

}  // namespace

std::string client_of(std::string_view title, std::string_view separator) {
  std::size_t end = title.size();
  if (!separator.empty()) {
    for (const std::string_view dash : {"-", "–", "—"}) {
      end = std::min(end, title.find(with_dash(separator, dash)));
    }
  }
  const std::string_view client = trim(title.substr(0, end));
  if (!client.empty()) return std::string(client);
  const std::string_view whole = trim(title);
  return whole.empty() ? "Untitled" : std::string(whole);
}

VesselId vessel_of(const CalendarEvent& event, const Settings& settings) {
  for (const std::string* text : {&event.location, &event.title}) {
    if (const Vessel* vessel = vessel_in(*text, settings.operation)) return vessel->id;
  }
  return settings.default_vessel;
}

Sail sail_of(const CalendarEvent& event, const Settings& settings) {
  return {client_of(event.title, settings.title_separator),
          event.title,
          event.start,
          event.end,
          vessel_of(event, settings),
          status_of(event.status)};
}

std::string describe(const Sail& sail, const Zone& zone) {
  return sail.client + ", " + to_people(sail.start, zone) + " to " + to_people(sail.end, zone) +
         (sail.vessel.empty() ? "" : ", vessel " + sail.vessel.text) + ", " + to_string(sail.status);
}

}  // namespace scc::engine
