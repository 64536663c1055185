#include "base/text.h"
#include "extract/read_message.h"
namespace scc::extract {
struct Reader::Index { World world; };
Reader::Reader(const World& world) : index_(new Index{world}) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reading Reader::read(const mail::Message& m, Tracing) const {
  Reading r;
  const World& w = index_->world;
  CharterId charter;
  for (auto& b : m.bodies) for (auto& p : b.pieces) for (auto line : split(p.text, '\n')) {
    const std::string f = fold(line);
    const bool maybe = f.find("might") != std::string::npos;
    for (auto& c : w.charters) if (f.find(fold(c.sail.client)) != std::string::npos) {
      auto d = to_local(c.sail.start, w.operation.zone).date;
      if (f.find(std::to_string(d.month) + "/" + std::to_string(d.day) + "/" + std::to_string(d.year)) != std::string::npos) charter = c.id;
      if (f.find("off") != std::string::npos && f.find("is off") != std::string::npos) { r.statements.push_back({FactOp::cancel, c.id, {}, {}, Certainty::certain, 1, {std::string(line), "text/plain"}, ""}); }
    }
    auto colon = line.find(':');
    if (colon == std::string_view::npos || charter.empty()) continue;
    for (auto& role : w.operation.roles) {
      bool named = fold(role.title) == fold(line.substr(0, colon)) || role.id.text == fold(line.substr(0, colon));
      for (auto& a : role.aliases) named = named || fold(a) == fold(line.substr(0, colon));
      if (!named) continue;
      Person who{PersonId(), std::string(trim(line.substr(colon + 1)))};
      for (auto& cm : w.operation.crew) if (fold(cm.name) == fold(who.name)) who = {cm.id, cm.name};
      if (who.name.empty()) continue;
      r.statements.push_back({FactOp::assign, charter, role.id, who, maybe ? Certainty::uncertain : Certainty::certain, 1, {std::string(line), "text/plain"}, maybe ? "tentative" : ""});
    }
  }
  if (!r.statements.empty()) r.concern = Concern::changes;
  return r;
}
}
