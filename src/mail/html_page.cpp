#include "mail/html_page.h"

#include <algorithm>

namespace scc::mail {

HtmlPage::HtmlPage(std::string_view utf8) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = [](void*, void*) {};
  options.userdata = this;
  options.max_errors = 0;
  output_ = gumbo_parse_with_options(&options, utf8.data(), utf8.size());
}

void* HtmlPage::allocate(void* page, std::size_t bytes) {
  auto& self = *static_cast<HtmlPage*>(page);
  constexpr std::size_t alignment = alignof(std::max_align_t);
  bytes = (bytes + alignment - 1) / alignment * alignment;
  if (bytes > self.left_) {
    constexpr std::size_t block_bytes = 32 * 1024;
    self.left_ = std::max(bytes, block_bytes);
    self.blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(self.left_));
    self.next_ = self.blocks_.back().get();
  }
  std::byte* out = self.next_;
  self.next_ += bytes;
  self.left_ -= bytes;
  return out;
}

const char* attribute(const GumboNode* element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? nullptr : found->value;
}

}  // namespace scc::mail
