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
       "where crew mails come from: folder (of .eml files, a Maildir, or an mbox file)",
       [](C& c) -> KeyPlace { return &c.mail.source; },
       {"folder"}},
      {"mail.path", "folder: where it is", [](C& c) -> KeyPlace { return &c.mail.path; }},
      {"mail.authserv_id", "the server whose Authentication-Results header is believed",
       [](C& c) -> KeyPlace { return &c.mail.authserv_id; }},
      {"mail.without_header",
       "a folder's mails without that header: refuse them, or believe their From line",
       [](C& c) -> KeyPlace { return &c.mail.without_header; },
       {"refuse", "believe"}},
      {"calendar.source", "which calendar: ics (a file)", [](C& c) -> KeyPlace { return &c.calendar.source; }, {"ics"}},
      {"calendar.path", "ics: the file", [](C& c) -> KeyPlace { return &c.calendar.path; }},
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
      {"serve.call_minutes",
       "crew feeds and crew pages: the crew has to be there this long before a sail",
       [](C& c) -> KeyPlace { return &c.serve.call_minutes; },
       {},
       "",
       0,
       100'000},
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
    case 0: return "a text in quotes";
    case 1: return "a whole number";
    default: return "a list of texts, like [\"a\", \"b\"]";
  }
}

}  // namespace scc::app
