/// WebhookNotifier: tells alarms to an address that takes Slack's JSON: {"text": "…"}.
///
/// Slack, Mattermost, Rocket.Chat, Google Chat and Discord's /slack addresses take the same form
/// (api.slack.com/messaging/webhooks, read 24 Nov 2026). The address is a secret of its own: it never
/// stands in an error. One thread at a time.
#pragma once

#include "base/secret.h"
#include "ports/http_transport.h"
#include "ports/notifier.h"

namespace scc {

inline constexpr Duration webhook_timeout = seconds(10);

class WebhookNotifier final : public Notifier {
 public:
  WebhookNotifier(HttpTransport& transport, Secret address);
  Outcome notify(const Alarm& alarm) override;

 private:
  HttpTransport& transport_;
  Secret address_;
};

}  // namespace scc
