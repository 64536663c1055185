#include "page_release.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json/json_reader.h"

namespace scc::app {
namespace {

namespace json = boost::json;

constexpr std::size_t commit_characters = 40;
constexpr std::size_t prefix_min = 7;

bool is_commit(const std::string& text) {
  return text.size() == commit_characters && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::string version_text(std::int64_t count, std::string_view commit) {
  return std::to_string(count) + " (" + std::string(commit.substr(0, 12)) + ")";
}

Result<PageVersion> read_page_version(std::string_view text) {
  const auto value = parse_json(text, "the page's .version");
  if (!value) return Error{Remedy::stop, value.error().what};
  std::string complaint;
  const JsonReader root(*value, "the page's .version", complaint);
  PageVersion version{root.at("commit").text(), root.at("count").number(), root.at("changed").flag(),
                      root.at("history").texts()};
  if (!complaint.empty()) return Error{Remedy::stop, complaint};
  if (!is_commit(version.commit) || version.history.empty() || version.history.front() != version.commit)
    return Error{Remedy::stop, "the page's .version: its history does not begin with its commit; scripts/build_page."};
  return version;
}

const Release* Releases::live() const {
  const auto found = std::find_if(all.begin(), all.end(), [](const Release& one) { return !one.until; });
  return found == all.end() ? nullptr : &*found;
}

const Release* Releases::named(std::string_view commit) const {
  const Release* found = nullptr;
  if (commit.size() < prefix_min) return nullptr;
  for (const Release& one : all) {
    if (!one.commit.starts_with(commit)) continue;
    if (found != nullptr) return nullptr;
    found = &one;
  }
  return found;
}

void Releases::go_live(Release release, Instant now) {
  for (Release& one : all) {
    if (!one.until) one.until = now;
  }
  release.until.reset();
  const auto same =
      std::find_if(all.begin(), all.end(), [&](const Release& one) { return one.commit == release.commit; });
  if (same == all.end()) {
    all.push_back(std::move(release));
  } else {
    release.deployed = same->deployed;
    *same = std::move(release);
  }
}

std::vector<Release> Releases::forget(Instant since) {
  std::vector<Release> gone;
  for (std::size_t i = 0; i < all.size();) {
    const bool too_many = all.size() > releases_max;
    if (all[i].until && (*all[i].until < since || too_many)) {
      gone.push_back(std::move(all[i]));
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return gone;
}

Result<Releases> read_releases(std::string_view text) {
  const auto value = parse_json(text, "releases.json");
  if (!value) return Error{Remedy::stop, value.error().what};
  std::string complaint;
  Releases releases;
  for (const JsonReader& one : JsonReader(*value, "releases.json", complaint).at("releases").items()) {
    Release release{one.at("commit").text(), one.at("count").number(),     one.at("deployed").instant(), std::nullopt,
                    one.at("files").texts(), one.at("index_sha256").text()};
    if (const auto until = one.maybe("until"); !until.missing()) release.until = until.instant();
    if (!is_commit(release.commit)) one.at("commit").complain("no commit");
    releases.all.push_back(std::move(release));
  }
  if (!complaint.empty())
    return Error{Remedy::stop, complaint + ". Only `scc deploy` writes it; an older version of it is in the bucket."};
  return releases;
}

std::string to_json(const Releases& releases) {
  json::array list;
  for (const Release& one : releases.all) {
    json::object entry{{"commit", one.commit}, {"count", one.count}, {"deployed", to_rfc3339(one.deployed)}};
    if (one.until) entry["until"] = to_rfc3339(*one.until);
    entry["index_sha256"] = one.index_sha256;
    entry["files"] = json::array(one.files.begin(), one.files.end());
    list.push_back(std::move(entry));
  }
  return json::serialize(json::object{{"releases", std::move(list)}}) + "\n";
}

Outcome check_replaces(const PageVersion& version, const Releases& there) {
  const std::string ours = version_text(version.count, version.commit);
  if (version.changed)
    return Error{Remedy::stop,
                 "web/ has changes that are in no commit, so nobody could say later what is live: commit "
                 "them, run scripts/build_page, then deploy."};
  const Release* live = there.live();
  if (live == nullptr ||
      std::find(version.history.begin(), version.history.end(), live->commit) != version.history.end())
    return done();
  return Error{Remedy::resync, "This checkout is stale: its page is version " + ours + ", which does not contain " +
                                   version_text(live->count, live->commit) +
                                   ", live since then. Nothing was changed. `git pull` (in a shallow clone `git fetch "
                                   "--unshallow`), scripts/build_page, then deploy; "
                                   "to go back on purpose: scc deploy rollback COMMIT."};
}

}  // namespace scc::app
