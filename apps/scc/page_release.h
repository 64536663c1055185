/// PageRelease: which versions of the ops page were deployed, and which of them is live; what a built page says of the
/// checkout it was built from. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace scc::app {

inline constexpr std::size_t releases_max = 60;
inline constexpr std::size_t release_files_max = 500;

/// What scripts/build_page notes beside the page (web/dist/.version).
struct PageVersion {
  std::string commit;                ///< 40 characters
  std::int64_t count = 0;            ///< commits up to this one
  bool changed = false;              ///< the checkout had changes that are in no commit
  std::vector<std::string> history;  ///< this commit and those before it, the newest first, as many as were noted
};
/// Error stop: not what scripts/build_page writes.
[[nodiscard]] Result<PageVersion> read_page_version(std::string_view json);

struct Release {
  std::string commit;
  std::int64_t count = 0;
  Instant deployed;
  std::optional<Instant> until;    ///< when it was live last; none: it is live
  std::vector<std::string> files;  ///< all but index.html, by name
  std::string index_sha256;
  bool operator==(const Release&) const = default;
};

/// The bucket's releases.json: what scc deploy wrote there.
struct Releases {
  std::vector<Release> all;  ///< by the time of their first deploy

  [[nodiscard]] const Release* live() const;
  /// By the beginning of its commit, of seven characters at least; null: none, or several.
  [[nodiscard]] const Release* named(std::string_view commit) const;
  /// Makes `release` the live one at `now`.
  void go_live(Release release, Instant now);
  /// Takes out those that were not live since `since`, and the oldest ones beyond releases_max; they are returned.
  std::vector<Release> forget(Instant since);
  bool operator==(const Releases&) const = default;
};
[[nodiscard]] Result<Releases> read_releases(std::string_view json);
[[nodiscard]] std::string to_json(const Releases& releases);

/// Error resync: what is live is not among what `version` is made from. Error stop: uncommitted changes.
[[nodiscard]] Outcome check_replaces(const PageVersion& version, const Releases& there);

/// "412 (1a2b3c4d5e6f)"
[[nodiscard]] std::string version_text(std::int64_t count, std::string_view commit);

}  // namespace scc::app
