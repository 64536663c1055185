#include "hosts/lambda/stream_event.h"

#include <boost/json.hpp>

#include "base/json/json_reader.h"

namespace scc::hosts {
namespace {

StreamRecord::Kind read_kind(const JsonReader& name) {
  const std::string text = name.text();
  if (text == "INSERT") return StreamRecord::Kind::insert;
  if (text == "REMOVE") return StreamRecord::Kind::remove;
  if (text != "MODIFY") name.complain("none of INSERT, MODIFY, REMOVE");
  return StreamRecord::Kind::modify;
}

}  // namespace

Result<std::vector<StreamRecord>> read_stream_event(std::string_view payload) {
  const auto document = parse_json(payload, "event");
  if (!document) return document.error();
  std::string problem;
  const JsonReader root(*document, "event", problem);
  std::vector<StreamRecord> records;
  for (const JsonReader& entry : root.at("Records").items()) {
    if (entry.at("eventSource").text() != "aws:dynamodb") entry.at("eventSource").complain("not aws:dynamodb");
    const JsonReader change = entry.at("dynamodb");
    const JsonReader keys = change.at("Keys");
    records.push_back({change.at("SequenceNumber").text(), read_kind(entry.at("eventName")),
                       keys.at("pk").at("S").text(), keys.at("sk").at("S").text()});
    if (records.size() > stream_records_max) root.at("Records").complain("too many");
    if (!problem.empty()) return Error{Remedy::skip, problem};
  }
  if (!problem.empty()) return Error{Remedy::skip, problem};
  return records;
}

std::string stream_answer(const std::vector<StreamRecord>& records,
                          const std::function<Outcome(const StreamRecord&)>& handle) {
  boost::json::array failures;
  for (const StreamRecord& record : records) {
    if (handle(record)) continue;
    // All after it come again as well, so there is no use in going on.
    failures.push_back(boost::json::object{{"itemIdentifier", record.sequence}});
    break;
  }
  return boost::json::serialize(boost::json::object{{"batchItemFailures", std::move(failures)}});
}

}  // namespace scc::hosts
