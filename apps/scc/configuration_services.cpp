#include "configuration_services.h"

#include <charconv>

#include "api/origins.h"

namespace scc::app {
namespace {

Error wrong(const std::string& where, const std::string& what) {
  return {Remedy::stop, where + ": " + what};
}

std::string in_quotes(const std::string& text) {
  return "\"" + text + "\"";
}

/// "07:00"
std::optional<TimeOfDay> time_of_day(const std::string& text) {
  int hour = 0;
  int minute = 0;
  const auto read = [&](std::size_t at, int& number) {
    const char* end = text.data() + at + 2;
    return std::from_chars(text.data() + at, end, number).ptr == end;
  };
  if (text.size() != 5 || text[2] != ':' || !read(0, hour) || !read(3, minute)) return std::nullopt;
  if (hour > 23 || minute > 59 || hour < 0 || minute < 0) return std::nullopt;
  return TimeOfDay{hour, minute, 0};
}

}  // namespace

Outcome check_services(Configuration& c, const std::function<std::string(const std::string&)>& origin) {
  if (c.calendar.source == "google" && c.calendar.id.empty()) {
    return wrong(origin("calendar.id"),
                 "is empty; Google Calendar needs the id or the name of the calendar that the charters are in.");
  }
  if (c.calendar.source == "google" && c.calendar.id == "primary") {
    return wrong(origin("calendar.id"),
                 "\"primary\" is whatever account signs in; write the calendar's own id or name (docs/google.md).");
  }
  if (c.mail.source == "gmail" && c.mail.query.empty() && c.operation.trusted_senders.empty()) {
    return wrong(origin("operation.trusted_senders"),
                 "is empty, so there is no mail to ask Gmail for; name the senders, or write mail.query.");
  }
  if (!c.google.base_url.empty()) {
    if (!c.google.base_url.starts_with("http://") && !c.google.base_url.starts_with("https://"))
      return wrong(origin("google.base_url"), in_quotes(c.google.base_url) + " is no address (http://…).");
    while (c.google.base_url.ends_with('/')) c.google.base_url.pop_back();
  }
  while (c.serve.public_address.ends_with('/')) c.serve.public_address.pop_back();
  for (const std::string& one : c.serve.cors_origins) {
    if (!api::is_exact_origin(one))
      return wrong(origin("serve.cors_origins"),
                   in_quotes(one) + " is no exact origin like https://page.sailing.example, without path or *.");
  }
  if (!c.serve.google_client_id.empty() && !api::is_exact_origin(c.serve.public_address))
    return wrong(origin("serve.public_address"),
                 "has to be the page's own address, like https://ops.sailing.example: Google sends people back to it.");
  if (!c.google.push_topic.empty() && c.google.push_audience.empty())
    return wrong(origin("google.push_audience"), "is empty; a push is believed only when it is signed for us.");
  if (c.alarm.mail_to.empty() != c.alarm.smtp_server.empty())
    return wrong(origin(c.alarm.mail_to.empty() ? "alarm.mail_to" : "alarm.smtp_server"),
                 "is empty; a mail needs both alarm.mail_to and alarm.smtp_server.");
  if (!c.alarm.smtp_server.empty() && !c.alarm.smtp_server.starts_with("smtp://") &&
      !c.alarm.smtp_server.starts_with("smtps://"))
    return wrong(origin("alarm.smtp_server"), "has to begin with smtps:// or smtp://.");
  if (!c.alarm.mail_to.empty() && c.alarm.mail_from.empty()) c.alarm.mail_from = c.alarm.mail_to.front();
  if (!c.alarm.morning_at.empty()) {
    c.alarm.morning = time_of_day(c.alarm.morning_at);
    if (!c.alarm.morning)
      return wrong(origin("alarm.morning_at"), in_quotes(c.alarm.morning_at) + " is no time like \"07:00\".");
  }
  return done();
}

}  // namespace scc::app
