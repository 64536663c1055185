#include "mail/authentication_results.h"

#include "base/text.h"

namespace scc::mail {
namespace {

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<AuthenticationResults> run() {
    AuthenticationResults out;
    skip();
    out.authserv_id = ascii_lower(value());
    if (out.authserv_id.empty()) return std::nullopt;
    skip();
    const std::string version = token();
    skip();
    if (!version.empty() && version != "1") return std::nullopt;
    while (well_formed_ && at_ < text_.size()) {
      if (!take(';')) return std::nullopt;
      skip();
      if (at_ == text_.size()) break;  // a last ";"
      if (!method(out)) return std::nullopt;
    }
    if (!well_formed_) return std::nullopt;
    return out;
  }

 private:
  [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
  }

  /// White space and comments, nested.
  void skip() {
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (depth == 0 && !is_white(c) && c != '(') return;
      ++at_;
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (c == '\\' && depth > 0 && at_ < text_.size()) ++at_;
    }
    if (depth > 0) well_formed_ = false;
  }

  /// An RFC 2045 token: "dmarc", "header.from".
  std::string token() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_white(text_[at_]) &&
           std::string_view("()<>@,;:\\\"/[]?=").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string quoted() {
    std::string out;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    if (!take('"')) well_formed_ = false;
    return out;
  }

  /// A value up to white space or ";": a token, an address, quoted parts inside ("x y"@domain).
  std::string value() {
    std::string out;
    while (at_ < text_.size() && !is_white(text_[at_]) && text_[at_] != ';' && text_[at_] != '(') {
      if (text_[at_] == '"') {
        out += quoted();
      } else {
        out += text_[at_++];
      }
    }
    return out;
  }

  /// method["/" version] "=" result, then its reason and properties; "none" stands alone.
  bool method(AuthenticationResults& out) {
    AuthenticationMethod found;
    found.method = ascii_lower(token());
    if (found.method.empty()) return false;
    skip();
    if (take('/')) {
      skip();
      if (token() != "1") found.method += "/unknown";
      skip();
    }
    if (!take('=')) return found.method == "none" && (at_ == text_.size() || at(';'));
    skip();
    found.result = ascii_lower(token());
    if (found.result.empty()) return false;
    skip();
    while (at_ < text_.size() && !at(';')) {
      const std::string name = ascii_lower(token());
      skip();
      if (name.empty() || !take('=')) return false;
      skip();
      found.properties.push_back({name, value()});
      skip();
    }
    out.methods.push_back(std::move(found));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool well_formed_ = true;
};

}  // namespace

std::string_view AuthenticationMethod::property(std::string_view name) const {
  for (const AuthenticationProperty& found : properties) {
    if (found.name == name) return found.value;
  }
  return "";
}

std::optional<AuthenticationResults> parse_authentication_results(std::string_view raw) {
  if (raw.size() > authentication_bytes_max) return std::nullopt;
  return Reader(raw).run();
}

}  // namespace scc::mail
