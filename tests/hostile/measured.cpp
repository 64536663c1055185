#include "hostile/measured.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

namespace scc::hostile {
namespace {

double status_mebibytes(const char* key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return std::stod(line.substr(std::strlen(key))) / 1024;
  }
  return 0;
}

/// Of this process alone: what else the machine is doing does not count.
double cpu_milliseconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto milliseconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

struct Figures {
  double milliseconds = 0;
  double mebibytes = 0;
};

void write_all(int to, const void* from, std::size_t bytes) {
  const char* at = static_cast<const char*>(from);
  while (bytes > 0) {
    const ssize_t written = write(to, at, bytes);
    if (written <= 0) return;
    at += written;
    bytes -= static_cast<std::size_t>(written);
  }
}

[[noreturn]] void run_child(int to, const std::function<std::string()>& work) {
  std::ofstream("/proc/self/clear_refs") << 5;  // the high-water mark begins at what is resident now
  const double before = status_mebibytes("VmRSS:");
  const double begin = cpu_milliseconds();
  const std::string report = work();
  Figures figures;
  figures.milliseconds = cpu_milliseconds() - begin;
  figures.mebibytes = status_mebibytes("VmHWM:") - before;
  write_all(to, &figures, sizeof figures);
  write_all(to, report.data(), report.size());
  _exit(0);
}

}  // namespace

Measurement measure(const std::function<std::string()>& work) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    run_child(ends[1], work);
  }
  close(ends[1]);
  std::string all;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    all.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  Measurement out;
  if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || all.size() < sizeof(Figures)) return out;
  Figures figures;
  std::memcpy(&figures, all.data(), sizeof figures);
  out = {true, all.substr(sizeof figures), figures.milliseconds, figures.mebibytes};
  return out;
}

}  // namespace scc::hostile
