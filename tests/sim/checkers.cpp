#include <algorithm>

#include "domain/crew_block.h"
#include "harbour.h"

namespace scc::sim {
namespace {

std::string names_of(const std::vector<Assignment>& crew) {
  std::string text;
  for (const Assignment& seat : crew) text += (text.empty() ? "" : ", ") + seat.role.text + " " + seat.person.name;
  return text.empty() ? "nobody" : text;
}

}  // namespace

/// A commit of a sync names its lease, and fences only grow.
void Harbour::check_commit(const Commit& commit, bool leased) {
  if (leased && !commit.lease) broken("a commit of a sync was not fenced");
}

/// Nothing is written blindly, and nothing that people wrote is touched.
void Harbour::check_write(const CalendarEvent* event, const DescriptionPatch& patch, const std::string& if_match) {
  if (if_match.empty()) broken("a write without If-Match");
  if (event == nullptr || event->etag != if_match) return;
  const std::string before = without_block(event->description);
  const std::string after = without_block(patch.description);
  if (before != after) {
    broken("a write changed what people wrote in " + event->id.text + ": \"" + before + "\" became \"" + after + "\"");
  }
}

void Harbour::check_step() {
  if (tables.change_number == checked_at_) return;
  checked_at_ = tables.change_number;
  check_mails();
  check_facts();
  check_charters();
  check_outbox();
  for (const auto& [name, lease] : tables.leases) {
    if (lease.fence < fence_seen_) broken("a fence went back");
    fence_seen_ = lease.fence;
  }
}

/// Every mail that the cursor has passed has its one receipt; a mail in review can be seen there.
void Harbour::check_mails() {
  const auto source = tables.sources.find("mail");
  const std::string cursor = source == tables.sources.end() ? "" : source->second.cursor;
  const std::size_t passed = cursor.empty() ? 0 : std::stoul(cursor);
  for (std::size_t i = 0; i < passed && i < listed_.size(); ++i) {
    if (!tables.receipts.contains(listed_[i]) && !lost_.contains(listed_[i])) {
      broken("the cursor passed " + listed_[i].text + ", which has no receipt");
    }
  }
  for (const auto& [id, receipt] : receipts_seen_) {
    const auto now = tables.receipts.find(id);
    if (now == tables.receipts.end() || now->second != receipt) broken("the receipt of " + id.text + " was changed");
  }
  receipts_seen_ = tables.receipts;
  for (const auto& [id, receipt] : tables.receipts) {
    if (receipt.disposition == Disposition::review && !tables.reviews.contains(ReviewId(id.text))) {
      broken(id.text + " waits for review and nobody sees it");
    }
  }
}

/// Facts are only added, none from a mail that is not trusted.
void Harbour::check_facts() {
  for (const auto& [id, fact] : facts_seen_) {
    const auto now = tables.facts.find(id);
    if (now == tables.facts.end() || now->second != fact) broken("the fact " + id.text + " was changed");
  }
  facts_seen_ = tables.facts;
  for (const auto& [id, fact] : tables.facts) {
    if (fact.source.kind == SourceKind::mail && !trusted_.contains(MessageId(fact.source.id))) {
      broken("a fact of " + fact.source.id + ", which nobody trusts");
    }
    if (fact.source.kind == SourceKind::mail && !tables.receipts.contains(MessageId(fact.source.id))) {
      broken("a fact of " + fact.source.id + " before its receipt");
    }
  }
}

/// The stored crew is the fold of the facts.
void Harbour::check_charters() {
  std::map<CharterId, std::vector<Fact>> facts;
  for (const auto& [id, fact] : tables.facts) facts[fact.charter].push_back(fact);
  for (const auto& [id, of_charter] : facts) {
    if (!tables.charters.contains(id)) broken("a fact of " + id.text + ", which is not there");
  }
  for (const auto& [id, record] : tables.charters) {
    const CrewState state = fold_facts(facts[id], scenario.settings.operation.roles);
    if (state.crew != record.charter.crew || state.cancelled != record.charter.cancelled_by_mail) {
      broken(id.text + " has " + names_of(record.charter.crew) + ", its facts say " + names_of(state.crew));
    }
  }
}

/// An entry that left the outbox left a calendar that shows the crew, or is not to show it.
void Harbour::check_outbox() {
  for (const auto& [id, entry] : outbox_seen_) {
    if (tables.outbox.contains(id)) continue;
    const CharterRecord& record = tables.charters.at(id);
    const auto found = calendar.all().find(record.charter.event);
    if (found == calendar.all().end() || found->second.status == CalendarEvent::Status::cancelled) continue;
    if (record.charter.sail.status == CharterStatus::cancelled) continue;
    const CalendarEvent& event = found->second;
    if (event.etag != record.event_etag || !event.description_writable) continue;  // looked at again by the import
    if (tables.reviews.contains(ReviewId(event.id.text + "@" + event.etag))) continue;
    const std::string block = render_crew_block(record.charter.crew, scenario.settings.operation);
    const FoundBlock shown = find_crew_block(event.description);
    const bool empty = record.charter.crew.empty() && shown.presence == BlockPresence::absent;
    if (!empty && shown.text != block) {
      broken("the outbox let go of " + id.text + " while the calendar shows \"" + shown.text + "\" instead of \"" +
             block + "\"");
    }
  }
  outbox_seen_ = tables.outbox;
}

}  // namespace scc::sim
