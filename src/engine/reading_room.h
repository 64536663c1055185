/// ReadingRoom: the world as each mail sees it, and a Reader for it, kept while nothing changes.
///
/// A mail is read against the crew as it stood when the mail was said: a mail that arrives late
/// must not see what was decided after it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "domain/world.h"
#include "engine/engine.h"
#include "extract/read_message.h"

namespace scc::engine {

class ReadingRoom {
 public:
  explicit ReadingRoom(Context& context) : context_(context) {}

  /// `said` and `source`: the mail's place in the order of facts.
  [[nodiscard]] Result<const extract::Reader*> reader_at(Instant said, const MessageId& source);
  [[nodiscard]] Result<World> world_at(Instant said, const MessageId& source);
  /// One commit of this very reader changed these charters: they alone are read again, as long as
  /// the store's change number shows that nobody else wrote in between.
  void note_commit(const std::vector<CharterId>& charters);

 private:
  /// What is read from the store again only when its change number has moved.
  struct Shelf {
    std::int64_t change_number = 0;
    Instant from;
    Instant to;
    World world;
    std::int64_t own_commits = 0;   ///< since change_number
    std::set<CharterId> rewritten;  ///< by them
    /// Of those charters that had to be put back for some mail.
    std::map<CharterId, std::vector<Fact>> facts;
  };
  [[nodiscard]] Outcome fill_shelf(Instant said);
  /// False when one of them is not there any more.
  [[nodiscard]] Result<bool> refresh_rewritten();
  [[nodiscard]] Result<const std::vector<Fact>*> facts_of(const CharterId& charter);
  const extract::Reader* reader_for(const World& world);
  /// A crew as it was before a mail, where it is another one now.
  struct Earlier {
    std::size_t charter;  ///< of the shelf's world
    std::vector<Assignment> crew;
    bool cancelled = false;
  };
  [[nodiscard]] Result<std::vector<Earlier>> earlier_crews(Instant said, const MessageId& source);
  /// Twice is as before.
  static void exchange(World& world, std::vector<Earlier>& crews);

  Context& context_;
  std::optional<Shelf> shelf_;
  std::optional<extract::Reader> reader_;
  bool fresh_ = false;  ///< reader_ is of the shelf's world, not of one that was put back
};

}  // namespace scc::engine
