#include "hosts/lambda/stream_event.h"

#include "base/json/json_reader.h"

namespace scc::hosts {

Result<std::vector<StreamRecord>> read_stream_event(std::string_view payload) {
  const auto document = parse_json(payload, "event");
  if (!document) return document.error();
  std::string problem;
  const JsonReader root(*document, "event", problem);
  std::vector<StreamRecord> records;
  for (const JsonReader& entry : root.at("Records").items()) {
    if (entry.at("eventSource").text() != "aws:dynamodb") entry.at("eventSource").complain("not aws:dynamodb");
    std::string sequence = entry.at("dynamodb").at("SequenceNumber").text();
    if (records.size() == stream_records_max) root.at("Records").complain("too many");
    if (!problem.empty()) return Error{Remedy::skip, problem};
    records.push_back({std::move(sequence), entry.raw()->get_object()});
  }
  if (!problem.empty()) return Error{Remedy::skip, problem};
  return records;
}

std::string stream_answer(const std::string& failed) {
  boost::json::array failures;
  if (!failed.empty()) failures.push_back(boost::json::object{{"itemIdentifier", failed}});
  return boost::json::serialize(boost::json::object{{"batchItemFailures", std::move(failures)}});
}

}  // namespace scc::hosts
