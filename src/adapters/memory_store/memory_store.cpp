#include "adapters/memory_store/memory_store.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace scc {
namespace {

template <class Map, class Key>
auto find_copy(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

template <class Map, class Key>
std::int64_t version_of(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second.version;
}

/// A page is the number of items before it: enough for a model whose data stands still in a test.
template <class T>
Result<Page<T>> page_of(std::vector<T> items, int limit, const std::string& page) {
  std::size_t skip = 0;
  const char* end = page.data() + page.size();
  if (!page.empty() && std::from_chars(page.data(), end, skip).ptr != end)
    return Error{Remedy::skip, "\"" + page + "\" is no page of this list; begin at the first."};
  const auto size = static_cast<std::size_t>(std::clamp(limit, 1, page_items_max));
  Page<T> result;
  for (std::size_t i = skip; i < items.size() && result.items.size() < size; ++i)
    result.items.push_back(std::move(items[i]));
  if (skip + size < items.size()) result.next = std::to_string(skip + size);
  return result;
}

}  // namespace

bool MemoryStore::conflicts(const Commit& commit) const {
  const auto moved = [](const auto& map, const auto& key, std::int64_t read) { return version_of(map, key) != read; };
  if (commit.lease) {
    const auto lease = tables_.leases.find(commit.lease->name);
    if (lease == tables_.leases.end() || lease->second.fence != commit.lease->fence ||
        lease->second.owner != commit.lease->owner)
      return true;
  }
  return std::any_of(commit.charters.begin(), commit.charters.end(),
                     [&](const CharterRecord& r) { return moved(tables_.charters, r.charter.id, r.version); }) ||
         std::any_of(commit.reviews.begin(), commit.reviews.end(),
                     [&](const ReviewItem& r) { return moved(tables_.reviews, r.id, r.version); }) ||
         std::any_of(commit.sources.begin(), commit.sources.end(),
                     [&](const SourceState& s) { return moved(tables_.sources, s.source, s.version); }) ||
         std::any_of(commit.named.begin(), commit.named.end(),
                     [&](const NamedRecord& r) { return moved(tables_.named, std::pair(r.kind, r.key), r.version); }) ||
         std::any_of(commit.named_removed.begin(), commit.named_removed.end(), [&](const NamedRemoval& removal) {
           return removal.version && moved(tables_.named, std::pair(removal.kind, removal.key), *removal.version);
         });
}

Result<CommitOutcome> MemoryStore::commit(const Commit& commit) {
  if (const auto limits = check_limits(commit); !limits) return limits.error();
  if (commit.receipt) {
    const auto stored = tables_.receipts.find(commit.receipt->message);
    const bool stands = stored != tables_.receipts.end();
    if (stands && !commit.receipt_replaces) return CommitOutcome::already_done;
    if (commit.receipt_replaces && !(stands && stored->second.handled == *commit.receipt_replaces))
      return CommitOutcome::conflict;
  }
  if (conflicts(commit)) return CommitOutcome::conflict;
  if (commit.receipt) tables_.receipts.insert_or_assign(commit.receipt->message, *commit.receipt);
  for (const Fact& fact : commit.facts) tables_.facts.emplace(fact.id, fact);
  for (CharterRecord record : commit.charters) {
    ++record.version;
    tables_.charters[record.charter.id] = record;
  }
  for (const OutboxEntry& entry : commit.outbox) tables_.outbox[entry.charter] = entry;
  for (const auto& [charter, version] : commit.outbox_done) {
    const auto entry = tables_.outbox.find(charter);
    if (entry != tables_.outbox.end() && entry->second.charter_version == version) tables_.outbox.erase(entry);
  }
  for (ReviewItem item : commit.reviews) {
    ++item.version;
    tables_.reviews[item.id] = item;
  }
  for (SourceState state : commit.sources) {
    ++state.version;
    tables_.sources[state.source] = state;
  }
  for (const CrewMember& member : commit.crew_put) tables_.crew[member.id] = member;
  for (const PersonId& person : commit.crew_removed) tables_.crew.erase(person);
  for (NamedRecord record : commit.named) {
    ++record.version;
    tables_.named[{record.kind, record.key}] = record;
  }
  for (const NamedRemoval& removal : commit.named_removed) tables_.named.erase({removal.kind, removal.key});
  if (moves_change_number(commit)) ++tables_.change_number;
  return CommitOutcome::committed;
}

Result<std::optional<Receipt>> MemoryStore::receipt(const MessageId& message) {
  return find_copy(tables_.receipts, message);
}
Result<std::optional<CharterRecord>> MemoryStore::charter(const CharterId& id) {
  return find_copy(tables_.charters, id);
}
Result<std::optional<Fact>> MemoryStore::fact(const FactId& id) {
  return find_copy(tables_.facts, id);
}
Result<std::optional<ReviewItem>> MemoryStore::review(const ReviewId& id) {
  return find_copy(tables_.reviews, id);
}
Result<std::optional<SourceState>> MemoryStore::source(const std::string& name) {
  return find_copy(tables_.sources, name);
}

Result<std::vector<Fact>> MemoryStore::facts_of(const CharterId& id) {
  std::vector<Fact> facts;
  for (const auto& [key, fact] : tables_.facts) {
    if (fact.charter == id) facts.push_back(fact);
  }
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    return std::tie(a.said, a.source.id, a.position) < std::tie(b.said, b.source.id, b.position);
  });
  return facts;
}

Result<std::vector<CrewMember>> MemoryStore::crew() {
  std::vector<CrewMember> crew;
  for (const auto& [id, member] : tables_.crew) crew.push_back(member);
  return crew;
}

Result<std::optional<NamedRecord>> MemoryStore::named(const std::string& kind, const std::string& key) {
  return find_copy(tables_.named, std::pair(kind, key));
}

Result<Page<NamedRecord>> MemoryStore::named_of(const std::string& kind, int limit, const std::string& page) {
  std::vector<NamedRecord> found;
  for (const auto& [name, record] : tables_.named) {
    if (record.kind == kind) found.push_back(record);
  }
  return page_of(std::move(found), limit, page);
}

Result<std::optional<CharterId>> MemoryStore::find_charter(const std::string& alias) {
  if (tables_.charters.contains(CharterId(alias))) return std::optional(CharterId(alias));
  for (const auto& [id, record] : tables_.charters) {
    const auto& aliases = record.charter.aliases;
    const bool is_event = !alias.empty() && record.charter.event.text == alias;
    if (is_event || std::find(aliases.begin(), aliases.end(), alias) != aliases.end()) return std::optional(id);
  }
  return std::optional<CharterId>{};
}

Result<Page<CharterRecord>> MemoryStore::charters_between(Instant from, Instant to, int limit,
                                                          const std::string& page) {
  std::vector<CharterRecord> found;
  for (const auto& [id, record] : tables_.charters) {
    if (record.charter.sail.start >= from && record.charter.sail.start < to) found.push_back(record);
  }
  std::sort(found.begin(), found.end(), [](const CharterRecord& a, const CharterRecord& b) {
    return std::tie(a.charter.sail.start, a.charter.id) < std::tie(b.charter.sail.start, b.charter.id);
  });
  return page_of(std::move(found), limit, page);
}

Result<Page<CrewSail>> MemoryStore::sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                             const std::string& page) {
  std::set<std::tuple<Instant, CharterId, RoleId>> found;
  for (const auto& [id, record] : tables_.charters) {
    if (record.charter.sail.start < from || record.charter.sail.start >= to) continue;
    for (const Assignment& assignment : record.charter.crew) {
      if (!person.empty() && assignment.person.id == person)
        found.emplace(record.charter.sail.start, id, assignment.role);
    }
  }
  std::vector<CrewSail> sails;
  for (const auto& [start, id, role] : found) sails.push_back({id, role});
  return page_of(std::move(sails), limit, page);
}

Result<std::vector<OutboxEntry>> MemoryStore::due_outbox(Instant now, int limit) {
  std::vector<OutboxEntry> due;
  for (const auto& [id, entry] : tables_.outbox) {
    if (entry.due <= now) due.push_back(entry);
  }
  std::sort(due.begin(), due.end(), [](const OutboxEntry& a, const OutboxEntry& b) {
    return std::tie(a.due, a.charter) < std::tie(b.due, b.charter);
  });
  if (due.size() > static_cast<std::size_t>(std::max(limit, 0)))
    due.resize(static_cast<std::size_t>(std::max(limit, 0)));
  return due;
}

Result<Page<ReviewItem>> MemoryStore::open_reviews(int limit, const std::string& page) {
  std::vector<ReviewItem> open;
  for (const auto& [id, item] : tables_.reviews) {
    if (item.state == ReviewState::open) open.push_back(item);
  }
  std::sort(open.begin(), open.end(), [](const ReviewItem& a, const ReviewItem& b) {
    return std::tie(a.opened, a.id) < std::tie(b.opened, b.id);
  });
  return page_of(std::move(open), limit, page);
}

Result<Page<Fact>> MemoryStore::audit(Instant from, Instant to, int limit, const std::string& page) {
  std::vector<Fact> found;
  for (const auto& [id, fact] : tables_.facts) {
    if (fact.recorded >= from && fact.recorded < to) found.push_back(fact);
  }
  std::sort(found.begin(), found.end(), [](const Fact& a, const Fact& b) {
    return std::tie(b.recorded, b.source.id, b.charter, b.position) <
           std::tie(a.recorded, a.source.id, a.charter, a.position);
  });
  return page_of(std::move(found), limit, page);
}

Result<Page<Receipt>> MemoryStore::receipts(int limit, const std::string& page) {
  std::vector<Receipt> found;
  for (const auto& [id, receipt] : tables_.receipts) found.push_back(receipt);
  std::sort(found.begin(), found.end(), [](const Receipt& a, const Receipt& b) {
    return std::tie(b.handled, b.message) < std::tie(a.handled, a.message);
  });
  return page_of(std::move(found), limit, page);
}

Result<std::optional<Lease>> MemoryStore::take_lease(const std::string& name, const std::string& owner, Instant now,
                                                     Duration length) {
  Lease& lease = tables_.leases[name];
  const bool held = lease.fence > 0 && now < lease.until && !lease.owner.empty();
  if (held && lease.owner != owner) return std::optional<Lease>{};
  if (!held) ++lease.fence;
  lease.name = name;
  lease.owner = owner;
  lease.until = now + length;
  return std::optional(lease);
}

Outcome MemoryStore::release_lease(const Lease& lease) {
  const auto found = tables_.leases.find(lease.name);
  if (found != tables_.leases.end() && found->second.fence == lease.fence) found->second.owner.clear();
  return done();
}

Outcome MemoryStore::forget_expired(Instant now) {
  std::erase_if(tables_.named, [&](const auto& entry) { return entry.second.expires && *entry.second.expires < now; });
  return done();
}

Result<std::int64_t> MemoryStore::change_number() {
  return tables_.change_number;
}

}  // namespace scc
