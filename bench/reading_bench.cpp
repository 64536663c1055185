// Mails a second, on one core: reading alone, reading with extraction, and GMime decoding the same
// mails alone, all in one run over every mail of the golden worlds.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>

#include "engine/decide.h"
#include "extract/read_message.h"
#include "gmime_alone.h"
#include "mail/parse_message.h"
#include "world_file.h"

namespace scc::bench {
namespace {

namespace fs = std::filesystem;

/// A world with what is prepared once for all of its mails.
struct Yard {
  explicit Yard(app::LabelledWorld read)
      : labelled(std::move(read)), reader(labelled.world), policy(app::trust_of(labelled.world)) {}
  app::LabelledWorld labelled;
  extract::Reader reader;
  mail::TrustPolicy policy;
};

std::vector<Yard>& yards() {
  static std::vector<Yard> read;
  return read;
}

void load_yards() {
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(SCC_SOURCE_DIR) / "tests/golden/worlds")) {
    if (entry.is_directory()) folders.push_back(entry.path().string());
  }
  std::sort(folders.begin(), folders.end());
  for (const std::string& folder : folders) yards().emplace_back(app::read_labelled_world(folder).value());
}

mail::Message parse(const std::string& bytes, const Yard& yard) {
  return mail::parse_message(bytes, {MessageId("bench"), "", std::nullopt, {}}, yard.policy);
}

template <class Work>
void over_all_mails(benchmark::State& state, const Work& work) {
  std::size_t mails = 0;
  std::size_t bytes = 0;
  for (const auto turn : state) {
    static_cast<void>(turn);
    for (const Yard& yard : yards()) {
      for (const std::string& mail : yard.labelled.mails) {
        benchmark::DoNotOptimize(work(mail, yard));
        bytes += mail.size();
        ++mails;
      }
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(mails));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

constexpr const char* gmime = "GMime alone";
constexpr const char* reading = "reading alone";
constexpr const char* whole = "reading with extraction";

void add_benchmarks() {
  const auto add = [](const char* name, auto work) {
    benchmark::RegisterBenchmark(name, [work](benchmark::State& state) {
      over_all_mails(state, work);
    })->Unit(benchmark::kMillisecond);
  };
  add(gmime, [](const std::string& mail, const Yard&) { return decode_by_gmime(mail); });
  add(reading, [](const std::string& mail, const Yard& yard) { return parse(mail, yard); });
  add(whole, [](const std::string& mail, const Yard& yard) {
    const mail::Message message = parse(mail, yard);
    return engine::decide(message, yard.reader.read(message));
  });
}

/// Google's own table of the medians and their like; the time of each turn is kept.
class Reporter : public benchmark::ConsoleReporter {
 public:
  Reporter() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(shown),
                 [](const Run& run) { return run.run_type == Run::RT_Aggregate; });
    if (!shown.empty()) ConsoleReporter::ReportRuns(shown);
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      turns[run.run_name.function_name].push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations));
    }
  }
  std::map<std::string, std::vector<double>> turns;  ///< seconds of the processor for all mails once
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print_ratios(Reporter& reporter) {
  std::size_t mails = 0;
  std::size_t bytes = 0;
  for (const Yard& yard : yards()) {
    mails += yard.labelled.mails.size();
    for (const std::string& mail : yard.labelled.mails) bytes += mail.size();
  }
  const double peer = median(reporter.turns[gmime]);
  std::cout << '\n'
            << mails << " mails, " << bytes << " bytes; medians of " << reporter.turns[gmime].size()
            << " turns, time of one core\n"
            << "GMime alone: the bytes parsed into its tree, every text part decoded to UTF-8; no header read, no "
               "HTML parsed\n\n"
            << std::left << std::setw(26) << "" << std::right << std::setw(12) << "us/mail" << std::setw(12)
            << "mails/s" << std::setw(12) << "MB/s" << std::setw(16) << "x GMime alone" << '\n'
            << std::fixed;
  for (const char* name : {gmime, reading, whole}) {
    const double seconds = median(reporter.turns[name]);
    if (seconds <= 0 || peer <= 0) continue;
    const auto count = static_cast<double>(mails);
    std::cout << std::left << std::setw(26) << name << std::right << std::setprecision(1) << std::setw(12)
              << seconds / count * 1e6 << std::setprecision(0) << std::setw(12) << count / seconds
              << std::setprecision(1) << std::setw(12) << static_cast<double>(bytes) / seconds / 1e6
              << std::setprecision(2) << std::setw(16) << seconds / peer << '\n';
  }
}

}  // namespace
}  // namespace scc::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  scc::bench::load_yards();
  scc::bench::add_benchmarks();
  scc::bench::Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  scc::bench::print_ratios(reporter);
  return 0;
}
