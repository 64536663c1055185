/// DynamoDbExpressions: the conditions and updates that the store writes, evaluated on an item.
///
/// What the store does not use is refused, so that it can't go unnoticed.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace scc::fakes {

inline std::string key_text(const boost::json::object& item, const std::string& name) {
  const auto* value = item.if_contains(name);
  return value == nullptr ? "" : std::string(value->at("S").as_string());
}

inline std::string text_in(const boost::json::object& request, const char* name) {
  const auto* found = request.if_contains(name);
  return found == nullptr ? "" : std::string(found->as_string());
}
inline bool flag_in(const boost::json::object& request, const char* name, bool otherwise) {
  const auto* found = request.if_contains(name);
  return found == nullptr ? otherwise : found->as_bool();
}

class DynamoDbExpressions {
 public:
  using Item = boost::json::object;
  struct Invalid : std::runtime_error {
    using std::runtime_error::runtime_error;
  };

  explicit DynamoDbExpressions(const Item& request) : request_(request) {}

  /// "attribute_not_exists(#a) AND #a.#b = :v"; an empty one holds.
  [[nodiscard]] bool holds(const Item* item) const {
    const std::string text = text_in(request_, "ConditionExpression");
    if (text.empty()) return true;
    for (const std::string& clause : split(text, " AND ")) {
      constexpr std::string_view absent = "attribute_not_exists(";
      if (clause.starts_with(absent) && clause.ends_with(')')) {
        if (find(item, clause.substr(absent.size(), clause.size() - absent.size() - 1)) != nullptr) return false;
        continue;
      }
      const auto sides = split(clause, " = ");
      if (sides.size() != 2) throw Invalid("Invalid ConditionExpression: " + clause);
      const auto* found = find(item, sides[0]);
      if (found == nullptr || *found != value(sides[1])) return false;
    }
    return true;
  }

  /// "SET #a = :v, #a.#b = :w ADD #c :n"
  void update(Item& item) const {
    std::string text = text_in(request_, "UpdateExpression");
    const std::size_t add = text.find("ADD ");
    const std::string additions = add == std::string::npos ? "" : text.substr(add + 4);
    std::string sets = text.substr(0, add);
    while (sets.ends_with(' ')) sets.pop_back();
    if (!sets.empty()) {
      if (!sets.starts_with("SET ")) throw Invalid("Invalid UpdateExpression: " + text);
      for (const std::string& clause : split(sets.substr(4), ", ")) {
        const auto sides = split(clause, " = ");
        if (sides.size() != 2) throw Invalid("Invalid UpdateExpression: " + clause);
        place(item, sides[0]) = value(sides[1]);
      }
    }
    if (additions.empty()) return;
    const auto sides = split(additions, " ");
    if (sides.size() != 2) throw Invalid("Invalid UpdateExpression: " + text);
    auto& number = item[name(sides[0])];
    const std::int64_t before = number.is_object() ? std::stoll(std::string(number.at("N").as_string())) : 0;
    const std::int64_t more = std::stoll(std::string(value(sides[1]).at("N").as_string()));
    number = Item{{"N", std::to_string(before + more)}};
  }

  struct KeyRange {
    std::string hash_name, hash, range_name, from, to;
  };
  /// "#a = :v AND #b BETWEEN :f AND :t"
  [[nodiscard]] KeyRange key_range() const {
    const auto parts = split(text_in(request_, "KeyConditionExpression"), " ");
    if (parts.size() != 9 || parts[1] != "=" || parts[3] != "AND" || parts[5] != "BETWEEN" || parts[7] != "AND")
      throw Invalid("Invalid KeyConditionExpression");
    return {name(parts[0]), key(parts[2]), name(parts[4]), key(parts[6]), key(parts[8])};
  }

 private:
  static std::vector<std::string> split(const std::string& text, const std::string& between) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t at = text.find(between); at != std::string::npos; at = text.find(between, begin)) {
      parts.push_back(text.substr(begin, at - begin));
      begin = at + between.size();
    }
    parts.push_back(text.substr(begin));
    return parts;
  }
  [[nodiscard]] std::string name(const std::string& placeholder) const {
    const auto* names = request_.if_contains("ExpressionAttributeNames");
    const auto* found = names == nullptr ? nullptr : names->as_object().if_contains(placeholder);
    if (found == nullptr)
      throw Invalid("An expression attribute name used in expression is not defined: " + placeholder);
    return std::string(found->as_string());
  }
  [[nodiscard]] const boost::json::value& value(const std::string& placeholder) const {
    const auto* values = request_.if_contains("ExpressionAttributeValues");
    const auto* found = values == nullptr ? nullptr : values->as_object().if_contains(placeholder);
    if (found == nullptr)
      throw Invalid("An expression attribute value used in expression is not defined: " + placeholder);
    return *found;
  }
  [[nodiscard]] std::string key(const std::string& placeholder) const {
    std::string text(value(placeholder).at("S").as_string());
    if (text.empty()) throw Invalid("One or more parameter values are not valid: an empty string as a key.");
    return text;
  }
  [[nodiscard]] const boost::json::value* find(const Item* item, const std::string& path) const {
    const Item* holder = item;
    const boost::json::value* found = nullptr;
    for (const std::string& part : split(path, ".")) {
      if (holder == nullptr) return nullptr;
      found = holder->if_contains(name(part));
      const auto* map = found == nullptr ? nullptr : found->as_object().if_contains("M");
      holder = map == nullptr ? nullptr : &map->as_object();
    }
    return found;
  }
  boost::json::value& place(Item& item, const std::string& path) const {
    Item* holder = &item;
    const auto parts = split(path, ".");
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      auto* found = holder->if_contains(name(parts[i]));
      auto* map = found == nullptr ? nullptr : found->as_object().if_contains("M");
      if (map == nullptr) throw Invalid("The document path provided in the update expression is invalid for update");
      holder = &map->as_object();
    }
    return (*holder)[name(parts.back())];
  }

  const Item& request_;
};

}  // namespace scc::fakes
