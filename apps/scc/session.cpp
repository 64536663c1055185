#include "session.h"

#include <algorithm>
#include <array>

#include "adapters/ics_calendar/ics_calendar.h"
#include "adapters/maildir/open_mailbox.h"
#include "adapters/sqlite/sqlite_store.h"
#include "aws_store.h"
#include "base/hash.h"
#include "base/text.h"
#include "engine/dispatch.h"
#include "engine/ledger.h"
#include "google_account.h"
#include "google_key.h"
#include "nearest.h"

namespace scc::app {
namespace {

constexpr std::size_t act_id_bytes = 12;
constexpr std::size_t candidates_shown_max = 5;

/// Ids whose every part of `words` is in them; "sanderson" finds jennifer-sanderson-2026-05-12.
bool answers_to(const Charter& charter, const std::string& words) {
  return charter.id.text.find(words) != std::string::npos || slug(charter.sail.client).find(words) != std::string::npos;
}

}  // namespace

Ports::Ports(const Configuration& configuration, Clock& clock, Entropy& entropy)
    : configuration_(configuration), clock_(clock), entropy_(entropy) {}
Ports::~Ports() = default;

Result<SqliteStore*> Ports::sqlite_store() {
  if (configuration_.store.source != "sqlite") {
    return Error{Remedy::stop,
                 "The store is the table " + configuration_.store.table +
                     ", not a file. DynamoDB keeps its own backups: docs/operations.md says how to restore one."};
  }
  if (store_ == nullptr) {
    auto opened = SqliteStore::open(configuration_.path_of(configuration_.store.path));
    if (!opened) return opened.error();
    store_ = std::move(*opened);
  }
  return store_.get();
}

Result<AwsStore*> Ports::aws_store() {
  if (aws_store_ == nullptr) {
    auto opened = AwsStore::open(configuration_, clock_, entropy_);
    if (!opened) return opened.error();
    aws_store_ = std::move(*opened);
  }
  return aws_store_.get();
}

Result<Store*> Ports::store() {
  if (configuration_.store.source == "dynamodb") {
    auto opened = aws_store();
    if (!opened) return opened.error();
    return &(*opened)->store();
  }
  auto opened = sqlite_store();
  if (!opened) return opened.error();
  return static_cast<Store*>(*opened);
}

Result<GoogleAccount*> Ports::google() {
  if (google_ == nullptr) {
    const auto key = open_google_key(configuration_, entropy_);
    if (!key) return key.error();
    google_ = std::make_unique<GoogleAccount>(configuration_, *key, clock_, entropy_);
  }
  return google_.get();
}

Result<Mailbox*> Ports::mailbox() {
  if (configuration_.mail.source == "gmail") {
    auto account = google();
    if (!account) return account.error();
    auto opened = (*account)->gmail();
    if (!opened) return opened.error();
    return static_cast<Mailbox*>(*opened);
  }
  if (mailbox_ == nullptr) {
    auto opened = open_mailbox(configuration_.path_of(configuration_.mail.path));
    if (!opened) return opened.error();
    mailbox_ = std::move(*opened);
  }
  return mailbox_.get();
}

Result<Calendar*> Ports::calendar() {
  if (configuration_.calendar.source == "google") {
    auto account = google();
    if (!account) return account.error();
    auto opened = (*account)->calendar();
    if (!opened) return opened.error();
    return static_cast<Calendar*>(*opened);
  }
  if (calendar_ == nullptr) {
    calendar_ = std::make_unique<IcsCalendar>(configuration_.path_of(configuration_.calendar.path),
                                              configuration_.settings.operation.zone);
  }
  return calendar_.get();
}

Session::Session(Terminal& terminal_, Environment environment_, Clock& clock_, Entropy& entropy_,
                 std::vector<Command> commands_)
    : terminal(terminal_),
      environment(std::move(environment_)),
      clock(clock_),
      entropy(entropy_),
      commands(std::move(commands_)) {}

Session::~Session() = default;

std::string Session::configuration_file(const Arguments& arguments) const {
  if (arguments.has("--config")) return arguments.text("--config");
  if (environment.has("SCC_CONFIG")) return environment.text("SCC_CONFIG");
  return "scc.toml";
}

Outcome Session::load_configuration(const std::string& file) {
  auto read = read_configuration(file, environment);
  if (!read) return read.error();
  ports_.reset();
  configuration_ = std::move(*read);
  ports_ = std::make_unique<Ports>(*configuration_, clock, entropy);
  return done();
}

Result<engine::Context> Session::context() {
  auto store = ports_->store();
  if (!store) return store.error();
  return context_on(**store);
}

engine::Context Session::context_on(Store& store) {
  engine::Context context{store, clock, configuration_->settings};
  context.progress = [this](std::string_view step, std::size_t done, std::size_t total) {
    terminal.progress(step, done, total);
  };
  context.stop = [] { return interrupted(); };
  return context;
}

Result<Operation> Session::operation() {
  auto run = context();
  if (!run) return run.error();
  return engine::current_operation(*run);
}

Result<CharterRecord> Session::charter_named(const std::string& text) {
  auto store = ports_->store();
  if (!store) return store.error();
  auto exact = engine::find_record(**store, text);
  if (!exact) return exact.error();
  if (exact->has_value()) return **exact;
  auto all = engine::all_charters(**store, long_ago, far_ahead);
  if (!all) return all.error();
  const std::string words = slug(text);
  std::vector<CharterRecord> fitting;
  std::vector<std::string> ids;
  for (const CharterRecord& record : *all) {
    ids.push_back(record.charter.id.text);
    if (!words.empty() && answers_to(record.charter, words)) fitting.push_back(record);
  }
  if (fitting.size() == 1) return fitting.front();
  if (!fitting.empty()) {
    std::string names;
    for (std::size_t i = 0; i < fitting.size() && i < candidates_shown_max; ++i)
      names += (i == 0 ? "" : ", ") + fitting[i].charter.id.text;
    if (fitting.size() > candidates_shown_max) names += ", …";
    return Error{Remedy::skip, "\"" + text + "\" fits " + std::to_string(fitting.size()) + " charters: " + names + "."};
  }
  const std::string near = nearest(words, ids);
  return Error{Remedy::skip,
               "There is no charter \"" + text + "\"." +
                   (near.empty() ? " `scc charters` lists those there are." : " Did you mean " + near + "?")};
}

engine::Hand Session::hand(const Arguments& arguments) {
  std::string actor = arguments.text("--as");
  for (const char* name : {"SCC_ACTOR", "USER", "LOGNAME"}) {
    if (actor.empty()) actor = environment.text(name);
  }
  if (actor.empty()) actor = "somebody";
  return {actor + " (command line)", "cli-" + hexadecimal(entropy.random_bytes(act_id_bytes)),
          arguments.text("--note")};
}

void Session::write_calendar() {
  auto later = [&](const std::string& why) {
    terminal.say("It is recorded. The calendar follows with the next `scc sync`: " + why);
  };
  auto turn = SyncTurn::take(*configuration_);
  if (!turn) return later(turn.error().what);
  auto run = context();
  if (!run) return later(run.error().what);
  auto calendar = ports_->calendar();
  if (!calendar) return later(calendar.error().what);
  auto report = engine::dispatch(*run, **calendar);
  if (!report) return later(report.error().what);
  for (const std::string& note : report->notes) terminal.say(note);
  if (report->written > 0) terminal.say("Written into the calendar.");
}

ExitCode exit_code_of(const Error& error) {
  switch (error.remedy) {
    case Remedy::retry: return ExitCode::busy;
    case Remedy::resync: return ExitCode::conflict;
    case Remedy::reauth: return ExitCode::sign_in;
    case Remedy::skip:
    case Remedy::stop: return ExitCode::failed;
  }
  return ExitCode::failed;
}

}  // namespace scc::app
