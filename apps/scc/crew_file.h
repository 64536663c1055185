/// CrewFile: the roster as a CSV file: id, name, aliases, email, roles, phone. Pure but for files.
///
/// Several aliases or roles in one field are separated by ";". Only `name` is needed; an id that
/// is left out is made from the name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/operation.h"

namespace scc::app {

/// Error stop: names the line and what would be right.
[[nodiscard]] Result<std::vector<CrewMember>> parse_crew(std::string_view csv, const std::vector<Role>& roles);
[[nodiscard]] std::string crew_csv(const std::vector<CrewMember>& crew);

/// What an import does to the roster.
struct CrewChange {
  std::vector<CrewMember> added;
  std::vector<CrewMember> changed;
  std::vector<PersonId> removed;
  [[nodiscard]] bool nothing() const { return added.empty() && changed.empty() && removed.empty(); }
};
enum class Absent { keep, remove };  ///< members that the file does not name
[[nodiscard]] CrewChange compare_crew(const std::vector<CrewMember>& now, const std::vector<CrewMember>& file,
                                      Absent absent);

/// At most this many bytes are read. Error stop: names the file and the cause.
inline constexpr std::size_t crew_file_bytes_max = 16u * 1024 * 1024;
[[nodiscard]] Result<std::string> read_text_file(const std::string& path, std::size_t bytes_max);

}  // namespace scc::app
