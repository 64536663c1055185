/// DynamoDbService: DynamoDB in memory, as strict as the real one on what the store asks for, counting
/// the units that each request would be billed, and striking where a test wants it to.
///
/// Rules: docs.aws.amazon.com/amazondynamodb/latest/developerguide (ServiceQuotas, CapacityUnitCalculations,
/// transaction-apis, GSI), read 24 Nov 2026. It passes the store's contract suite beside two real
/// engines. One table with the store's own names; one thread.
#pragma once

#include <boost/json.hpp>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <variant>

#include "ports/http_transport.h"

namespace scc::fakes {

/// What befalls a request.
enum class Strike {
  none,
  throttled,    ///< refused, nothing was done
  unreachable,  ///< no answer, nothing was done
  reply_lost,   ///< done, and no answer
  failed,       ///< status 500, nothing was done
  failed_late,  ///< status 500, and it was done
  contended,    ///< somebody else holds an item of the transaction
  partly,       ///< of a batch only the first half
  killed,       ///< the caller ends before it asks: throws Killed
  killed_late,  ///< the caller ends before it learns of what was done
};
struct ServiceCallerKilled {};

class DynamoDbService final : public HttpTransport {
 public:
  using Item = boost::json::object;

  /// Units of on-demand capacity, the indexes' writes among them.
  struct Units {
    double read = 0;
    double write = 0;
  };
  struct Call {
    std::string operation;
    Units units;
  };

  DynamoDbService();
  Result<HttpResponse> send(const HttpRequest& request) override;

  /// Asked before each request, which is the `number`th.
  std::function<Strike(const std::string& operation, std::size_t number)> plan = {};
  /// Seen before it is carried out.
  std::function<void(const std::string& operation, const boost::json::object& request)> on_request = {};
  /// So many of the latest writes do not show in the indexes yet.
  std::size_t index_lag = 0;

  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
  [[nodiscard]] Units units() const;
  void forget_calls() { calls_.clear(); }
  [[nodiscard]] std::size_t item_count() const { return items_.size(); }
  /// As DynamoDB bills storage: 100 bytes more for each item and index entry.
  [[nodiscard]] std::size_t stored_bytes() const;
  /// For tests of what is damaged. Null when there is none.
  [[nodiscard]] Item* item_at(const std::string& pk, const std::string& sk);

  /// Bytes of an item: names and values.
  [[nodiscard]] static std::size_t size_of(const Item& item);

 private:
  using Place = std::pair<std::string, std::string>;
  using IndexPlace = std::tuple<std::string, std::string, std::string, std::string>;
  struct Index {
    std::string hash;
    std::string range;
    std::set<std::string> carried;  ///< empty: everything
    std::map<IndexPlace, Item> entries;
  };
  struct Refusal {
    std::string type;
    std::string message;
    boost::json::object more = {};
  };
  using Answer = std::variant<boost::json::object, Refusal>;
  enum class Billing { single, transaction };

  Answer carry_out(const std::string& operation, const boost::json::object& request);
  Answer get(const boost::json::object& request);
  Answer batch_get(const boost::json::object& request);
  Answer query(const boost::json::object& request);
  Answer scan(const boost::json::object& request);
  Answer write(const std::string& kind, const boost::json::object& request);
  Answer transact(const boost::json::object& request);
  Answer batch_write(const boost::json::object& request);

  /// The item as an action leaves it; nothing for a deletion or a mere check.
  std::variant<std::optional<Item>, Refusal> result_of(const std::string& kind,
                                                       const boost::json::object& action) const;
  void put(const Place& place, std::optional<Item> item, Billing billing);
  void index(const std::string& name, const std::optional<Item>& before, const std::optional<Item>& after);
  void settle_indexes();
  void bill_read(std::size_t bytes, bool consistent);
  [[nodiscard]] const Item* find(const Place& place) const;
  static Place place_of(const Item& key);
  [[nodiscard]] static std::optional<Refusal> problem_of(const Item& item);

  std::map<Place, Item> items_;
  std::map<std::string, Index> indexes_;
  std::deque<std::function<void()>> waiting_;  ///< writes to indexes
  std::map<std::string, std::string> tokens_;  ///< and what was asked for under them
  std::vector<Call> calls_;
  Units now_;
  std::size_t requests_ = 0;
  bool partly_ = false;
};

}  // namespace scc::fakes
