/// PageDeploy: the ops page in its bucket: put there, looked at, and put back to an earlier version.
///
/// In the bucket: assets/ (names with a hash, never over written), the page's other files, index.html, copies of all
/// but the assets under releases/COMMIT/ for the way back, and releases.json. Stopped at any point, the page that was
/// live stays whole, and the same command again ends what was begun. Of two at the same time one stops. One thread.
#pragma once

#include <functional>
#include <string>

#include "adapters/s3/s3_bucket.h"
#include "page_release.h"
#include "ports/clock.h"

namespace scc::app {

inline constexpr Duration assets_kept = days(30);

struct PageStatus {
  Releases releases;
  /// What index.html really is: a release, or none of those known.
  std::string index_sha256;          ///< "" when there is none
  std::vector<std::string> missing;  ///< files of the live release that are not there
};

class PageDeploy {
 public:
  struct Outside {
    aws::S3Bucket& bucket;
    /// CloudFront forgets one path; the same reference again changes nothing.
    std::function<Outcome(const std::string& path, const std::string& reference)> invalidate;
    std::function<void(const std::string& line)> say;
    Clock& clock;
  };
  explicit PageDeploy(Outside outside) : outside_(std::move(outside)) {}

  /// `folder` as scripts/build_page leaves it. Error stop: it is none; resync: a newer page is live, or somebody
  /// deployed at the same moment.
  [[nodiscard]] Result<Release> deploy(const std::string& folder);
  [[nodiscard]] Result<PageStatus> status();
  /// To the release that was live before this one, or whose commit begins with `commit`. Error skip: there is none, or
  /// its files are gone.
  [[nodiscard]] Result<Release> roll_back(const std::string& commit);

 private:
  struct Record {
    Releases releases;
    std::string etag;  ///< "": there is none yet
  };
  [[nodiscard]] Result<Record> record();
  /// From its copies: releases.json, the other files, index.html, each only if nobody was faster.
  [[nodiscard]] Result<Release> go_live(Record record, Release release);
  [[nodiscard]] Outcome remove_old(const Releases& releases, const std::vector<Release>& forgotten);

  Outside outside_;
};

}  // namespace scc::app
