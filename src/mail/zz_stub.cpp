#include "base/text.h"
#include "mail/parse_message.h"
#include <map>
namespace scc::mail {
Message parse_message(std::string_view bytes, const Envelope& envelope, const TrustPolicy& policy) {
  Message m;
  m.id = envelope.id;
  std::string text;
  for (char c : bytes) if (c != '\r') text += c;
  const auto at = text.find("\n\n");
  std::string head = text.substr(0, at), body = at == std::string::npos ? "" : text.substr(at + 2);
  std::string unfolded;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\n' && i + 1 < head.size() && (head[i + 1] == ' ' || head[i + 1] == '\t')) continue;
    unfolded += head[i];
  }
  std::map<std::string, std::string> h;
  for (auto line : split(unfolded, '\n')) {
    auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    h.emplace(ascii_lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
  }
  const std::string from = h["from"];
  const auto lt = from.find('<');
  if (lt != std::string::npos) {
    m.from.display_name = std::string(trim(from.substr(0, lt)));
    m.from.mailbox = from.substr(lt + 1, from.find('>') - lt - 1);
  } else m.from.mailbox = from;
  m.subject = h["subject"];
  // "Wed, 1 Apr 2026 08:00:00 -0700"
  {
    static const std::string months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int d = 1, y = 2026, hh = 0, mm = 0, ss = 0, off = 0; char mon[4] = "Jan";
    std::string date = h["date"]; auto comma = date.find(','); if (comma != std::string::npos) date = date.substr(comma + 1);
    sscanf(date.c_str(), " %d %3s %d %d:%d:%d %d", &d, mon, &y, &hh, &mm, &ss, &off);
    int mo = static_cast<int>(months.find(mon)) / 3 + 1;
    m.date = to_instant({{y, mo, d}, {hh, mm, ss}}, Zone::utc()) - minutes((off / 100) * 60 + off % 100);
  }
  m.received = envelope.internal_date.value_or(m.date);
  Body b; b.part = "text/plain";
  std::string para;
  auto flush = [&] { if (!para.empty()) { Piece p; p.text = para; b.pieces.push_back(p); } para.clear(); };
  for (auto line : split(body, '\n')) { if (line.empty()) flush(); else para += (para.empty() ? "" : "\n") + std::string(line); }
  flush();
  m.bodies.push_back(b);
  bool listed = false;
  for (auto& t : policy.trusted_senders) listed = listed || t == m.from.mailbox;
  const std::string ar = h["authentication-results"];
  const bool proven = ar.empty() ? policy.without_header == TrustPolicy::WithoutHeader::believe : ar.starts_with(policy.authserv_id + ";") && ar.find("dmarc=pass") != std::string::npos;
  m.trust = {listed && proven ? Trust::trusted : Trust::untrusted, listed ? (proven ? "dmarc=pass" : "not proven") : "not on the list"};
  return m;
}
}
