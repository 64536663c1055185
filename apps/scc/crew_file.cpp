#include "crew_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "csv.h"
#include "nearest.h"

namespace scc::app {
namespace {

constexpr std::array columns{"id", "name", "aliases", "email", "roles", "phone"};

std::vector<std::string> parts_of(std::string_view field) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(field, ';')) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

std::string joined_parts(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ";") + part;
  return out;
}

Error on_line(std::size_t line, const std::string& what) {
  return {Remedy::stop, "line " + std::to_string(line) + ": " + what};
}

/// Column name → its place.
Result<std::map<std::string, std::size_t>> read_heading(const CsvRow& row) {
  std::map<std::string, std::size_t> places;
  const std::vector<std::string> known(columns.begin(), columns.end());
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    const std::string name = ascii_lower(trim(row.fields[i]));
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string near = nearest(name, known);
      return on_line(row.line, "there is no column \"" + name + "\"" +
                                   (near.empty() ? "; the columns are id, name, aliases, email, roles, phone."
                                                 : "; did you mean \"" + near + "\"?"));
    }
    places.emplace(name, i);
  }
  if (!places.contains("name"))
    return on_line(row.line, "the first line has to name the columns; \"name\" is missing.");
  return places;
}

Result<std::vector<RoleId>> read_roles(const std::string& field, const std::vector<Role>& roles, std::size_t line) {
  std::vector<RoleId> found;
  for (const std::string& part : parts_of(field)) {
    const std::string wanted = fold(part);
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const Role& candidate) {
      return candidate.id.text == part || fold(candidate.title) == wanted ||
             std::any_of(candidate.aliases.begin(), candidate.aliases.end(),
                         [&](const std::string& alias) { return fold(alias) == wanted; });
    });
    if (role == roles.end()) {
      std::string known;
      for (const Role& candidate : roles) known.append(known.empty() ? "" : ", ").append(candidate.id.text);
      return on_line(line, "there is no role \"" + part + "\"; the roles are " + known + ".");
    }
    found.push_back(role->id);
  }
  return found;
}

}  // namespace

Result<std::vector<CrewMember>> parse_crew(std::string_view csv, const std::vector<Role>& roles) {
  if (!is_valid_utf8(csv)) return Error{Remedy::stop, "this is no UTF-8 text; save it as CSV in UTF-8."};
  auto rows = parse_csv(csv);
  if (!rows) return rows.error();
  if (rows->empty()) return Error{Remedy::stop, "the file is empty; its first line names the columns."};
  auto places = read_heading(rows->front());
  if (!places) return places.error();
  std::vector<CrewMember> crew;
  std::set<std::string> ids;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    const auto field = [&](const char* name) -> std::string {
      const auto place = places->find(name);
      if (place == places->end() || place->second >= row.fields.size()) return "";
      return std::string(trim(row.fields[place->second]));
    };
    if (row.fields.size() > rows->front().fields.size())
      return on_line(row.line, "it has more fields than there are columns; put a field with commas into quotes.");
    CrewMember member;
    member.name = field("name");
    if (member.name.empty()) return on_line(row.line, "the name is missing.");
    member.id = PersonId(field("id").empty() ? slug(member.name) : field("id"));
    if (member.id.empty()) {
      return on_line(row.line, "\"" + member.name + "\" has no letter to make an id of; write one into the column id.");
    }
    if (member.id.text != slug(member.id.text)) {
      return on_line(row.line, "the id \"" + member.id.text +
                                   "\" may have small letters, digits and hyphens only, like \"" + slug(member.name) +
                                   "\".");
    }
    if (!ids.insert(member.id.text).second)
      return on_line(row.line, "the id \"" + member.id.text + "\" stands here twice; give one of them another id.");
    member.aliases = parts_of(field("aliases"));
    member.email = field("email");
    auto held = read_roles(field("roles"), roles, row.line);
    if (!held) return held.error();
    member.roles = *held;
    member.phone = field("phone");
    crew.push_back(std::move(member));
  }
  return crew;
}

std::string crew_csv(const std::vector<CrewMember>& crew) {
  std::string out = csv_row({columns.begin(), columns.end()});
  for (const CrewMember& member : crew) {
    std::vector<std::string> roles;
    for (const RoleId& role : member.roles) roles.push_back(role.text);
    out += csv_row(
        {member.id.text, member.name, joined_parts(member.aliases), member.email, joined_parts(roles), member.phone});
  }
  return out;
}

CrewChange compare_crew(const std::vector<CrewMember>& now, const std::vector<CrewMember>& file, Absent absent) {
  CrewChange change;
  std::set<PersonId> named;
  for (const CrewMember& member : file) {
    named.insert(member.id);
    const auto known =
        std::find_if(now.begin(), now.end(), [&](const CrewMember& other) { return other.id == member.id; });
    if (known == now.end()) {
      change.added.push_back(member);
    } else if (*known != member) {
      change.changed.push_back(member);
    }
  }
  if (absent == Absent::remove) {
    for (const CrewMember& member : now) {
      if (!named.contains(member.id)) change.removed.push_back(member.id);
    }
  }
  return change;
}

Result<std::string> read_text_file(const std::string& path, std::size_t bytes_max) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) return Error{Remedy::stop, path + ": can't be read (" + problem.message() + ")."};
  if (size > bytes_max)
    return Error{Remedy::stop, path + ": is larger than " + std::to_string(bytes_max / 1024 / 1024) + " MiB."};
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return Error{Remedy::stop, path + ": can't be read; check its permissions."};
  return text.str();
}

}  // namespace scc::app
