#include "base/json/json_reader.h"

#include <charconv>

namespace scc {

Result<boost::json::value> parse_json(std::string_view text, std::string_view name) {
  boost::json::parse_options options;
  options.max_depth = json_depth_max;
  boost::json::error_code error;
  // All of it lies in a few blocks and goes with them: most of what is parsed is read once and dropped.
  auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), error,
                                  boost::json::make_shared_resource<boost::json::monotonic_resource>(), options);
  if (error) return Error{Remedy::skip, std::string(name) + ": not JSON (" + error.message() + ")"};
  return value;
}

JsonReader::JsonReader(const boost::json::value& root, std::string name, std::string& problem)
    : JsonReader(&root, std::move(name), &problem) {}

JsonReader::JsonReader(const boost::json::value* value, std::string path, std::string* problem)
    : value_(value), path_(std::move(path)), problem_(problem) {}

void JsonReader::complain(std::string_view what) const {
  if (problem_->empty()) *problem_ = path_ + ": " + std::string(what);
}

JsonReader JsonReader::maybe(std::string_view key) const {
  const std::string path = path_ + "." + std::string(key);
  if (value_ == nullptr) return {nullptr, path, problem_};
  const boost::json::object* object = value_->if_object();
  if (object == nullptr) {
    complain("not an object");
    return {nullptr, path, problem_};
  }
  const boost::json::value* member = object->if_contains(boost::json::string_view(key.data(), key.size()));
  return {member == nullptr || member->is_null() ? nullptr : member, path, problem_};
}

JsonReader JsonReader::at(std::string_view key) const {
  JsonReader member = maybe(key);
  if (member.missing()) member.complain("missing");
  return member;
}

std::string JsonReader::text() const {
  if (value_ == nullptr) return {};
  if (const auto* text = value_->if_string()) return {text->data(), text->size()};
  complain("not a text");
  return {};
}

std::int64_t JsonReader::number() const {
  if (value_ == nullptr) return 0;
  if (const auto* number = value_->if_int64()) return *number;
  if (const auto* text = value_->if_string()) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc{} && end == text->data() + text->size()) return number;
  }
  complain("not a whole number");
  return 0;
}

bool JsonReader::flag() const {
  if (value_ == nullptr) return false;
  if (const auto* flag = value_->if_bool()) return *flag;
  complain("not true or false");
  return false;
}

Instant JsonReader::instant() const {
  if (value_ == nullptr) return {};
  if (const auto at = parse_rfc3339(text())) return *at;
  complain("not a date-time such as 2026-05-12T14:00:00-07:00");
  return {};
}

std::vector<JsonReader> JsonReader::items() const {
  if (value_ == nullptr) return {};
  const auto* array = value_->if_array();
  if (array == nullptr) {
    complain("not a list");
    return {};
  }
  std::vector<JsonReader> items;
  items.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    items.push_back({&(*array)[i], path_ + "[" + std::to_string(i) + "]", problem_});
  }
  return items;
}

std::vector<std::string> JsonReader::texts() const {
  std::vector<std::string> texts;
  for (const JsonReader& item : items()) texts.push_back(item.text());
  return texts;
}

}  // namespace scc
