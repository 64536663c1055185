#include "watchman.h"

#include <charconv>

#include "adapters/curl/mail_notifier.h"
#include "adapters/webhook/webhook_notifier.h"
#include "engine/gauges.h"
#include "engine/ledger.h"
#include "google_account.h"

namespace scc::app {
namespace {

/// What a project may use in a day before Google bills it (workspace/gmail/api/reference/quota and
/// workspace/calendar/api/guides/quota, read 24 Nov 2026).
constexpr std::int64_t gmail_units_a_day_max = 80'000'000;
constexpr std::int64_t calendar_requests_a_day_max = 1'000'000;

constexpr const char* quota_kind = "quota";
constexpr const char* push_kind = "push";
/// A watch lasts seven days; Google asks for a renewal each day (guides/push, read 24 Nov 2026).
constexpr Duration push_renewed_every = hours(24);
/// After a refusal.
constexpr Duration push_pause = hours(1);

std::string today(engine::Context& context) {
  return to_string(to_local(context.clock.now(), context.settings.operation.zone).date);
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// A quota's record is "<day> <used that day>".
Result<std::int64_t> used_today(engine::Context& context, const std::string& key) {
  auto stored = context.store.named(quota_kind, key);
  if (!stored) return stored.error();
  const std::string day = today(context) + " ";
  if (!stored->has_value() || !(*stored)->value.starts_with(day)) return std::int64_t{0};
  return number_in(std::string_view((*stored)->value).substr(day.size()));
}

Outcome add_use(engine::Context& context, const std::string& key, std::int64_t spent, std::int64_t& noted) {
  if (spent == noted) return done();
  auto before = used_today(context, key);
  if (!before) return before.error();
  auto put =
      engine::put_named(context, quota_kind, key, today(context) + " " + std::to_string(*before + spent - noted));
  if (put) noted = spent;
  return put;
}

}  // namespace

Result<QuotaUse> quota_use(engine::Context& context) {
  auto gmail = used_today(context, "gmail");
  if (!gmail) return gmail.error();
  auto calendar = used_today(context, "calendar");
  if (!calendar) return calendar.error();
  return QuotaUse{*gmail, *calendar};
}

Watchman::Watchman(const Configuration& configuration, Clock& clock, Entropy& entropy)
    : configuration_(configuration), clock_(clock) {
  const auto& alarm = configuration.alarm;
  if (!alarm.webhook.empty()) webhook_ = std::make_unique<WebhookNotifier>(curl_, alarm.webhook);
  if (!alarm.mail_to.empty()) {
    mail_ = std::make_unique<MailNotifier>(
        MailSettings{alarm.smtp_server, alarm.smtp_user, alarm.smtp_password, alarm.mail_from, alarm.mail_to,
                     configuration.path_of(alarm.smtp_ca_file)},
        clock, entropy);
  }
}

std::vector<engine::Bell> Watchman::bells() const {
  std::vector<engine::Bell> bells;
  if (webhook_ != nullptr) bells.push_back({"webhook", *webhook_});
  if (mail_ != nullptr) bells.push_back({"mail", *mail_});
  return bells;
}

Outcome Watchman::ring(engine::Context& context) {
  const auto state = engine::health(context, minutes(configuration_.sync.patience_minutes));
  if (!state) return state.error();
  const auto told = engine::ring(context, *state, bells());
  if (!told) return told.error();
  return done();
}

std::vector<std::string> Watchman::make_rounds(engine::Context& context, Ports& ports) {
  std::vector<std::string> failures;
  const auto hear = [&](const Outcome& outcome) {
    if (!outcome) failures.push_back(outcome.error().what);
  };
  if (!bells().empty()) {
    hear(ring(context));
    if (configuration_.alarm.morning) {
      const auto told = engine::ring_in_the_morning(
          context, {*configuration_.alarm.morning, configuration_.alarm.morning_days}, bells());
      if (!told) failures.push_back(told.error().what);
    }
  }
  hear(note_quotas(context, ports));
  hear(renew_push(context, ports));
  return failures;
}

Outcome Watchman::write_gauges(engine::Context& context, GoogleAccount& google) {
  const auto use = quota_use(context);
  if (!use) return use.error();
  std::vector<engine::Gauge> gauges{
      {engine::GaugeKind::quota, "mail", context.clock.now(), {}, {}, use->gmail_units, gmail_units_a_day_max},
      {engine::GaugeKind::quota,
       "calendar",
       context.clock.now(),
       {},
       {},
       use->calendar_requests,
       calendar_requests_a_day_max}};
  for (const SignIn& sign_in : google.sign_ins()) {
    const auto grant = sign_in.file->load();
    if (!grant) return grant.error();
    if (!grant->has_value()) continue;
    gauges.push_back(
        {engine::GaugeKind::grant, sign_in.name, context.clock.now(), (*grant)->obtained, (*grant)->ends, 0, 0});
  }
  for (const engine::Gauge& gauge : gauges) {
    const auto written = engine::write_gauge(context, gauge);
    if (!written) return written;
  }
  return done();
}

Outcome Watchman::note_quotas(engine::Context& context, Ports& ports) {
  const GoogleAccount* google = ports.opened_google();
  if (google == nullptr) return done();
  auto account = ports.google();
  if (!account) return account.error();
  const auto noted = add_use(context, "gmail", google->gmail_spending().units, gmail_units_noted_);
  if (!noted) return noted;
  const auto counted = add_use(context, "calendar", google->calendar_spending().units, calendar_requests_noted_);
  if (!counted) return counted;
  return write_gauges(context, **account);
}

Outcome Watchman::renew_push(engine::Context& context, Ports& ports) {
  const std::string& topic = configuration_.google.push_topic;
  if (configuration_.mail.source != "gmail" || topic.empty()) return done();
  auto stored = context.store.named(push_kind, topic);
  if (!stored) return stored.error();
  const Instant now = clock_.now();
  if (stored->has_value() && now < Instant{number_in((*stored)->value)}) return done();
  auto account = ports.google();
  if (!account) return account.error();
  auto gmail = (*account)->gmail();
  if (!gmail) return gmail.error();
  const auto until = (*gmail)->watch(topic);
  const Instant next = now + (until ? push_renewed_every : push_pause);
  const auto put = engine::put_named(context, push_kind, topic, std::to_string(next.milliseconds));
  if (!until) return until.error();
  return put;
}

}  // namespace scc::app
