#include "aws_doctor.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "adapters/aws_iam/allowed_actions.h"
#include "adapters/aws_secrets/aws_secrets.h"
#include "adapters/s3/s3_bucket.h"
#include "api/origins.h"
#include "base/text.h"
#include "charter_view.h"
#include "crew_copies.h"
#include "edge_check.h"
#include "lent_grant.h"
#include "page_deploy.h"

namespace scc::app {
namespace {

/// What infra/lib/table_schema.ts allows; its tests hold both lists against the adapter.
const std::vector<std::string> reading{"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"};
const std::vector<std::string> writing{"dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem",
                                       "dynamodb:UpdateItem"};
/// What no function is ever to do.
const std::vector<std::string> forbidden{"dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:UpdateTable"};

}  // namespace

AwsDoctor::AwsDoctor(Session& session, std::string address, std::string charter)
    : session_(session),
      address_(std::move(address)),
      charter_(std::move(charter)),
      store_configuration_(session.configuration()),
      google_configuration_(session.configuration()) {}

AwsDoctor::~AwsDoctor() {
  google_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::vector<Finding> AwsDoctor::look() {
  if (auto opened = open(); !opened) {
    add(broken(opened.error().what));
    return std::move(findings_);
  }
  add(well("the stack \"" + session_.configuration().deploy.stack + "\" is deployed: " + origin_));
  look_at_table();
  look_at_function("ApiFunction", "api");
  look_at_function("SyncFunction", "sync");
  look_at_function("AuditFunction", "audit");
  look_at_grant();
  look_at_edge();
  look_at_crew();
  return std::move(findings_);
}

Outcome AwsDoctor::open() {
  auto account = AwsAccount::open(session_.configuration(), session_.clock);
  if (!account) return account.error();
  account_ = std::move(*account);
  for (const auto& [name, place] : {std::pair("Address", &origin_), std::pair("TableName", &table_)}) {
    auto found = account_->output(name);
    if (!found) return found.error();
    *place = std::move(*found);
  }
  if (address_.empty()) address_ = origin_;
  store_configuration_.store.source = "dynamodb";
  store_configuration_.store.table = table_;
  auto store = AwsStore::open(store_configuration_, session_.clock, session_.entropy);
  if (!store) return store.error();
  store_ = std::move(*store);
  return done();
}

void AwsDoctor::look_at_table() {
  const auto found = store_->admin().describe();
  if (!found) return add(broken(found.error().what, "dynamodb:DescribeTable has to be allowed to you"));
  if (!found->exists) return add(broken("there is no table " + table_, deploy_stack));
  std::vector<std::string> lacking;
  for (const TableFeature& feature : found->features) {
    if (!feature.present) lacking.push_back(feature.name);
  }
  if (!lacking.empty())
    return add(broken("the table " + table_ + " lacks: " + joined(lacking, ", "),
                      "DYNAMODB_TABLE_NAME=" + table_ + " SCC_STORE_SOURCE=dynamodb scc store migrate"));
  add(well("the table " + table_ + " has its indexes, stream, time to live and recovery"));
}

void AwsDoctor::look_at_function(const std::string& output, const std::string& handler) {
  const auto name = account_->output(output);
  if (!name) return add(broken(name.error().what));
  const auto found = aws::function_settings(account_->transport("lambda"), account_->endpoint("lambda"), *name);
  if (!found) return add(broken(found.error().what, deploy_stack));
  const auto has = [&](const std::string& variable) {
    const auto at = found->environment.find(variable);
    return at == found->environment.end() ? "" : at->second;
  };
  std::vector<std::string> wrong;
  if (has("DYNAMODB_TABLE_NAME") != table_) wrong.push_back("DYNAMODB_TABLE_NAME is not " + table_);
  if (has("SCC_API_GATEWAY_URL") != origin_) wrong.push_back("SCC_API_GATEWAY_URL is not " + origin_);
  std::vector<std::string> needed{"SCC_GOOGLE_SECRET"};
  if (handler == "api") needed = {"SCC_SIGN_IN_CLIENT_ID", "SCC_SIGN_IN_SECRET", "SCC_FRONT_DOOR_SECRET"};
  if (handler == "audit") needed = {"SCC_AUDIT_BUCKET"};
  for (const std::string& variable : needed) {
    if (has(variable).empty()) wrong.push_back(variable + " is missing");
  }
  if (handler == "sync") grant_secret_ = has("SCC_GOOGLE_SECRET");
  if (handler == "api") {
    const std::string list = has("CORS_ALLOWED_ORIGINS");
    for (const std::string_view one : split(list, ',')) {
      const std::string origin(trim(one));
      if (origin.empty()) continue;
      if (!api::is_exact_origin(origin))
        wrong.push_back("CORS_ALLOWED_ORIGINS has \"" + origin + "\", which is no exact origin");
      cors_.push_back(origin);
    }
  }
  add(wrong.empty() ? well("the " + handler + " function knows its table, address and secrets")
                    : broken("the " + handler + " function is told wrongly: " + joined(wrong, ", "), deploy_stack));
  look_at_role(handler, found->role);
}

void AwsDoctor::look_at_role(const std::string& handler, const std::string& role) {
  std::vector<std::string> wanted = reading;
  if (handler != "audit") wanted.insert(wanted.end(), writing.begin(), writing.end());
  std::vector<std::string> asked = reading;
  for (const auto* more : {&writing, &forbidden}) asked.insert(asked.end(), more->begin(), more->end());
  // "arn:aws:iam::111122223333:role/…": the table is of the same partition and account.
  const auto parts = split(role, ':');
  constexpr std::size_t arn_parts = 6;
  if (parts.size() < arn_parts)
    return add(broken("the " + handler + " function's role is no ARN: " + role, deploy_stack));
  const std::string arn = "arn:" + std::string(parts[1]) + ":dynamodb:" + session_.configuration().store.region + ":" +
                          std::string(parts[4]) + ":table/" + table_;
  const auto allowed = aws::allowed_actions(account_->transport("iam"), account_->endpoint("iam"), role, asked, arn);
  if (!allowed) return add(broken(allowed.error().what));
  std::vector<std::string> lacking;
  for (const std::string& action : wanted) {
    if (!allowed->contains(action)) lacking.push_back(action);
  }
  std::vector<std::string> beyond;
  for (const std::string& action : *allowed) {
    if (std::find(wanted.begin(), wanted.end(), action) == wanted.end()) beyond.push_back(action);
  }
  if (!lacking.empty())
    return add(broken("the role of the " + handler + " function may not " + joined(lacking, ", ") + " on " + table_,
                      deploy_stack));
  if (!beyond.empty())
    return add(broken("the role of the " + handler + " function may do more than it needs: " + joined(beyond, ", "),
                      deploy_stack));
  add(well("the role of the " + handler + " function may do what it needs with the table, and no more"));
}

Outcome AwsDoctor::open_google() {
  std::string place = std::filesystem::temp_directory_path().string() + "/scc-doctor-XXXXXX";
  if (::mkdtemp(place.data()) == nullptr) return Error{Remedy::stop, place + " can't be made."};
  folder_ = place;
  google_configuration_ = with_lent_grant(session_.configuration(), folder_, session_.entropy);
  aws::AwsSecrets secrets(account_->transport("secretsmanager"), account_->endpoint("secretsmanager"));
  const auto grant = secrets.value_of(grant_secret_);
  if (!grant) return grant.error();
  if (auto kept = keep_grant(*grant, google_configuration_, session_.clock, session_.entropy); !kept) return kept;
  const auto key = google::read_grant_key(google_configuration_.google.key);
  if (!key) return key.error();
  google_ = std::make_unique<GoogleAccount>(google_configuration_, *key, session_.clock, session_.entropy);
  return done();
}

void AwsDoctor::look_at_grant() {
  const std::string put = "scc auth login, scc auth export, then aws secretsmanager put-secret-value --secret-id " +
                          (grant_secret_.empty() ? "scc/google" : grant_secret_) + " --secret-string file://…";
  if (auto opened = open_google(); !opened) {
    google_.reset();
    return add(broken(opened.error().what, put));
  }
  const auto token = google_->sign_in_for(google::Half::gmail).tokens->access_token();
  if (!token) return add(broken(token.error().what, put));
  const auto granted = google_->client().granted_scopes(*token);
  if (!granted) return add(broken(granted.error().what, "try again"));
  std::vector<std::string> lacking;
  for (const std::string& scope : scopes_of({google::Half::gmail, google::Half::calendar})) {
    if (std::find(granted->begin(), granted->end(), scope) == granted->end()) lacking.push_back(scope);
  }
  add(lacking.empty() ? well("Google takes the functions' grant, for mail and calendar")
                      : broken("the functions' grant does not cover " + joined(lacking, ", "), put));
}

void AwsDoctor::look_at_edge() {
  EdgeCheck edge(account_->plain(), address_, origin_);
  std::string index;
  if (const auto name = account_->output("PageBucket"); name) {
    aws::S3Bucket bucket(account_->transport("s3"), account_->endpoint("s3"), *name);
    const auto status = PageDeploy({bucket, {}, {}, session_.clock}).status();
    const Release* live = status ? status->releases.live() : nullptr;
    if (!status) {
      add(broken(status.error().what));
    } else if (live == nullptr) {
      add(broken("no page was deployed yet", "scc deploy page"));
    } else {
      index = live->index_sha256;
      add(status->missing.empty()
              ? well("live is version " + version_text(live->count, live->commit))
              : broken(status->missing.front() + " is missing in the page's bucket", "scc deploy page"));
    }
  }
  add(edge.page(index));
  for (Finding& finding : edge.asset()) add(std::move(finding));
  add(edge.security_headers());
  add(edge.api_is_not_kept());
  for (Finding& finding : edge.origins(cors_)) add(std::move(finding));
  const auto host = account_->output("ApiHost");
  const auto elsewhere = session_.configuration().aws.find("AWS_ENDPOINT_URL_EXECUTE_API");
  if (!host) return add(broken(host.error().what));
  add(edge.closed(elsewhere != session_.configuration().aws.end() ? elsewhere->second : "https://" + *host));
}

Result<CharterRecord> AwsDoctor::chosen_charter() {
  if (!charter_.empty()) {
    auto id = store_->store().find_charter(charter_);
    if (!id) return id.error();
    if (!id->has_value()) return Error{Remedy::skip, "there is no charter \"" + charter_ + "\" in the table"};
    auto record = store_->store().charter(**id);
    if (!record) return record.error();
    if (record->has_value()) return **record;
    return Error{Remedy::skip, "the charter \"" + charter_ + "\" is gone from the table"};
  }
  const auto next = store_->store().charters_between(session_.clock.now(), far_ahead, 1, "");
  if (!next) return next.error();
  if (next->items.empty())
    return Error{Remedy::skip, "there is no charter to come; --charter names one whose crew is compared"};
  return next->items.front();
}

void AwsDoctor::look_at_crew() {
  const auto record = chosen_charter();
  if (!record) return add({Verdict::look, record.error().what, "scc sync, or look at the sync function's log"});
  CrewCopies copies(session_, *record);
  copies.of_table();
  if (auto asked = copies.of_api(account_->plain(), address_, store_->store()); !asked)
    return add(broken("the API does not show " + record->charter.id.text + ": " + asked.error().what,
                      "look at the API function's log: aws logs tail"));
  if (google_ == nullptr) return add(broken("the calendar can't be asked without a grant", "see above"));
  auto calendar = google_->calendar();
  if (!calendar) return add(broken(calendar.error().what, "calendar.id of scc.toml"));
  if (auto asked = copies.of_calendar(**calendar); !asked)
    return add(broken("the calendar does not show " + record->charter.id.text + ": " + asked.error().what,
                      "scc check " + record->charter.id.text + " --fix"));
  add(copies.compared());
}

}  // namespace scc::app
