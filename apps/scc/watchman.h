/// Watchman: what is done after each run, so that somebody hears when something stands still: the
/// bells rung, the morning message, today's use of Google's quotas written down, the push renewed.
///
/// One thread at a time; each thread has its own.
#pragma once

#include <memory>
#include <vector>

#include "adapters/curl/curl_transport.h"
#include "engine/alarms.h"
#include "session.h"

namespace scc::app {

class Watchman {
 public:
  Watchman(const Configuration& configuration, Clock& clock, Entropy& entropy);

  /// After each run, whether it succeeded or not. Failures are texts for people: the run stands.
  [[nodiscard]] std::vector<std::string> make_rounds(engine::Context& context, Ports& ports);
  /// The alarms only: for who watches from outside (`scc status --alarm`).
  [[nodiscard]] Outcome ring(engine::Context& context);

 private:
  [[nodiscard]] std::vector<engine::Bell> bells() const;
  [[nodiscard]] Outcome note_quotas(engine::Context& context, Ports& ports);
  /// What Health shows of the sign-ins at Google and of the day's quotas.
  [[nodiscard]] static Outcome write_gauges(engine::Context& context, GoogleAccount& google);
  [[nodiscard]] Outcome renew_push(engine::Context& context, Ports& ports);

  const Configuration& configuration_;
  Clock& clock_;
  CurlTransport curl_{CurlSettings{}};
  std::unique_ptr<Notifier> webhook_;
  std::unique_ptr<Notifier> mail_;
  std::int64_t gmail_units_noted_ = 0;
  std::int64_t calendar_requests_noted_ = 0;
};

/// Used of Google's quotas on the day of `now` in the operation's zone.
struct QuotaUse {
  std::int64_t gmail_units = 0;
  std::int64_t calendar_requests = 0;
};
[[nodiscard]] Result<QuotaUse> quota_use(engine::Context& context);

}  // namespace scc::app
