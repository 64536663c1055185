#include "adapters/aws_transport/credentials.h"

#include <array>
#include <fstream>
#include <iterator>

#include "base/json/json_reader.h"
#include "base/text.h"

namespace scc::aws {
namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t file_bytes_max = 1024 * 1024;
/// An instance's metadata service answers at once or is not there.
constexpr Duration metadata_timeout = seconds(2);
/// docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, read 24 Nov 2026.
constexpr const char* instance_endpoint = "http://169.254.169.254";
constexpr const char* instance_token_seconds = "21600";
/// docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html, read 24 Nov 2026.
constexpr const char* container_endpoint = "http://169.254.170.2";

/// The text of a file; nothing when it can't be read or is too large to be one of ours.
std::optional<std::string> read_small_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.size() > file_bytes_max ? std::nullopt : std::optional(std::move(text));
}

/// What both metadata endpoints answer with.
Result<Credentials> read_endpoint_answer(const std::string& body, const std::string& place) {
  const auto json = parse_json(body, place);
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  const JsonReader root(*json, place, problem);
  Credentials found{root.at("AccessKeyId").text(), Secret(root.at("SecretAccessKey").text()),
                    Secret(root.maybe("Token").text()), std::nullopt};
  if (!root.maybe("Expiration").missing()) found.expires = root.at("Expiration").instant();
  if (!problem.empty()) return Error{Remedy::retry, "Credentials from " + problem};
  return found;
}

/// Plain HTTP goes only to this machine and to the link-local addresses of AWS's agents.
bool may_be_asked(const std::string& url) {
  if (url.starts_with("https://")) return true;
  constexpr std::array hosts{"http://169.254.170.2", "http://169.254.170.23", "http://[fd00:ec2::23]",
                             "http://127.0.0.1",     "http://localhost",      "http://[::1]"};
  for (const std::string host : hosts) {
    if (url.starts_with(host) && (url.size() == host.size() || url[host.size()] == ':' || url[host.size()] == '/'))
      return true;
  }
  return false;
}

}  // namespace

Result<Credentials> read_credentials_file(const std::string& text, const std::string& file,
                                          const std::string& profile) {
  std::map<std::string, std::string> values;
  bool inside = false;
  bool seen = false;
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = trim(raw);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[') {
      inside = line.back() == ']' && trim(line.substr(1, line.size() - 2)) == profile;
      seen = seen || inside;
    } else if (const std::size_t equals = line.find('='); inside && equals != std::string_view::npos) {
      values[ascii_lower(trim(line.substr(0, equals)))] = std::string(trim(line.substr(equals + 1)));
    }
  }
  if (!seen)
    return Error{Remedy::stop, file + " has no profile [" + profile + "]. Add it, or name another one as AWS_PROFILE."};
  for (const char* key : {"aws_access_key_id", "aws_secret_access_key"}) {
    if (values[key].empty())
      return Error{Remedy::stop, file + ": the profile [" + profile + "] has no " + key + "; add it."};
  }
  return Credentials{values["aws_access_key_id"], Secret(values["aws_secret_access_key"]),
                     Secret(values["aws_session_token"]), std::nullopt};
}

CredentialChain::CredentialChain(HttpTransport& transport, Clock& clock, Variables variables)
    : transport_(transport), clock_(clock), variables_(std::move(variables)) {}

Result<Credentials> CredentialChain::credentials() {
  if (held_ && (!held_->expires || clock_.now() + credentials_renewed_before < *held_->expires)) return *held_;
  auto found = find();
  if (!found) {
    // Those held may be good for some minutes yet; the next request asks again.
    if (held_ && held_->expires && clock_.now() < *held_->expires) return *held_;
    return found.error();
  }
  if (!found->has_value()) {
    return Error{Remedy::reauth,
                 "There are no AWS credentials: neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, nor a shared "
                 "credentials file, nor a container or instance role. Set one of them up."};
  }
  held_ = std::move(**found);
  return *held_;
}

void CredentialChain::refused() {
  held_.reset();
}

std::string CredentialChain::variable(const std::string& name) const {
  const auto found = variables_.find(name);
  return found == variables_.end() ? "" : found->second;
}

Result<std::optional<Credentials>> CredentialChain::find() {
  if (auto found = from_environment()) return found;
  if (auto found = from_file(); !found || found->has_value()) return found;
  if (auto found = from_container(); !found || found->has_value()) return found;
  return from_instance();
}

std::optional<Credentials> CredentialChain::from_environment() const {
  const std::string id = variable("AWS_ACCESS_KEY_ID");
  const std::string secret = variable("AWS_SECRET_ACCESS_KEY");
  if (id.empty() || secret.empty()) return std::nullopt;
  return Credentials{id, Secret(secret), Secret(variable("AWS_SESSION_TOKEN")), std::nullopt};
}

Result<std::optional<Credentials>> CredentialChain::from_file() const {
  const std::string named = variable("AWS_SHARED_CREDENTIALS_FILE");
  const std::string profile = variable("AWS_PROFILE");
  const std::string file = named.empty() ? variable("HOME") + "/.aws/credentials" : named;
  const auto text = read_small_file(file);
  if (!text) {
    if (named.empty() && profile.empty()) return std::optional<Credentials>{};
    return Error{Remedy::stop, "The AWS credentials file " + file + " can't be read."};
  }
  // A file without a default profile is no mistake as long as nobody asked for a profile.
  if (named.empty() && profile.empty() && text->find("[default]") == std::string::npos)
    return std::optional<Credentials>{};
  auto found = read_credentials_file(*text, file, profile.empty() ? "default" : profile);
  if (!found) return found.error();
  return std::optional(std::move(*found));
}

Result<std::optional<Credentials>> CredentialChain::from_container() {
  std::string url = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (const std::string path = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"); !path.empty())
    url = container_endpoint + path;
  if (url.empty()) return std::optional<Credentials>{};
  if (!may_be_asked(url)) {
    return Error{Remedy::stop, "AWS_CONTAINER_CREDENTIALS_FULL_URI is " + url +
                                   ": credentials are fetched over https, or from this machine only."};
  }
  HttpRequest request{"GET", url, {}, "", metadata_timeout, answer_bytes_max};
  std::string token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (const std::string file = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); !file.empty()) {
    const auto text = read_small_file(file);
    if (!text) return Error{Remedy::stop, "The file " + file + " of the container's token can't be read."};
    token = std::string(trim(*text));
  }
  if (!token.empty()) request.headers.emplace_back("authorization", token);
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200)
    return Error{Remedy::retry, "The container's credentials endpoint answered " + std::to_string(answer->status)};
  auto found = read_endpoint_answer(answer->body, "the container's credentials endpoint");
  if (!found) return found.error();
  return std::optional(std::move(*found));
}

Result<std::optional<Credentials>> CredentialChain::from_instance() {
  if (ascii_lower(variable("AWS_EC2_METADATA_DISABLED")) == "true") return std::optional<Credentials>{};
  const std::string named = variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  std::string endpoint = named.empty() ? instance_endpoint : named;
  while (endpoint.ends_with('/')) endpoint.pop_back();
  const auto token = transport_.send({"PUT",
                                      endpoint + "/latest/api/token",
                                      {{"x-aws-ec2-metadata-token-ttl-seconds", instance_token_seconds}},
                                      "",
                                      metadata_timeout,
                                      answer_bytes_max});
  // Nobody there: this is no machine of AWS's.
  if (!token) return std::optional<Credentials>{};
  if (token->status != 200)
    return Error{Remedy::retry,
                 "The instance's metadata service refused a token (" + std::to_string(token->status) + ")."};
  const auto get = [&](const std::string& path) {
    return transport_.send({"GET",
                            endpoint + "/latest/meta-data/iam/security-credentials/" + path,
                            {{"x-aws-ec2-metadata-token", token->body}},
                            "",
                            metadata_timeout,
                            answer_bytes_max});
  };
  const auto role = get("");
  if (!role) return role.error();
  if (role->status == 404) return std::optional<Credentials>{};  // a machine without a role
  const auto answer = get(std::string(trim(role->body.substr(0, role->body.find('\n')))));
  if (!answer) return answer.error();
  if (role->status != 200 || answer->status != 200)
    return Error{Remedy::retry,
                 "The instance's metadata service gave no credentials (" + std::to_string(answer->status) + ")."};
  auto found = read_endpoint_answer(answer->body, "the instance's metadata service");
  if (!found) return found.error();
  return std::optional(std::move(*found));
}

}  // namespace scc::aws
