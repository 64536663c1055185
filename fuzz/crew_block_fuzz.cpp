// Any description: a block that is placed is found again, and outside it no byte changes.
#include <cstdlib>

#include "base/text.h"
#include "domain/crew_block.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace scc;
  const std::string description(reinterpret_cast<const char*>(data), size);
  const std::string block = std::string(crew_block_opening) + "\nCaptain: open\n" + std::string(crew_block_closing);
  const FoundBlock before = find_crew_block(description);
  if (before.begin > before.end || before.end > description.size()) std::abort();
  static_cast<void>(parse_crew_block(before.text));
  const auto placed = place_crew_block(description, block);
  if (!placed) return 0;
  const FoundBlock after = find_crew_block(*placed);
  if (after.presence != BlockPresence::present || after.text != block) std::abort();
  if (before.presence == BlockPresence::absent) {
    if (!placed->starts_with(description)) std::abort();
  } else if (placed->substr(0, after.begin) != description.substr(0, before.begin) ||
             placed->substr(after.end) != description.substr(before.end)) {
    std::abort();
  }
  if (*place_crew_block(*placed, block) != *placed) std::abort();
  return 0;
}
