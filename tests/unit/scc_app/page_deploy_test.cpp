#include "page_deploy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fakes/manual_clock.h"
#include "fakes/temporary_folder.h"

namespace scc::app {
namespace {

/// A bucket whose objects are as old as the clock says; S3's own answers are asked for in tests/aws.
class Bucket final : public HttpTransport {
 public:
  explicit Bucket(Clock& clock) : clock_(clock) {}
  struct Object {
    std::string body;
    std::string etag;
    Instant modified;
  };
  std::map<std::string, Object> objects;

  Result<HttpResponse> send(const HttpRequest& request) override {
    const std::string key = request.url.substr(std::string_view("https://s3.example/page/").size());
    if (key.starts_with("?")) return listing(key.substr(key.find("prefix=") + 7));
    const auto found = objects.find(key);
    if (request.method == "DELETE") {
      objects.erase(key);
      return HttpResponse{204, {}, ""};
    }
    if (request.method == "PUT") return put(key, request);
    if (found == objects.end()) return HttpResponse{404, {}, "<Error><Code>NoSuchKey</Code></Error>"};
    return HttpResponse{200, {{"etag", found->second.etag}}, found->second.body};
  }

 private:
  HttpResponse put(const std::string& key, const HttpRequest& request) {
    const auto found = objects.find(key);
    for (const auto& [name, value] : request.headers) {
      if (name == "if-none-match" && found != objects.end()) return {412, {}, ""};
      if (name == "if-match" && (found == objects.end() || found->second.etag != value)) return {412, {}, ""};
    }
    objects[key] = {request.body, "\"" + std::to_string(++writes_) + "\"", clock_.now()};
    return {200, {{"etag", objects[key].etag}}, ""};
  }
  HttpResponse listing(std::string prefix) {
    for (std::size_t at = prefix.find("%2F"); at != std::string::npos; at = prefix.find("%2F"))
      prefix.replace(at, 3, "/");
    std::string answer;
    for (const auto& [key, object] : objects) {
      if (key.starts_with(prefix))
        answer += "<Contents><Key>" + key + "</Key><LastModified>" + to_rfc3339(object.modified) +
                  "</LastModified></Contents>";
    }
    return {200, {}, "<ListBucketResult>" + answer + "</ListBucketResult>"};
  }

  Clock& clock_;
  int writes_ = 0;
};

class PageDeployTest : public testing::Test {
 protected:
  /// The page of commit `number`, which follows on those before it.
  Result<Release> deploy(int number) {
    namespace fs = std::filesystem;
    const fs::path page = fs::path(folder.path()) / std::to_string(number);
    fs::create_directories(page / "assets");
    const auto write = [&](const std::string& name, const std::string& text) { std::ofstream(page / name) << text; };
    write("index.html", "page " + std::to_string(number));
    write("assets/index-" + std::to_string(number) + ".js", "show");
    write("assets/same.css", "body{}");
    std::string history;
    for (int one = number; one > 0; --one) history += (history.empty() ? "\"" : ",\"") + commit(one) + "\"";
    write(".version", R"({"commit":")" + commit(number) + R"(","count":)" + std::to_string(number) +
                          R"(,"changed":false,"history":[)" + history + "]}");
    return pages.deploy(page.string());
  }
  static std::string commit(int number) { return std::string(39, 'a') + static_cast<char>('0' + number); }
  bool has(const std::string& key) { return bucket.objects.contains(key); }

  fakes::TemporaryFolder folder;
  fakes::ManualClock clock{Instant{1'776'000'000'000}};
  Bucket bucket{clock};
  aws::S3Bucket s3{bucket, "https://s3.example", "page"};
  std::vector<std::string> invalidated;
  PageDeploy pages{{s3,
                    [this](const std::string& path, const std::string&) {
                      invalidated.push_back(path);
                      return done();
                    },
                    [](const std::string&) {}, clock}};
};

TEST_F(PageDeployTest, AnAssetStaysThirtyDaysAfterItsPageWasLiveLastAndThenGoes) {
  ASSERT_TRUE(deploy(1));
  clock.advance(days(100));
  ASSERT_TRUE(deploy(2));  // until now page 1 was live
  EXPECT_TRUE(has("assets/index-1.js"));
  clock.advance(days(29));
  ASSERT_TRUE(deploy(3));
  EXPECT_TRUE(has("assets/index-1.js"));
  EXPECT_TRUE(has("releases/" + commit(1) + "/index.html"));
  clock.advance(days(2));
  ASSERT_TRUE(deploy(4));
  EXPECT_FALSE(has("assets/index-1.js"));
  EXPECT_FALSE(has("releases/" + commit(1) + "/index.html"));
  EXPECT_TRUE(has("assets/index-2.js"));  // live until two days ago
  EXPECT_TRUE(has("assets/same.css"));    // as old as the first page, and needed by the newest
  EXPECT_EQ(invalidated, std::vector<std::string>(4, "/index.html"));
}

TEST_F(PageDeployTest, AnAssetThatNobodyNeedsYetIsNotTakenFromADeployThatHasOnlyBegun) {
  ASSERT_TRUE(deploy(1));
  bucket.objects["assets/begun.js"] = {"show", "\"x\"", clock.now()};
  ASSERT_TRUE(deploy(2));
  EXPECT_TRUE(has("assets/begun.js"));
  clock.advance(days(31));
  ASSERT_TRUE(deploy(3));
  EXPECT_FALSE(has("assets/begun.js"));
}

TEST_F(PageDeployTest, APageThatWasRolledBackToIsLiveAgainAndKeepsItsAssets) {
  ASSERT_TRUE(deploy(1));
  clock.advance(days(10));
  ASSERT_TRUE(deploy(2));
  clock.advance(days(10));
  ASSERT_EQ(pages.roll_back("").value().commit, commit(1));
  clock.advance(days(60));
  ASSERT_TRUE(deploy(3));
  EXPECT_TRUE(has("assets/index-1.js"));
  EXPECT_FALSE(has("assets/index-2.js"));
  EXPECT_EQ(bucket.objects.at("index.html").body, "page 3");
  EXPECT_EQ(pages.status().value().releases.live()->commit, commit(3));
}

TEST_F(PageDeployTest, OfManyDeploysTheOldestAreForgottenAndTheLiveOneNever) {
  Releases releases;
  for (std::size_t i = 0; i < releases_max + 10; ++i)
    releases.go_live({std::to_string(i), static_cast<std::int64_t>(i), Instant{}, std::nullopt, {}, ""}, Instant{1});
  EXPECT_EQ(releases.forget(Instant{0}).size(), 10U);
  EXPECT_EQ(releases.all.size(), releases_max);
  EXPECT_EQ(releases.live()->count, static_cast<std::int64_t>(releases_max) + 9);
}

}  // namespace
}  // namespace scc::app
