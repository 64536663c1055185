#include "mail/signature.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "mail/cues.h"

namespace scc::mail {
namespace {

constexpr std::size_t line_width_max = 72;
constexpr std::size_t signature_lines_max = 12;

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < folded.size()) {
    const auto is_word = [&](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
    };
    while (at < folded.size() && !is_word(folded[at])) ++at;
    const std::size_t begin = at;
    while (at < folded.size() && is_word(folded[at])) ++at;
    if (at > begin) words.push_back(folded.substr(begin, at - begin));
  }
  return words;
}

/// Name, role or address as people end their mails: who the sender may sign as.
class SenderNames {
 public:
  explicit SenderNames(const Address& sender) {
    const std::string name =
        fold(sender.display_name.substr(0, std::min(sender.display_name.size(), sender.display_name.find('<'))));
    for (const std::string_view word : words_of(name)) {
      names_.emplace_back(word);
      initials_ += word.front();
      surname_ = word;
    }
    const std::string local = fold(sender.mailbox.substr(0, sender.mailbox.find('@')));
    for (const std::string_view word : words_of(local)) names_.emplace_back(word);
  }

  bool has(std::string_view word) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
      // "Roz" signs for "Rosalind" and the other way round where three letters agree.
      return name == word || (word.size() >= 3 && name.size() >= 3 && name.substr(0, 3) == word.substr(0, 3));
    });
  }

  /// Nothing but the sender's names or initials: "Roz Pike", "-teo", "C".
  bool is_name(std::string_view folded) const {
    const auto words = words_of(folded);
    if (words.empty() || words.size() > 4) return false;
    if (words.size() == 1 && words[0].size() <= 3 && initials_.starts_with(words[0])) return true;
    if (words.size() <= 3 &&
        std::all_of(words.begin(), words.end(), [](std::string_view word) { return word.size() == 1; })) {
      return !initials_.empty() && words[0].front() == initials_.front();
    }
    const auto own = std::count_if(words.begin(), words.end(), [&](std::string_view word) { return has(word); });
    const auto initials =
        std::count_if(words.begin(), words.end(), [](std::string_view word) { return word.size() == 1; });
    const auto count = static_cast<std::ptrdiff_t>(words.size());
    if (own > 0 && own + initials == count) return true;
    if (own >= 2 && own + 1 == count && !has(words.front())) return true;  // "Capt. Hank Osgood"
    return count == 2 && !has(words.front()) && words.back().size() >= 3 &&
           words.back() == surname_;  // Rosalind for Roz
  }

  /// The sender's name, then a mark, then a title: "Roz Pike, Director of Operations".
  bool opens(std::string_view folded) const {
    const std::size_t mark = folded.find_first_of(",|-/(");
    if (mark == std::string_view::npos || mark < 3) return false;
    const auto words = words_of(folded.substr(0, mark));
    return words.size() >= 2 && is_name(folded.substr(0, mark));
  }

 private:
  std::vector<std::string> names_;
  std::string initials_;
  std::string surname_;
};

bool is_text(const Line& line) {
  return line.kind == Line::Kind::text || line.kind == Line::Kind::heading || line.kind == Line::Kind::list_item;
}

/// A way to reach somebody: an address, a link, a telephone number.
bool is_reach(std::string_view folded) {
  if (folded.find('@') != std::string_view::npos || folded.find("www.") != std::string_view::npos ||
      folded.find("://") != std::string_view::npos) {
    return true;
  }
  const auto digits = std::count_if(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool date_or_time =
      folded.find(':') != std::string_view::npos && !begins_with_cue(CueKind::contact_label, folded);
  return digits >= 7 && !date_or_time;
}

/// What may stand in a signature below the name: titles, a firm, ways to reach it. "Captain: Gene" may not.
bool may_follow_name(std::string_view folded) {
  if (folded.size() > line_width_max + 40) return false;
  if (is_reach(folded)) return true;
  const std::size_t colon = folded.find(':');
  if (colon != std::string_view::npos && !is_cue(CueKind::contact_label, folded.substr(0, colon))) return false;
  if (folded.starts_with('"')) return folded.size() <= line_width_max;  // a motto
  if (folded.size() > line_width_max || folded.ends_with('?') || folded.ends_with('!')) return false;
  return words_of(folded).size() <= 9;
}

class Search {
 public:
  Search(std::vector<Line>& lines, std::size_t begin, std::size_t end, const Address& sender)
      : lines_(lines), begin_(begin), end_(end), names_(sender) {}

  void run() {
    take_boilerplate();
    take_delimited();
    take_footers();
    if (!take_closing()) take_named();
  }

 private:
  void mark(std::size_t from, std::size_t to, Layer layer) {
    for (std::size_t i = from; i < to; ++i) lines_[i].layer = layer;
  }
  bool is_free(std::size_t i) const { return lines_[i].layer == Layer::fresh || lines_[i].layer == Layer::forwarded; }
  std::string folded(std::size_t i) const { return folded_line(lines_[i].text); }

  std::size_t paragraph_end(std::size_t i) const {
    while (i < end_ && lines_[i].kind != Line::Kind::blank) ++i;
    return i;
  }

  /// Paragraphs of legal or list boilerplate, wherever they stand.
  void take_boilerplate() {
    for (std::size_t i = begin_; i < end_;) {
      if (lines_[i].kind == Line::Kind::blank) {
        ++i;
        continue;
      }
      const std::size_t stop = paragraph_end(i);
      std::string text;
      constexpr std::size_t looked_at_max = 1500;
      for (std::size_t j = i; j < stop && text.size() < looked_at_max; ++j) {
        if (is_text(lines_[j])) text += folded(j) + ' ';
      }
      if (contains_cue(CueKind::list_footer, text) && is_last_part(i)) {
        const bool ruled = i > begin_ && lines_[i - 1].kind == Line::Kind::separator;
        mark(ruled ? i - 1 : i, end_, Layer::disclaimer);
        end_ = i;
        return;
      }
      if (contains_cue(CueKind::disclaimer, text) || (i < begin_ + 4 && contains_cue(CueKind::banner, text))) {
        mark(i, stop, Layer::disclaimer);
      }
      i = stop;
    }
  }

  bool is_last_part(std::size_t i) const {
    std::size_t below = 0;
    for (std::size_t j = i; j < end_; ++j) below += lines_[j].kind == Line::Kind::blank ? 0 : 1;
    return below <= signature_lines_max;
  }

  /// "-- " and what is below it.
  void take_delimited() {
    for (std::size_t i = begin_; i < end_; ++i) {
      if (lines_[i].kind != Line::Kind::text) continue;
      const bool exact = lines_[i].text == "-- ";
      if (!exact && lines_[i].text != "--" && lines_[i].text != "—") continue;
      std::size_t below = 0;
      bool labels = false;
      constexpr std::size_t below_max = 2 * signature_lines_max;
      const std::size_t reach = std::min(end_, i + 4 * signature_lines_max);
      for (std::size_t j = i + 1; j < reach && below <= below_max; ++j) {
        below += lines_[j].kind == Line::Kind::blank ? 0 : 1;
        labels = labels || (!exact && is_text(lines_[j]) && !may_follow_name(folded(j)));
      }
      if (reach < end_) continue;
      if (below > below_max || (!exact && (labels || below > signature_lines_max))) continue;
      for (std::size_t j = i; j < end_; ++j) {
        if (is_free(j)) lines_[j].layer = Layer::signature;
      }
      end_ = i;
      return;
    }
  }

  std::size_t last_line() const {
    std::size_t i = end_;
    while (i > begin_ &&
           (lines_[i - 1].kind == Line::Kind::blank || lines_[i - 1].kind == Line::Kind::separator || !is_free(i - 1)))
      --i;
    return i;  // one past it
  }

  /// "Sent from my phone" and its like, at the end.
  void take_footers() {
    for (;;) {
      const std::size_t last = last_line();
      if (last == begin_ || !is_text(lines_[last - 1])) break;
      if (!begins_with_cue(CueKind::device_footer, folded(last - 1)) || width_of(lines_[last - 1].text) > 100) break;
      mark(last - 1, last, Layer::disclaimer);
    }
    end_ = last_line();
  }

  /// A closing line and the names below it.
  bool take_closing() {
    std::size_t seen = 0;
    for (std::size_t i = end_; i-- > begin_ && seen <= signature_lines_max;) {
      if (lines_[i].kind == Line::Kind::blank) continue;
      ++seen;
      if (!is_text(lines_[i]) || !is_free(i) || !is_cue(CueKind::closing, folded(i))) continue;
      const std::size_t stop = end_of_signature(i + 1);
      if (stop == i + 1) return false;
      mark(i, stop, Layer::signature);
      return true;
    }
    return false;
  }

  /// Where the block of name and addresses that begins at `from` ends; `from` when it is none.
  std::size_t end_of_signature(std::size_t from) const {
    std::size_t first = from;
    while (first < end_ && lines_[first].kind == Line::Kind::blank) ++first;
    if (first == end_ || !is_text(lines_[first])) return from;
    const std::string name = folded(first);
    const bool own = names_.is_name(name) || names_.opens(name);
    if (!own && !is_proper_name(lines_[first].text)) return from;
    bool reach = false;
    std::size_t count = 1;
    std::size_t stop = first + 1;
    for (; stop < end_; ++stop) {
      if (lines_[stop].kind == Line::Kind::blank || lines_[stop].kind == Line::Kind::separator) continue;
      if (lines_[stop].kind == Line::Kind::table) {
        reach = true;
        continue;
      }
      const std::string text = folded(stop);
      if (begins_with_cue(CueKind::postscript, text)) break;
      if (lines_[stop].kind == Line::Kind::list_item || !may_follow_name(text)) return from;
      reach = reach || is_reach(text);
      ++count;
    }
    if (!own && count > 1 && !reach) return from;
    if (own && count > 4 && !reach) return from;
    return stop;
  }

  /// "Rosalind Pike": up to three words that begin with a capital.
  static bool is_proper_name(std::string_view text) {
    text = trim(text);
    while (text.starts_with('-') || text.starts_with('~') || text.starts_with(' ')) text.remove_prefix(1);
    if (text.find_first_of(":,;0123456789@()&/+?") != std::string_view::npos || text.empty()) return false;
    int words = 0;
    for (const std::string_view word : split(text, ' ')) {
      if (word.empty()) continue;
      const auto lead = static_cast<unsigned char>(word.front());
      if (++words > 3 || !((lead >= 'A' && lead <= 'Z') || lead >= 0x80)) return false;
    }
    return words > 0;
  }

  /// The last paragraphs begin with the sender's own name.
  void take_named() {
    std::size_t seen = 0;
    for (std::size_t i = end_; i-- > begin_ && seen <= signature_lines_max;) {
      if (lines_[i].kind == Line::Kind::blank) continue;
      ++seen;
      const bool opens_paragraph =
          i == begin_ || lines_[i - 1].kind == Line::Kind::blank || lines_[i - 1].kind == Line::Kind::separator;
      const bool last = i + 1 == end_;
      if (!is_text(lines_[i]) || !is_free(i) || (!opens_paragraph && !last) || i == begin_) continue;
      const std::string text = folded(i);
      if (!names_.is_name(text) && !(opens_paragraph && names_.opens(text))) continue;
      const std::size_t stop = end_of_signature(i);
      if (stop == i) continue;
      mark(i, stop, Layer::signature);
      return;
    }
  }

  std::vector<Line>& lines_;
  std::size_t begin_;
  std::size_t end_;
  SenderNames names_;
};

}  // namespace

void find_signature(std::vector<Line>& lines, std::size_t begin, std::size_t end, const Address& sender) {
  Search(lines, begin, end, sender).run();
}

}  // namespace scc::mail
