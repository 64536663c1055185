/// JsonReader: reads foreign JSON at the border and says where it broke ("charter.start: not a
/// date-time"). For adapters, api and apps; no JSON type goes further in. Pure, any thread.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace scc {

inline constexpr std::size_t json_depth_max = 32;

/// Error (skip): not JSON, or nested deeper than json_depth_max; `what` begins with `name`.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text, std::string_view name);

/// A place in a JSON document. Asking for what isn't there gives an empty value and remembers the
/// first complaint, so a caller reads all fields and asks `problem()` once at the end.
class JsonReader {
 public:
  /// `root` and `problem` must outlive the reader.
  JsonReader(const boost::json::value& root, std::string name, std::string& problem);

  /// A member that must be there.
  [[nodiscard]] JsonReader at(std::string_view key) const;
  /// A member that may be absent or null: then the reader is `missing()`.
  [[nodiscard]] JsonReader maybe(std::string_view key) const;
  [[nodiscard]] bool missing() const { return value_ == nullptr; }

  /// The empty value when missing; a complaint when of another type.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::int64_t number() const;  ///< also a number written as text, as Google does
  [[nodiscard]] bool flag() const;
  [[nodiscard]] Instant instant() const;  ///< RFC 3339
  [[nodiscard]] std::vector<JsonReader> items() const;
  [[nodiscard]] std::vector<std::string> texts() const;
  [[nodiscard]] const boost::json::value* raw() const { return value_; }

  void complain(std::string_view what) const;

 private:
  JsonReader(const boost::json::value* value, std::string path, std::string* problem);
  const boost::json::value* value_;
  std::string path_;
  std::string* problem_;
};

}  // namespace scc
