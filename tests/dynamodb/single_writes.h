/// SingleWrites: carries a transaction out as its single writes, one after the other, for an engine that has none.
///
/// Each action's condition and expression is judged by the engine; where one is refused those before it are undone,
/// and the answer is a canceled transaction's. Nobody else may write meanwhile, so what several writes are together
/// (all or nothing, under crashes and between workers) is not proved here. One thread.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ports/http_transport.h"

namespace scc::dynamodb_tests {

class SingleWrites final : public HttpTransport {
 public:
  explicit SingleWrites(HttpTransport& inner) : inner_(inner) {}
  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  using Object = boost::json::object;
  struct Done {
    std::string table;
    Object key;
    std::optional<Object> before;
  };
  Result<HttpResponse> transact(const HttpRequest& request, const Object& asked);
  /// The item as it is.
  std::optional<Object> read(const HttpRequest& like, const std::string& table, const Object& key);
  HttpResponse write(const HttpRequest& like, const std::string& kind, Object action,
                     const std::optional<Object>& item);
  void undo(const HttpRequest& like, const std::vector<Done>& done);
  HttpResponse call(const HttpRequest& like, const std::string& operation, const Object& body);

  HttpTransport& inner_;
  std::set<std::string> tokens_;
};

}  // namespace scc::dynamodb_tests
