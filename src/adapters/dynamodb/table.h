/// Table: items by key, by partition and by index of one DynamoDB table. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/dynamodb/client.h"
#include "adapters/dynamodb/names.h"

namespace scc::dynamodb {

/// Names and values of an expression, and the placeholders that stand for them in its text.
class Expression {
 public:
  explicit Expression(const Names& names) : names_(names) {}
  /// "#n0" for one of our attributes; in a nested place, `literal` is not renamed.
  std::string name(const std::string& ours) { return placeholder(names_.of(ours)); }
  std::string literal(const std::string& text) { return placeholder(text); }
  std::string value(boost::json::value value);
  /// Puts both maps into a request or an action of one.
  void add_to(boost::json::object& request) const;

 private:
  std::string placeholder(const std::string& text);
  const Names& names_;
  boost::json::object used_;
  boost::json::object values_;
};

enum class Direction { forward, backward };
enum class Reading { consistent, eventual };

/// Items of one partition of the table or an index, whose sort key lies in [from, to].
struct Range {
  std::string index = {};  ///< "" = the table itself
  std::string partition_name = "pk";
  std::string partition;
  std::string sort_name = "sk";
  std::string from;
  std::string to;
  Direction direction = Direction::forward;
  Reading reading = Reading::consistent;
};

/// Items in the range's order, at least `wanted` where there are so many.
struct Found {
  std::vector<Item> items;
  bool more = false;  ///< there may be more after these
};

class Table {
 public:
  Table(Client& client, Names names) : client_(client), names_(std::move(names)) {}

  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] const Names& names() const { return names_; }

  /// Consistent; nothing for a key that can't be.
  [[nodiscard]] Result<std::optional<Item>> get(const Key& key);
  /// Consistent; those that are there, in no order. Any number.
  [[nodiscard]] Result<std::vector<Item>> get_many(const std::vector<Key>& keys);
  [[nodiscard]] Result<Found> query(const Range& range, std::size_t wanted);
  /// One page of everything; `start` is the last answer's continuation.
  struct Scanned {
    std::vector<Item> items;
    Item next;  ///< empty: that was all
  };
  [[nodiscard]] Result<Scanned> scan(const Item& start);
  /// Puts and deletes without conditions, any number.
  struct Write {
    Key key;
    std::optional<Item> item;  ///< nothing: delete
  };
  [[nodiscard]] Outcome write_many(const std::vector<Write>& writes);

  /// What a refusal that no caller expects means.
  [[nodiscard]] Error unexpected(const Reply& reply, const std::string& doing) const;

 private:
  Client& client_;
  Names names_;
};

}  // namespace scc::dynamodb
