/// Statements: prepared SQL of one connection, kept for the next time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace scc::sqlite {

class Statements {
 public:
  explicit Statements(SQLite::Database& database) : database_(database) {}

  /// Ready to bind; valid until the same text is prepared again.
  SQLite::Statement& prepare(const char* sql) {
    auto found = prepared_.find(std::string_view(sql));
    if (found == prepared_.end()) found = prepared_.try_emplace(sql, database_, sql).first;
    found->second.reset();
    found->second.clearBindings();
    return found->second;
  }

 private:
  SQLite::Database& database_;
  std::map<std::string, SQLite::Statement, std::less<>> prepared_;
};

inline void bind_all(SQLite::Statement&, int) {}
template <class... Rest>
void bind_all(SQLite::Statement& statement, int at, const std::string& value, const Rest&... rest);
template <class... Rest>
void bind_all(SQLite::Statement& statement, int at, std::int64_t value, const Rest&... rest) {
  statement.bind(at, value);
  bind_all(statement, at + 1, rest...);
}
template <class... Rest>
void bind_all(SQLite::Statement& statement, int at, const std::string& value, const Rest&... rest) {
  statement.bind(at, value);
  bind_all(statement, at + 1, rest...);
}

}  // namespace scc::sqlite
