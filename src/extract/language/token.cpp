#include "extract/language/token.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {
namespace {

enum class Sort : std::uint8_t { letter, digit, space, line, mark, sign, emoji };

struct Character {
  Sort sort = Sort::sign;
  unsigned bytes = 1;
  bool upper = false;
};

constexpr bool within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

/// Of the scripts in which crews write; a letter elsewhere is taken as lower case.
bool is_upper(char32_t c) {
  if (c < 0x80) return within(c, 'A', 'Z');
  if (within(c, 0xC0, 0xDE)) return c != 0xD7;
  if (within(c, 0x139, 0x148) || within(c, 0x179, 0x17E)) return c % 2 == 1;
  if (within(c, 0x100, 0x24F) || within(c, 0x1E00, 0x1EFF)) return c % 2 == 0;
  return c == 0x386 || within(c, 0x388, 0x38F) || within(c, 0x391, 0x3AB) || within(c, 0x400, 0x42F) ||
         within(c, 0xFF21, 0xFF3A);
}

bool is_emoji(char32_t c) {
  return within(c, 0x1F000, 0x1FAFF) || within(c, 0x2600, 0x27BF) || within(c, 0x2B00, 0x2BFF) ||
         within(c, 0x231A, 0x23FF) || c == 0x20E3;
}

bool is_sign(char32_t c) {
  return within(c, 0x80, 0xBF) || within(c, 0x2010, 0x2BFF) || within(c, 0x3001, 0x303F) || within(c, 0xFE10, 0xFE6F) ||
         within(c, 0xFF00, 0xFF0F) || c == 0xD7 || c == 0xF7 || c == 0xFFFD || within(c, 0xE000, 0xF8FF);
}

Character foreign_character_at(std::string_view text, std::size_t at) {
  const CodePoint point = code_point_at(text, at);
  const char32_t c = point.value;
  Character out{Sort::letter, point.bytes, false};
  if (c == 0x85 || c == 0x2028 || c == 0x2029) {
    out.sort = Sort::line;
  } else if (c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) {
    out.sort = Sort::space;
  } else if (is_emoji(c)) {
    out.sort = Sort::emoji;
  } else {
    const std::string folded = fold(text.substr(at, point.bytes));
    if (folded.empty() || within(c, 0xFE00, 0xFE0F) || within(c, 0xE0000, 0xE01EF)) {
      out.sort = Sort::mark;
    } else if (const auto first = static_cast<unsigned char>(folded.front()); first < 0x80) {
      const bool letter = within(first, 'a', 'z');
      const bool digit = within(first, '0', '9');
      out.sort = letter ? Sort::letter : digit ? Sort::digit : first == ' ' ? Sort::space : Sort::sign;
    } else if (is_sign(c)) {
      out.sort = Sort::sign;
    }
    out.upper = out.sort == Sort::letter && is_upper(c);
  }
  return out;
}

constexpr std::array<Character, 128> ascii_characters = [] {
  std::array<Character, 128> all{};
  for (unsigned char c = 0; c < 128; ++c) {
    const bool upper = within(c, 'A', 'Z');
    if (upper || within(c, 'a', 'z')) all[c] = {Sort::letter, 1, upper};
    if (within(c, '0', '9')) all[c].sort = Sort::digit;
    if (c < 0x20 || c == ' ' || c == 0x7F) all[c].sort = Sort::space;
    if (c == '\n') all[c].sort = Sort::line;
  }
  return all;
}();

Character character_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return c < 0x80 ? ascii_characters[c] : foreign_character_at(text, at);
}

/// The length of an apostrophe at `at`, straight or typographic; 0 for anything else.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'') return 1;
  const std::string_view rest = text.substr(at, 3);
  return rest == "\u2019" || rest == "\u2018" ? 3 : rest.starts_with("\u02BC") ? 2 : 0;
}

bool is_contraction(std::string_view letters) {
  constexpr std::array<std::string_view, 6> all{"s", "ll", "re", "m", "d", "ve"};
  return std::find(all.begin(), all.end(), ascii_lower(letters)) != all.end();
}

constexpr bool is_address_character(char c) {
  return within(static_cast<unsigned char>(c), '0', '9') || within(static_cast<unsigned char>(c), 'a', 'z') ||
         within(static_cast<unsigned char>(c), 'A', 'Z') || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

/// Reads characters one by one, makes tokens.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  void run() {
    while (at_ < text_.size()) {
      const Character c = character_at(text_, at_);
      switch (c.sort) {
        case Sort::space: glued_ = false; break;
        case Sort::mark: break;
        case Sort::line:
          glued_ = false;
          ++lines_;
          break;
        case Sort::letter:
        case Sort::digit: word(); continue;
        case Sort::emoji: emoji(); continue;
        case Sort::sign: sign(c.bytes); continue;
      }
      at_ += c.bytes;
    }
  }

 private:
  Token& push(std::size_t end, TokenKind kind) {
    Token token;
    token.range = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    token.kind = kind;
    token.glued = glued_;
    token.line_breaks_before = tokens_.empty() ? 0 : static_cast<std::uint8_t>(std::min(lines_, 2U));
    tokens_.push_back(token);
    at_ = end;
    glued_ = true;
    lines_ = 0;
    return tokens_.back();
  }

  void word() {
    if (at_ >= address_checked_) {
      if (const std::size_t end = address_end()) {
        push(end, TokenKind::address);
        return;
      }
    }
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t upper = 0;
    bool first_upper = false;
    std::size_t end = at_;
    while (end < text_.size()) {
      const Character c = character_at(text_, end);
      if (c.sort == Sort::letter || c.sort == Sort::digit) {
        (c.sort == Sort::letter ? letters : digits) += 1;
        if (c.upper) {
          ++upper;
          if (letters + digits == 1) first_upper = true;
        }
        end += c.bytes;
      } else if (c.sort == Sort::mark) {
        end += c.bytes;
      } else if (const std::size_t past = apostrophe_within(end)) {
        end = past;
      } else {
        break;
      }
    }
    Token& token = push(end, digits == 0 ? TokenKind::word : letters == 0 ? TokenKind::number : TokenKind::mixed);
    if (upper > 0) {
      token.capital = upper == letters && upper > 1 ? Capital::all
                      : upper == 1 && first_upper   ? Capital::first
                                                    : Capital::mixed;
    }
    suffix();
  }

  /// Past an apostrophe that belongs into the word; 0 when it does not.
  [[nodiscard]] std::size_t apostrophe_within(std::size_t at) const {
    const std::size_t length = apostrophe_at(text_, at);
    if (length == 0 || at + length >= text_.size()) return 0;
    const std::size_t begin = at + length;
    if (character_at(text_, begin).sort != Sort::letter) return 0;
    // No contraction is longer; reading on would make many apostrophes quadratic.
    std::size_t end = begin;
    while (end < text_.size() && end < begin + 3 && character_at(text_, end).sort == Sort::letter) {
      end += character_at(text_, end).bytes;
    }
    return is_contraction(text_.substr(begin, end - begin)) ? 0 : begin;
  }

  /// After a word: "'s" and its like, or the bare apostrophe of a plural.
  void suffix() {
    const std::size_t length = apostrophe_at(text_, at_);
    if (length == 0) return;
    std::size_t end = at_ + length;
    while (end < text_.size() && end < at_ + length + 2 && character_at(text_, end).sort == Sort::letter) {
      end += character_at(text_, end).bytes;
    }
    const std::string_view letters = text_.substr(at_ + length, end - at_ - length);
    const char last = text_[at_ - 1];
    if ((letters.empty() && (last == 's' || last == 'S')) || is_contraction(letters)) push(end, TokenKind::suffix);
  }

  /// The end of an e-mail or web address that begins here; 0 when none does.
  std::size_t address_end() {
    std::size_t end = at_;
    while (end < text_.size() && is_address_character(text_[end])) ++end;
    address_checked_ = end;
    const std::string_view run = text_.substr(at_, end - at_);
    const std::string_view rest = text_.substr(end);
    const bool web = rest.starts_with("://") || ascii_lower(run.substr(0, 4)) == "www.";
    const bool mail = rest.size() > 1 && rest[0] == '@' && is_address_character(rest[1]) && rest[1] != '.';
    if (!web && !mail) return 0;
    if (mail) {
      ++end;
      while (end < text_.size() && is_address_character(text_[end])) ++end;
    } else {
      while (end < text_.size() && static_cast<unsigned char>(text_[end]) > ' ' && text_[end] != '<' &&
             text_[end] != '>' && text_[end] != '"') {
        ++end;
      }
    }
    while (text_[end - 1] == '.' || text_[end - 1] == ',' || text_[end - 1] == ')') --end;
    return end;
  }

  void emoji() {
    std::size_t end = at_ + character_at(text_, at_).bytes;
    while (end < text_.size()) {
      const CodePoint next = code_point_at(text_, end);
      const bool modifier = next.value == 0x200D || within(next.value, 0xFE00, 0xFE0F) || next.value == 0x20E3 ||
                            within(next.value, 0x1F3FB, 0x1F3FF);
      const bool joined = code_point_at(text_, end - std::min<std::size_t>(end, 3)).value == 0x200D;
      if (!modifier && !(joined && is_emoji(next.value))) break;
      end += next.bytes;
    }
    push(end, TokenKind::emoji);
  }

  void sign(unsigned bytes) {
    const std::size_t after = at_ + bytes;
    Token& token = push(after, TokenKind::sign);
    if (!token.glued || tokens_.size() < 2 || after >= text_.size()) return;
    const TokenKind before = tokens_[tokens_.size() - 2].kind;
    const Sort next = character_at(text_, after).sort;
    token.joins =
        before != TokenKind::sign && before != TokenKind::emoji && (next == Sort::letter || next == Sort::digit);
  }

  std::string_view text_;
  std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  std::size_t address_checked_ = 0;
  unsigned lines_ = 0;
  bool glued_ = false;
};

/// Puts the folded form of `written` into `out`.
void fold_into(std::string_view written, std::vector<char>& out) {
  if (std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    for (const char c : written) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  } else {
    const std::string folded = fold(written);
    out.insert(out.end(), folded.begin(), folded.end());
  }
}

}  // namespace

Tokens::Tokens(std::string_view text, const Vocabulary& vocabulary) : text_(text) {
  tokens_.reserve(text.size() / 5 + 4);
  Tokenizer(text, tokens_).run();
  folded_.reserve(text.size() + 16);
  std::vector<std::size_t> ends;
  ends.reserve(tokens_.size());
  for (const Token& token : tokens_) {
    fold_into(text.substr(token.range.begin, token.range.end - token.range.begin), folded_);
    ends.push_back(folded_.size());
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    tokens_[i].folded = {folded_.data() + begin, ends[i] - begin};
    tokens_[i].word = vocabulary.find(tokens_[i].folded);
    begin = ends[i];
  }
}

TextRange Tokens::bytes(TokenRange tokens) const {
  if (tokens.first >= tokens.end) return {};
  return {tokens_[tokens.first].range.begin, tokens_[tokens.end - 1].range.end};
}

std::string_view Tokens::written(TokenRange tokens) const {
  const TextRange range = bytes(tokens);
  return text_.substr(range.begin, range.end - range.begin);
}

}  // namespace scc::extract
