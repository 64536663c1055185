#include "configuration_keys.h"

#include <algorithm>

namespace scc::app {

const std::vector<ConfigurationKey>& configuration_keys() {
  using C = Configuration;
  static const std::vector<ConfigurationKey> keys{
      {"operation.name", "what the operator is called", [](C& c) -> KeyPlace { return &c.operation.name; }},
      {"operation.timezone", "IANA time zone of the harbour, like America/Los_Angeles",
       [](C& c) -> KeyPlace { return &c.operation.timezone; }},
      {"operation.date_order",
       "how 5/12 is meant: mdy (12 May) or dmy (5 December)",
       [](C& c) -> KeyPlace { return &c.operation.date_order; },
       {"mdy", "dmy"}},
      {"operation.mailbox", "the address that receives the crew mails",
       [](C& c) -> KeyPlace { return &c.operation.mailbox; }},
      {"operation.trusted_senders", "the only addresses whose mail may change crew",
       [](C& c) -> KeyPlace { return &c.operation.trusted_senders; }},
      {"mail.source",
       "where crew mails come from: folder (of .eml files, a Maildir, or an mbox file), or gmail",
       [](C& c) -> KeyPlace { return &c.mail.source; },
       {"folder", "gmail"}},
      {"mail.path", "folder: where it is", [](C& c) -> KeyPlace { return &c.mail.path; }},
      {"mail.query",
       "gmail: which mails the first reading takes, in Gmail's search words; empty: of the trusted senders",
       [](C& c) -> KeyPlace { return &c.mail.query; }},
      {"mail.window_days",
       "gmail: … and no older than this, where mail.query is empty",
       [](C& c) -> KeyPlace { return &c.mail.window_days; },
       {},
       "",
       1,
       3'650},
      {"mail.authserv_id", "the server whose Authentication-Results header is believed",
       [](C& c) -> KeyPlace { return &c.mail.authserv_id; }},
      {"mail.without_header",
       "a folder's mails without that header: refuse them, or believe their From line",
       [](C& c) -> KeyPlace { return &c.mail.without_header; },
       {"refuse", "believe"}},
      {"calendar.source",
       "which calendar: ics (a file), or google",
       [](C& c) -> KeyPlace { return &c.calendar.source; },
       {"ics", "google"}},
      {"calendar.path", "ics: the file", [](C& c) -> KeyPlace { return &c.calendar.path; }},
      {"calendar.id", "google: the calendar's id (…@group.calendar.google.com) or its name",
       [](C& c) -> KeyPlace { return &c.calendar.id; }},
      {"calendar.past_days",
       "google: the first reading goes back this far",
       [](C& c) -> KeyPlace { return &c.calendar.past_days; },
       {},
       "",
       0,
       3'650},
      {"calendar.title_separator", "an event's title is the client, this, and the rest",
       [](C& c) -> KeyPlace { return &c.calendar.title_separator; }},
      {"calendar.default_vessel", "id of the vessel of events that name none",
       [](C& c) -> KeyPlace { return &c.calendar.default_vessel; }},
      {"calendar.block_edits",
       "what a person changes inside our block of an event: review asks, accept takes it at once",
       [](C& c) -> KeyPlace { return &c.calendar.block_edits; },
       {"review", "accept"}},
      {"store.source",
       "where crew, facts and receipts are kept: sqlite (a file)",
       [](C& c) -> KeyPlace { return &c.store.source; },
       {"sqlite"}},
      {"store.path", "sqlite: the file", [](C& c) -> KeyPlace { return &c.store.path; }},
      {"serve.address", "`scc serve` listens on this address", [](C& c) -> KeyPlace { return &c.serve.address; }},
      {"serve.port",
       "… and this port; 0: any free one",
       [](C& c) -> KeyPlace { return &c.serve.port; },
       {},
       "",
       0,
       65'535},
      {"serve.public_address",
       "address under which people reach the page, when it is not this machine's own",
       [](C& c) -> KeyPlace { return &c.serve.public_address; },
       {},
       "SCC_API_GATEWAY_URL"},
      {"serve.page", "folder of the built ops page; empty: where it was installed",
       [](C& c) -> KeyPlace { return &c.serve.page; }},
      {"serve.sign_in",
       "who may see the page: one_time_link (printed by `scc serve`), or none: anybody who reaches it",
       [](C& c) -> KeyPlace { return &c.serve.sign_in; },
       {"one_time_link", "none"}},
      {"serve.mail_link", "address of a mail in the mail program, {id} for its id; empty: no link",
       [](C& c) -> KeyPlace { return &c.serve.mail_link; }},
      {"sync.every_seconds",
       "`scc sync --watch` and `scc serve` read mails and calendar this often",
       [](C& c) -> KeyPlace { return &c.sync.every_seconds; },
       {},
       "",
       1,
       86'400},
      {"sync.patience_minutes",
       "health: how long mail or calendar may go without being read",
       [](C& c) -> KeyPlace { return &c.sync.patience_minutes; },
       {},
       "",
       1,
       100'000},
      {"sync.turnaround_minutes",
       "warn when somebody has less time than this between two sails",
       [](C& c) -> KeyPlace { return &c.sync.turnaround_minutes; },
       {},
       "",
       0,
       100'000},
      {"google.client_id", "the Desktop client that docs/google.md makes; not needed for an imported sign-in",
       [](C& c) -> KeyPlace { return &c.google.client_id; }},
      {"google.client_secret", "… and its secret; better as SCC_GOOGLE_CLIENT_SECRET than here",
       [](C& c) -> KeyPlace { return &c.google.client_secret; }},
      {"google.grants",
       "one sign-in for Gmail and Calendar, or two: a password change then ends the one for Gmail only",
       [](C& c) -> KeyPlace { return &c.google.grants; },
       {"one", "two"}},
      {"google.folder", "where the sign-ins are kept, encrypted", [](C& c) -> KeyPlace { return &c.google.folder; }},
      {"google.key_in",
       "where the key to them is: file (key, beside them), keyring (of the desktop), or environment (SCC_GOOGLE_KEY)",
       [](C& c) -> KeyPlace { return &c.google.key_in; },
       {"file", "keyring", "environment"}},
      {"google.key", "only as SCC_GOOGLE_KEY: 32 bytes as 64 hexadecimal characters or as base64",
       [](C& c) -> KeyPlace { return &c.google.key; }},
      {"google.cache", "folder of mails and events already read, so that they cost no call again; empty: none",
       [](C& c) -> KeyPlace { return &c.google.cache; }},
      {"google.base_url", "root of every Google address, for tests and emulators; empty: Google's own",
       [](C& c) -> KeyPlace { return &c.google.base_url; }},
      {"google.push_topic", "projects/…/topics/… that Gmail tells about new mail; empty: no push",
       [](C& c) -> KeyPlace { return &c.google.push_topic; }},
      {"google.push_audience", "audience of the push subscription's tokens (docs/google.md)",
       [](C& c) -> KeyPlace { return &c.google.push_audience; }},
      {"google.push_account", "the service account that signs them",
       [](C& c) -> KeyPlace { return &c.google.push_account; }},
      {"alarm.webhook", "address that takes Slack's JSON; better as SCC_ALARM_WEBHOOK than here",
       [](C& c) -> KeyPlace { return &c.alarm.webhook; }},
      {"alarm.mail_to", "who is mailed when something stands still", [](C& c) -> KeyPlace { return &c.alarm.mail_to; }},
      {"alarm.mail_from", "… and from which address", [](C& c) -> KeyPlace { return &c.alarm.mail_from; }},
      {"alarm.smtp_server", "like smtps://mail.example.com:465 or smtp://mail.example.com:587",
       [](C& c) -> KeyPlace { return &c.alarm.smtp_server; }},
      {"alarm.smtp_user", "empty: the server asks for none", [](C& c) -> KeyPlace { return &c.alarm.smtp_user; }},
      {"alarm.smtp_password", "better as SCC_ALARM_SMTP_PASSWORD than here",
       [](C& c) -> KeyPlace { return &c.alarm.smtp_password; }},
      {"alarm.morning_at", "like 07:00: when to say which coming sails lack crew; empty: never",
       [](C& c) -> KeyPlace { return &c.alarm.morning_at; }},
      {"alarm.morning_days",
       "… and of how many days, today included",
       [](C& c) -> KeyPlace { return &c.alarm.morning_days; },
       {},
       "",
       1,
       60},
  };
  return keys;
}

std::vector<std::string> environment_names(const ConfigurationKey& key) {
  std::string name = "SCC_" + key.path;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    if (c == '.') return '_';
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  std::vector<std::string> names;
  if (!key.also.empty()) names.push_back(key.also);
  names.push_back(name);
  return names;
}

const char* type_name(const KeyPlace& place) {
  switch (place.index()) {
    case 0:
    case 3: return "a text in quotes";
    case 1: return "a whole number";
    default: return "a list of texts, like [\"a\", \"b\"]";
  }
}

}  // namespace scc::app
