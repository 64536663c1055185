/// CrewLinks: the secrets by which crew members reach their own sails: a feed address for their
/// calendar, and a link that opens a page of their own.
///
/// Only hashes are kept, in the store, so they live through restarts and work on any machine. Who is
/// no longer on the roster has none that works.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace scc::api {

/// Time to open a link that came by mail or chat.
inline constexpr Duration crew_link_lives = days(7);
/// A season's month on a person's own phone.
inline constexpr Duration crew_session_lives = days(30);
inline constexpr std::size_t crew_secrets_max = 10'000;  ///< of one kind, of everybody

/// feed: an address, until revoked. link: opened once. session: what an opened link leaves in a browser.
enum class CrewSecret { feed, link, session };

/// One that works, for the office to see; the secret itself is known to its owner only.
struct CrewSecretInfo {
  CrewSecret kind = CrewSecret::feed;
  Instant made;
  std::string made_by;
  std::optional<Instant> until;
  bool operator==(const CrewSecretInfo&) const = default;
};

class CrewLinks {
 public:
  CrewLinks(Store& store, Clock& clock, Entropy& entropy) : store_(store), clock_(clock), entropy_(entropy) {}

  /// The secret; an older feed of that person ends with it.
  [[nodiscard]] Result<std::string> make(CrewSecret kind, const PersonId& person, const std::string& by);
  /// Whose it is; nothing when it is unknown, revoked, too old, or its owner has left the roster.
  [[nodiscard]] Result<std::optional<PersonId>> owner(CrewSecret kind, const std::string& secret);
  /// The key of a session; nothing when the link does not work (any more). Of two at once, one wins.
  [[nodiscard]] Result<std::optional<std::string>> open_link(const std::string& secret);
  [[nodiscard]] Outcome end(CrewSecret kind, const std::string& secret);

  [[nodiscard]] Result<std::vector<CrewSecretInfo>> of(const PersonId& person);
  /// All of that kind of this person.
  [[nodiscard]] Outcome revoke(CrewSecret kind, const PersonId& person);

 private:
  struct Found {
    NamedRecord record;
    PersonId person;
    CrewSecretInfo info;
  };
  [[nodiscard]] Result<std::optional<Found>> find(CrewSecret kind, const std::string& secret);
  [[nodiscard]] Result<std::vector<Found>> all_of(CrewSecret kind, const PersonId& person);
  [[nodiscard]] Result<bool> is_on_roster(const PersonId& person);
  [[nodiscard]] static Result<Found> read(CrewSecret kind, const NamedRecord& record);
  [[nodiscard]] NamedRecord record_of(CrewSecret kind, const std::string& secret, const PersonId& person,
                                      const std::string& by);

  Store& store_;
  Clock& clock_;
  Entropy& entropy_;
};

}  // namespace scc::api
