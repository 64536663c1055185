#include "adapters/system/system_entropy.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace scc {
namespace {

/// getrandom(2) gives up to this many bytes without being interrupted (man page, read 2026).
constexpr std::size_t chunk_bytes_max = 256;

}  // namespace

std::string SystemEntropy::random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t at = 0; at < count;) {
    const ssize_t got = getrandom(bytes.data() + at, std::min(count - at, chunk_bytes_max), 0);
    // A kernel without random numbers can't be worked around: a guessable secret is worse than an end.
    if (got < 0 && errno != EINTR) std::abort();
    if (got > 0) at += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace scc
