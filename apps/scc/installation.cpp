#include "installation.h"

#include <filesystem>
#include <initializer_list>

namespace scc::app {
namespace {

namespace fs = std::filesystem;

/// The first of the places, counted from the program's own folder, that holds `proof`.
std::string find_place(std::initializer_list<const char*> places, const char* proof) {
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  if (problem) return "";
  for (const char* place : places) {
    const fs::path folder = (program.parent_path() / place).lexically_normal();
    if (fs::exists(folder / proof, problem)) return folder.string();
  }
  return "";
}

}  // namespace

// build/release/scc stands two folders below the repository; an installed one in bin beside share.
std::string examples_folder() {
  return find_place({"../../examples/jada", "../share/scc/examples/jada"}, "scc.toml");
}

std::string page_folder() {
  return find_place({"../../web/dist", "../share/scc/page"}, "index.html");
}

}  // namespace scc::app
