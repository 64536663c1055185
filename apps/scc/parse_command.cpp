#include <filesystem>
#include <iostream>
#include <sstream>

#include "command_list.h"
#include "crew_file.h"
#include "engine/reading_room.h"
#include "reading_view.h"
#include "session.h"
#include "world_file.h"

namespace scc::app {
namespace {

/// One mail of the command line; "-" is what comes in.
Result<std::string> bytes_of(const std::string& path) {
  if (path != "-") return read_text_file(path, mail::message_bytes_max);
  std::string bytes;
  char block[1 << 16];
  while (std::cin.read(block, sizeof block) || std::cin.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > mail::message_bytes_max) return Error{Remedy::stop, "-: the mail is larger than 50 MiB."};
  }
  return bytes;
}

/// What a mail is read against: a world of a file, or the store as it was when the mail was said.
class Worlds {
 public:
  Worlds(World world, mail::TrustPolicy trust)
      : trust_(std::move(trust)), world_(std::move(world)), reader_(std::make_unique<extract::Reader>(*world_)) {}
  explicit Worlds(engine::Context context)
      : trust_(context.settings.trust),
        context_(std::make_unique<engine::Context>(std::move(context))),
        room_(std::make_unique<engine::ReadingRoom>(*context_)) {}

  [[nodiscard]] const mail::TrustPolicy& trust() const { return trust_; }
  [[nodiscard]] Result<World> world_for(const mail::Message& message) {
    if (world_) return *world_;
    return room_->world_at(message.received, message.id);
  }
  [[nodiscard]] Result<const extract::Reader*> reader_for(const mail::Message& message) {
    if (reader_) return reader_.get();
    return room_->reader_at(message.received, message.id);
  }

 private:
  mail::TrustPolicy trust_;
  std::optional<World> world_;
  std::unique_ptr<extract::Reader> reader_;
  std::unique_ptr<engine::Context> context_;
  std::unique_ptr<engine::ReadingRoom> room_;
};

Outcome parse_one(Session& session, Worlds& worlds, const std::string& path, Explain explain) {
  auto bytes = bytes_of(path);
  if (!bytes) return bytes.error();
  mail::Message message = message_of(*bytes, std::filesystem::path(path).filename().string(), worlds.trust());
  auto reader = worlds.reader_for(message);
  if (!reader) return reader.error();
  const auto tracing = explain == Explain::yes ? extract::Tracing::on : extract::Tracing::off;
  const MailReading read = read_mail(std::move(message), **reader, tracing);
  if (session.json) {
    session.terminal.print(boost::json::serialize(to_json(read, explain)));
    return done();
  }
  auto world = worlds.world_for(read.message);
  if (!world) return world.error();
  print_reading(session.terminal, read, *world, explain);
  return done();
}

ExitCode parse_all(Session& session, Worlds& worlds, const Arguments& arguments) {
  const Explain explain = arguments.has("--explain") ? Explain::yes : Explain::no;
  ExitCode code = ExitCode::ok;
  for (const std::string& path : arguments.list("MAIL")) {
    if (interrupted()) return ExitCode::interrupted;
    // A mail that can't be read keeps none of the others from being read.
    auto parsed = parse_one(session, worlds, path, explain);
    if (parsed) continue;
    session.terminal.complain(parsed.error().what);
    code = exit_code_of(parsed.error());
  }
  return code;
}

Result<ExitCode> run_parse(Session& session, const Arguments& arguments) {
  if (arguments.has("--world")) {
    auto world = read_world(arguments.text("--world"));
    if (!world) return world.error();
    mail::TrustPolicy trust = trust_of(*world);
    Worlds worlds(std::move(*world), std::move(trust));
    return parse_all(session, worlds, arguments);
  }
  auto loaded = session.load_configuration(session.configuration_file(arguments));
  if (!loaded) {
    session.terminal.complain(loaded.error().what + " Or name a world by --world.");
    return ExitCode::usage;
  }
  auto run = session.context();
  if (!run) return run.error();
  Worlds worlds(std::move(*run));
  return parse_all(session, worlds, arguments);
}

}  // namespace

Command parse_command() {
  Command command{"parse", "read mails and say what they would change; records nothing", ""};
  command.details =
      "Each mail is read by itself against the charters and crew of --world, or of the configured store as it stood "
      "when the mail was said. --json prints one object a line, in the order of the mails.";
  command.examples = {{"scc parse mail/003.eml --explain", "what was read, step by step"},
                      {"scc parse --world world.json --json mail/*.eml", "for scripts: one JSON object a line"}};
  command.options = {
      {"MAIL", Takes::file, "a file with one mail as it was received; - reads the standard input", Option::Count::some},
      {"--world", Takes::file, "a world.json to read them against; otherwise the store's charters"},
      {"--explain", Takes::nothing, "show the steps of the reading"}};
  command.needs = Needs::nothing;
  command.run = run_parse;
  return command;
}

}  // namespace scc::app
