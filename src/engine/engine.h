/// Engine: what the steps share: the ports they see and the operator's settings.
///
/// The engine is single-threaded and sees only ports, so the whole of it runs in a simulation.
/// Every step may be killed at any point and run again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/operation.h"
#include "mail/parse_message.h"
#include "ports/calendar.h"
#include "ports/clock.h"
#include "ports/mailbox.h"
#include "ports/store.h"

namespace scc::engine {

/// What to do when a person edited our block in the calendar.
enum class BlockEdits { review, accept };

/// Grows whenever the reading of mails changes; kept in receipts.
inline constexpr int reader_version = 1;

struct Settings {
  Operation operation;  ///< crew is read from the store, not from here
  mail::TrustPolicy trust;
  BlockEdits block_edits = BlockEdits::review;
  std::string title_separator = " - ";  ///< an event's title is "<client><separator><rest>"
  VesselId default_vessel;              ///< for events that name none
  Duration world_before = days(14);     ///< charters known to a reading: from mail date − before
  Duration world_after = days(400);     ///< … to mail date + after
};

/// Dry run: everything is read and decided, nothing is written.
enum class Writing { on, dry_run };

/// Called as work goes on; `total` 0 while unknown.
using Progress = std::function<void(std::string_view step, std::size_t done, std::size_t total)>;
/// Asked between items; true = finish this item and stop.
using StopRequest = std::function<bool()>;

/// Ports and settings of one run. References must outlive it.
struct Context {
  Store& store;
  Clock& clock;
  const Settings& settings;
  Progress progress = {};
  StopRequest stop = {};
  Writing writing = Writing::on;
  std::optional<Lease> lease = {};  ///< held by `sync`: every commit is fenced by it
};

/// What one change looks like to a person: "+ 1st Mate Angela Wong on Jennifer Sanderson, 12 May".
struct PlannedChange {
  FactOp op = FactOp::assign;
  CharterId charter;
  RoleId role;
  Person person;
  Evidence evidence;
  bool operator==(const PlannedChange&) const = default;
};

}  // namespace scc::engine
