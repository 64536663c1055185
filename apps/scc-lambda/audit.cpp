#include "audit.h"

#include <memory>

#include "adapters/dynamodb/audit_line.h"
#include "hosts/lambda/stream_event.h"
#include "log.h"

namespace scc::app {
namespace {

namespace json = boost::json;

/// "audit/2026/05/12/111-222.jsonl": the same for the same records, so that a batch that comes again changes nothing.
std::string object_key(const json::object& first, const json::object& last) {
  std::string day(first.at("at").get_string().subview(0, std::string_view("2026-05-12").size()));
  for (char& c : day) c = c == '-' ? '/' : c;
  const auto sequence = [](const json::object& line) { return std::string(line.at("sequence").get_string()); };
  return "audit/" + day + "/" + sequence(first) + "-" + sequence(last) + ".jsonl";
}

}  // namespace

Outcome Audit::look_at(const json::object& line) const {
  if (line.at("kind") != "charter" || line.at("change") == "remove") return done();
  const std::string id(line.at("key").at(0).get_string());
  auto record = store.charter(CharterId(id));
  if (!record) return record.error();
  if (!record->has_value()) return done();  // gone again: its removal is a record of its own
  const Charter& charter = (*record)->charter;
  auto facts = store.facts_of(charter.id);
  if (!facts) return facts.error();
  const CrewState state = fold_facts(*facts, roles);
  const bool agrees = state.crew == charter.crew && state.cancelled == charter.cancelled_by_mail;
  log_event({{"event", agrees ? "audited" : "drift"},
             {"charter", id},
             {"version", (*record)->version},
             {"facts", facts->size()}});
  return done();
}

Outcome Audit::set_aside(const std::string& sequence, const json::object& raw, const std::string& why) const {
  log_event({{"event", "set_aside"}, {"record", sequence}, {"why", why}});
  if (log == nullptr) return Error{Remedy::skip, why};  // then Lambda's failure queue keeps it
  return log->put_once("set-aside/" + sequence + ".jsonl",
                       json::serialize(json::object{{"sequence", sequence}, {"why", why}, {"record", raw}}) + "\n");
}

Result<std::string> Audit::of_batch(std::string_view payload) const {
  auto records = hosts::read_stream_event(payload);
  if (!records) return records.error();
  std::vector<json::object> lines;
  std::string failed;
  for (const hosts::StreamRecord& record : *records) {
    auto line = dynamodb::audit_line(record.raw, {});
    Outcome outcome = done();
    if (!line) {
      outcome = set_aside(record.sequence, record.raw, line.error().what);
    } else if (*line) {
      outcome = look_at(**line);
      if (outcome) lines.push_back(std::move(**line));
    }
    if (outcome) continue;
    log_event({{"event", "audit_failed"}, {"record", record.sequence}, {"why", outcome.error().what}});
    failed = record.sequence;  // it comes again, and all after it
    break;
  }
  if (log != nullptr && !lines.empty()) {
    std::string text;
    for (const json::object& line : lines) text += json::serialize(line) + "\n";
    if (auto written = log->put_once(object_key(lines.front(), lines.back()), text); !written) {
      log_event({{"event", "audit_failed"}, {"why", written.error().what}});
      failed = records->front().sequence;
    }
  }
  return hosts::stream_answer(failed);
}

hosts::LambdaHandler audit_handler(Function& function) {
  struct Bucket {
    Bucket(Function& of, const std::string& name)
        : region(of.environment().text("AWS_REGION")),
          credentials(of.outside(), of.clock(), of.environment().all()),
          transport(of.outside(), credentials, of.clock(), {region, "s3", aws::PathRule::as_sent}),
          objects(transport, aws::endpoint_of(of.environment().all(), "s3", region), name) {}
    std::string region;
    aws::CredentialChain credentials;
    aws::AwsTransport transport;
    aws::S3Objects objects;
  };
  std::shared_ptr<Bucket> bucket;
  if (const std::string name = function.environment().text("SCC_AUDIT_BUCKET"); !name.empty())
    bucket = std::make_shared<Bucket>(function, name);
  return [&function, bucket](const hosts::Invocation& invocation) -> Result<std::string> {
    function.set_deadline(invocation.deadline);
    const Audit audit{function.store(), function.configuration().settings.operation.roles,
                      bucket ? &bucket->objects : nullptr};
    return audit.of_batch(invocation.payload);
  };
}

}  // namespace scc::app
