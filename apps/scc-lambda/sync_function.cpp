/// The sync function: one run for each tick of the schedule, and for each push that Google signed.
#include <algorithm>

#include "engine/sync.h"
#include "function.h"
#include "google_account.h"
#include "hosts/lambda/http_event.h"
#include "lent_grant.h"
#include "log.h"
#include "push_hook.h"

namespace scc::app {
namespace {

/// The environment's own; it ends with it.
constexpr const char* grant_folder = "/tmp/scc";
/// No new item is begun this long before the deadline: the one in hand and the record of the run
/// still have to be written.
constexpr Duration stop_before_deadline = seconds(2);

class SyncFunction {
 public:
  SyncFunction(Function& function, Configuration configuration)
      : function_(function),
        configuration_(std::move(configuration)),
        push_(configuration_, function.clock(), [this] { pushed_ = true; }) {}

  Result<std::string> handle(const hosts::Invocation& invocation) {
    function_.set_deadline(invocation.deadline);
    // API Gateway's payload says its version; the schedule's event is nothing that needs reading.
    if (invocation.payload.find("\"requestContext\"") == std::string::npos) {
      auto ran = run(invocation);
      if (!ran) return ran.error();
      return std::string("{}");
    }
    auto request = hosts::read_http_event(invocation.payload);
    if (!request) return request.error();
    pushed_ = false;
    const api::Response answer = push_.handle(*request);
    // What the push was about is done before it is acknowledged; a run that fails has Google push again.
    if (pushed_) {
      if (auto ran = run(invocation); !ran) return hosts::http_answer({503, {}, ""});
    }
    return hosts::http_answer(answer);
  }

 private:
  Outcome run(const hosts::Invocation& invocation) {
    auto account = open_account();
    if (!account) return failed("open", account.error());
    auto mailbox = (*account)->gmail();
    if (!mailbox) return failed("open", mailbox.error());
    auto calendar = (*account)->calendar();
    if (!calendar) return failed("open", calendar.error());
    engine::Context context{function_.store(), function_.clock(), configuration_.settings};
    context.stop = [&] { return function_.clock().now() >= invocation.deadline - stop_before_deadline; };
    auto report = engine::sync(context, **mailbox, **calendar, "lambda:" + invocation.id);
    if (!report) {
      // Another one is at it: its run is as good as ours.
      if (report.error().remedy == Remedy::retry) {
        log_event({{"event", "sync"}, {"ok", true}, {"why", report.error().what}});
        return done();
      }
      return failed("sync", report.error());
    }
    return tell(*report);
  }

  Outcome tell(const engine::SyncReport& report) {
    Outcome outcome = done();
    for (const char* step : {"calendar", "mail", "outbox"}) {
      const auto failure = std::find_if(report.failures.begin(), report.failures.end(),
                                        [&](const auto& one) { return one.first == step; });
      boost::json::object line{{"event", "step"}, {"step", step}, {"ok", failure == report.failures.end()}};
      if (failure != report.failures.end()) {
        line["why"] = failure->second.what;
        outcome = failure->second;
      }
      log_event(line);
    }
    return outcome;
  }

  static Error failed(const char* where, const Error& error) {
    log_event({{"event", "sync"}, {"ok", false}, {"at", where}, {"why", error.what}});
    return error;
  }

  /// The account stays open as long as the environment lives: connections, tokens and caches with it.
  Result<GoogleAccount*> open_account() {
    if (account_ == nullptr) {
      auto grant = function_.secrets().value_of(function_.environment().text("SCC_GOOGLE_SECRET"));
      if (!grant) return grant.error();
      if (auto kept = keep_grant(*grant, configuration_, function_.clock(), function_.entropy()); !kept)
        return kept.error();
      const auto key = google::read_grant_key(configuration_.google.key);
      if (!key) return key.error();
      account_ = std::make_unique<GoogleAccount>(configuration_, *key, function_.clock(), function_.entropy());
    }
    return account_.get();
  }

  Function& function_;
  Configuration configuration_;
  PushHook push_;
  bool pushed_ = false;
  std::unique_ptr<GoogleAccount> account_;
};

Result<hosts::LambdaHandler> handler_of(Function& function) {
  if (function.handler() != "sync")
    return Error{Remedy::stop, "The handler is \"" + function.handler() + "\"; this package has \"sync\"."};
  if (function.environment().text("SCC_GOOGLE_SECRET").empty())
    return Error{Remedy::stop, "SCC_GOOGLE_SECRET names no secret, so there is no grant to read mail with."};
  auto sync = std::make_shared<SyncFunction>(
      function, with_lent_grant(function.configuration(), grant_folder, function.entropy()));
  return hosts::LambdaHandler([sync](const hosts::Invocation& invocation) { return sync->handle(invocation); });
}

}  // namespace
}  // namespace scc::app

int main() {
  return scc::app::serve_function(scc::app::Charsets::needed, scc::app::handler_of);
}
