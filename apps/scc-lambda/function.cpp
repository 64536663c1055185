#include "function.h"

#include "log.h"

namespace scc::app {
namespace {

std::string text_or(const Environment& environment, const std::string& name, const std::string& otherwise) {
  return environment.has(name) ? environment.text(name) : otherwise;
}

}  // namespace

Function::Function(const Environment& environment, Configuration configuration, const std::string& region)
    : environment_(environment),
      configuration_(std::move(configuration)),
      curl_(CurlSettings{}),
      bounded_(curl_, clock_),
      credentials_(bounded_, clock_, environment.all()),
      dynamodb_transport_(bounded_, credentials_, clock_, {region, "dynamodb"}),
      secrets_transport_(bounded_, credentials_, clock_, {region, "secretsmanager"}) {
  DynamoDbSettings settings;
  settings.endpoint = aws::endpoint_of(environment.all(), "dynamodb", region);
  settings.table = text_or(environment, "DYNAMODB_TABLE_NAME", settings.table);
  store_ = std::make_unique<DynamoDbStore>(dynamodb_transport_, clock_, entropy_, settings);
  secrets_ = std::make_unique<aws::AwsSecrets>(secrets_transport_,
                                               aws::endpoint_of(environment.all(), "secretsmanager", region));
}

Result<std::unique_ptr<Function>> Function::start(const Environment& environment, Charsets charsets) {
  const std::string root = text_or(environment, "LAMBDA_TASK_ROOT", "/var/task");
  if (auto whole = check_package(root, charsets); !whole) return whole.error();
  const std::string region = environment.text("AWS_REGION");
  if (region.empty()) return Error{Remedy::stop, "AWS_REGION is not set; Lambda sets it by itself."};
  auto configuration = read_configuration(root + "/scc.toml", environment);
  if (!configuration) return configuration.error();
  return std::unique_ptr<Function>(new Function(environment, std::move(*configuration), region));
}

int serve_function(Charsets charsets, const std::function<Result<hosts::LambdaHandler>(Function&)>& make) {
  const Environment environment = Environment::of_this_process();
  CurlTransport transport{CurlSettings{}};
  hosts::RuntimeApi runtime(transport, environment.text("AWS_LAMBDA_RUNTIME_API"));
  const auto give_up = [&](const Error& error) {
    log_event({{"event", "init_failed"}, {"why", error.what}});
    if (auto told = runtime.fail_to_start(error); !told)
      log_event({{"event", "runtime_gone"}, {"why", told.error().what}});
    return 1;
  };
  auto function = Function::start(environment, charsets);
  if (!function) return give_up(function.error());
  auto handler = make(**function);
  if (!handler) return give_up(handler.error());
  const Error end = hosts::run_lambda(runtime, *handler);
  log_event({{"event", "end"}, {"why", end.what}});
  return 0;
}

}  // namespace scc::app
