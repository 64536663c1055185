#include "mail/pieces.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.h"
#include "mail/plain_text.h"

namespace scc::mail {
namespace {

/// Mailers wrap between 60 and 80; wider lines were typed or pasted as they are.
constexpr std::size_t fill_least = 56;
constexpr std::size_t fill_most = 100;

bool is_upper(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
}

/// Runs of spaces or tabs inside: columns that somebody lined up.
bool has_columns(std::string_view text) {
  text = trim(text);
  if (text.find('\t') != std::string_view::npos) return true;
  std::size_t at = 0;
  while ((at = text.find("  ", at)) != std::string_view::npos) {
    if (text[at - 1] != '.' && text[at - 1] != '!' && text[at - 1] != '?') return true;  // two spaces after a sentence
    at = text.find_first_not_of(' ', at);
  }
  return false;
}

/// "Captain: …": a label within the first words of a line.
bool opens_with_label(std::string_view text) {
  constexpr std::size_t label_bytes_max = 32;
  const std::size_t colon = text.substr(0, label_bytes_max).find_first_of(":=");
  return colon != std::string_view::npos && colon > 0 &&
         (colon + 1 == text.size() || text[colon + 1] == ' ' || text[colon + 1] == '\t');
}

/// The column that the lines of one depth were filled to; 0 where none is visible.
std::size_t fill_column_of(const std::vector<Line>& lines, int depth) {
  std::size_t widest = 0;
  for (const Line& line : lines) {
    if (line.depth != depth || (line.kind != Line::Kind::text && line.kind != Line::Kind::list_item)) continue;
    const std::size_t width = width_of(line.text);
    const bool one_word = trim(line.text).find(' ') == std::string_view::npos;
    if (one_word || has_columns(line.text)) continue;
    if (width > fill_most) return 0;
    widest = std::max(widest, width);
  }
  return widest >= fill_least ? widest : 0;
}

/// The line was ended by the mailer: the next word had no room on it.
bool was_wrapped(const Line& line, const Line& next, std::size_t fill, Wrapping wrapping) {
  const std::string_view rest = trim(next.text);
  const std::size_t first_word = width_of(std::string(rest.substr(0, rest.find(' '))));
  const std::size_t mark = line.kind == Line::Kind::list_item ? 2 + 2 * static_cast<std::size_t>(line.indent) : 0;
  const std::size_t width = width_of(line.text) + mark;
  if (line.text.ends_with(':') || opens_with_label(rest) || list_mark_of(rest).kind == ListMark::Kind::bullet)
    return false;
  const bool ends_sentence = line.text.ends_with('.') || line.text.ends_with('!') || line.text.ends_with('?');
  const bool goes_on = !ends_sentence && !rest.empty() && !is_upper(rest);
  if (width + 1 + first_word > fill)
    return wrapping == Wrapping::possible ? !is_upper(rest) || fill >= fill_least + 4 : goes_on;
  // A sentence that goes on in small letters, on a line nearly as long.
  constexpr std::size_t ragged = 14;
  return wrapping == Wrapping::possible && goes_on && width + ragged >= fill && rest.front() >= 'a' &&
         rest.front() <= 'z';
}

class Builder {
 public:
  Builder(const std::vector<Line>& lines, Wrapping wrapping) : lines_(lines), wrapping_(wrapping) {}

  std::vector<Piece> run() {
    for (std::size_t i = 0; i < lines_.size();) i = lines_[i].dropped ? i + 1 : take(i);
    return std::move(pieces_);
  }

 private:
  std::size_t take(std::size_t i) {
    const Line& line = lines_[i];
    switch (line.kind) {
      case Line::Kind::blank: return i + 1;
      case Line::Kind::text: return paragraph(i, PieceKind::paragraph);
      case Line::Kind::list_item: return paragraph(i, PieceKind::list_item);
      case Line::Kind::heading: return paragraph(i, PieceKind::heading);
      case Line::Kind::separator: pieces_.push_back(piece_like(line, PieceKind::separator)); return i + 1;
      case Line::Kind::table:
        pieces_.push_back(piece_like(line, PieceKind::table));
        pieces_.back().rows = line.rows;
        return i + 1;
    }
    return i + 1;
  }

  static Piece piece_like(const Line& line, PieceKind kind) {
    Piece piece;
    piece.kind = kind;
    piece.layer = line.layer;
    piece.depth = line.depth;
    piece.indent = line.indent;
    return piece;
  }

  /// The lines from `i` on that belong together: of one layer and depth, without an empty one.
  std::size_t end_of_group(std::size_t i, PieceKind kind) const {
    std::size_t end = i + 1;
    while (end < lines_.size() && lines_[end].kind == Line::Kind::text && !lines_[end].dropped &&
           lines_[end].layer == lines_[i].layer && lines_[end].depth == lines_[i].depth) {
      if (kind == PieceKind::heading) break;
      if (kind == PieceKind::list_item && !lines_[end].continues && !wrapped(end - 1)) break;
      if (kind == PieceKind::paragraph && lines_[end].continues) break;
      ++end;
    }
    return end;
  }

  bool wrapped(std::size_t i) const {
    return wrapping_ != Wrapping::none && fill_of(lines_[i].depth) > 0 &&
           was_wrapped(lines_[i], lines_[i + 1], fill_of(lines_[i].depth), wrapping_);
  }

  std::size_t fill_of(int depth) const {
    const auto [at, is_new] = fills_.try_emplace(depth, 0);
    if (is_new) at->second = fill_column_of(lines_, depth);
    return at->second;
  }

  std::size_t paragraph(std::size_t begin, PieceKind kind) {
    const std::size_t end = end_of_group(begin, kind);
    std::size_t columns = 0;
    for (std::size_t i = begin; i < end; ++i) columns += has_columns(lines_[i].text) ? 1 : 0;
    const bool fixed = kind == PieceKind::paragraph && wrapping_ == Wrapping::possible && columns >= 2;
    Piece piece = piece_like(lines_[begin], kind);
    for (std::size_t i = begin; i < end; ++i) {
      const Line& line = lines_[i];
      const std::size_t lead = fixed ? 0 : std::min(line.text.size(), line.text.find_first_not_of(" \t"));
      const std::string_view text = std::string_view(line.text).substr(lead);
      if (i > begin) {
        const bool joins = !fixed && (line.continues || wrapped(i - 1));
        const bool hyphen = joins && piece.text.size() > 1 && piece.text.back() == '-' &&
                            piece.text[piece.text.size() - 2] != ' ' && piece.text[piece.text.size() - 2] != '-';
        if (!hyphen) piece.text += joins ? ' ' : '\n';
      }
      for (const Range& range : line.struck) {
        if (range.end <= lead) continue;
        piece.struck.push_back(
            {piece.text.size() + std::max(range.begin, lead) - lead, piece.text.size() + range.end - lead});
      }
      piece.text += text;
    }
    pieces_.push_back(std::move(piece));
    return end;
  }

  const std::vector<Line>& lines_;
  Wrapping wrapping_;
  std::vector<Piece> pieces_;
  mutable std::map<int, std::size_t> fills_;
};

}  // namespace

std::vector<Piece> pieces_of(const std::vector<Line>& lines, Wrapping wrapping) {
  return Builder(lines, wrapping).run();
}

}  // namespace scc::mail
