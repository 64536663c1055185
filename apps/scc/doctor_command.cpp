#include <iconv.h>

#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"
#include "auth_view.h"
#include "aws_doctor.h"
#include "base/text.h"
#include "command_list.h"
#include "finding.h"
#include "installation.h"
#include "json_view.h"
#include "session.h"
#include "version.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t room_min = 200u * 1024 * 1024;
constexpr int pages_looked_at_max = 200;

Finding check_configuration(Session& session) {
  const Configuration& configuration = session.configuration();
  if (configuration.operation.trusted_senders.empty()) {
    return {Verdict::look, configuration.file + " names no trusted sender: every mail will be rejected",
            "add addresses to operation.trusted_senders"};
  }
  return {Verdict::well,
          configuration.file + ": " +
              counted(configuration.operation.trusted_senders.size(), "trusted sender", "trusted senders") + ", " +
              counted(configuration.roles.size(), "role", "roles") + ", " +
              counted(configuration.vessels.size(), "vessel", "vessels") + ", " + configuration.operation.timezone,
          ""};
}

Finding check_zone(Session& session) {
  // The zone was found when the configuration was read; a clock change proves its rules are there.
  const Zone& zone = session.zone();
  return {Verdict::well, "time zone " + zone.name() + ", now " + to_people(session.clock.now(), zone), ""};
}

Finding check_charsets() {
  // Without these conversions old mails would silently lose letters.
  for (const char* name : {"WINDOWS-1252", "ISO-8859-15", "ISO-8859-7", "KOI8-R", "UTF-16"}) {
    const iconv_t conversion = iconv_open("UTF-8", name);
    // iconv_open(3) tells of a failure by (iconv_t)-1.
    if (conversion == reinterpret_cast<iconv_t>(-1)) {  // NOLINT(performance-no-int-to-ptr)
      return broken(std::string("this machine can't read mails in ") + name,
                    "install the libc's character sets (gconv), or set GCONV_PATH");
    }
    iconv_close(conversion);
  }
  return {Verdict::well, "character sets of mails can be read", ""};
}

Finding check_store(Session& session) {
  auto store = session.ports().store();
  if (!store) return broken(store.error().what);
  auto crew = (*store)->crew();
  if (!crew) return broken(crew.error().what);
  const auto& named = session.configuration().store;
  const std::string path =
      named.source == "dynamodb" ? "the table " + named.table : session.configuration().path_of(named.path);
  if (crew->empty()) return {Verdict::look, path + " opens; its roster is empty", "scc crew import FILE"};
  return {Verdict::well, path + " opens; " + counted(crew->size(), "crew member", "crew members"), ""};
}

std::vector<Finding> check_sign_ins(Session& session) {
  std::vector<Finding> findings;
  if (!session.configuration().uses_google()) return findings;
  auto account = session.ports().google();
  if (!account) return {broken(account.error().what)};
  for (SignIn& sign_in : (*account)->sign_ins()) {
    const auto grant = sign_in.file->load();
    if (!grant) {
      findings.push_back(broken(grant.error().what));
    } else if (!*grant) {
      findings.push_back(broken("nobody has signed in to Google yet (" + sign_in.name + ")", "scc auth login"));
    } else {
      // Proves that Google still takes it; what comes of that is in the file afterwards.
      static_cast<void>(sign_in.tokens->access_token());
      const auto used = sign_in.file->load();
      bool whole = false;
      std::string text;
      for (const std::string& line : sign_in_lines(session, sign_in, used ? used->value_or(**grant) : **grant, whole))
        text += (text.empty() ? "" : "\n  ") + line;
      const std::size_t mark = text.find(' ');
      const bool ends = (*grant)->ends.has_value();
      findings.push_back({!whole ? Verdict::broken
                          : ends ? Verdict::look
                                 : Verdict::well,
                          "sign-in " + text.substr(mark + 1), ""});
    }
  }
  return findings;
}

Finding check_gmail(Session& session) {
  auto account = session.ports().google();
  if (!account) return broken(account.error().what);
  auto gmail = (*account)->gmail();
  if (!gmail) return broken(gmail.error().what);
  const auto profile = (*gmail)->profile();
  if (!profile) return broken(profile.error().what);
  const std::string& wanted = session.configuration().operation.mailbox;
  const std::string what = "Gmail of " + profile->address + ": " + std::to_string(profile->messages) + " mails";
  if (!wanted.empty() && ascii_lower(wanted) != ascii_lower(profile->address)) {
    return {Verdict::look, what + "; operation.mailbox is " + wanted,
            "sign in with the account that gets the crew mails, or correct operation.mailbox"};
  }
  return {Verdict::well, what, ""};
}

Finding check_google_calendar(Session& session) {
  auto account = session.ports().google();
  if (!account) return broken(account.error().what);
  auto calendar = (*account)->calendar();
  if (!calendar) return broken(calendar.error().what);
  const auto about = (*calendar)->describe();
  if (!about) return broken(about.error().what);
  std::string what = "Google Calendar \"" + about->name + "\" (" + about->id + "), zone " + about->zone +
                     ", our access: " + (about->access.empty() ? "not told" : about->access);
  if (about->writers) {
    std::string writers;
    for (const std::string& writer : *about->writers) writers += (writers.empty() ? "" : ", ") + writer;
    what += "; its writers: " + writers;
  } else {
    what += "; its writers are not told to this sign-in (scc auth login --calendar-list)";
  }
  if (!about->access.empty() && about->access != "writer" && about->access != "owner")
    return broken(what, "give the account \"Make changes to events\" in the calendar's settings");
  const auto grant = (*account)->sign_in_for(google::Half::calendar).file->load();
  if (about->primary || (grant && *grant && about->id == (*grant)->account)) {
    return {Verdict::look, what + "; it is the account's own (primary) calendar",
            "if charters are in a calendar of their own, write its id as calendar.id"};
  }
  return {Verdict::well, what, ""};
}

Finding check_mailbox(Session& session) {
  if (session.configuration().mail.source == "gmail") return check_gmail(session);
  auto mailbox = session.ports().mailbox();
  if (!mailbox) return broken(mailbox.error().what);
  std::size_t mails = 0;
  std::string page;
  for (int i = 0; i < pages_looked_at_max; ++i) {
    auto listed = (*mailbox)->changes("", page);
    if (!listed) return broken(listed.error().what);
    mails += listed->messages.size();
    page = listed->next_page;
    if (page.empty()) break;
  }
  return {Verdict::well,
          "mailbox " + session.configuration().path_of(session.configuration().mail.path) + ": " +
              counted(mails, "mail", "mails"),
          ""};
}

Finding check_calendar(Session& session) {
  if (session.configuration().calendar.source == "google") return check_google_calendar(session);
  auto calendar = session.ports().calendar();
  if (!calendar) return broken(calendar.error().what);
  std::size_t events = 0;
  std::string page;
  for (int i = 0; i < pages_looked_at_max; ++i) {
    auto listed = (*calendar)->changes("", page);
    if (!listed) return broken(listed.error().what);
    events += listed->events.size();
    page = listed->next_page;
    if (page.empty()) break;
  }
  return {Verdict::well,
          "calendar " + session.configuration().path_of(session.configuration().calendar.path) + ": " +
              counted(events, "event", "events"),
          ""};
}

Finding check_room(Session& session) {
  const fs::path store = fs::absolute(session.configuration().path_of(session.configuration().store.path));
  std::error_code problem;
  const fs::space_info space = fs::space(store.parent_path(), problem);
  if (problem) return broken(store.parent_path().string() + ": " + problem.message(), "check that the folder exists");
  const std::string room = std::to_string(space.available / 1024 / 1024) + " MiB free on the store's disk";
  if (space.available < room_min) return broken(room, "make room: a full disk stops recording");
  return {Verdict::well, room, ""};
}

Finding check_page(Session& session) {
  const std::string configured = session.configuration().path_of(session.configuration().serve.page);
  const std::string folder = configured.empty() ? page_folder() : configured;
  if (folder.empty() || !fs::exists(folder + "/index.html"))
    return {Verdict::look, "the ops page is not built", "scripts/build_page"};
  return {Verdict::well, "ops page in " + folder, ""};
}

std::vector<Finding> look_at_everything(Session& session) {
  std::vector<Finding> findings{check_configuration(session), check_zone(session), check_charsets(),
                                check_store(session)};
  for (Finding& finding : check_sign_ins(session)) findings.push_back(std::move(finding));
  for (const auto& check : {check_mailbox, check_calendar, check_room, check_page}) findings.push_back(check(session));
  return findings;
}

const char* verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::well: return "well";
    case Verdict::look: return "look";
    case Verdict::broken: return "broken";
  }
  return "broken";
}

Result<ExitCode> examine(Session& session, const Arguments& arguments) {
  for (const char* option : {"--charter", "--address"}) {
    if (arguments.has(option) && !arguments.has("--aws"))
      return Error{Remedy::stop, std::string(option) + " belongs to --aws: scc doctor --aws " + option + " …"};
  }
  const std::vector<Finding> findings =
      arguments.has("--aws") ? AwsDoctor(session, arguments.text("--address"), arguments.text("--charter")).look()
                             : look_at_everything(session);
  ExitCode code = ExitCode::ok;
  boost::json::array list;
  for (const Finding& finding : findings) {
    if (finding.verdict == Verdict::broken) code = ExitCode::failed;
    if (session.json) {
      list.push_back(boost::json::object{
          {"verdict", verdict_text(finding.verdict)}, {"what", finding.what}, {"cure", finding.cure}});
      continue;
    }
    const char* mark = finding.verdict == Verdict::well ? "✓" : finding.verdict == Verdict::look ? "!" : "✗";
    const Ink ink = finding.verdict == Verdict::well   ? Ink::good
                    : finding.verdict == Verdict::look ? Ink::warn
                                                       : Ink::bad;
    session.terminal.print(session.terminal.inked(mark, ink) + " " + printable(finding.what));
    if (!finding.cure.empty()) session.terminal.print("    → " + finding.cure);
  }
  if (session.json) session.terminal.print(boost::json::serialize(list));
  return code;
}

Result<ExitCode> back_up(Session& session, const Arguments& arguments) {
  auto store = session.ports().sqlite_store();
  if (!store) return store.error();
  const std::string path = arguments.text("FILE");
  std::error_code problem;
  if (fs::exists(path, problem)) return Error{Remedy::stop, path + " is there already; name a file that is not."};
  auto copied = (*store)->back_up_to(path);
  if (!copied) return copied.error();
  const auto bytes = fs::file_size(path, problem);
  session.terminal.print(session.json ? boost::json::serialize(boost::json::object{{"file", path}, {"bytes", bytes}})
                                      : "Copied the store to " + path + " (" + std::to_string(bytes / 1024) +
                                            " KiB). To use it, put it where store.path says.");
  return ExitCode::ok;
}

}  // namespace

Command doctor_command() {
  Command command{"doctor", "is everything there that a run needs? says what heals what is not", ""};
  command.details = "Reads only, apart from making the store's file. Exit code 1 when something is broken.";
  command.examples = {
      {"scc doctor --aws", "the AWS edition instead: stack, table, roles, grant, edge, and one crew everywhere"}};
  command.options = {
      {"--aws", Takes::nothing, "look at the AWS edition"},
      {"--charter", Takes::text, "with --aws: whose crew is compared, instead of the next one's"},
      {"--address", Takes::text, "with --aws: where the page is asked for, before its domain points there"}};
  command.run = examine;
  return command;
}

Command backup_command() {
  Command command{"backup", "copy the whole store into one file, while others go on working", ""};
  command.examples = {{"scc backup before-season.db", "refuses to overwrite"}};
  command.options = {{"FILE", Takes::file, "a file that is not there yet", Option::Count::one}};
  command.run = back_up;
  return command;
}

}  // namespace scc::app
