#include "engine/reading_room.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/intake.h"
#include "engine/ledger.h"

namespace scc::engine {
namespace {

/// The window of charters begins and ends at midnight UTC, so all mails of a day share one world.
Instant day_floor(Instant at) {
  const std::int64_t day = days(1).milliseconds;
  const std::int64_t over = ((at.milliseconds % day) + day) % day;
  return {at.milliseconds - over};
}

}  // namespace

Outcome ReadingRoom::fill_shelf(Instant said) {
  const Settings& settings = context_.settings;
  const Instant from = day_floor(said - settings.world_before);
  const Instant to = day_floor(said + settings.world_after) + days(1);
  auto number = context_.store.change_number();
  if (!number) return number.error();
  if (shelf_ && shelf_->from == from && shelf_->to == to) {
    if (shelf_->change_number == *number) return done();
    if (shelf_->change_number + shelf_->own_commits == *number) {
      auto refreshed = refresh_rewritten();
      if (!refreshed) return refreshed.error();
      if (*refreshed) {
        shelf_->change_number = *number;
        shelf_->own_commits = 0;
        return done();
      }
    }
  }
  auto operation = current_operation(context_);
  if (!operation) return operation.error();
  auto records = context_.store.charters_now(from, to);
  if (!records) return records.error();
  World world{std::move(*operation), {}};
  world.charters.reserve(records->size());
  for (CharterRecord& record : *records) world.charters.push_back(std::move(record.charter));
  if (shelf_ && shelf_->world == world) {
    shelf_->change_number = *number;
    shelf_->from = from;
    shelf_->to = to;
    shelf_->own_commits = 0;
    shelf_->rewritten.clear();
    shelf_->facts.clear();
    return done();
  }
  fresh_ = false;
  shelf_ = Shelf{*number, from, to, std::move(world), 0, {}, {}};
  return done();
}

void ReadingRoom::note_commit(const std::vector<CharterId>& charters) {
  if (!shelf_) return;
  ++shelf_->own_commits;
  shelf_->rewritten.insert(charters.begin(), charters.end());
}

Result<bool> ReadingRoom::refresh_rewritten() {
  for (const CharterId& id : shelf_->rewritten) shelf_->facts.erase(id);
  for (Charter& charter : shelf_->world.charters) {
    if (!shelf_->rewritten.contains(charter.id)) continue;
    auto record = context_.store.charter(charter.id);
    if (!record) return record.error();
    if (!record->has_value()) return false;
    if ((*record)->charter == charter) continue;
    charter = std::move((*record)->charter);
    fresh_ = false;
  }
  shelf_->rewritten.clear();
  return true;
}

Result<const std::vector<Fact>*> ReadingRoom::facts_of(const CharterId& charter) {
  auto known = shelf_->facts.find(charter);
  if (known == shelf_->facts.end()) {
    auto facts = context_.store.facts_of(charter);
    if (!facts) return facts.error();
    known = shelf_->facts.emplace(charter, std::move(*facts)).first;
  }
  return &known->second;
}

Result<std::vector<ReadingRoom::Earlier>> ReadingRoom::earlier_crews(Instant said, const MessageId& source) {
  std::vector<Earlier> earlier;
  const World& world = shelf_->world;
  for (std::size_t i = 0; i < world.charters.size(); ++i) {
    const Charter& charter = world.charters[i];
    const bool later = std::any_of(charter.crew.begin(), charter.crew.end(),
                                   [&](const Assignment& assignment) { return assignment.said >= said; });
    if (!later) continue;
    auto all = facts_of(charter.id);
    if (!all) return all.error();
    std::vector<Fact> facts;
    std::copy_if((*all)->begin(), (*all)->end(), std::back_inserter(facts),
                 [&](const Fact& fact) { return std::tie(fact.said, fact.source.id) < std::tie(said, source.text); });
    CrewState state = fold_facts(facts, world.operation.roles);
    if (state.crew != charter.crew || state.cancelled != charter.cancelled_by_mail)
      earlier.push_back({i, std::move(state.crew), state.cancelled});
  }
  return earlier;
}

void ReadingRoom::exchange(World& world, std::vector<Earlier>& crews) {
  for (Earlier& earlier : crews) {
    std::swap(world.charters[earlier.charter].crew, earlier.crew);
    std::swap(world.charters[earlier.charter].cancelled_by_mail, earlier.cancelled);
  }
}

const extract::Reader* ReadingRoom::reader_for(const World& world) {
  if (reader_) {
    reader_->follow(world);
  } else {
    reader_.emplace(world);
  }
  return &*reader_;
}

Result<World> ReadingRoom::world_at(Instant said, const MessageId& source) {
  auto filled = fill_shelf(said);
  if (!filled) return filled.error();
  auto earlier = earlier_crews(said, source);
  if (!earlier) return earlier.error();
  World world = shelf_->world;
  exchange(world, *earlier);
  return world;
}

Result<const extract::Reader*> ReadingRoom::reader_at(Instant said, const MessageId& source) {
  auto filled = fill_shelf(said);
  if (!filled) return filled.error();
  auto earlier = earlier_crews(said, source);
  if (!earlier) return earlier.error();
  if (!earlier->empty()) {
    exchange(shelf_->world, *earlier);
    const extract::Reader* reader = reader_for(shelf_->world);
    exchange(shelf_->world, *earlier);
    fresh_ = false;
    return reader;
  }
  if (!fresh_) reader_for(shelf_->world);
  fresh_ = true;
  return &*reader_;
}

Result<World> world_at(Context& context, Instant at) {
  return ReadingRoom(context).world_at(at, MessageId());
}

}  // namespace scc::engine
