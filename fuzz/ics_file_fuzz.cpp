// Any bytes are an .ics file: replacing a line's text changes that line alone, and reads back.
#include <cstdlib>

#include "adapters/ics_calendar/content_line.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace scc::ics;
  const std::string file(reinterpret_cast<const char*>(data), size);
  constexpr int lines_max = 200;
  int lines = 0;
  for (std::size_t at = 0; at < file.size() && lines < lines_max; ++lines) {
    const ContentLine line = content_line_at(file, at);
    if (line.begin != at || line.end <= at || line.end > file.size()) std::abort();
    static_cast<void>(parameter(file, line, "TZID"));
    if (!line.name.empty()) {
      const std::string text = "Crew, block;\nline two ── " + std::string(90, 'x');
      const std::string after = apply(file, {replace_text(file, line, text, "\r\n")});
      if (after.substr(0, line.begin) != file.substr(0, line.begin)) std::abort();
      const std::string rest = file.substr(line.end);
      if (after.size() < rest.size() || after.substr(after.size() - rest.size()) != rest) std::abort();
      if (text_value(after, content_line_at(after, line.begin)).text != text) std::abort();
    }
    at = line.end;
  }
  return 0;
}
