#include "trial_run.h"

#include <unistd.h>

#include <array>
#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone when this is.
class ScratchFolder {
 public:
  static Result<std::unique_ptr<ScratchFolder>> make() {
    std::error_code problem;
    const fs::path parent = fs::temp_directory_path(problem);
    std::string name = (problem ? fs::path("/tmp") : parent) / "scc-trial-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
      return Error{Remedy::stop, name + ": can't be made; a dry run needs room for a copy of the store there."};
    return std::unique_ptr<ScratchFolder>(new ScratchFolder(name));
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace

Result<EventPage> TrialCalendar::changes(const std::string& cursor, const std::string& page) {
  return real_.changes(cursor, page);
}

Result<std::optional<CalendarEvent>> TrialCalendar::event(const EventId& id) {
  const auto written = written_.find(id);
  if (written != written_.end()) return std::optional(written->second);
  return real_.event(id);
}

Result<CalendarEvent> TrialCalendar::patch_description(const EventId& id, const DescriptionPatch& patch,
                                                       const std::string& if_match) {
  auto now = event(id);
  if (!now) return now.error();
  if (!now->has_value() || (*now)->etag != if_match)
    return Error{Remedy::resync, "The event " + id.text + " was changed meanwhile."};
  CalendarEvent after = **now;
  if (!after.description_writable)
    return Error{Remedy::skip, "The calendar does not let the description of this event change."};
  after.description = patch.description;
  after.mark = patch.mark;
  after.etag += "+";
  written_[id] = after;
  return after;
}

namespace {

/// A table is not copied for a trial; the engine reads it and writes nothing.
Result<engine::SyncReport> try_on_table(Session& session, engine::Reread reread) {
  auto run = session.context();
  if (!run) return run.error();
  run->writing = engine::Writing::dry_run;
  auto mailbox = session.ports().mailbox();
  if (!mailbox) return mailbox.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  TrialCalendar trial(**calendar);
  return engine::sync(*run, **mailbox, trial, SyncTurn::worker(), reread);
}

}  // namespace

Result<engine::SyncReport> try_sync(Session& session, engine::Reread reread) {
  if (session.configuration().store.source != "sqlite") return try_on_table(session, reread);
  auto scratch = ScratchFolder::make();
  if (!scratch) return scratch.error();
  const std::string copy = (*scratch)->path() + "/store.db";
  auto real = session.ports().sqlite_store();
  if (!real) return real.error();
  auto copied = (*real)->back_up_to(copy);
  if (!copied) return copied.error();
  auto store = SqliteStore::open(copy);
  if (!store) return store.error();
  auto mailbox = session.ports().mailbox();
  if (!mailbox) return mailbox.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  TrialCalendar trial(**calendar);
  auto run = session.context_on(**store);
  return engine::sync(run, **mailbox, trial, SyncTurn::worker(), reread);
}

}  // namespace scc::app
