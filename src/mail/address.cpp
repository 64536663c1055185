#include "mail/address.h"

#include <algorithm>

#include "base/text.h"
#include "mail/encoded_word.h"
#include "mail/visible_text.h"

namespace scc::mail {
namespace {

struct AddressList {
  std::vector<Address> addresses;
  bool clean = true;  ///< nothing in it that another reader may read differently
};

bool is_atom_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 ||
         (byte > ' ' && byte != 0x7F && std::string_view("()<>[]:;@\\,\"").find(c) == std::string_view::npos);
}

/// local@domain in the form that is compared: domain in lower case. "" when it is no address.
std::string mailbox_of(std::string_view text) {
  text = trim(text);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || !is_valid_utf8(text)) return "";
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  const bool quoted = local.size() >= 2 && local.front() == '"' && local.back() == '"';
  if (!quoted &&
      (!std::all_of(local.begin(), local.end(), is_atom_character) || local.starts_with('.') || local.ends_with('.') ||
       local.find("..") != std::string_view::npos || local.find("=?") != std::string_view::npos)) {
    return "";
  }
  if (!std::all_of(domain.begin(), domain.end(), is_atom_character) || domain.starts_with('.') ||
      domain.find("..") != std::string_view::npos) {
    return "";
  }
  return std::string(local) + '@' + ascii_lower(domain);
}

/// One walk over the value, RFC 5322 section 3.4.
class AddressWalk {
 public:
  explicit AddressWalk(std::string_view text) : text_(text) {}

  AddressList run() {
    while (at_ < text_.size() && list_.addresses.size() < addresses_max) step();
    if (at_ < text_.size()) list_.clean = false;
    finish();
    if (in_group_) list_.clean = false;
    return std::move(list_);
  }

 private:
  void step() {
    const char c = text_[at_];
    switch (c) {
      case '"': quoted(); break;
      case '(': comment(); break;
      case '<': angle(); break;
      case ',': ++at_, finish(); break;
      case ':':
        ++at_, in_group_ = true, list_.clean = false;
        phrase_.clear();
        after_angle_ = 0;
        break;
      case ';': ++at_, finish(), in_group_ = false; break;
      case '\0':
      case '\r': ++at_, list_.clean = false; break;
      default: phrase_ += c, ++at_;
    }
  }

  void quoted() {
    std::string words;
    std::string as_written(1, text_[at_++]);
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) as_written += text_[at_++];
      words += text_[at_];
      as_written += text_[at_++];
    }
    if (at_ == text_.size()) {
      list_.clean = false;
    } else {
      as_written += text_[at_++];
    }
    // Before an "@" it is a local part, else words of a name.
    phrase_ += at_ < text_.size() && text_[at_] == '@' ? as_written : words;
  }

  void comment() {
    int depth = 0;
    const std::size_t begin = at_ + 1;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) {
        ++at_;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        comment_ = text_.substr(begin, at_ - 1 - begin);
        return;
      }
    }
    list_.clean = false;
  }

  void angle() {
    const std::size_t end = text_.find('>', at_);
    if (angle_seen_ || end == std::string_view::npos) {
      list_.clean = false;
      at_ = end == std::string_view::npos ? text_.size() : end + 1;
      return;
    }
    angle_ = text_.substr(at_ + 1, end - at_ - 1);
    angle_seen_ = true;
    after_angle_ = phrase_.size();
    at_ = end + 1;
  }

  void finish() {
    const std::string_view words = trim(phrase_);
    if (angle_seen_ || !words.empty()) {
      Address address;
      address.mailbox = mailbox_of(angle_seen_ ? angle_ : words);
      if (angle_seen_ && !trim(std::string_view(phrase_).substr(after_angle_)).empty()) list_.clean = false;
      if (angle_seen_ || !comment_.empty()) {
        address.display_name = clean_line(decode_header(angle_seen_ && !words.empty() ? words : trim(comment_)).text);
      }
      if (address.mailbox.empty()) list_.clean = false;
      list_.addresses.push_back(std::move(address));
    }
    phrase_.clear();
    comment_ = angle_ = {};
    angle_seen_ = false;
    after_angle_ = 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  AddressList list_;
  std::string phrase_;
  std::string_view comment_;
  std::string_view angle_;
  std::size_t after_angle_ = 0;
  bool angle_seen_ = false;
  bool in_group_ = false;
};

AddressList walk(std::string_view raw) {
  const bool cut = raw.size() > address_bytes_max;  // cutting a list makes an address nobody sent: it is not clean
  const std::string text = unfold(raw.substr(0, address_bytes_max));
  AddressList list = AddressWalk(text).run();
  list.clean = list.clean && !cut;
  return list;
}

}  // namespace

std::vector<Address> read_addresses(std::string_view raw) {
  AddressList list = walk(raw);
  std::erase_if(list.addresses, [](const Address& address) { return address.mailbox.empty(); });
  return std::move(list.addresses);
}

std::optional<Address> sole_address(std::string_view raw) {
  AddressList list = walk(raw);
  if (!list.clean || list.addresses.size() != 1) return std::nullopt;
  return std::move(list.addresses.front());
}

}  // namespace scc::mail
