/// Xml: the little that answers of AWS's older services need: texts of elements by name. Not a reader of XML at large:
/// no attributes are given, and a comment or CDATA section is taken as text.
///
/// Pure, any thread. The views point into the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scc {

/// Elements of one name that are looked at; further ones are not seen.
inline constexpr std::size_t xml_elements_max = 5'000;

/// What stands between <name> and the next </name>, each time, in order; of the same name none may be nested.
[[nodiscard]] std::vector<std::string_view> xml_elements(std::string_view document, std::string_view name);
/// The first of them with its entities resolved; "" where there is none.
[[nodiscard]] std::string xml_text(std::string_view document, std::string_view name);
/// The five characters that mean something in XML, as entities.
[[nodiscard]] std::string xml_escaped(std::string_view text);

}  // namespace scc
