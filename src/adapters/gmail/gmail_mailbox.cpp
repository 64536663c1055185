#include "adapters/gmail/gmail_mailbox.h"

#include <sodium.h>

#include <algorithm>

#include "adapters/gmail/raw_mail_cache.h"
#include "base/json/json_reader.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::google {
namespace {

/// A page token of ours: "l<historyId>/<Gmail's token>" while crawling, "h<Gmail's token>" after.
constexpr char crawling = 'l';
constexpr char following = 'h';

std::optional<std::string> decode_base64url(const std::string& text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(
          reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &length,
          &end, text.ends_with('=') ? sodium_base64_VARIANT_URLSAFE : sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(length);
  return bytes;
}

Error refused(const HttpResponse& answer, const std::string& what) {
  return {
      answer.status == 403 ? Remedy::reauth : Remedy::stop,
      "Gmail refused " + what + " (" + std::to_string(answer.status) + "). scc doctor tells what the sign-in covers."};
}

Error broken(const std::string& problem) {
  return {Remedy::retry, "Gmail's answer can't be read: " + problem};
}

/// Spam, bin, drafts: not read until somebody moves it to the inbox, which shows as a label change.
bool is_set_aside(const std::vector<std::string>& labels) {
  return std::any_of(labels.begin(), labels.end(), [](const std::string& label) {
    return label == "SPAM" || label == "TRASH" || label == "DRAFT" || label == "CHAT";
  });
}

/// Is this label change news to us? A mail rescued from spam or the bin shows as nothing else.
bool is_news(const JsonReader& change, bool added) {
  for (const std::string& label : change.maybe("labelIds").texts()) {
    if (added ? label == "INBOX" : (label == "SPAM" || label == "TRASH")) return true;
  }
  return false;
}

}  // namespace

std::string default_query(const std::vector<std::string>& trusted_senders, int days) {
  std::string senders;
  for (const std::string& sender : trusted_senders) senders += (senders.empty() ? "" : " OR ") + sender;
  return "from:(" + senders + ") newer_than:" + std::to_string(days) + "d";
}

GmailMailbox::GmailMailbox(HttpTransport& transport, GmailSettings settings)
    : transport_(transport), settings_(std::move(settings)) {}

Result<HttpResponse> GmailMailbox::get(const std::string& path, int units) {
  return transport_.send({"GET",
                          settings_.root + "/users/me/" + path,
                          {{"accept", "application/json"}, {"x-scc-units", std::to_string(units)}},
                          {}});
}

Result<GmailMailbox::Profile> GmailMailbox::profile() {
  const auto answer = get("profile", units_profile);
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(*answer, "the mailbox's profile");
  const auto json = parse_json(answer->body, "profile");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "profile", problem);
  Profile profile{root.at("emailAddress").text(), root.at("historyId").text()};
  if (!problem.empty()) return broken(problem);
  return profile;
}

Result<std::string> GmailMailbox::account() {
  auto found = profile();
  if (!found) return found.error();
  return std::move(found->address);
}

Result<MailPage> GmailMailbox::list_page(const std::string& query, const std::string& start_history,
                                         const std::string& page_token) {
  const auto answer = get("messages?maxResults=" + std::to_string(list_page_size) + "&q=" + percent_encode(query) +
                              (page_token.empty() ? "" : "&pageToken=" + percent_encode(page_token)),
                          units_list);
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(*answer, "the list of mails for \"" + query + "\"");
  const auto json = parse_json(answer->body, "messages");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "messages", problem);
  MailPage page;
  for (const JsonReader& item : root.maybe("messages").items()) page.messages.emplace_back(item.at("id").text());
  const std::string next = root.maybe("nextPageToken").text();
  if (!problem.empty()) return broken(problem);
  if (next.empty()) {
    page.cursor = start_history;
  } else {
    page.next_page = crawling + start_history + "/" + next;
  }
  return page;
}

Result<MailPage> GmailMailbox::history_page(const std::string& cursor, const std::string& page_token) {
  const auto answer =
      get("history?startHistoryId=" + percent_encode(cursor) +
              "&historyTypes=messageAdded&historyTypes=labelAdded&historyTypes=labelRemoved&maxResults=" +
              std::to_string(list_page_size) + (page_token.empty() ? "" : "&pageToken=" + percent_encode(page_token)),
          units_history);
  if (!answer) return answer.error();
  if (answer->status == 404) {
    return Error{Remedy::resync,
                 "Gmail no longer knows what changed since " + cursor + "; everything in the window is read again."};
  }
  if (answer->status != 200) return refused(*answer, "the list of changes");
  const auto json = parse_json(answer->body, "history");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "history", problem);
  MailPage page;
  const auto add = [&](const JsonReader& change) { page.messages.emplace_back(change.at("message").at("id").text()); };
  for (const JsonReader& record : root.maybe("history").items()) {
    for (const JsonReader& change : record.maybe("messagesAdded").items()) {
      if (!is_set_aside(change.at("message").maybe("labelIds").texts())) add(change);
    }
    for (const JsonReader& change : record.maybe("labelsAdded").items()) {
      if (is_news(change, true)) add(change);
    }
    for (const JsonReader& change : record.maybe("labelsRemoved").items()) {
      if (is_news(change, false)) add(change);
    }
  }
  const std::string next = root.maybe("nextPageToken").text();
  if (next.empty()) {
    page.cursor = root.at("historyId").text();
  } else {
    page.next_page = following + next;
  }
  if (!problem.empty()) return broken(problem);
  // One mail is named once for each thing that happened to it.
  std::sort(page.messages.begin(), page.messages.end());
  page.messages.erase(std::unique(page.messages.begin(), page.messages.end()), page.messages.end());
  return page;
}

Result<MailPage> GmailMailbox::changes(const std::string& cursor, const std::string& page) {
  if (!page.empty() && page.front() == crawling) {
    const std::size_t slash = page.find('/');
    if (slash == std::string::npos)
      return Error{Remedy::resync, "The page \"" + page + "\" is none of ours; reading begins anew."};
    return list_page(settings_.query, page.substr(1, slash - 1), page.substr(slash + 1));
  }
  if (!cursor.empty()) return history_page(cursor, page.empty() ? "" : page.substr(1));
  const auto start = profile();
  if (!start) return start.error();
  return list_page(settings_.query, start->history_id, "");
}

Result<std::vector<MessageId>> GmailMailbox::sweep(int days) {
  std::vector<MessageId> found;
  const std::string query = settings_.query + " newer_than:" + std::to_string(days) + "d";
  std::string token;
  for (int pages = 0; pages < pages_max; ++pages) {
    auto page = list_page(query, "", token);
    if (!page) return page.error();
    found.insert(found.end(), page->messages.begin(), page->messages.end());
    if (page->next_page.empty()) return found;
    token = page->next_page.substr(2);
  }
  return Error{Remedy::stop, "Gmail lists more than " + std::to_string(pages_max) + " pages for \"" + query +
                                 "\". Narrow mail.query."};
}

Result<RawMail> GmailMailbox::fetch(const MessageId& id) {
  const RawMailCache cache(settings_.cache_directory);
  if (auto cached = cache.find(id)) return std::move(*cached);
  const auto answer = get("messages/" + percent_encode(id.text) + "?format=raw", units_get);
  if (!answer) return answer.error();
  if (answer->status == 404) return Error{Remedy::skip, "The mail " + id.text + " is gone from Gmail."};
  if (answer->status != 200) return refused(*answer, "the mail " + id.text);
  const auto json = parse_json(answer->body, "message");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "message", problem);
  RawMail mail;
  mail.envelope.id = MessageId(root.at("id").text());
  mail.envelope.thread_id = root.maybe("threadId").text();
  mail.envelope.labels = root.maybe("labelIds").texts();
  mail.envelope.internal_date = Instant{root.at("internalDate").number()};
  const auto bytes = decode_base64url(root.at("raw").text());
  if (!problem.empty()) return broken(problem);
  if (!bytes) return broken("message.raw: not base64url");
  if (mail.envelope.id != id) return broken("message.id: another mail than was asked for");
  mail.bytes = *bytes;
  if (!is_set_aside(mail.envelope.labels)) cache.put(mail);
  return mail;
}

}  // namespace scc::google
