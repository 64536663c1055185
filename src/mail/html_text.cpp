#include "mail/html_text.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "mail/html_page.h"
#include "mail/html_style.h"
#include "mail/html_table.h"
#include "mail/line_writer.h"

namespace scc::mail {
namespace {

constexpr Colour white = 0xFFFFFF;

/// What an element hands down to what stands in it.
struct Look {
  Colour colour = 0;
  Colour background = white;
  bool struck = false;
  bool kept_space = false;
};

template <std::size_t n>
bool is_one_of(GumboTag tag, const std::array<GumboTag, n>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

constexpr std::array unseen = {GUMBO_TAG_HEAD,     GUMBO_TAG_TITLE,    GUMBO_TAG_STYLE,    GUMBO_TAG_SCRIPT,
                               GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_OBJECT,   GUMBO_TAG_IFRAME,
                               GUMBO_TAG_SVG,      GUMBO_TAG_MATH,     GUMBO_TAG_NOEMBED,  GUMBO_TAG_NOFRAMES,
                               GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,    GUMBO_TAG_CANVAS,   GUMBO_TAG_SELECT,
                               GUMBO_TAG_DATALIST, GUMBO_TAG_COL,      GUMBO_TAG_COLGROUP, GUMBO_TAG_MAP};
constexpr std::array blocks = {
    GUMBO_TAG_DIV,      GUMBO_TAG_CENTER,  GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER,
    GUMBO_TAG_FOOTER,   GUMBO_TAG_ASIDE,   GUMBO_TAG_NAV,     GUMBO_TAG_MAIN,    GUMBO_TAG_FORM,
    GUMBO_TAG_FIELDSET, GUMBO_TAG_DT,      GUMBO_TAG_DD,      GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION,
    GUMBO_TAG_DETAILS,  GUMBO_TAG_SUMMARY, GUMBO_TAG_TR,      GUMBO_TAG_TD,      GUMBO_TAG_TH,
    GUMBO_TAG_CAPTION,  GUMBO_TAG_LEGEND,  GUMBO_TAG_ADDRESS, GUMBO_TAG_TBODY,   GUMBO_TAG_BODY};
constexpr std::array spaced_blocks = {GUMBO_TAG_P,   GUMBO_TAG_UL,         GUMBO_TAG_OL,       GUMBO_TAG_DL,
                                      GUMBO_TAG_PRE, GUMBO_TAG_H1,         GUMBO_TAG_H2,       GUMBO_TAG_H3,
                                      GUMBO_TAG_H4,  GUMBO_TAG_H5,         GUMBO_TAG_H6,       GUMBO_TAG_LISTING,
                                      GUMBO_TAG_XMP, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PLAINTEXT};

class Reader : public CellReader {
 public:
  void read(const GumboNode* root) {
    collect_styles(root);
    node(root, Look());
  }
  std::vector<Line> finish() { return writer_.finish(); }

  std::vector<Line> lines_in(const GumboNode* cell, const GumboNode* row) override {
    LineWriter outer = std::move(writer_);
    writer_ = LineWriter();
    const int level = std::exchange(list_level_, 0);
    Look look = table_look_;
    if (row != nullptr) paint(row, declarations_of(row), look);
    element(cell, look);
    std::vector<Line> lines = writer_.finish();
    writer_ = std::move(outer);
    list_level_ = level;
    return lines;
  }

  bool is_hidden(const GumboNode* of) override {
    return declarations_of(of).hides || attribute(of, "hidden") != nullptr;
  }

 private:
  void collect_styles(const GumboNode* root) {
    std::vector<const GumboNode*> open = {root};
    while (!open.empty()) {
      const GumboNode* at = open.back();
      open.pop_back();
      if (at->type != GUMBO_NODE_ELEMENT) continue;
      const GumboVector& children = at->v.element.children;
      for (unsigned i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (at->v.element.tag == GUMBO_TAG_STYLE && child->type == GUMBO_NODE_TEXT) sheet_.add(child->v.text.text);
        open.push_back(child);
      }
    }
  }

  Declarations declarations_of(const GumboNode* of) {
    Declarations out;
    if (!sheet_.empty()) {
      const char* classes = attribute(of, "class");
      const char* id = attribute(of, "id");
      out = sheet_.of(gumbo_normalized_tagname(of->v.element.tag), classes == nullptr ? "" : classes,
                      id == nullptr ? "" : id);
    }
    if (const char* style = attribute(of, "style")) merge(out, read_declarations(style));
    return out;
  }

  void node(const GumboNode* at, const Look& look) {
    if (at->type == GUMBO_NODE_ELEMENT) {
      element(at, look);
    } else if (at->type == GUMBO_NODE_TEXT || at->type == GUMBO_NODE_WHITESPACE || at->type == GUMBO_NODE_CDATA) {
      if (at->type != GUMBO_NODE_WHITESPACE && same_to_the_eye(look.colour, look.background)) return;
      writer_.write(at->v.text.text, look.kept_space ? LineWriter::Space::kept : LineWriter::Space::collapsed,
                    look.struck ? LineWriter::Ink::struck : LineWriter::Ink::plain);
    }
  }

  void children(const GumboNode* of, const Look& look) {
    const GumboVector& inside = of->v.element.children;
    for (unsigned i = 0; i < inside.length; ++i) node(static_cast<const GumboNode*>(inside.data[i]), look);
  }

  void element(const GumboNode* at, Look look) {
    const GumboTag tag = at->v.element.tag;
    if (is_one_of(tag, unseen) || attribute(at, "hidden") != nullptr) return;
    const Declarations style = declarations_of(at);
    if (style.hides || style.mark_only) return;
    paint(at, style, look);
    const LineWriter::Place outer = writer_.place;
    if (is_signature(at)) writer_.place.mark = Line::Mark::signature;
    inside(at, tag, style, look);
    // Text that was begun in here ends in here only where the element is a block.
    writer_.place.depth = outer.depth;
    writer_.place.mark = outer.mark;
  }

  static void paint(const GumboNode* at, const Declarations& style, Look& look) {
    const GumboTag tag = at->v.element.tag;
    if (const char* colour = attribute(at, "bgcolor")) look.background = colour_of(colour).value_or(look.background);
    if (tag == GUMBO_TAG_FONT) {
      if (const char* colour = attribute(at, "color")) look.colour = colour_of(colour).value_or(look.colour);
    }
    if (attribute(at, "background") != nullptr) look.background = not_white(look);  // a picture: anything shows on it
    if (tag == GUMBO_TAG_A) look.colour = 0x0000EE;
    look.colour = style.colour.value_or(look.colour);
    look.background = style.background.value_or(look.background);
    look.struck = look.struck || style.strikes || tag == GUMBO_TAG_S || tag == GUMBO_TAG_STRIKE || tag == GUMBO_TAG_DEL;
    look.kept_space = look.kept_space || style.preformatted || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING ||
                      tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_PLAINTEXT;
  }

  static Colour not_white(const Look& look) { return look.colour ^ 0x808080; }

  static bool is_signature(const GumboNode* at) {
    if (const char* id = attribute(at, "id")) {
      const std::string name = ascii_lower(id);
      if (name == "signature" || name == "x_signature" || name == "ms-outlook-mobile-signature") return true;
    }
    if (const char* kind = attribute(at, "data-smartmail");
        kind != nullptr && std::string_view(kind) == "gmail_signature") {
      return true;
    }
    const char* classes = attribute(at, "class");
    if (classes == nullptr) return false;
    for (const std::string_view part : split(classes, ' ')) {
      if (part == "gmail_signature" || part == "moz-signature" || part == "protonmail_signature_block" ||
          part == "x_gmail_signature" || part == "gmail_signature_prefix") {
        return true;
      }
    }
    return false;
  }

  void inside(const GumboNode* at, GumboTag tag, const Declarations& style, const Look& look) {
    if (tag == GUMBO_TAG_BR) {
      writer_.break_line();
    } else if (tag == GUMBO_TAG_HR) {
      Line rule;
      rule.kind = Line::Kind::separator;
      writer_.add(std::move(rule));
    } else if (tag == GUMBO_TAG_TABLE) {
      table(at, look);
    } else if (tag == GUMBO_TAG_LI) {
      const LineWriter::Place outer = writer_.place;
      writer_.begin_item(std::max(0, list_level_ - 1));
      children(at, look);
      writer_.end_line();
      writer_.place = outer;
    } else if (style.list_level > 0) {  // Word writes lists as paragraphs
      const LineWriter::Place outer = writer_.place;
      writer_.begin_item(style.list_level - 1);
      children(at, look);
      writer_.end_line();
      writer_.place = outer;
    } else if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
      writer_.gap();
      const LineWriter::Place outer = writer_.place;
      writer_.place.kind = Line::Kind::heading;
      children(at, look);
      writer_.gap();
      writer_.place = outer;
    } else if (is_one_of(tag, spaced_blocks)) {
      spaced_block(at, tag, style, look);
    } else if (is_one_of(tag, blocks)) {
      writer_.end_line();
      children(at, look);
      writer_.end_line();
    } else {
      children(at, look);
    }
  }

  void spaced_block(const GumboNode* at, GumboTag tag, const Declarations& style, const Look& look) {
    const bool list = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL;
    const char* classes = attribute(at, "class");
    const bool close = style.no_margin ||
                       (classes != nullptr && std::string_view(classes).find("Mso") != std::string_view::npos) ||
                       (list && list_level_ > 0);
    const auto edge = [&] { close ? writer_.end_line() : writer_.gap(); };
    edge();
    if (list) ++list_level_;
    const LineWriter::Place outer = writer_.place;
    if (tag == GUMBO_TAG_BLOCKQUOTE) {
      if (is_quote(at, style)) writer_.place.depth = std::min(writer_.place.depth + 1, html_depth_max);
      writer_.place.kind = Line::Kind::text;
    }
    children(at, look);
    if (list) --list_level_;
    edge();
    writer_.place = outer;
  }

  /// Gmail and Apple write an indentation as a blockquote without a border.
  static bool is_quote(const GumboNode* at, const Declarations& style) {
    if (const char* type = attribute(at, "type"); type != nullptr && std::string_view(type) == "cite") return true;
    if (attribute(at, "cite") != nullptr) return true;
    if (const char* classes = attribute(at, "class"); classes != nullptr) {
      return ascii_lower(classes).find("quote") != std::string::npos || !style.borderless;
    }
    return !style.borderless;
  }

  void table(const GumboNode* at, const Look& look) {
    const Look outer = std::exchange(table_look_, look);
    const bool layout = is_layout_table(at, *this);
    if (layout) {
      writer_.end_line();
      children(at, look);
      writer_.end_line();
    } else {
      Line line;
      line.kind = Line::Kind::table;
      std::vector<Line> above = caption_of(at, *this);
      line.rows = rows_of(at, *this);
      for (Line& caption : above) writer_.add(std::move(caption));
      if (!line.rows.empty()) writer_.add(std::move(line));
    }
    table_look_ = outer;
  }

  LineWriter writer_;
  StyleSheet sheet_;
  int list_level_ = 0;
  Look table_look_;
};

void clean(Line& line, TakenOut& taken_out) {
  line.text = clean_text(line.text, taken_out, &line.struck);
  const std::size_t length = line.text.find_last_not_of(" \t") + 1;
  if (line.kind != Line::Kind::table && line.kind != Line::Kind::separator && length == 0)
    line.kind = Line::Kind::blank;
  line.text.resize(length);
  for (Range& range : line.struck) range.end = std::min(range.end, length);
  std::erase_if(line.struck, [](const Range& range) { return range.begin >= range.end; });
  for (Row& row : line.rows) {
    for (Cell& cell : row) cell.text = clean_text(cell.text, taken_out, &cell.struck);
  }
}

/// The parser lets a <noscript> that stands before the body spill its text into it.
std::string without_noscript(std::string_view html) {
  const std::string lower = ascii_lower(html);
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = lower.find("<noscript", at);
    if (open == std::string::npos) break;
    out.append(html.substr(at, open - at));
    const std::size_t close = lower.find("</noscript", open);
    if (close == std::string::npos) return out;
    at = std::min(html.size(), lower.find('>', close));
    if (at < html.size()) ++at;
  }
  out.append(html.substr(at));
  return out;
}

}  // namespace

std::optional<std::vector<Line>> lines_of_html(std::string_view utf8, TakenOut& taken_out) {
  if (!html_is_tame(utf8)) return std::nullopt;
  std::string kept;
  if (utf8.find("<no") != std::string_view::npos || utf8.find("<NO") != std::string_view::npos)
    utf8 = kept = without_noscript(utf8);
  const HtmlPage page(utf8);
  Reader reader;
  reader.read(page.root());
  std::vector<Line> lines = reader.finish();
  for (Line& line : lines) clean(line, taken_out);
  return lines;
}

}  // namespace scc::mail
