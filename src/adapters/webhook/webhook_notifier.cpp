#include "adapters/webhook/webhook_notifier.h"

#include <boost/json.hpp>

namespace scc {
namespace {

/// Slack's own escapes for text that is not meant as markup (&, <, >).
std::string as_plain_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

WebhookNotifier::WebhookNotifier(HttpTransport& transport, Secret address)
    : transport_(transport), address_(std::move(address)) {}

Outcome WebhookNotifier::notify(const Alarm& alarm) {
  const std::string text = alarm.what + (alarm.cure.empty() ? "" : "\n" + alarm.cure);
  HttpRequest request{"POST",
                      address_.reveal(),
                      {{"content-type", "application/json"}},
                      boost::json::serialize(boost::json::object{{"text", as_plain_text(text)}})};
  request.timeout = webhook_timeout;
  request.body_bytes_max = 64u * 1024;
  const auto answer = transport_.send(request);
  // The transport's own words would show the address.
  if (!answer) return Error{answer.error().remedy, "The alarm's webhook (alarm.webhook) can't be reached."};
  if (answer->status >= 200 && answer->status < 300) return done();
  return Error{answer->status == 429 || answer->status >= 500 ? Remedy::retry : Remedy::stop,
               "The alarm's webhook (alarm.webhook) answered " + std::to_string(answer->status) +
                   ". Check that the address is still valid."};
}

}  // namespace scc
