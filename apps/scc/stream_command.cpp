#include <algorithm>

#include "adapters/audit_file/audit_file.h"
#include "adapters/dynamodb/audit_line.h"
#include "adapters/dynamodb/change_stream.h"
#include "aws_store.h"
#include "base/json/json_reader.h"
#include "command_list.h"
#include "session.h"

namespace scc::app {
namespace {

namespace json = boost::json;

constexpr Duration nap = {200};  ///< how soon --watch sees a Ctrl-C
/// Three reads of a shard each time: 1.6 million a month, of which DynamoDB gives 2.5 million for nothing.
constexpr Duration look_pause = seconds(5);

/// What the log's note says: which stream, and where each of its shards stands.
struct Noted {
  std::string stream;
  dynamodb::StreamPlace place;
};

std::string write_note(const Noted& noted) {
  json::object shards;
  for (const auto& [id, shard] : noted.place)
    shards[id] = json::object{{"after", shard.after}, {"finished", shard.finished}};
  return json::serialize(json::object{{"stream", noted.stream}, {"shards", std::move(shards)}});
}

Result<Noted> read_note(const std::string& text) {
  Noted noted;
  if (text.empty()) return noted;
  const auto document = parse_json(text, "note");
  if (!document) return document.error();
  std::string problem;
  const JsonReader root(*document, "note", problem);
  noted.stream = root.at("stream").text();
  const JsonReader shards = root.at("shards");
  if (shards.missing() || !shards.raw()->is_object()) return Error{Remedy::stop, "note.shards: not an object"};
  for (const auto& [id, value] : shards.raw()->get_object()) {
    const JsonReader shard = shards.at(id);
    noted.place[id] = {shard.at("after").text(), shard.at("finished").flag()};
  }
  if (!problem.empty()) return Error{Remedy::stop, problem};
  return noted;
}

/// Sequence numbers are whole numbers of up to 40 digits.
bool is_later(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  return a.size() != b.size() ? a.size() > b.size() : a > b;
}

/// Lines that were written but not noted move the place too: they never come twice.
Outcome go_past(const std::vector<std::string>& lines, dynamodb::StreamPlace& place) {
  for (const std::string& line : lines) {
    const auto document = parse_json(line, "a line of the log");
    if (!document) return document.error();
    std::string problem;
    const JsonReader root(*document, "line", problem);
    const JsonReader sequence = root.maybe("sequence");
    if (sequence.missing()) continue;
    std::string& after = place[root.at("shard").text()].after;
    if (is_later(sequence.text(), after)) after = sequence.text();
    if (!problem.empty()) return Error{Remedy::stop, problem};
  }
  return done();
}

class Recorder {
 public:
  Recorder(Session& session, AuditFile& file, std::string stream, dynamodb::Names names)
      : session_(session), file_(file), stream_(std::move(stream)), names_(std::move(names)) {}

  Outcome take(const dynamodb::StreamBatch& batch, const dynamodb::StreamPlace& after) {
    std::vector<std::string> lines;
    std::vector<std::string> aside;
    if (batch.gap)
      lines.push_back(
          gap("records older than 24 hours were not read in time; they are gone", {{"shard", batch.shard}}));
    for (const json::object& record : batch.records) {
      auto line = dynamodb::audit_line(record, names_);
      json::object placed{{"shard", batch.shard}};
      if (!line) {
        if (std::string sequence = dynamodb::sequence_of(record); !sequence.empty()) placed["sequence"] = sequence;
        placed["why"] = line.error().what;
        placed["record"] = record;
        session_.terminal.complain("set aside: " + line.error().what);
        aside.push_back(json::serialize(placed));
      } else if (*line) {
        for (auto& [name, value] : **line) placed[name] = std::move(value);
        lines.push_back(json::serialize(placed));
      }
    }
    if (auto appended = file_.append(lines, aside); !appended) return appended;
    if (auto noted = file_.note(write_note({stream_, after})); !noted) return noted;
    lines_ += lines.size();
    set_aside_ += aside.size();
    return interrupted() ? Outcome(Error{Remedy::retry, "Stopped. The same command goes on where it was."}) : done();
  }

  /// What the log lacks is said in the log itself.
  [[nodiscard]] std::string gap(const char* why, json::object line = {}) const {
    line["at"] = to_rfc3339(session_.clock.now());
    line["kind"] = "gap";
    line["why"] = why;
    return json::serialize(line);
  }
  [[nodiscard]] std::size_t lines() const { return lines_; }
  [[nodiscard]] std::size_t set_aside() const { return set_aside_; }

 private:
  Session& session_;
  AuditFile& file_;
  std::string stream_;
  dynamodb::Names names_;
  std::size_t lines_ = 0;
  std::size_t set_aside_ = 0;
};

Outcome follow(Session& session, dynamodb::ChangeStream& stream, Recorder& recorder, bool watching) {
  for (;;) {
    auto looked = stream.look([&](const auto& batch, const auto& after) { return recorder.take(batch, after); });
    if (interrupted()) return done();
    if (!watching) return looked;
    if (!looked) {
      session.terminal.complain(looked.error().what);
      if (looked.error().remedy != Remedy::retry) return looked;
    }
    const Instant next = session.clock.now() + look_pause;
    while (!interrupted() && session.clock.now() < next) session.clock.sleep_for(nap);
    if (interrupted()) return done();
  }
}

Result<ExitCode> run_stream(Session& session, const Arguments& arguments) {
  const Configuration& configuration = session.configuration();
  if (configuration.store.source != "dynamodb") {
    return Error{Remedy::stop,
                 "Only DynamoDB has a stream of changes, and the store is SQLite: `scc audit` shows every fact of it."};
  }
  auto table = session.ports().aws_store();
  if (!table) return table.error();
  auto arn = (*table)->admin().stream_arn();
  if (!arn) return arn.error();
  const std::string path = arguments.has("FILE") ? arguments.text("FILE") : configuration.path_of("audit.jsonl");
  auto file = AuditFile::open(path);
  if (!file) return file.error();
  auto noted = read_note((*file)->noted());
  if (!noted) return Error{Remedy::stop, path + ".place: " + noted.error().what};
  const DynamoDbSettings& settings = (*table)->settings();
  Recorder recorder(session, **file, *arn,
                    {settings.table, settings.date_index, settings.list_index, settings.attributes});
  if (!noted->stream.empty() && noted->stream != *arn) {
    const auto said =
        (*file)->append({recorder.gap("the table's stream is another one than before; its records begin here")}, {});
    if (!said) return said.error();
    noted->place.clear();
  } else if (auto past = go_past((*file)->unnoted(), noted->place); !past) {
    return Error{Remedy::stop, path + ": " + past.error().what};
  }
  if (auto begun = (*file)->note(write_note({*arn, noted->place})); !begun) return begun.error();
  dynamodb::ChangeStream stream((*table)->transport(), session.clock, session.entropy, (*table)->streams_endpoint(),
                                *arn, noted->place);
  const auto followed = follow(session, stream, recorder, arguments.has("--watch"));
  if (!followed) return followed.error();
  if (session.json) {
    session.terminal.print(json::serialize(
        json::object{{"file", path}, {"lines", recorder.lines()}, {"set_aside", recorder.set_aside()}}));
  } else {
    session.terminal.print(counted(recorder.lines(), "change", "changes") + " written to " + path + ".");
    if (recorder.set_aside() > 0)
      session.terminal.print(counted(recorder.set_aside(), "record", "records") + " set aside in " + path +
                             ".set-aside: docs/operations.md says what to do with these.");
  }
  return recorder.set_aside() > 0 ? ExitCode::failed : ExitCode::ok;
}

}  // namespace

Command stream_command() {
  Command command{
      "stream", "write every change of the DynamoDB table into an audit log, a line each",
      "Reads the table's stream from where it was left, and adds to FILE (audit.jsonl beside the "
      "configuration): nothing twice, nothing missed, when it runs at least once a day, as the stream keeps "
      "24 hours. A record that can't be read goes into FILE.set-aside, and the others go on."};
  command.examples = {{"scc stream", "what happened since the last time"},
                      {"scc stream --watch", "again and again until Ctrl-C"}};
  command.options = {{"FILE", Takes::file, "the log, which is only added to"},
                     {"--watch", Takes::nothing, "go on until stopped"}};
  command.run = run_stream;
  return command;
}

}  // namespace scc::app
