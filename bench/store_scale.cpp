/// store_scale [--small N] [--large N] [--table N] [--folder F]: does any read of the store grow with what it holds?
///
/// With a folder the filled databases stay there, and are used again the next time.
/// SQLite is filled with both numbers of charters and each read timed in each; DynamoDB's requests and read units
/// are counted on its rules in memory, as far as memory goes. Exit code 1: a p99 grew by more than 1.3.
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>

#include "adapters/dynamodb/dynamodb_archive.h"
#include "adapters/sqlite/sqlite_archive.h"
#include "adapters/sqlite/sqlite_store.h"
#include "fakes/dynamodb_service.h"
#include "fakes/manual_clock.h"
#include "fakes/temporary_folder.h"
#include "sim/chance.h"

namespace scc {
namespace {

constexpr double growth_max = 1.3;
/// Before anything is timed every so manieth charter is asked for, in either database: both are asked as a program
/// that has run for a while is, which has every page of the file in its memory.
constexpr std::uint64_t warming_step = 20;
constexpr int samples = 1'000;
/// Of several rounds the best: what else the machine does is not the question.
constexpr int rounds = 40;
constexpr int page = 20;
constexpr std::size_t sails_of_each = 50;
constexpr std::size_t waiting = 100;
constexpr Instant first_start{1'700'000'000'000};
/// The lists of waiting blocks and reviews are as long in both; everything else grows.
using Query = std::pair<std::string, std::function<bool(Store&, std::uint64_t)>>;

std::string number(std::uint64_t i) {
  const std::string text = std::to_string(i);
  return std::string(8 - std::min<std::size_t>(8, text.size()), '0') + text;
}
Instant start_of(std::uint64_t i) {
  return first_start + hours(static_cast<int>(i % 10'000'000));
}

void add_charter(std::vector<ArchiveRecord>& records, std::uint64_t i, std::uint64_t count) {
  const std::string id = "client-" + number(i);
  const std::string mail = "mail-" + number(i);
  const Person person{PersonId("person-" + number(i % (count / sails_of_each + 1))), "Gene O'Neal"};
  Fact fact;
  fact.source = {SourceKind::mail, mail, "Carole Whitfield"};
  fact.id = make_fact_id(fact.source, 0);
  fact.charter = CharterId(id);
  fact.role = RoleId("captain");
  fact.person = person;
  fact.said = start_of(i);
  fact.recorded = start_of(i);
  fact.evidence = {"Captain: Gene O'Neal", "text/plain"};
  CharterRecord record;
  record.version = 1;
  record.charter.id = fact.charter;
  record.charter.aliases = {"booking-" + number(i)};
  record.charter.event = EventId("event-" + number(i));
  record.charter.sail = {"Client " + number(i),  "Client - private sail", start_of(i),
                         start_of(i) + hours(3), VesselId("jada"),        CharterStatus::confirmed};
  record.charter.crew = {{fact.role, person, fact.id, "Carole Whitfield", fact.said, fact.evidence}};
  Receipt receipt;
  receipt.message = MessageId(mail);
  receipt.handled = start_of(i);
  receipt.subject = "Crew for Client " + number(i);
  receipt.changes = 1;
  ReviewItem review;
  review.id = ReviewId(mail);
  review.version = 1;
  review.opened = start_of(i);
  review.state = i < waiting ? ReviewState::open : ReviewState::dismissed;
  records.emplace_back(std::move(record));
  records.emplace_back(std::move(fact));
  records.emplace_back(std::move(receipt));
  if (i % 10 == 0 || i < waiting) records.emplace_back(std::move(review));
  if (i < waiting)
    records.emplace_back(OutboxEntry{CharterId(id), EventId("event-" + number(i)), 1, 0, start_of(i), ""});
}

bool fill(StoreArchive& archive, std::uint64_t count) {
  std::vector<ArchiveRecord> records;
  for (std::uint64_t i = 0; i < count; ++i) {
    add_charter(records, i, count);
    if (records.size() + 5 < archive_batch_max && i + 1 < count) continue;
    if (const auto put = archive.restore(records); !put) {
      std::cerr << put.error().what << "\n";
      return false;
    }
    records.clear();
  }
  return true;
}

std::vector<Query> queries(std::uint64_t count) {
  const auto person = [count](std::uint64_t i) {
    return PersonId("person-" + number(i % (count / sails_of_each + 1)));
  };
  return {
      {"charter",
       [](Store& s, std::uint64_t i) { return s.charter(CharterId("client-" + number(i))).value().has_value(); }},
      {"find_charter",
       [](Store& s, std::uint64_t i) { return s.find_charter("booking-" + number(i)).value().has_value(); }},
      {"charters_between",
       [](Store& s, std::uint64_t i) {
         return !s.charters_between(start_of(i), start_of(i) + days(7), page, "").value().items.empty();
       }},
      {"sails_of",
       [person](Store& s, std::uint64_t i) {
         return !s.sails_of(person(i), first_start, start_of(9'000'000), page, "").value().items.empty();
       }},
      {"facts_of",
       [](Store& s, std::uint64_t i) { return !s.facts_of(CharterId("client-" + number(i))).value().empty(); }},
      {"fact",
       [](Store& s, std::uint64_t i) { return s.fact(FactId("mail-" + number(i) + "#0")).value().has_value(); }},
      {"receipt",
       [](Store& s, std::uint64_t i) { return s.receipt(MessageId("mail-" + number(i))).value().has_value(); }},
      {"due_outbox", [](Store& s, std::uint64_t) { return !s.due_outbox(start_of(9'000'000), page).value().empty(); }},
      {"open_reviews", [](Store& s, std::uint64_t) { return !s.open_reviews(page, "").value().items.empty(); }},
      {"audit",
       [](Store& s, std::uint64_t i) {
         return !s.audit(start_of(i), start_of(i) + days(1), page, "").value().items.empty();
       }},
      {"receipts", [](Store& s, std::uint64_t) { return !s.receipts(page, "").value().items.empty(); }},
      {"change_number", [](Store& s, std::uint64_t) { return s.change_number().has_value(); }},
  };
}

/// Of this thread, in microseconds: what others do on the machine is not counted, nor waiting for the disk, as
/// both files are in memory by then.
double processor_time() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e6 + static_cast<double>(spent.tv_nsec) / 1e3;
}

void ask(Store& store, const Query& query, std::uint64_t at) {
  if (query.second(store, at)) return;
  std::cerr << query.first << " found nothing\n";
  std::exit(2);
}

struct Times {
  double median = 1e9;
  double p99 = 1e9;
  void keep_best(const Times& other) {
    median = std::min(median, other.median);
    p99 = std::min(p99, other.p99);
  }
};

/// Keys are drawn uniformly from all there are.
Times measure(Store& store, const Query& query, std::uint64_t count, sim::Chance& chance) {
  std::vector<double> times;
  times.reserve(samples);
  for (int i = 0; i < samples; ++i) {
    const std::uint64_t at = chance.below(count);
    const double begin = processor_time();
    ask(store, query, at);
    times.push_back(processor_time() - begin);
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

bool compare_sqlite(std::uint64_t small, std::uint64_t large, const std::string& kept) {
  const fakes::TemporaryFolder folder;
  struct Filled {
    std::uint64_t count;
    std::unique_ptr<SqliteStore> store;
  };
  std::vector<Filled> stores;
  for (const std::uint64_t count : {small, large}) {
    const std::string name = std::to_string(count) + ".db";
    const std::string file = kept.empty() ? folder.file(name) : kept + "/" + name;
    if (!std::filesystem::exists(file) && !fill(*SqliteArchive::open(file).value(), count)) return false;
    std::cout << "SQLite, " << count << " charters: " << std::filesystem::file_size(file) / 1'000'000 << " MB\n";
    stores.push_back({count, SqliteStore::open(file).value()});
  }
  bool holds = true;
  std::cout << std::fixed << std::setprecision(1) << "Microseconds of processor time, medians and p99, each with "
            << small << " and " << large << " charters\n";
  sim::Chance chance(1);
  const auto of_small = queries(small);
  const auto of_large = queries(large);
  for (std::size_t q = 0; q < of_small.size(); ++q) {
    for (std::uint64_t i = 0; i < small; i += warming_step) ask(*stores[0].store, of_small[q], i);
    for (std::uint64_t i = 0; i < large; i += warming_step) ask(*stores[1].store, of_large[q], i);
    Times few;
    Times many;
    for (int round = 0; round < rounds; ++round) {
      few.keep_best(measure(*stores[0].store, of_small[q], small, chance));
      many.keep_best(measure(*stores[1].store, of_large[q], large, chance));
    }
    const double growth = many.p99 / few.p99;
    holds = holds && growth <= growth_max;
    std::cout << std::setw(18) << of_small[q].first << std::setw(9) << few.median << std::setw(9) << many.median
              << std::setw(9) << few.p99 << std::setw(9) << many.p99 << "  ×" << std::setprecision(2) << growth
              << std::setprecision(1) << (growth <= growth_max ? "" : "  more than 1.3") << "\n";
  }
  return holds;
}

bool compare_table(std::uint64_t small, std::uint64_t large) {
  std::map<std::string, std::vector<std::pair<double, double>>> found;
  for (const std::uint64_t count : {small, large}) {
    fakes::DynamoDbService service;
    fakes::ManualClock clock{first_start};
    fakes::CountingEntropy entropy;
    DynamoDbSettings settings;
    settings.endpoint = "https://dynamodb.example";
    DynamoDbArchive archive(service, clock, entropy, settings);
    if (!fill(archive, count)) return false;
    DynamoDbStore store(service, clock, entropy, settings);
    for (const Query& query : queries(count)) {
      service.forget_calls();
      if (!query.second(store, count / 2)) return false;
      found[query.first].emplace_back(static_cast<double>(service.calls().size()), service.units().read);
    }
  }
  bool holds = true;
  std::cout << "DynamoDB: requests and read units, " << small << " and " << large << " charters\n";
  for (const auto& [name, both] : found) {
    holds = holds && both[1].first <= both[0].first && both[1].second <= both[0].second * growth_max;
    std::cout << std::setw(18) << name << std::setw(6) << both[0].first << std::setw(6) << both[0].second
              << std::setw(9) << both[1].first << std::setw(6) << both[1].second << "\n";
  }
  return holds;
}

std::string given(int argc, char** argv, const std::string& name, const std::string& otherwise) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (argv[i] == name) return argv[i + 1];
  }
  return otherwise;
}
std::uint64_t given(int argc, char** argv, const std::string& name, std::uint64_t otherwise) {
  return std::stoull(given(argc, argv, name, std::to_string(otherwise)));
}

}  // namespace
}  // namespace scc

int main(int argc, char** argv) {
  const auto small = scc::given(argc, argv, "--small", std::uint64_t{10'000});
  const bool sqlite = scc::compare_sqlite(small, scc::given(argc, argv, "--large", std::uint64_t{1'000'000}),
                                          scc::given(argc, argv, "--folder", std::string()));
  const bool table = scc::compare_table(small, scc::given(argc, argv, "--table", std::uint64_t{50'000}));
  std::cout << (sqlite && table ? "No read grows.\n" : "A read grows.\n");
  return sqlite && table ? 0 : 1;
}
