// Foreign texts that people write: a configuration, a roster, JSON. Any bytes give a value or an error.
#include "base/json/json_reader.h"
#include "configuration.h"
#include "crew_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace scc;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0: static_cast<void>(app::read_configuration_text(text, "scc.toml", app::Environment())); break;
    case 1: static_cast<void>(app::parse_crew(text, app::default_roles())); break;
    default: static_cast<void>(parse_json(text, "text"));
  }
  return 0;
}
