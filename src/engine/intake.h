/// Intake: reads new mails and commits each one's outcome, one transaction a mail.
///
/// The cursor moves only past mails that have a receipt.
#pragma once

#include "engine/decide.h"
#include "engine/engine.h"

namespace scc::engine {

/// What became of one mail in this run.
struct MailOutcome {
  MessageId message;
  std::string subject;
  std::string from;
  Disposition disposition = Disposition::ignore;
  std::vector<PlannedChange> changes;
  std::vector<std::string> reasons;
};

struct IntakeReport {
  std::size_t seen = 0;    ///< ids the mailbox named
  std::size_t known = 0;   ///< had a receipt already
  std::size_t gone = 0;    ///< vanished between list and fetch
  std::size_t reread = 0;  ///< had a receipt that was replaced
  std::size_t applied = 0, review = 0, ignored = 0, rejected = 0;
  std::size_t changes = 0;         ///< facts committed (or planned, in a dry run)
  std::vector<MailOutcome> mails;  ///< the new ones, in the order handled
};

/// A long reading (the first one of a big mailbox) takes a breath this often: what came meanwhile
/// is read before the rest.
inline constexpr Duration breath_every = seconds(30);

/// What else is done at each breath, so that new mail also gets somewhere: the calendar read
/// before, the blocks written after. An error ends the reading.
struct Breath {
  std::function<Outcome()> before = {};
  std::function<Outcome()> after = {};
};

/// Which mails that have a receipt already are read once more.
enum class Reread {
  nothing,
  rejected,  ///< under the settings of today; those still not believed keep their receipt
};

/// Errors: the mailbox's or the store's, with their remedy; what was committed stays.
[[nodiscard]] Result<IntakeReport> take_in(Context& context, Mailbox& mailbox, const Breath& breath = {},
                                           Reread reread = Reread::nothing);

/// The world as one mail at `at` sees it: operation, roster from the store, charters around then.
[[nodiscard]] Result<World> world_at(Context& context, Instant at);

}  // namespace scc::engine
