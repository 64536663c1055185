#include <boost/json.hpp>

#include "adapters/cloudfront/invalidation.h"
#include "aws_account.h"
#include "command_list.h"
#include "installation.h"
#include "page_deploy.h"
#include "session.h"

namespace scc::app {
namespace {

namespace json = boost::json;

/// The page in the account's bucket, with what CloudFront has to forget; all three subcommands work with it.
class DeployedPage {
 public:
  [[nodiscard]] static Result<std::unique_ptr<DeployedPage>> open(Session& session) {
    auto account = AwsAccount::open(session.configuration(), session.clock);
    if (!account) return account.error();
    auto bucket = (*account)->output("PageBucket");
    if (!bucket) return bucket.error();
    auto distribution = (*account)->output("DistributionId");
    if (!distribution) return distribution.error();
    return std::unique_ptr<DeployedPage>(new DeployedPage(session, std::move(*account), *bucket, *distribution));
  }
  [[nodiscard]] PageDeploy& page() { return page_; }

 private:
  DeployedPage(Session& session, std::unique_ptr<AwsAccount> account, const std::string& bucket,
               std::string distribution)
      : account_(std::move(account)),
        distribution_(std::move(distribution)),
        bucket_(account_->transport("s3"), account_->endpoint("s3"), bucket),
        page_({bucket_, [this](const auto& path, const auto& reference) { return invalidate(path, reference); },
               [&session](const std::string& line) { session.terminal.say(line); }, session.clock}) {}

  Outcome invalidate(const std::string& path, const std::string& reference) {
    const auto made = aws::invalidate(account_->transport("cloudfront"), account_->endpoint("cloudfront"),
                                      distribution_, path, reference);
    return made ? done() : Outcome(made.error());
  }

  std::unique_ptr<AwsAccount> account_;
  std::string distribution_;
  aws::S3Bucket bucket_;
  PageDeploy page_;
};

json::object release_json(const Release& release) {
  json::object entry{{"commit", release.commit}, {"count", release.count}, {"deployed", to_rfc3339(release.deployed)}};
  entry["live_until"] = release.until ? json::value(to_rfc3339(*release.until)) : json::value();
  return entry;
}

ExitCode say_live(Session& session, const Release& release) {
  session.terminal.print(session.json ? json::serialize(release_json(release))
                                      : "Live: version " + version_text(release.count, release.commit) + ".");
  return ExitCode::ok;
}

Result<ExitCode> deploy_page(Session& session, const Arguments& arguments) {
  const std::string folder = arguments.has("--from") ? arguments.text("--from") : page_folder();
  if (folder.empty())
    return Error{Remedy::stop, "There is no built page: run scripts/build_page, or name it with --from."};
  auto deployed = DeployedPage::open(session);
  if (!deployed) return deployed.error();
  auto release = (*deployed)->page().deploy(folder);
  if (!release) return release.error();
  return say_live(session, *release);
}

Result<ExitCode> roll_back(Session& session, const Arguments& arguments) {
  auto deployed = DeployedPage::open(session);
  if (!deployed) return deployed.error();
  auto release = (*deployed)->page().roll_back(arguments.text("COMMIT"));
  if (!release) return release.error();
  return say_live(session, *release);
}

Result<ExitCode> show(Session& session, const Arguments&) {
  auto deployed = DeployedPage::open(session);
  if (!deployed) return deployed.error();
  const auto status = (*deployed)->page().status();
  if (!status) return status.error();
  const Release* live = status->releases.live();
  const bool whole = live != nullptr && status->missing.empty() && live->index_sha256 == status->index_sha256;
  if (session.json) {
    json::array list;
    for (const Release& one : status->releases.all) list.push_back(release_json(one));
    session.terminal.print(
        json::serialize(json::object{{"live", live == nullptr ? json::value() : json::value(live->commit)},
                                     {"whole", whole},
                                     {"missing", json::array(status->missing.begin(), status->missing.end())},
                                     {"releases", std::move(list)}}));
    return whole ? ExitCode::ok : ExitCode::failed;
  }
  for (const Release& one : status->releases.all) {
    session.terminal.print(std::string(one.until ? "  " : "* ") + version_text(one.count, one.commit) + ", deployed " +
                           to_people(one.deployed, session.zone()) +
                           (one.until ? ", live until " + to_people(*one.until, session.zone()) : ", live"));
  }
  if (live == nullptr) {
    session.terminal.print("No page was deployed yet: scc deploy page");
  } else if (!status->missing.empty()) {
    session.terminal.print("✗ " + printable(status->missing.front()) +
                           " is missing in the bucket\n    → scc deploy page");
  } else if (!whole) {
    session.terminal.print(
        "✗ index.html is not that of this version: a deploy was stopped, or somebody wrote it by hand"
        "\n    → scc deploy page");
  }
  return whole ? ExitCode::ok : ExitCode::failed;
}

}  // namespace

Command deploy_command() {
  Command page{"page", "put the built page where CloudFront serves it", ""};
  page.details =
      "New assets first, then index.html, then one invalidation. Refuses a checkout that does not contain what is live "
      "(exit code 5).";
  page.options = {{"--from", Takes::folder, "the built page, instead of web/dist"}};
  page.run = deploy_page;
  Command status{"status", "which version of the page is live, and which were; exit code 1 when it is not whole", ""};
  status.run = show;
  Command rollback{"rollback", "back to the page that was live before, or to that of a commit", ""};
  rollback.examples = {{"scc deploy rollback", "the one before"},
                       {"scc deploy rollback 1a2b3c4", "of the last 30 days"}};
  rollback.options = {{"COMMIT", Takes::text, "the beginning of its commit"}};
  rollback.run = roll_back;
  Command command{"deploy", "the page of the AWS edition: deploy it, see what is live, go back", ""};
  command.details = "Needs the stack of infra/ (deploy.stack), and credentials of AWS.";
  command.subcommands = {page, status, rollback};
  return command;
}

}  // namespace scc::app
