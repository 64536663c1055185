#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <thread>

#include "adapters/system/system_clock.h"
#include "adapters/system/system_entropy.h"
#include "api/service.h"
#include "command_list.h"
#include "engine/sync.h"
#include "hosts/http_server/http_server.h"
#include "installation.h"
#include "push_hook.h"
#include "service_settings.h"
#include "session.h"
#include "sync_report.h"
#include "version.h"
#include "watchman.h"

namespace scc::app {
namespace {

constexpr Duration nap = {100};
/// After an act on the page its calendar block is due at once: this is how soon it is looked for.
constexpr Duration outbox_pause = seconds(2);

/// Runs beside the server, with ports of its own: a Store serves one thread.
class BackgroundSync {
 public:
  BackgroundSync(const Configuration& configuration, Clock& clock, Entropy& entropy)
      : configuration_(configuration),
        clock_(clock),
        every_(seconds(configuration.sync.every_seconds)),
        ports_(configuration, clock, entropy),
        watchman_(configuration, clock, entropy) {}

  /// `hint`: set by a push; there may be news already.
  void run(const std::atomic<bool>& stop, std::atomic<bool>& hint) {
    Instant next_sync = clock_.now();
    Instant next_dispatch = next_sync;
    while (!stop && !interrupted()) {
      const Instant now = clock_.now();
      if (hint.exchange(false) || now >= next_sync) {
        say(sync_once());
        make_rounds();
        next_sync = clock_.now() + every_;
        next_dispatch = clock_.now() + outbox_pause;
      } else if (now >= next_dispatch) {
        say(dispatch_once());
        next_dispatch = clock_.now() + outbox_pause;
      }
      clock_.sleep_for(nap);
    }
  }

 private:
  Outcome sync_once() {
    auto turn = SyncTurn::take(configuration_);
    if (!turn) return turn.error();
    auto store = ports_.store();
    if (!store) return store.error();
    auto mailbox = ports_.mailbox();
    if (!mailbox) return mailbox.error();
    auto calendar = ports_.calendar();
    if (!calendar) return calendar.error();
    engine::Context run{**store, clock_, configuration_.settings};
    run.stop = [] { return interrupted(); };
    auto report = engine::sync(run, **mailbox, **calendar, SyncTurn::worker());
    if (!report) return report.error();
    if (!report->failures.empty()) return report->failures.front().second;
    return done();
  }

  void make_rounds() {
    auto store = ports_.store();
    if (!store) return;
    engine::Context context{**store, clock_, configuration_.settings};
    for (const std::string& failure : watchman_.make_rounds(context, ports_)) std::cerr << "scc: " + failure + "\n";
  }

  Outcome dispatch_once() {
    auto store = ports_.store();
    if (!store) return store.error();
    auto due = (*store)->due_outbox(clock_.now(), 1);
    if (!due) return due.error();
    if (due->empty()) return done();
    auto turn = SyncTurn::take(configuration_);
    if (!turn) return done();  // whoever has the turn writes it
    auto calendar = ports_.calendar();
    if (!calendar) return calendar.error();
    engine::Context run{**store, clock_, configuration_.settings};
    auto report = engine::dispatch(run, **calendar);
    if (!report) return report.error();
    return done();
  }

  /// Each trouble once: health and the page go on showing it.
  void say(const Outcome& outcome) {
    const std::string what = outcome ? "" : outcome.error().what;
    if (what != last_said_ && !what.empty()) std::cerr << "scc: background sync: " + what + "\n";
    last_said_ = what;
  }

  const Configuration& configuration_;
  Clock& clock_;
  Duration every_;
  Ports ports_;
  Watchman watchman_;
  std::string last_said_;
};

std::string page_to_serve(Session& session) {
  const std::string configured = session.configuration().path_of(session.configuration().serve.page);
  std::string folder = configured.empty() ? page_folder() : configured;
  if (folder.empty() || !std::filesystem::exists(folder + "/index.html")) {
    session.terminal.say("The ops page is not built, so only the API is served: scripts/build_page builds it.");
    return "";
  }
  return folder;
}

Outcome say_where(Session& session, api::Service& service, const std::string& own_address, const std::string& start) {
  const std::string& configured = session.configuration().serve.public_address;
  const std::string address = configured.empty() ? own_address : configured;
  session.terminal.print("Serving " + address + "/  (Ctrl-C ends it)");
  if (session.configuration().serve.sign_in == "none") {
    session.terminal.print("Open " + address + start);
  } else {
    auto made = service.new_sign_in_path();
    if (!made) return made.error();
    std::string path = std::move(*made);
    if (start != "/") path += "&to=" + start;
    session.terminal.print("Sign in with this link, once, within 15 minutes:\n  " + address + path);
  }
  std::cout.flush();
  return done();
}

Result<ExitCode> serve(Session& session, const Arguments& arguments) {
  const Configuration& configuration = session.configuration();
  auto store = session.ports().store();
  if (!store) return store.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  hosts::HttpServerSettings host;
  host.address = configuration.serve.address;
  host.port =
      static_cast<std::uint16_t>(std::min(arguments.number("--port").value_or(configuration.serve.port), 65'535));
  host.page_directory = page_to_serve(session);
  CurlTransport curl{CurlSettings{}};
  google::GoogleSignIn google(curl, session.clock,
                              sign_in_client(configuration, configuration.serve.google_client_secret),
                              configuration.google.base_url);
  api::Service service(**store, *calendar, session.clock, session.entropy, configuration.settings,
                       service_settings(configuration, version, has_google_sign_in(configuration) ? &google : nullptr));
  std::atomic<bool> hint = false;
  PushHook push(configuration, session.clock, [&] { hint = true; });
  Ports change_ports(configuration, session.clock, session.entropy);
  auto change_store = change_ports.store();
  if (!change_store) return change_store.error();
  auto server = hosts::HttpServer::listen(
      host,
      [&](const api::Request& request) {
        return request.path == push_path ? push.handle(request) : service.handle(request);
      },
      [&] { return (*change_store)->change_number().value_or(0); });
  if (!server) return server.error();
  const std::string own = "http://" + host.address + ":" + std::to_string((*server)->port());
  const auto said = say_where(session, service, own, arguments.has("--start") ? arguments.text("--start") : "/");
  if (!said) return said.error();
  std::atomic<bool> stop = false;
  SystemClock clock;
  SystemEntropy entropy;
  std::thread background;
  if (!arguments.has("--no-sync")) {
    background = std::thread([&] { BackgroundSync(configuration, clock, entropy).run(stop, hint); });
  }
  // Ctrl-C sets a flag only; this thread turns it into the end of the server.
  std::thread watcher([&] {
    while (!stop && !interrupted()) clock.sleep_for(nap);
    (*server)->stop();
  });
  (*server)->run();
  stop = true;
  watcher.join();
  if (background.joinable()) background.join();
  session.terminal.say("Stopped.");
  return ExitCode::ok;
}

}  // namespace

Command serve_command() {
  Command command{"serve", "serve the ops page and its API on this machine, and sync beside it", ""};
  command.examples = {{"scc serve", "prints a link that signs in once"},
                      {"scc serve --port 0 --no-sync", "any free port; reads no mail"}};
  command.options = {{"--port", Takes::number, "instead of serve.port; 0: any free one"},
                     {"--no-sync", Takes::nothing, "only serve what is recorded"},
                     {"--start", Takes::text, "the page that the link opens", Option::Count::maybe, {}, "PATH"}};
  command.run = serve;
  return command;
}

}  // namespace scc::app
