#include "page_deploy.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/hash.h"
#include "hosts/http_server/page_files.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;
using aws::S3Bucket;

constexpr const char* for_ever = "public,max-age=31536000,immutable";
constexpr const char* ask_each_time = "no-cache";
constexpr const char* record_key = "releases.json";
constexpr const char* index_name = "index.html";
constexpr std::string_view assets = "assets/";

Error overtaken() {
  return {Remedy::resync,
          "Somebody else deployed at the same moment. `scc deploy status` shows what is live; then deploy again."};
}

std::string copy_of(const Release& release, const std::string& name) {
  return "releases/" + release.commit + "/" + name;
}

std::vector<std::string> fixed_files(const Release& release) {
  std::vector<std::string> names;
  for (const std::string& name : release.files) {
    if (!name.starts_with(assets)) names.push_back(name);
  }
  return names;
}

std::string type_of(const std::string& name) {
  return std::string(hosts::media_type_of(name));
}

bool is_plain(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '/';
  });
}

Result<std::string> read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Error{Remedy::stop, path.string() + " can't be read."};
  return std::move(bytes).str();
}

/// name → bytes, of all but hidden files
Result<std::map<std::string, std::string>> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    const std::string name = at->path().lexically_relative(folder).generic_string();
    if (!at->is_regular_file() || at->path().filename().string().starts_with('.')) continue;
    if (!is_plain(name)) return Error{Remedy::stop, "\"" + name + "\" is no name for a file of the page."};
    if (files.size() >= release_files_max || at->file_size() > aws::object_bytes_max)
      return Error{Remedy::stop, folder.string() + " has too many or too large files for a page, at " + name + "."};
    auto bytes = read(at->path());
    if (!bytes) return bytes.error();
    files[name] = std::move(*bytes);
  }
  if (problem || !files.contains(index_name))
    return Error{Remedy::stop, folder.string() + " holds no built page: run scripts/build_page."};
  return files;
}

}  // namespace

Result<PageDeploy::Record> PageDeploy::record() {
  const auto found = outside_.bucket.get(record_key);
  if (!found) return found.error();
  if (!*found) return Record{};
  auto releases = read_releases((*found)->body);
  if (!releases) return releases.error();
  return Record{std::move(*releases), (*found)->etag};
}

Result<Release> PageDeploy::deploy(const std::string& folder) {
  auto files = files_of(folder);
  if (!files) return files.error();
  const auto noted = read(fs::path(folder) / ".version");
  if (!noted)
    return Error{Remedy::stop, folder + " does not say which version it is: run scripts/build_page in a git checkout."};
  const auto version = read_page_version(*noted);
  if (!version) return version.error();
  auto there = record();
  if (!there) return there.error();
  if (auto fresh = check_replaces(*version, there->releases); !fresh) return fresh.error();

  Release release{version->commit, version->count, outside_.clock.now(), std::nullopt, {}, ""};
  release.index_sha256 = sha256_hex(files->at(index_name));
  int added = 0;
  for (const auto& [name, bytes] : *files) {
    if (name != index_name) release.files.push_back(name);
    if (!name.starts_with(assets)) continue;
    const auto written = outside_.bucket.put(name, {bytes, "", type_of(name), for_ever}, S3Bucket::When::absent);
    if (!written) return written.error();
    added += written->has_value() ? 1 : 0;
  }
  outside_.say("assets: " + std::to_string(added) + " new");
  for (const auto& [name, bytes] : *files) {
    if (name.starts_with(assets)) continue;
    const auto copied =
        outside_.bucket.put(copy_of(release, name), {bytes, "", type_of(name), ask_each_time}, S3Bucket::When::always);
    if (!copied) return copied.error();
  }
  return go_live(std::move(*there), std::move(release));
}

Result<Release> PageDeploy::go_live(Record record, Release release) {
  S3Bucket& bucket = outside_.bucket;
  // Read before the record is written: who comes later and has not seen this record is refused, and where both have
  // written theirs, the second to write a file is.
  std::vector<std::string> names = fixed_files(release);
  names.emplace_back(index_name);  // at last
  std::map<std::string, std::string> before;
  for (const std::string& name : names) {
    const auto found = bucket.get(name);
    if (!found) return found.error();
    if (*found) before[name] = (*found)->etag;
  }
  const Instant now = outside_.clock.now();
  record.releases.go_live(release, now);
  const std::vector<Release> forgotten = record.releases.forget(now - assets_kept);
  const auto noted = bucket.put(record_key, {to_json(record.releases), record.etag, "application/json", ask_each_time},
                                record.etag.empty() ? S3Bucket::When::absent : S3Bucket::When::unchanged);
  if (!noted) return noted.error();
  if (!*noted) return overtaken();
  for (const std::string& name : names) {
    const auto copy = bucket.get(copy_of(release, name));
    if (!copy) return copy.error();
    if (!*copy) return Error{Remedy::skip, copy_of(release, name) + " is gone from the bucket."};
    const bool known = before.contains(name);
    const auto put = bucket.put(name, {(*copy)->body, before[name], type_of(name), ask_each_time},
                                known ? S3Bucket::When::unchanged : S3Bucket::When::absent);
    if (!put) return put.error();
    if (!*put) return overtaken();
  }
  outside_.say("index.html: " + version_text(release.count, release.commit));
  const std::string reference = release.commit + "-" + std::to_string(now.milliseconds);
  if (auto told = outside_.invalidate(std::string("/") + index_name, reference); !told) return told.error();
  if (auto removed = remove_old(record.releases, forgotten); !removed) return removed.error();
  return release;
}

Outcome PageDeploy::remove_old(const Releases& releases, const std::vector<Release>& forgotten) {
  std::set<std::string> needed;
  for (const Release& one : releases.all) needed.insert(one.files.begin(), one.files.end());
  const auto listed = outside_.bucket.list(std::string(assets));
  if (!listed) return listed.error();
  const Instant since = outside_.clock.now() - assets_kept;
  std::vector<std::string> old;
  // A young one that nobody needs may be another's deploy that has only begun.
  for (const aws::S3Listed& one : *listed) {
    if (one.modified < since && !needed.contains(one.key)) old.push_back(one.key);
  }
  for (const Release& one : forgotten) {
    for (const std::string& name : fixed_files(one)) old.push_back(copy_of(one, name));
    old.push_back(copy_of(one, index_name));
  }
  for (const std::string& key : old) {
    if (auto removed = outside_.bucket.remove(key); !removed) return removed;
  }
  if (!old.empty()) outside_.say("removed: " + std::to_string(old.size()) + " files that no page of 30 days needs");
  return done();
}

Result<PageStatus> PageDeploy::status() {
  auto there = record();
  if (!there) return there.error();
  PageStatus status{std::move(there->releases), "", {}};
  const auto index = outside_.bucket.get(index_name);
  if (!index) return index.error();
  if (*index) status.index_sha256 = sha256_hex((*index)->body);
  const Release* live = status.releases.live();
  if (live == nullptr) return status;
  const auto listed = outside_.bucket.list("");
  if (!listed) return listed.error();
  std::set<std::string> present;
  for (const aws::S3Listed& one : *listed) present.insert(one.key);
  for (const std::string& name : live->files) {
    if (!present.contains(name)) status.missing.push_back(name);
  }
  return status;
}

Result<Release> PageDeploy::roll_back(const std::string& commit) {
  auto there = record();
  if (!there) return there.error();
  const Releases& known = there->releases;
  const Release* wanted = nullptr;
  if (!commit.empty()) {
    wanted = known.named(commit);
  } else {
    for (const Release& one : known.all) {
      if (one.until && (wanted == nullptr || *wanted->until <= *one.until)) wanted = &one;
    }
  }
  if (wanted == nullptr)
    return Error{Remedy::skip, commit.empty()
                                   ? "There is no earlier page to go back to; `scc deploy status` shows them."
                                   : "No page of the last 30 days has a commit that begins with \"" + commit +
                                         "\" (seven characters at least); `scc deploy status` shows them."};
  const auto listed = outside_.bucket.list("");
  if (!listed) return listed.error();
  std::set<std::string> present;
  for (const aws::S3Listed& one : *listed) present.insert(one.key);
  for (const std::string& name : wanted->files) {
    const std::string key = name.starts_with(assets) ? name : copy_of(*wanted, name);
    if (!present.contains(key))
      return Error{Remedy::skip, key +
                                     " is gone from the bucket, so that page would not be whole; check out its "
                                     "commit, build it and deploy it."};
  }
  Release release = *wanted;
  return go_live(std::move(*there), std::move(release));
}

}  // namespace scc::app
