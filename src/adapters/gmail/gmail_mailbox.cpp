#include "adapters/gmail/gmail_mailbox.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "adapters/gmail/raw_mail_cache.h"
#include "base/json/json_reader.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::google {
namespace {

/// A page token of ours says what it is a page of: "l<historyId>/<Gmail's token>" while crawling,
/// "h/<Gmail's token>" of history, "s<historyId>/<Gmail's token>" of the sweep after it.
enum class Walk : char { crawling = 'l', following = 'h', sweeping = 's' };

struct PageToken {
  Walk walk;
  std::string history;
  std::string token;
};

std::string text_of(const PageToken& page) {
  return static_cast<char>(page.walk) + page.history + "/" + page.token;
}

std::optional<PageToken> read_page_token(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (text.empty() || slash == std::string::npos || std::string_view("lhs").find(text[0]) == std::string::npos)
    return std::nullopt;
  return PageToken{static_cast<Walk>(text[0]), text.substr(1, slash - 1), text.substr(slash + 1)};
}

struct Cursor {
  std::string history;
  Instant swept;
  std::string account;
};

/// A bare historyId is one too: not swept yet, of whatever account.
Cursor read_cursor(const std::string& text) {
  const auto parts = split(text, ';');
  Cursor cursor{std::string(parts[0]), {}, {}};
  if (parts.size() == 3) {
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), cursor.swept.milliseconds);
    cursor.account = std::string(parts[2]);
  }
  return cursor;
}

/// True when an OR stands outside of all brackets, so that one more word would belong to its last
/// side only.
bool has_bare_or(const std::string& query) {
  int depth = 0;
  for (std::size_t i = 0; i < query.size(); ++i) {
    if (query[i] == '(' || query[i] == '{') ++depth;
    if (query[i] == ')' || query[i] == '}') --depth;
    if (depth == 0 && query.compare(i, 4, " OR ") == 0) return true;
  }
  return false;
}

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
  if (trusted_senders.size() > 1) senders = "(" + senders + ")";
  return (senders.empty() ? "" : "from:" + senders + " ") + "newer_than:" + std::to_string(days) + "d";
}

GmailMailbox::GmailMailbox(HttpTransport& transport, Clock& clock, GmailSettings settings)
    : transport_(transport), clock_(clock), settings_(std::move(settings)) {}

Result<HttpResponse> GmailMailbox::get(const std::string& path, int units) {
  return transport_.send({"GET",
                          settings_.root + "/users/me/" + path,
                          {{"accept", "application/json"}, {"x-scc-units", std::to_string(units)}},
                          {}});
}

Result<GmailProfile> GmailMailbox::profile() {
  const auto answer = get("profile", units_profile);
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(*answer, "the mailbox's profile");
  const auto json = parse_json(answer->body, "profile");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "profile", problem);
  GmailProfile profile{root.at("emailAddress").text(), root.at("historyId").text(),
                       root.maybe("messagesTotal").number()};
  if (!problem.empty()) return broken(problem);
  return profile;
}

Result<Instant> GmailMailbox::watch(const std::string& topic) {
  const auto answer = transport_.send({"POST",
                                       settings_.root + "/users/me/watch",
                                       {{"accept", "application/json"},
                                        {"content-type", "application/json"},
                                        {"x-scc-units", std::to_string(units_watch)}},
                                       boost::json::serialize(boost::json::object{{"topicName", topic}})});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    return Error{Remedy::stop, "Gmail refused to tell " + topic + " about new mail (" + std::to_string(answer->status) +
                                   "). Check google.push_topic, and that gmail-api-push@system.gserviceaccount.com may "
                                   "publish to it."};
  }
  const auto json = parse_json(answer->body, "watch");
  if (!json) return broken(json.error().what);
  std::string problem;
  const Instant until{JsonReader(*json, "watch", problem).at("expiration").number()};
  if (!problem.empty()) return broken(problem);
  return until;
}

std::string GmailMailbox::cursor_at(const std::string& history, Instant swept) const {
  return history + ";" + std::to_string(swept.milliseconds) + ";" + settings_.account;
}

/// `next_page` is Gmail's own token here.
Result<MailPage> GmailMailbox::list_page(const std::string& query, const std::string& page_token) {
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
  page.next_page = root.maybe("nextPageToken").text();
  if (!problem.empty()) return broken(problem);
  return page;
}

Result<MailPage> GmailMailbox::crawl(const std::string& start_history, const std::string& page_token) {
  auto page = list_page(settings_.query, page_token);
  if (!page) return page;
  if (page->next_page.empty()) {
    page->cursor = cursor_at(start_history, clock_.now());  // a crawl is a sweep as well
  } else {
    page->next_page = text_of({Walk::crawling, start_history, page->next_page});
  }
  return page;
}

Result<MailPage> GmailMailbox::sweep(const std::string& history, const std::string& page_token) {
  const std::string& query = settings_.query;
  const std::string last_days = " newer_than:" + std::to_string(sweep_days) + "d";
  auto page = list_page((has_bare_or(query) ? "(" + query + ")" : query) + last_days, page_token);
  if (!page) return page;
  if (page->next_page.empty()) {
    page->cursor = cursor_at(history, clock_.now());
  } else {
    page->next_page = text_of({Walk::sweeping, history, page->next_page});
  }
  return page;
}

Result<MailPage> GmailMailbox::follow(const std::string& cursor_text, const std::string& page_token) {
  const Cursor cursor = read_cursor(cursor_text);
  if (!cursor.account.empty() && !settings_.account.empty() && cursor.account != settings_.account) {
    return Error{Remedy::resync, "The mailbox read so far was " + cursor.account + "; now it is " + settings_.account +
                                     ", which is read from the beginning."};
  }
  const auto answer =
      get("history?startHistoryId=" + percent_encode(cursor.history) +
              "&historyTypes=messageAdded&historyTypes=labelAdded&historyTypes=labelRemoved&maxResults=" +
              std::to_string(list_page_size) + (page_token.empty() ? "" : "&pageToken=" + percent_encode(page_token)),
          units_history);
  if (!answer) return answer.error();
  if (answer->status == 404) {
    return Error{Remedy::resync, "Gmail no longer knows what changed since " + cursor.history +
                                     "; everything in the window is read again."};
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
  if (!next.empty()) {
    page.next_page = text_of({Walk::following, "", next});
  } else if (const std::string history = root.at("historyId").text(); clock_.now() - cursor.swept < sweep_every) {
    page.cursor = cursor_at(history, cursor.swept);
  } else {
    page.next_page = text_of({Walk::sweeping, history, ""});
  }
  if (!problem.empty()) return broken(problem);
  // One mail is named once for each thing that happened to it.
  std::sort(page.messages.begin(), page.messages.end());
  page.messages.erase(std::unique(page.messages.begin(), page.messages.end()), page.messages.end());
  return page;
}

Result<MailPage> GmailMailbox::changes(const std::string& cursor, const std::string& page) {
  if (page.empty()) {
    if (!cursor.empty()) return follow(cursor, "");
    const auto start = profile();
    if (!start) return start.error();
    if (settings_.account.empty()) settings_.account = start->address;
    return crawl(start->history_id, "");
  }
  const auto place = read_page_token(page);
  if (!place) return Error{Remedy::resync, "The page \"" + page + "\" is none of ours; reading begins anew."};
  switch (place->walk) {
    case Walk::crawling: return crawl(place->history, place->token);
    case Walk::sweeping: return sweep(place->history, place->token);
    case Walk::following: break;
  }
  return follow(cursor, place->token);
}

Result<RawMail> GmailMailbox::fetch(const MessageId& id) {
  const RawMailCache cache(settings_.cache_directory);
  if (auto cached = cache.find(id)) return std::move(*cached);
  const auto answer = get("messages/" + percent_encode(id.text) + "?format=raw", units_get);
  if (!answer) return answer.error();
  if (answer->status == 404) return Error{Remedy::skip, "The mail " + id.text + " is gone from Gmail."};
  if (answer->status != 200) {
    // What the sign-in does not cover never comes here: the transport says so. This is about the mail.
    return Error{Remedy::stop, "Gmail refused the mail " + id.text + " (" + std::to_string(answer->status) + ")."};
  }
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
