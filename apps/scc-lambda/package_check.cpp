#include "package_check.h"

#include <iconv.h>

#include <cstdlib>
#include <filesystem>

#include "base/time.h"

namespace scc::app {
namespace {

Error missing(const std::string& what) {
  return {Remedy::stop, "The function's package lacks " + what + "."};
}

/// What mails of the last thirty years are written in.
constexpr const char* charset_names[] = {"WINDOWS-1252", "ISO-8859-1",   "ISO-8859-15", "WINDOWS-1253", "ISO-8859-7",
                                         "WINDOWS-1250", "WINDOWS-1251", "KOI8-R",      "SHIFT_JIS",    "EUC-JP",
                                         "ISO-2022-JP",  "GB18030",      "BIG5",        "EUC-KR",       "UTF-16"};

Outcome check_charsets(const std::string& root) {
  const std::string folder = root + "/gconv";
  if (!std::filesystem::exists(folder + "/gconv-modules")) return missing("its charsets (" + folder + ")");
  // glibc reads this when the first conversion is opened, which is below.
  if (::setenv("GCONV_PATH", folder.c_str(), 1) != 0) return missing("room for GCONV_PATH");
  for (const char* name : charset_names) {
    const iconv_t conversion = ::iconv_open("UTF-8", name);
    if (conversion == reinterpret_cast<iconv_t>(-1)) return missing(std::string("the charset ") + name);
    ::iconv_close(conversion);
  }
  return done();
}

}  // namespace

Outcome check_package(const std::string& root, Charsets charsets) {
  const std::string authorities = root + "/share/ca-certificates.crt";
  if (!std::filesystem::exists(authorities)) return missing("the certificate authorities (" + authorities + ")");
  if (!std::filesystem::exists(root + "/scc.toml"))
    return missing("its configuration (" + root + "/scc.toml); settings.json names it");
  const auto zone = zone_named("America/Los_Angeles");
  if (!zone) return missing("its time zones (" + root + "/share/zoneinfo)");
  if (charsets == Charsets::needed) return check_charsets(root);
  return done();
}

}  // namespace scc::app
