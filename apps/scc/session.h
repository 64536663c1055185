/// Session: one run of `scc`: the terminal, the configuration and the ports it names.
///
/// Ports are opened when first asked for. One thread; `serve` opens a second session's ports for
/// its background work by `open_ports`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "configuration.h"
#include "engine/acts.h"
#include "engine/engine.h"
#include "environment.h"
#include "terminal.h"

namespace scc {
class SqliteStore;
}

namespace scc::app {

class AwsStore;
class GoogleAccount;

/// The store, mailbox and calendar that a configuration names.
class Ports {
 public:
  Ports(const Configuration& configuration, Clock& clock, Entropy& entropy);
  ~Ports();
  Ports(const Ports&) = delete;
  Ports& operator=(const Ports&) = delete;

  [[nodiscard]] Result<Store*> store();
  [[nodiscard]] Result<Mailbox*> mailbox();
  [[nodiscard]] Result<Calendar*> calendar();
  /// The store as the file it is, for a backup. Error stop: it is no file.
  [[nodiscard]] Result<SqliteStore*> sqlite_store();
  [[nodiscard]] Result<AwsStore*> aws_store();
  [[nodiscard]] Result<GoogleAccount*> google();
  /// Null while nothing asked for it.
  [[nodiscard]] const GoogleAccount* opened_google() const { return google_.get(); }

 private:
  const Configuration& configuration_;
  Clock& clock_;
  Entropy& entropy_;
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<AwsStore> aws_store_;
  std::unique_ptr<GoogleAccount> google_;
  std::unique_ptr<Mailbox> mailbox_;
  std::unique_ptr<Calendar> calendar_;
};

/// Only one process at a time syncs one store: an advisory lock that ends with the process, so a
/// killed run never stands in the way of the next one.
class SyncTurn {
 public:
  /// Error retry: another process of this machine is at it.
  [[nodiscard]] static Result<SyncTurn> take(const Configuration& configuration);
  SyncTurn(SyncTurn&& other) noexcept;
  SyncTurn& operator=(SyncTurn&&) = delete;
  ~SyncTurn();
  /// Who holds the store's lease: the same for each run of this machine, see SyncTurn.
  [[nodiscard]] static std::string worker();

 private:
  explicit SyncTurn(int file) : file_(file) {}
  int file_ = -1;
};

class Session {
 public:
  Session(Terminal& terminal, Environment environment, Clock& clock, Entropy& entropy, std::vector<Command> commands);
  ~Session();

  Terminal& terminal;
  const Environment environment;
  Clock& clock;
  Entropy& entropy;
  const std::vector<Command> commands;
  bool json = false;

  /// --config, else $SCC_CONFIG, else scc.toml.
  [[nodiscard]] std::string configuration_file(const Arguments& arguments) const;
  [[nodiscard]] Outcome load_configuration(const std::string& file);
  /// Commands with Needs::configuration have one.
  [[nodiscard]] const Configuration& configuration() const { return *configuration_; }
  [[nodiscard]] const Zone& zone() const { return configuration_->settings.operation.zone; }
  [[nodiscard]] Ports& ports() { return *ports_; }

  /// A context on the session's store, with a progress bar, that stops on Ctrl-C.
  [[nodiscard]] Result<engine::Context> context();
  [[nodiscard]] engine::Context context_on(Store& store);
  /// The operation with the roster as the store has it.
  [[nodiscard]] Result<Operation> operation();
  /// The one charter that `text` names: its id, an alias, or the only one whose id or client
  /// begins with it. Error skip: none (says which are near), or several.
  [[nodiscard]] Result<CharterRecord> charter_named(const std::string& text);
  /// Who acts by hand on this command line.
  [[nodiscard]] engine::Hand hand(const Arguments& arguments);
  /// After an act: writes the waiting blocks into the calendar, or says that sync will.
  void write_calendar();

 private:
  std::optional<Configuration> configuration_;
  std::unique_ptr<Ports> ports_;
};

/// Every charter of the store, by start.
inline constexpr Instant long_ago{-2'208'988'800'000};  // 1900-01-01
inline constexpr Instant far_ahead{7'258'118'400'000};  // 2200-01-01

[[nodiscard]] ExitCode exit_code_of(const Error& error);

/// Set by SIGINT and SIGTERM.
void watch_for_interrupts();
[[nodiscard]] bool interrupted();

}  // namespace scc::app
