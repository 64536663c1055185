#include "adapters/dynamodb/audit_line.h"

#include <array>

#include "adapters/dynamodb/items.h"
#include "base/json/json_reader.h"

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// A typed value without its type. Sets and bytes stay as DynamoDB writes them: the store has none of the first.
json::value plain(const json::value& typed, int depth) {
  if (depth > item_depth_max || !typed.is_object() || typed.get_object().size() != 1) return typed;
  const auto& [type, value] = *typed.get_object().begin();
  if (type == "NULL") return nullptr;
  if (type == "N" && value.is_string()) {
    boost::system::error_code problem;
    auto number = json::parse(value.get_string(), problem);
    return problem || !number.is_number() ? value : number;
  }
  if (type == "L" && value.is_array()) {
    json::array items;
    for (const auto& entry : value.get_array()) items.push_back(plain(entry, depth + 1));
    return items;
  }
  if (type == "M" && value.is_object()) {
    json::object fields;
    for (const auto& [name, entry] : value.get_object()) {
      if (name != "text" && name != "text_z") fields[name] = plain(entry, depth + 1);
    }
    return fields;
  }
  return value;
}

/// What `item` has and `other` has not, or otherwise.
json::object differing(const Item& item, const Item* other) {
  json::object fields;
  for (const auto& [name, value] : item) {
    if (name == "pk" || name == "sk") continue;
    const auto* there = other == nullptr ? nullptr : other->if_contains(name);
    if (there == nullptr || *there != value) fields[name] = plain(value, 0);
  }
  return fields;
}

/// What an item is, and whether it can be read as that; "" for one that follows from others.
struct Kind {
  const char* name = "";
  Outcome readable = done();
};

template <class Read>
Kind kind_of(const char* name, Read read, const Item* item) {
  if (item == nullptr) return {name};
  auto record = read(*item);
  return {name, record ? done() : Outcome(record.error())};
}

Kind kind_of(const Key& key, const Item* item) {
  if (key.pk.starts_with("named#")) return kind_of("named", read_named, item);
  if (key.pk == "crew") return kind_of("member", read_member, item);
  if (key.sk == "receipt") return kind_of("receipt", read_receipt, item);
  if (key.sk == "review") return kind_of("review", read_review, item);
  if (key.sk == "charter") return kind_of("charter", read_charter, item);
  if (key.sk.starts_with("fact#")) return kind_of("facts", read_facts, item);
  return {};
}

std::optional<Item> image_of(const JsonReader& change, const char* name, const Names& names) {
  const JsonReader image = change.maybe(name);
  if (image.missing()) return std::nullopt;
  if (!image.raw()->is_object()) {
    image.complain("not an item");
    return std::nullopt;
  }
  return names.from_table(image.raw()->get_object());
}

/// Seconds since 1970, some with fractions.
Instant instant_of(const JsonReader& when) {
  constexpr double seconds_max = 253'402'300'799;  // the end of the year 9999
  const double seconds = when.missing() || !when.raw()->is_number() ? 0 : when.raw()->to_number<double>();
  return Instant{seconds >= 0 && seconds <= seconds_max ? static_cast<std::int64_t>(seconds * 1000) : 0};
}

/// Time to live removes by DynamoDB's own hand.
bool is_expiry(const JsonReader& record) {
  const JsonReader who = record.maybe("userIdentity");
  if (who.missing()) return false;
  const JsonReader principal = who.maybe(who.maybe("principalId").missing() ? "PrincipalId" : "principalId");
  return !principal.missing() && principal.text() == "dynamodb.amazonaws.com";
}

}  // namespace

std::string sequence_of(const json::object& record) {
  const auto* change = record.if_contains("dynamodb");
  const auto* number =
      change == nullptr || !change->is_object() ? nullptr : change->get_object().if_contains("SequenceNumber");
  return number != nullptr && number->is_string() ? std::string(number->get_string()) : "";
}

Result<std::optional<json::object>> audit_line(const json::object& record, const Names& names) {
  constexpr std::array changes{std::pair("INSERT", "insert"), std::pair("MODIFY", "modify"),
                               std::pair("REMOVE", "remove")};
  const json::value document(record);
  std::string problem;
  const JsonReader root(document, "record", problem);
  const JsonReader change = root.at("dynamodb");
  const std::string event = root.at("eventName").text();
  const char* changed = nullptr;
  for (const auto& [theirs, ours] : changes) changed = event == theirs ? ours : changed;
  if (changed == nullptr) root.at("eventName").complain("none of INSERT, MODIFY, REMOVE");
  const auto keys = image_of(change, "Keys", names);
  if (!keys) change.at("Keys").complain("missing");
  const auto before = image_of(change, "OldImage", names);
  const auto after = image_of(change, "NewImage", names);
  const std::string sequence = change.at("SequenceNumber").text();
  const Instant at = instant_of(change.maybe("ApproximateCreationDateTime"));
  const bool expired = is_expiry(root);
  if (!problem.empty()) return Error{Remedy::skip, problem};

  const Key key = key_of(*keys);
  const Kind kind = kind_of(key, after ? &*after : nullptr);
  if (!kind.readable) return Error{Remedy::skip, "record " + sequence + ": " + kind.readable.error().what};
  if (std::string_view(kind.name).empty()) return std::optional<json::object>{};
  json::object line{{"sequence", sequence}, {"at", to_rfc3339(at)}};
  line["change"] = changed;
  if (expired) line["by"] = "expiry";
  line["kind"] = kind.name;
  line["key"] = json::array{key.pk, key.sk};
  if (std::string_view(kind.name) != "named") {
    if (before) line["before"] = differing(*before, after ? &*after : nullptr);
    if (after) line["after"] = differing(*after, before ? &*before : nullptr);
  }
  return std::optional(std::move(line));
}

}  // namespace scc::dynamodb
