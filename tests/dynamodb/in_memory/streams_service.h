/// StreamsService: a table's stream in memory: shards with parents, closed or open, whose records may be trimmed.
///
/// An iterator is "<shard>/<position>". Rules: docs.aws.amazon.com/amazondynamodb/latest/APIReference
/// (API_streams_GetRecords, API_streams_GetShardIterator), read 25 Nov 2026.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "ports/http_transport.h"

namespace scc::dynamodb_tests {

class StreamsService final : public HttpTransport {
 public:
  struct Shard {
    std::string id;
    std::string parent = {};
    std::vector<boost::json::object> records = {};
    bool closed = false;
    std::size_t trimmed = 0;  ///< so many of the first records are gone
  };
  std::vector<Shard> shards;
  bool iterators_expire = false;       ///< each works only until the next answer without records
  std::size_t records_a_read = 2;      ///< at most
  std::vector<std::string> read_from;  ///< shards, in the order in which they were read

  static boost::json::object record(const std::string& sequence, const std::string& member) {
    const boost::json::object key{{"pk", {{"S", "crew"}}}, {"sk", {{"S", member}}}};
    boost::json::object item = key;
    item["member"] = boost::json::object{{"M", boost::json::object{{"name", {{"S", member}}}}}};
    return {{"eventName", "INSERT"},
            {"dynamodb", boost::json::object{{"SequenceNumber", sequence}, {"Keys", key}, {"NewImage", item}}}};
  }

  Result<HttpResponse> send(const HttpRequest& request) override {
    const auto asked = boost::json::parse(request.body).as_object();
    const std::string target = request.headers.at(1).second;
    const std::string operation = target.substr(target.find('.') + 1);
    if (operation == "DescribeStream") return describe(asked);
    if (operation == "GetShardIterator") return iterator(asked);
    return records(asked);
  }

 private:
  static HttpResponse answer(const boost::json::object& body) { return {200, {}, boost::json::serialize(body)}; }
  static HttpResponse refusal(const std::string& type) {
    return {400, {}, R"({"__type":"com.amazonaws.dynamodb.v20120810#)" + type + R"("})"};
  }
  Shard* find(const std::string& id) {
    for (Shard& shard : shards) {
      if (shard.id == id) return &shard;
    }
    return nullptr;
  }

  /// One shard a page.
  HttpResponse describe(const boost::json::object& asked) const {
    const auto* start = asked.if_contains("ExclusiveStartShardId");
    std::size_t i = 0;
    while (start != nullptr && shards.at(i++).id != start->as_string().c_str()) {
    }
    boost::json::array page;
    if (i < shards.size()) {
      boost::json::object shard{{"ShardId", shards[i].id}};
      if (!shards[i].parent.empty()) shard["ParentShardId"] = shards[i].parent;
      page.push_back(shard);
    }
    boost::json::object description{{"Shards", page}};
    if (i + 1 < shards.size()) description["LastEvaluatedShardId"] = shards[i].id;
    return answer({{"StreamDescription", description}});
  }

  HttpResponse iterator(const boost::json::object& asked) {
    const Shard* shard = find(asked.at("ShardId").as_string().c_str());
    if (shard == nullptr) return refusal("ResourceNotFoundException");
    read_from.push_back(shard->id);
    std::size_t at = shard->trimmed;
    if (asked.at("ShardIteratorType") == "AFTER_SEQUENCE_NUMBER") {
      at = 0;
      while (at < shard->records.size() &&
             shard->records[at].at("dynamodb").at("SequenceNumber") != asked.at("SequenceNumber"))
        ++at;
      if (++at < shard->trimmed) return refusal("TrimmedDataAccessException");
    }
    return answer({{"ShardIterator", shard->id + "/" + std::to_string(at)}});
  }

  HttpResponse records(const boost::json::object& asked) {
    const std::string place = asked.at("ShardIterator").as_string().c_str();
    const std::size_t slash = place.find('/');
    const Shard& shard = *find(place.substr(0, slash));
    std::size_t at = std::stoul(place.substr(slash + 1));
    if (at < shard.trimmed) return refusal("TrimmedDataAccessException");
    if (iterators_expire && !expired_) {
      expired_ = true;
      return refusal("ExpiredIteratorException");
    }
    expired_ = false;
    boost::json::array found;
    while (at < shard.records.size() && found.size() < records_a_read) found.push_back(shard.records[at++]);
    boost::json::object body{{"Records", found}};
    if (!shard.closed || at < shard.records.size())
      body["NextShardIterator"] = place.substr(0, slash + 1) + std::to_string(at);
    return answer(body);
  }

  bool expired_ = false;
};

}  // namespace scc::dynamodb_tests
