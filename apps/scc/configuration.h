/// Configuration: scc.toml and the environment, read once into plain values.
///
/// Strict: an unknown key, a wrong type or a value that can't be is an error that names the file,
/// the line and what would be right. The environment overrides the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "engine/engine.h"
#include "environment.h"

namespace scc::app {

inline constexpr std::size_t configuration_bytes_max = 1024 * 1024;

struct Configuration {
  std::string file;    ///< as it was named
  std::string folder;  ///< where it stands: relative paths in it count from here

  struct {
    std::string name = "My charters";
    std::string timezone = "UTC";
    std::string date_order = "mdy";
    std::string mailbox;
    std::vector<std::string> trusted_senders;
  } operation;
  struct {
    std::string source = "folder";
    std::string path = "mail";
    std::string query;
    int window_days = 60;
    std::string authserv_id = "mx.google.com";
    std::string without_header = "refuse";
  } mail;
  struct {
    std::string source = "ics";
    std::string path = "calendar.ics";
    std::string id;
    int past_days = 30;
    std::string title_separator = " - ";
    std::string default_vessel;
    std::string block_edits = "review";
  } calendar;
  struct {
    std::string source = "sqlite";
    std::string path = "scc.db";
    std::string table = "ShipCaptainCrew";
    std::string region;
    std::string endpoint;
    std::string date_index = "gsi_date";
    std::string list_index = "gsi_list";
    std::vector<std::string> attributes;
  } store;
  struct {
    std::string stack = "ShipCaptainCrew";
  } deploy;
  /// AWS_… and HOME of the environment: where credentials and endpoints are found.
  std::map<std::string, std::string> aws;
  struct {
    std::string address = "127.0.0.1";
    int port = 8090;
    std::string page;
    std::string public_address;
    std::string sign_in = "one_time_link";
    std::string mail_link = "https://mail.google.com/mail/#all/{id}";
    int call_minutes = 45;
    std::string google_client_id;
    Secret google_client_secret;
    std::string google_domain;
    std::vector<std::string> cors_origins;
  } serve;
  struct {
    int every_seconds = 60;
    int patience_minutes = 30;
    int turnaround_minutes = 60;
  } sync;
  struct {
    std::string client_id;
    Secret client_secret;
    std::string grants = "one";
    std::string folder = "google";
    std::string key_in = "file";
    Secret key;
    std::string cache = "google/cache";
    std::string base_url;
    std::string push_topic;
    std::string push_audience;
    std::string push_account;
  } google;
  struct {
    Secret webhook;
    std::vector<std::string> mail_to;
    std::string mail_from;
    std::string smtp_server;
    std::string smtp_user;
    Secret smtp_password;
    std::string smtp_ca_file;
    std::string morning_at;
    int morning_days = 3;
    std::optional<TimeOfDay> morning;  ///< morning_at, understood; made by read_configuration
  } alarm;
  std::vector<Role> roles;
  std::vector<Vessel> vessels;

  /// What the engine takes of it; made by read_configuration.
  engine::Settings settings;

  [[nodiscard]] bool uses_google() const { return mail.source == "gmail" || calendar.source == "google"; }
  /// `path` as it counts from the configuration's folder.
  [[nodiscard]] std::string path_of(const std::string& path) const;
};

/// `file` must be readable. Error stop, for exit code 2.
[[nodiscard]] Result<Configuration> read_configuration(const std::string& file, const Environment& environment);
/// `text` as the contents of a file named `file`.
[[nodiscard]] Result<Configuration> read_configuration_text(std::string_view text, const std::string& file,
                                                            const Environment& environment);

/// The answers that `scc init` puts in.
struct FirstAnswers {
  std::string name;
  std::string timezone;
  std::string mailbox;
  std::vector<std::string> trusted_senders;
};
/// A scc.toml with every key, its meaning and its default.
[[nodiscard]] std::string configuration_template(const FirstAnswers& answers);

/// Captain, two mates and a host: what stands where scc.toml names no roles.
[[nodiscard]] std::vector<Role> default_roles();

}  // namespace scc::app
