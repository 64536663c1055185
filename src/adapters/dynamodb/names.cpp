#include "adapters/dynamodb/names.h"

#include "base/hash.h"

namespace scc::dynamodb {
namespace {

/// Of a key DynamoDB takes 2,048 bytes in the partition and 1,024 in the sort key.
constexpr std::size_t id_bytes_max = 256;

std::string padded(int number) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < 3 ? 3 - text.size() : 0, '0') + text;
}

}  // namespace

Item Names::to_table(const Item& item) const {
  if (attributes.empty()) return item;
  Item renamed;
  for (const auto& [name, value] : item) renamed[of(name)] = value;
  return renamed;
}

Item Names::from_table(const Item& item) const {
  if (attributes.empty()) return item;
  Item renamed = item;
  for (const auto& [ours, theirs] : attributes) renamed.erase(theirs);
  for (const auto& [ours, theirs] : attributes) {
    if (const auto* value = item.if_contains(theirs)) renamed[ours] = *value;
  }
  return renamed;
}

Item Key::item() const {
  return {{"pk", text_value(pk)}, {"sk", text_value(sk)}};
}
Key key_of(const Item& item) {
  return {text_of(item, "pk"), text_of(item, "sk")};
}

std::string partition_of(const std::string& text) {
  return text.size() <= id_bytes_max ? text : "sha256#" + sha256_hex(text);
}

Key charter_key(const CharterId& id) {
  return {partition_of(id.text), "charter"};
}
Key alias_key(const std::string& alias, const CharterId& id) {
  return {partition_of(alias), "alias#" + id.text};
}
Key sail_key(const PersonId& person, Instant start, const CharterId& id, const RoleId& role) {
  return {"sails#" + partition_of(person.text), sortable(start) + " " + id.text + " " + role.text};
}
Key sailing_key(Instant start, const CharterId& id) {
  return {"sailings", sortable(start) + " " + id.text};
}
Key receipt_key(const MessageId& message) {
  return {partition_of(message.text), "receipt"};
}
Key review_key(const ReviewId& id) {
  return {partition_of(id.text), "review"};
}
Key crew_key(const PersonId& id) {
  return {"crew", id.text};
}
Key named_key(const std::string& kind, const std::string& key) {
  return {"named#" + kind, key};
}
Key state_key() {
  return {"store", "state"};
}
Key facts_key(const CharterId& id, Instant said, const std::string& source, int batch) {
  return {partition_of(id.text), "fact#" + sortable(said) + "#" + padded(batch) + "#" + partition_of(source)};
}
Key facts_place_key(const std::string& source, const Key& batch) {
  return {partition_of(source), "facts#" + batch.pk + "#" + batch.sk};
}

}  // namespace scc::dynamodb
