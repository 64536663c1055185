/// HtmlPage: gumbo's tree of one page, in memory that is given back in one go.
///
/// Rationale: gumbo frees node by node, recursively; a page's nodes live and end together, so they
/// are cut from blocks instead (a third of the time of parsing, and no recursion).
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace scc::mail {

class HtmlPage {
 public:
  explicit HtmlPage(std::string_view utf8);  ///< `utf8` must live as long
  [[nodiscard]] const GumboNode* root() const { return output_->root; }

 private:
  static void* allocate(void* page, std::size_t bytes);
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  const GumboOutput* output_ = nullptr;
};

/// Null if the element has no such attribute.
[[nodiscard]] const char* attribute(const GumboNode* element, const char* name);

}  // namespace scc::mail
