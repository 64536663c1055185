#include <algorithm>
#include <cmath>
#include <limits>

#include "fakes/dynamodb_expressions.h"
#include "fakes/dynamodb_service.h"

namespace scc::fakes {
namespace {

namespace json = boost::json;

constexpr std::size_t page_bytes_max = 1024 * 1024;
constexpr std::size_t batch_get_max = 100;
constexpr double read_unit_bytes = 4096;

}  // namespace

void DynamoDbService::bill_read(std::size_t bytes, bool consistent) {
  const double units = std::max(1.0, std::ceil(static_cast<double>(bytes) / read_unit_bytes));
  now_.read += consistent ? units : units / 2;
}

DynamoDbService::Answer DynamoDbService::get(const json::object& request) {
  const Item* item = find(place_of(request.at("Key").as_object()));
  bill_read(item == nullptr ? 0 : size_of(*item), flag_in(request, "ConsistentRead", false));
  return item == nullptr ? json::object{} : json::object{{"Item", *item}};
}

DynamoDbService::Answer DynamoDbService::batch_get(const json::object& request) {
  const auto& [table, part] = *request.at("RequestItems").as_object().begin();
  const auto& keys = part.at("Keys").as_array();
  if (keys.empty() || keys.size() > batch_get_max) return Refusal{"ValidationException", "Too many items requested"};
  const std::size_t served = partly_ ? keys.size() / 2 : keys.size();
  json::array found;
  json::array left;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i >= served) {
      left.push_back(keys[i]);
      continue;
    }
    const Item* item = find(place_of(keys[i].as_object()));
    bill_read(item == nullptr ? 0 : size_of(*item), flag_in(part.as_object(), "ConsistentRead", false));
    if (item != nullptr) found.push_back(*item);
  }
  json::object answer{{"Responses", json::object{{table, found}}}, {"UnprocessedKeys", json::object{}}};
  if (!left.empty()) answer["UnprocessedKeys"] = json::object{{table, json::object{{"Keys", left}}}};
  return answer;
}

DynamoDbService::Answer DynamoDbService::query(const json::object& request) {
  const auto range = DynamoDbExpressions(request).key_range();
  const std::string index_name = text_in(request, "IndexName");
  const bool consistent = flag_in(request, "ConsistentRead", false);
  if (!index_name.empty() && consistent)
    return Refusal{"ValidationException", "Consistent reads are not supported on global secondary indexes"};
  if (range.from > range.to)
    return Refusal{"ValidationException", "The BETWEEN operator requires upper bound to be greater than lower bound"};
  std::vector<const Item*> matches;
  const std::size_t limit = request.contains("Limit") ? request.at("Limit").to_number<std::size_t>()
                                                      : std::numeric_limits<std::size_t>::max();
  const bool forward = flag_in(request, "ScanIndexForward", true);
  const bool from_start = !request.contains("ExclusiveStartKey");
  const auto enough = [&] { return forward && from_start && matches.size() > limit; };
  if (index_name.empty()) {
    if (range.hash_name != "pk" || range.range_name != "sk")
      return Refusal{"ValidationException", "Query condition missed key schema element"};
    for (auto at = items_.lower_bound({range.hash, range.from});
         at != items_.end() && at->first.first == range.hash && at->first.second <= range.to && !enough(); ++at)
      matches.push_back(&at->second);
  } else {
    settle_indexes();
    const auto known = indexes_.find(index_name);
    if (known == indexes_.end() || known->second.hash != range.hash_name || known->second.range != range.range_name)
      return Refusal{"ValidationException", "The table does not have the specified index: " + index_name};
    const auto& entries = known->second.entries;
    for (auto at = entries.lower_bound({range.hash, range.from, "", ""});
         at != entries.end() && std::get<0>(at->first) == range.hash && std::get<1>(at->first) <= range.to && !enough();
         ++at)
      matches.push_back(&at->second);
  }
  if (!forward) std::reverse(matches.begin(), matches.end());
  if (const auto* start = request.if_contains("ExclusiveStartKey")) {
    const Place last = place_of(start->as_object());
    const auto at =
        std::find_if(matches.begin(), matches.end(), [&](const Item* item) { return place_of(*item) == last; });
    if (at != matches.end()) matches.erase(matches.begin(), at + 1);
  }
  json::array items;
  std::size_t bytes = 0;
  const Item* last = nullptr;
  for (const Item* item : matches) {
    if (items.size() == limit || bytes > page_bytes_max) break;
    bytes += size_of(*item);
    items.push_back(*item);
    last = item;
  }
  bill_read(bytes, consistent);
  json::object answer{{"Items", items}};
  if (items.size() < matches.size() || items.size() == limit) {
    if (last != nullptr) {
      json::object key;
      for (const char* name : {"pk", "sk", "dated", "starts", "list", "at"}) {
        if (const auto* value = last->if_contains(name)) key[name] = *value;
      }
      answer["LastEvaluatedKey"] = key;
    }
  }
  return answer;
}

DynamoDbService::Answer DynamoDbService::scan(const json::object& request) {
  auto at = items_.begin();
  if (const auto* start = request.if_contains("ExclusiveStartKey"))
    at = items_.upper_bound(place_of(start->as_object()));
  json::array items;
  std::size_t bytes = 0;
  json::object answer;
  for (; at != items_.end() && bytes <= page_bytes_max; ++at) {
    bytes += size_of(at->second);
    items.push_back(at->second);
    if (bytes > page_bytes_max)
      answer["LastEvaluatedKey"] = json::object{{"pk", at->second.at("pk")}, {"sk", at->second.at("sk")}};
  }
  bill_read(bytes, flag_in(request, "ConsistentRead", false));
  answer["Items"] = items;
  return answer;
}

}  // namespace scc::fakes
