#include "adapters/gmail/raw_mail_cache.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json/json_reader.h"

namespace scc::google {

std::string RawMailCache::path_of(const MessageId& id) const {
  // Gmail's ids are letters and digits; anything else is not used as a file name.
  const bool plain = !id.empty() && std::all_of(id.text.begin(), id.text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return directory_.empty() || !plain ? std::string() : directory_ + "/" + id.text + ".mail";
}

std::optional<RawMail> RawMailCache::find(const MessageId& id) const {
  const std::string path = path_of(id);
  std::ifstream file(path, std::ios::binary);
  std::string head;
  if (path.empty() || !file || !std::getline(file, head)) return std::nullopt;
  const auto json = parse_json(head, "cache");
  if (!json) return std::nullopt;
  std::string problem;
  const JsonReader root(*json, "cache", problem);
  RawMail mail;
  mail.envelope.id = MessageId(root.at("id").text());
  mail.envelope.thread_id = root.at("thread").text();
  mail.envelope.labels = root.at("labels").texts();
  mail.envelope.internal_date = Instant{root.at("internal_date").number()};
  mail.bytes.assign(std::istreambuf_iterator<char>(file), {});
  const auto size = static_cast<std::size_t>(root.at("size").number());
  if (!problem.empty() || file.bad() || mail.envelope.id != id || mail.bytes.size() != size) return std::nullopt;
  return mail;
}

void RawMailCache::put(const RawMail& mail) const {
  const std::string path = path_of(mail.envelope.id);
  if (path.empty()) return;
  boost::json::object head{{"id", mail.envelope.id.text},
                           {"thread", mail.envelope.thread_id},
                           {"internal_date", mail.envelope.internal_date.value_or(Instant{}).milliseconds},
                           {"size", mail.bytes.size()}};
  head["labels"] = boost::json::array(mail.envelope.labels.begin(), mail.envelope.labels.end());
  // A file that was cut off is a miss: its first line says how many bytes follow.
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) {
    std::error_code ignored;
    std::filesystem::create_directories(directory_, ignored);
    std::filesystem::permissions(directory_, std::filesystem::perms::owner_all, ignored);
    file.open(path, std::ios::binary | std::ios::trunc);
  }
  file << boost::json::serialize(head) << '\n' << mail.bytes;
}

}  // namespace scc::google
