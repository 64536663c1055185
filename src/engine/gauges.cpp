#include "engine/gauges.h"

#include <charconv>

#include "base/text.h"
#include "engine/ledger.h"

namespace scc::engine {
namespace {

constexpr const char* record_kind = "gauge";
constexpr std::size_t fields = 5;

std::string time_text(const std::optional<Instant>& at) {
  return at ? to_rfc3339(*at) : "-";
}

/// at, since, until, used, limit
std::string write(const Gauge& gauge) {
  return to_rfc3339(gauge.at) + " " + time_text(gauge.since) + " " + time_text(gauge.until) + " " +
         std::to_string(gauge.used) + " " + std::to_string(gauge.limit);
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Gauge> read(const NamedRecord& record) {
  const std::size_t colon = record.key.find(':');
  const auto parts = split(record.value, ' ');
  if (colon == std::string::npos || parts.size() != fields) return std::nullopt;
  Gauge gauge;
  bool known = false;
  for (const GaugeKind kind : {GaugeKind::repair, GaugeKind::grant, GaugeKind::quota}) {
    if (record.key.substr(0, colon) != to_string(kind)) continue;
    gauge.kind = kind;
    known = true;
  }
  gauge.of = record.key.substr(colon + 1);
  const auto at = parse_rfc3339(parts[0]);
  gauge.since = parse_rfc3339(parts[1]);
  gauge.until = parse_rfc3339(parts[2]);
  const auto used = number(parts[3]);
  const auto limit = number(parts[4]);
  if (!known || !at || !used || !limit) return std::nullopt;
  gauge.at = *at;
  gauge.used = *used;
  gauge.limit = *limit;
  return gauge;
}

}  // namespace

const char* to_string(GaugeKind kind) {
  switch (kind) {
    case GaugeKind::repair: return "repair";
    case GaugeKind::grant: return "grant";
    case GaugeKind::quota: return "quota";
  }
  return "repair";
}

Outcome write_gauge(Context& context, const Gauge& gauge) {
  return put_named(context, record_kind, std::string(to_string(gauge.kind)) + ":" + gauge.of, write(gauge));
}

Result<std::vector<Gauge>> read_gauges(Store& store) {
  const auto page = store.named_of(record_kind, page_items_max, "");
  if (!page) return page.error();
  std::vector<Gauge> gauges;
  for (const NamedRecord& record : page->items) {
    if (auto gauge = read(record)) gauges.push_back(std::move(*gauge));
  }
  return gauges;
}

}  // namespace scc::engine
