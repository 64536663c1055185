#include "engine/store_copy.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/hash.h"
#include "ports/record_fields.h"

namespace scc::engine {
namespace {

constexpr const char* mark_kind = "copy";
constexpr const char* mark_key = "unfinished";
constexpr int archive_pages_max = 10'000'000;
constexpr std::size_t digits_of_sum = 16;

/// A record as a text of its own: each field by name with its length, so that no two records share one.
class Writer {
 public:
  std::string text;

  template <class T>
  void put(T& value) {
    if constexpr (fields::IsId<T>) {
      put_text(value.text);
    } else if constexpr (std::is_same_v<T, std::string>) {
      put_text(value);
    } else if constexpr (std::is_same_v<T, Instant>) {
      put_text(std::to_string(value.milliseconds));
    } else if constexpr (std::is_enum_v<T>) {
      put_text(to_string(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
      put_text(std::to_string(value));
    } else if constexpr (fields::is_optional<T>::value) {
      put_text(value ? "some" : "none");
      if (value) put(*value);
    } else if constexpr (fields::is_vector<T>::value) {
      put_text(std::to_string(value.size()));
      for (auto& entry : value) put(entry);
    } else {
      fields::each_field(
          [this](const char* name, auto& member) {
            put_text(name);
            put(member);
          },
          value);
    }
  }
  void put(ChangeCount& count) { put_text(std::to_string(count.number)); }

 private:
  void put_text(const std::string& part) { text += std::to_string(part.size()) + ":" + part; }
};

const char* kind_of(const ArchiveRecord& record) {
  constexpr const char* kinds[] = {"receipts", "facts", "charters", "outbox", "reviews",
                                   "sources",  "crew",  "named",    "changes"};
  return kinds[record.index()];
}

}  // namespace

void Tally::add(const ArchiveRecord& record) {
  Writer writer;
  ArchiveRecord copy = record;
  std::visit([&](auto& one) { writer.put(one); }, copy);
  const std::string hash = sha256_hex(writer.text).substr(0, digits_of_sum);
  std::uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + hash.size(), number, digits_of_sum);
  Kind& kind = kinds[kind_of(record)];
  ++kind.count;
  kind.sum += number;
}

std::size_t Tally::count() const {
  std::size_t sum = 0;
  for (const auto& [name, kind] : kinds) sum += kind.count;
  return sum;
}

/// What has ended may be forgotten on one side before the other; the mark is this copy's own.
bool StoreCopy::goes_along(const ArchiveRecord& record) const {
  if (std::holds_alternative<ChangeCount>(record)) return false;
  const auto* named = std::get_if<NamedRecord>(&record);
  if (named == nullptr) return true;
  return named->kind != mark_kind && (!named->expires || clock.now() < *named->expires);
}

Result<CopyReport> StoreCopy::run() {
  CopyReport report;
  auto page = begin(report);
  if (!page) return page.error();
  if (auto copied = copy(*page); !copied) return copied.error();
  auto source = tally(from, 0);
  if (!source) return source.error();
  report.source = std::move(*source);
  auto target_tally = tally(to, report.source.count());
  if (!target_tally) return target_tally.error();
  report.target = std::move(*target_tally);
  if (!report.whole()) return report;
  Commit finished;
  finished.named_removed = {{mark_kind, mark_key, std::nullopt}};
  auto removed = target.commit(finished);
  if (!removed) return removed.error();
  return report;
}

/// The page of the source to go on with.
Result<std::string> StoreCopy::begin(CopyReport& report) {
  auto mark = target.named(mark_kind, mark_key);
  if (!mark) return mark.error();
  if (mark->has_value()) {
    report.resumed = true;
    return (*mark)->value;
  }
  std::string page;
  for (int pages = 0; pages < archive_pages_max; ++pages) {
    auto held = to.dump(page);
    if (!held) return held.error();
    const auto counts = [this](const ArchiveRecord& record) { return goes_along(record); };
    if (std::any_of(held->items.begin(), held->items.end(), counts)) {
      return Error{Remedy::stop,
                   "The store to copy to holds records already, and nothing was changed. Copy into a new one: another "
                   "store.path, or another store.table after `scc store create`."};
    }
    page = held->next;
    if (!page.empty()) continue;
    if (auto marked = to.restore({NamedRecord{mark_kind, mark_key, "", std::nullopt, 1}}); !marked)
      return marked.error();
    return page;
  }
  return Error{Remedy::stop, "The store to copy to does not end."};
}

Outcome StoreCopy::copy(std::string page) {
  std::optional<ChangeCount> count;
  std::size_t done_so_far = 0;
  for (int pages = 0; pages < archive_pages_max; ++pages) {
    if (hold) {
      if (auto held = hold(); !held) return held.error();
    }
    auto records = from.dump(page);
    if (!records) return records.error();
    std::vector<ArchiveRecord> batch;
    const auto put = [&]() -> Outcome {
      auto restored = to.restore(batch);
      batch.clear();
      return restored;
    };
    for (ArchiveRecord& record : records->items) {
      if (const auto* number = std::get_if<ChangeCount>(&record)) count = *number;
      if (!goes_along(record)) continue;
      batch.push_back(std::move(record));
      ++done_so_far;
      if (batch.size() < archive_batch_max) continue;
      if (auto restored = put(); !restored) return restored.error();
    }
    page = records->next;
    // The mark goes last: where it names a page, everything before that page is there.
    if (auto restored = put(); !restored) return restored.error();
    if (!page.empty()) {
      if (auto marked = to.restore({NamedRecord{mark_kind, mark_key, page, std::nullopt, 1}}); !marked)
        return marked.error();
    }
    if (progress) progress("copy", done_so_far, 0);
    if (!page.empty()) continue;
    if (!count) return done();
    // Ahead of both: what anybody has cached of either store looks old.
    auto number = target.change_number();
    if (!number) return number.error();
    return to.restore({ChangeCount{std::max(count->number, *number) + 1}});
  }
  return Error{Remedy::stop, "The store to copy from does not end."};
}

Result<Tally> StoreCopy::tally(StoreArchive& archive, std::size_t total) {
  Tally tally;
  std::string page;
  for (int pages = 0; pages < archive_pages_max; ++pages) {
    if (hold) {
      if (auto held = hold(); !held) return held.error();
    }
    auto records = archive.dump(page);
    if (!records) return records.error();
    for (const ArchiveRecord& record : records->items) {
      if (goes_along(record)) tally.add(record);
    }
    if (progress) progress("compare", tally.count(), total);
    page = records->next;
    if (page.empty()) return tally;
  }
  return Error{Remedy::stop, "A store does not end."};
}

}  // namespace scc::engine
