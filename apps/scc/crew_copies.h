/// CrewCopies: one charter's crew as the table, the API (and so the page) and the calendar show it.
///
/// One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "finding.h"
#include "ports/calendar.h"
#include "ports/http_transport.h"
#include "session.h"

namespace scc::app {

class CrewCopies {
 public:
  CrewCopies(Session& session, const CharterRecord& record) : session_(session), record_(record) {}

  void of_table();
  /// As a viewer, whose session is begun in `store` and ended again. Error: what it answers instead.
  [[nodiscard]] Outcome of_api(HttpTransport& transport, const std::string& address, Store& store);
  [[nodiscard]] Outcome of_calendar(Calendar& calendar);
  /// All that were asked show the same, or who shows what.
  [[nodiscard]] Finding compared() const;

 private:
  /// Role title → names, by name.
  using Crew = std::map<std::string, std::vector<std::string>>;
  void add(const char* name, Crew crew);
  [[nodiscard]] std::string title_of(const std::string& role) const;
  [[nodiscard]] Outcome read_answer(const std::string& body);

  Session& session_;
  const CharterRecord& record_;
  std::vector<std::pair<std::string, Crew>> copies_;
};

}  // namespace scc::app
