#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/google_oauth/loopback.h"
#include "auth_view.h"
#include "command_list.h"
#include "session.h"

namespace scc::app {
namespace {

using google::Grant;
using google::Half;

constexpr Duration consent_patience = minutes(10);
constexpr std::size_t consent_entropy_bytes = 64;
constexpr std::size_t token_file_bytes_max = 64 * 1024;

/// The sign-ins that an act is about: the one that --grant names, or all of them.
Result<std::vector<SignIn*>> chosen(GoogleAccount& account, const Arguments& arguments) {
  std::vector<SignIn*> found;
  std::string names;
  for (SignIn& sign_in : account.sign_ins()) {
    names += (names.empty() ? "" : ", ") + sign_in.name;
    if (!arguments.has("--grant") || arguments.text("--grant") == sign_in.name) found.push_back(&sign_in);
  }
  if (found.empty()) {
    return Error{Remedy::stop, "With google.grants = \"" + std::string(account.sign_ins().size() == 1 ? "one" : "two") +
                                   "\" there is no sign-in \"" + arguments.text("--grant") + "\"; there is: " + names +
                                   "."};
  }
  return found;
}

/// Opens the address in the desktop's browser where there is a desktop; the address is printed anyway.
void open_browser(const Session& session, const std::string& address) {
  if (!session.environment.has("DISPLAY") && !session.environment.has("WAYLAND_DISPLAY")) return;
  std::string program = "xdg-open";
  std::string argument = address;
  std::array<char*, 3> words{program.data(), argument.data(), nullptr};
  std::vector<std::string> variables;
  for (const auto& [name, value] : session.environment.all()) variables.push_back(name + "=" + value);
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);
  pid_t child = -1;
  if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, words.data(), environment.data()) == 0)
    ::waitpid(child, nullptr, WNOHANG);
}

/// The code that Google gives to the browser, by whichever way it comes back.
Result<std::string> consent(Session& session, google::Loopback& loopback, const google::ConsentRequest& request,
                            const std::string& address, bool has_browser) {
  session.terminal.print(
      "Open this address in a browser, sign in with the account that gets the crew mails, and\n"
      "leave every box ticked:\n\n  " +
      address + "\n");
  std::cout.flush();
  if (has_browser) {
    open_browser(session, address);
    session.terminal.say("Waiting until you come back from there (Ctrl-C gives up).");
    return loopback.wait_for_code(request.state, consent_patience);
  }
  session.terminal.print(
      "At the end the browser shows an error for an address that begins with http://127.0.0.1.\n"
      "Copy that whole address from its address line, and paste it here:");
  std::cout.flush();
  std::string pasted;
  if (!std::getline(std::cin, pasted) || pasted.empty())
    return Error{Remedy::stop, "Nothing was pasted; nothing was changed. Run scc auth login --no-browser again."};
  return google::code_in_address(pasted, request.state);
}

/// Writes the grant down, learns whose it is, and says what it covers.
Result<ExitCode> take_over(Session& session, GoogleAccount& account, SignIn& sign_in, Grant grant) {
  const auto before = sign_in.file->load();
  const std::string old_account = before && *before ? (*before)->account : "";
  if (const auto saved = sign_in.file->save(grant); !saved) return saved.error();
  const auto token = sign_in.tokens->access_token();
  if (!token) return token.error();
  auto kept = sign_in.file->load();
  if (!kept) return kept.error();
  grant = kept->value_or(grant);
  if (covers(grant, Half::gmail)) {
    auto gmail = account.gmail();
    if (!gmail) return gmail.error();
    if (const auto profile = (*gmail)->profile()) grant.account = profile->address;
    if (const auto saved = sign_in.file->save(grant); !saved) return saved.error();
  }
  if (!old_account.empty() && !grant.account.empty() && old_account != grant.account) {
    session.terminal.say("This is another account than before (" + old_account +
                         "): its mails are read from the beginning with the next run.");
  }
  bool whole = true;
  for (const std::string& line : sign_in_lines(session, sign_in, grant, whole)) session.terminal.print(line);
  return whole ? ExitCode::ok : ExitCode::sign_in;
}

Result<ExitCode> log_in_to(Session& session, GoogleAccount& account, SignIn& sign_in, const Arguments& arguments) {
  const Configuration& configuration = session.configuration();
  if (configuration.google.client_id.empty() || configuration.google.client_secret.empty()) {
    return Error{Remedy::stop, "google.client_id and google.client_secret are not set: " + configuration.file +
                                   " needs the Desktop client of your Google project (docs/google.md shows how)."};
  }
  const google::OauthApp app{configuration.google.client_id, configuration.google.client_secret};
  auto loopback = google::Loopback::open();
  if (!loopback) return loopback.error();
  std::vector<std::string> scopes = scopes_of(sign_in.halves);
  if (arguments.has("--calendar-list") && sign_in.halves.back() == Half::calendar) {
    scopes.emplace_back(google::calendar_list_scope);
    scopes.emplace_back(google::calendar_writers_scope);
  }
  const google::ConsentRequest request = google::OauthClient::new_consent(
      session.entropy.random_bytes(consent_entropy_bytes), (*loopback)->redirect_uri(), scopes);
  if (account.sign_ins().size() > 1) session.terminal.print("The sign-in for " + sign_in.name + ":");
  const auto code = consent(session, **loopback, request, account.client().consent_address(app, request),
                            !arguments.has("--no-browser"));
  if (!code) return code.error();
  const auto answer = account.client().redeem(app, request, *code);
  if (!answer) return answer.error();
  if (!answer->refresh_token || answer->refresh_token->empty()) {
    return Error{Remedy::stop,
                 "Google gave no lasting sign-in (refresh token). Take ShipCaptainCrew off the account's list at "
                 "https://myaccount.google.com/connections and run scc auth login again."};
  }
  Grant grant;
  grant.client_id = app.client_id;
  grant.client_secret = app.client_secret;
  grant.refresh_token = *answer->refresh_token;
  grant.scopes = answer->scopes;
  grant.obtained = session.clock.now();
  if (answer->refresh_token_lifetime) grant.ends = grant.obtained + *answer->refresh_token_lifetime;
  return take_over(session, account, sign_in, std::move(grant));
}

Result<ExitCode> log_in(Session& session, const Arguments& arguments) {
  auto account = session.ports().google();
  if (!account) return account.error();
  auto sign_ins = chosen(**account, arguments);
  if (!sign_ins) return sign_ins.error();
  ExitCode worst = ExitCode::ok;
  for (SignIn* sign_in : *sign_ins) {
    auto code = log_in_to(session, **account, *sign_in, arguments);
    if (!code) return code;
    if (*code != ExitCode::ok) worst = *code;
  }
  return worst;
}

Result<ExitCode> import_grant(Session& session, const Arguments& arguments) {
  auto account = session.ports().google();
  if (!account) return account.error();
  auto sign_ins = chosen(**account, arguments);
  if (!sign_ins) return sign_ins.error();
  const std::string path = arguments.text("FILE");
  std::ifstream file(path, std::ios::binary);
  std::string text(token_file_bytes_max + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || text.empty() || text.size() > token_file_bytes_max)
    return Error{Remedy::stop, path + " can't be read, or is no token file."};
  auto grant = google::read_authorized_user(text, session.clock.now());
  if (!grant) return Error{Remedy::stop, path + ": " + grant.error().what};
  ExitCode worst = ExitCode::ok;
  for (SignIn* sign_in : *sign_ins) {
    auto code = take_over(session, **account, *sign_in, *grant);
    if (!code) return code;
    if (*code != ExitCode::ok) worst = *code;
  }
  if (worst == ExitCode::ok) session.terminal.say("Imported. " + path + " is not needed any more; remove it.");
  return worst;
}

Result<ExitCode> revoke(Session& session, const Arguments& arguments) {
  auto account = session.ports().google();
  if (!account) return account.error();
  auto sign_ins = chosen(**account, arguments);
  if (!sign_ins) return sign_ins.error();
  for (SignIn* sign_in : *sign_ins) {
    const auto grant = sign_in->file->load();
    if (!grant) return grant.error();
    if (!*grant) {
      session.terminal.say("There is no sign-in \"" + sign_in->name + "\".");
      continue;
    }
    // The file stays until Google has heard it: the other way round nobody could end it any more.
    const auto ended = (*account)->client().revoke((*grant)->refresh_token);
    if (!ended) return ended.error();
    if (const auto removed = sign_in->file->remove(); !removed) return removed.error();
    session.terminal.print("The sign-in \"" + sign_in->name + "\" is ended at Google and removed here.");
  }
  return ExitCode::ok;
}

Result<ExitCode> show_status(Session& session, const Arguments&) {
  auto account = session.ports().google();
  if (!account) return account.error();
  ExitCode code = ExitCode::ok;
  boost::json::array list;
  for (SignIn& sign_in : (*account)->sign_ins()) {
    const auto grant = sign_in.file->load();
    if (!grant) return grant.error();
    bool whole = grant->has_value();
    if (session.json) {
      list.push_back(sign_in_json(session, sign_in, *grant, whole));
    } else if (*grant) {
      for (const std::string& line : sign_in_lines(session, sign_in, **grant, whole)) session.terminal.print(line);
    } else {
      session.terminal.print(session.terminal.inked("✗ ", Ink::bad) + sign_in.name +
                             ": nobody has signed in yet. Sign in: scc auth login");
    }
    if (!whole) code = ExitCode::sign_in;
  }
  if (session.json) session.terminal.print(boost::json::serialize(list));
  return code;
}

const Option grant_option{"--grant",
                          Takes::text,
                          "with google.grants = \"two\": only this one",
                          Option::Count::maybe,
                          {"google", "gmail", "calendar"}};

Command login_command() {
  Command command{"login", "sign in to Google: a browser, or an address to copy", ""};
  command.details = "What was granted is checked. Exit code 4 when a box was left unticked: the other half works.";
  command.examples = {{"scc auth login", "on a machine with a browser"},
                      {"scc auth login --no-browser", "on a server: open the address anywhere, paste what comes back"}};
  command.options = {{"--no-browser", Takes::nothing, "this machine has none"},
                     {"--calendar-list", Takes::nothing,
                      "also ask for the list of calendars and their writers: to name the calendar by its name"},
                     grant_option};
  command.run = log_in;
  return command;
}

}  // namespace

Command auth_command() {
  Command command{"auth", "the sign-in to Google: log in, look at it, end it", ""};
  Command status{"status", "whose sign-in it is, what it covers, its age and last use", ""};
  status.details = "Reads files only. Exit code 4 when somebody has to sign in.";
  status.run = show_status;
  Command revoking{"revoke", "end the sign-in at Google and remove it here", ""};
  revoking.options = {grant_option};
  revoking.run = revoke;
  Command importing{"import", "take over a token file of Google's own libraries (authorized_user)", ""};
  importing.examples = {{"scc auth import token.json", "then remove the file: it is not encrypted"}};
  importing.options = {{"FILE", Takes::file, "JSON with client_id, client_secret, refresh_token", Option::Count::one},
                       grant_option};
  importing.run = import_grant;
  command.subcommands = {login_command(), status, revoking, importing};
  return command;
}

}  // namespace scc::app
