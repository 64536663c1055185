/// ApiFixture: one charter in store and calendar, a roster of two, and the API over them.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "adapters/memory_store/memory_store.h"
#include "api/service.h"
#include "base/json/json_reader.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_calendar.h"

namespace scc::api {
namespace json = boost::json;

inline const Instant monday = *parse_rfc3339("2026-05-11T16:00:00Z");
inline constexpr const char* sanderson = "jennifer-sanderson-2026-05-12";

class ApiTest : public testing::Test {
 protected:
  ApiTest() {
    Operation& operation = settings.operation;
    operation.name = "JADA Sailing";
    operation.zone = *zone_named("America/Los_Angeles");
    operation.roles = {{RoleId("captain"), "Captain", {}, 1}, {RoleId("host"), "Host", {}, 2}};
    operation.vessels = {{VesselId("jada"), "JADA", {}}};
    Commit commit;
    commit.crew_put = {{PersonId("gene-oneal"), "Gene O'Neal", {"Gene"}, "gene@crew.example", {RoleId("captain")}, ""},
                       {PersonId("keely-hoyt"), "Keely Hoyt", {}, "keely@crew.example", {RoleId("host")}, ""}};
    Charter charter;
    charter.id = CharterId(sanderson);
    charter.sail = {"Jennifer Sanderson",
                    "Jennifer Sanderson - sail",
                    *parse_rfc3339("2026-05-12T21:00:00Z"),
                    *parse_rfc3339("2026-05-13T00:00:00Z"),
                    VesselId("jada"),
                    CharterStatus::confirmed};
    charter.event = EventId("event-1");
    commit.charters = {{charter, 0, ""}};
    EXPECT_TRUE(store.commit(commit));
    CalendarEvent event;
    event.id = charter.event;
    event.title = charter.sail.title;
    event.start = charter.sail.start;
    event.end = charter.sail.end;
    calendar.put(event);
  }

  Service make(SignIn sign_in) {
    ServiceSettings service;
    service.sign_in = sign_in;
    service.actor = "maria (page)";
    service.version = "1.2.3";
    return Service(store, &calendar, clock, entropy, settings, service);
  }

  static Request request(std::string method, std::string path, std::string body = "") {
    Request asked{std::move(method), std::move(path), "", {{"host", "127.0.0.1:8090"}}, std::move(body), "127.0.0.1"};
    const std::size_t question = asked.path.find('?');
    if (question != std::string::npos) {
      asked.query = asked.path.substr(question + 1);
      asked.path.resize(question);
    }
    if (!asked.body.empty()) asked.headers.emplace_back("content-type", "application/json");
    return asked;
  }
  static json::value body(const Response& response) { return json::parse(response.body); }
  static std::string detail(const Response& response) { return body(response).at("detail").as_string().c_str(); }

  Response assign(Service& service, const std::string& person, const std::string& if_match, const std::string& key) {
    Request asked = request("POST", std::string("/api/v1/charters/") + sanderson + "/assign",
                            R"({"role":"captain","person":{"id":")" + person + R"(","name":""},"note":"phone call"})");
    if (!if_match.empty()) asked.headers.emplace_back("if-match", if_match);
    if (!key.empty()) asked.headers.emplace_back("idempotency-key", key);
    return service.handle(asked);
  }

  /// What a person who looks at the charter now would name in If-Match.
  static std::string tag(Service& service) {
    const Response seen = service.handle(request("GET", std::string("/api/v1/charters/") + sanderson));
    return std::string(header(seen.headers, "etag"));
  }

  /// The cookie of a new session of somebody who may do that much.
  std::string cookie_of(Service& service, const std::string& access) {
    const auto redeem = [&](const std::string& path) {
      const Response in = service.handle(
          request("POST", "/api/v1/session", R"({"code":")" + path.substr(path.find('=') + 1) + R"("})"));
      const std::string cookie(header(in.headers, "set-cookie"));
      return cookie.substr(0, cookie.find(';'));
    };
    Request link = request("POST", "/api/v1/sign-in-links", R"({"name":"Ann","access":")" + access + R"("})");
    link.headers.emplace_back("cookie", redeem(service.new_sign_in_path().value()));
    const Response made = service.handle(link);
    EXPECT_EQ(made.status, 200) << made.body;
    return redeem(body(made).at("path").as_string().c_str());
  }
  static Request with_cookie(Request asked, const std::string& cookie) {
    asked.headers.emplace_back("cookie", cookie);
    return asked;
  }

  MemoryTables tables;
  MemoryStore store{tables};
  fakes::MemoryCalendar calendar;
  fakes::ManualClock clock{monday};
  fakes::CountingEntropy entropy;
  engine::Settings settings;
};

}  // namespace scc::api
