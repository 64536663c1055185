#include "adapters/dynamodb/change_stream.h"

#include <algorithm>

#include "adapters/dynamodb/audit_line.h"

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

std::string text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

const json::array& list_in(const json::object& object, std::string_view name) {
  static const json::array none;
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : none;
}

}  // namespace

Result<Reply> ChangeStream::call(const char* operation, const json::object& request) {
  return client_.call_target("DynamoDBStreams_20120810." + std::string(operation), request);
}

Error ChangeStream::unexpected(const Reply& reply) const {
  if (reply.refusal == "ResourceNotFound")
    return {Remedy::stop, "There is no stream " + stream_ + ". `scc store migrate` switches the table's stream on."};
  return {Remedy::stop, "Reading the stream " + stream_ + ": " + reply.refusal + " " + reply.message};
}

Result<std::vector<ChangeStream::Shard>> ChangeStream::shards() {
  std::vector<Shard> found;
  std::string last;
  for (int page = 0; page < stream_pages_max; ++page) {
    json::object request{{"StreamArn", stream_}};
    if (!last.empty()) request["ExclusiveStartShardId"] = last;
    auto reply = call("DescribeStream", request);
    if (!reply) return reply.error();
    const auto* described = reply->body.if_contains("StreamDescription");
    if (!reply->refusal.empty() || described == nullptr || !described->is_object()) return unexpected(*reply);
    for (const auto& shard : list_in(described->get_object(), "Shards")) {
      if (shard.is_object())
        found.push_back({text_in(shard.get_object(), "ShardId"), text_in(shard.get_object(), "ParentShardId")});
    }
    last = text_in(described->get_object(), "LastEvaluatedShardId");
    if (last.empty()) return found;
  }
  return Error{Remedy::stop, "The stream " + stream_ + " has more than " + std::to_string(stream_pages_max) +
                                 " pages of shards; something else than ShipCaptainCrew writes into this table."};
}

Outcome ChangeStream::look(const Take& take) {
  auto listed = shards();
  if (!listed) return listed.error();
  const auto is_listed = [&](const std::string& id) {
    return std::any_of(listed->begin(), listed->end(), [&](const Shard& shard) { return shard.id == id; });
  };
  for (const auto& [id, shard] : StreamPlace(place_)) {
    if (is_listed(id)) continue;
    // It can't be read any more; what it still had is gone with it.
    StreamPlace after = place_;
    after.erase(id);
    if (auto forgotten = keep({id, {}, !shard.finished}, std::move(after), take); !forgotten) return forgotten;
  }
  // Each round reads those whose parent is read; no line of descent is longer than the list.
  bool moved = true;
  std::map<std::string, bool> looked_at;
  for (std::size_t round = 0; moved && round <= listed->size(); ++round) {
    moved = false;
    for (const Shard& shard : *listed) {
      const bool waits = is_listed(shard.parent) && !place_[shard.parent].finished;
      if (waits || place_[shard.id].finished || looked_at[shard.id]) continue;
      looked_at[shard.id] = moved = true;
      if (auto outcome = read(shard.id, take); !outcome) return outcome;
    }
  }
  return done();
}

Result<std::string> ChangeStream::iterator(const std::string& shard, bool& gap) {
  json::object request{{"StreamArn", stream_}, {"ShardId", shard}, {"ShardIteratorType", "TRIM_HORIZON"}};
  if (const std::string& after = place_[shard].after; !after.empty() && !gap) {
    request["ShardIteratorType"] = "AFTER_SEQUENCE_NUMBER";
    request["SequenceNumber"] = after;
  }
  auto reply = call("GetShardIterator", request);
  if (!reply) return reply.error();
  if (reply->refusal == "TrimmedDataAccess" && !gap) {
    gap = true;
    return iterator(shard, gap);
  }
  if (reply->refusal == "ResourceNotFound") return std::string();
  const std::string found = text_in(reply->body, "ShardIterator");
  if (!reply->refusal.empty() || found.empty()) return unexpected(*reply);
  return found;
}

Outcome ChangeStream::keep(const StreamBatch& batch, StreamPlace after, const Take& take) {
  if (auto taken = take(batch, after); !taken) return taken;
  place_ = std::move(after);
  return done();
}

Outcome ChangeStream::hand_over(const StreamBatch& batch, const Take& take) {
  StreamPlace after = place_;
  if (batch.gap) after[batch.shard].after.clear();
  for (const json::object& record : batch.records) {
    // One without a number is handed over like any other; the place moves by the next one that has its own.
    if (std::string sequence = sequence_of(record); !sequence.empty()) after[batch.shard].after = std::move(sequence);
  }
  return keep(batch, std::move(after), take);
}

Outcome ChangeStream::read(const std::string& shard, const Take& take) {
  bool gap = false;
  auto begin = iterator(shard, gap);
  if (!begin) return begin.error();
  std::string next = std::move(*begin);
  int empty = 0;
  for (int i = 0; i < reads_of_shard_max && !next.empty() && empty < empty_reads_max; ++i) {
    auto reply = call("GetRecords", {{"ShardIterator", next}});
    if (!reply) return reply.error();
    if (reply->refusal == "ExpiredIterator" || reply->refusal == "TrimmedDataAccess") {
      gap = gap || reply->refusal == "TrimmedDataAccess";
      begin = iterator(shard, gap);
      if (!begin) return begin.error();
      next = std::move(*begin);
      continue;
    }
    if (!reply->refusal.empty()) return unexpected(*reply);
    StreamBatch batch{shard, {}, gap};
    for (const auto& record : list_in(reply->body, "Records"))
      batch.records.push_back(record.is_object() ? record.get_object() : json::object{{"not a record", record}});
    empty = batch.records.empty() ? empty + 1 : 0;
    if (!batch.records.empty() || gap) {
      if (auto handed = hand_over(batch, take); !handed) return handed;
      gap = false;
    }
    next = text_in(reply->body, "NextShardIterator");
  }
  // Without a next iterator a shard is closed, and has no more.
  if (!next.empty()) return done();
  StreamPlace after = place_;
  after[shard].finished = true;
  return keep({shard, {}, false}, std::move(after), take);
}

}  // namespace scc::dynamodb
