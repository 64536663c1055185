#include "mail/layers.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "mail/cues.h"
#include "mail/signature.h"

namespace scc::mail {
namespace {

bool has_text(const Line& line) {
  return line.kind == Line::Kind::text || line.kind == Line::Kind::list_item || line.kind == Line::Kind::heading;
}

/// "Fwd: crew" but not "Re: Fwd: crew".
bool is_forward_subject(std::string_view subject) {
  const std::string folded = folded_line(subject);
  const std::size_t colon = folded.find(':');
  if (colon == std::string::npos || colon > 12) return false;
  return is_cue(CueKind::forward_prefix, std::string_view(folded).substr(0, colon));
}

/// What stands behind a short label and its colon.
std::optional<std::string_view> labelled_value(std::string_view folded) {
  constexpr std::size_t label_bytes_max = 40;
  const std::size_t colon = folded.substr(0, label_bytes_max).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  return trim(folded.substr(colon + 1));
}

/// Has the digits of a day and an hour.
bool says_a_moment(std::string_view text) {
  constexpr int digits_min = 6;
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= digits_min;
}

/// "re: aw: the okafors" → "the okafors"; prefixes of other languages are short words as well.
std::string_view without_prefixes(std::string_view folded_subject) {
  constexpr std::size_t prefix_bytes_max = 12;
  constexpr int prefixes_max = 8;
  for (int i = 0; i < prefixes_max; ++i) {
    const std::size_t colon = folded_subject.substr(0, prefix_bytes_max).find(':');
    if (colon == std::string_view::npos) break;
    folded_subject = trim(folded_subject.substr(colon + 1));
  }
  return folded_subject;
}

class Layering {
 public:
  Layering(std::vector<Line>& lines, const MailFrame& frame)
      : lines_(lines),
        frame_(frame),
        forward_subject_(is_forward_subject(frame.subject)),
        subject_(without_prefixes(folded_line(frame.subject))) {}

  std::vector<ForwardedHeader> run() {
    for (std::size_t i = 0; i < lines_.size();) i = step(i);
    each_writing([&](std::size_t begin, std::size_t end, Layer layer) {
      find_signature(lines_, begin, end,
                     layer == Layer::fresh && !frame_.attached_mail ? frame_.from : forwarded_sender());
    });
    return std::move(forwarded_);
  }

 private:
  /// History without quote marks: it runs on until the lines are less deep than where it began.
  struct History {
    Layer layer = Layer::quoted;
    int line_depth = 0;   ///< of the lines that belong to it directly
    int quote_depth = 1;  ///< what it is called outside
  };

  Address forwarded_sender() const {
    for (const ForwardedHeader& header : forwarded_) {
      if (header.name == "From") return {header.value, ""};
    }
    return {};
  }

  std::size_t step(std::size_t i) {
    Line& line = lines_[i];
    const int depth = line.depth;
    if (history_ && depth < history_->line_depth && line.kind != Line::Kind::blank) history_.reset();
    if (!history_ && depth > 0) {
      set(i, Layer::quoted, depth);
      return i + 1;
    }
    if (history_ && depth > history_->line_depth) {
      set(i, Layer::quoted, history_->quote_depth + depth - history_->line_depth);
      return i + 1;
    }
    if (has_text(line)) {
      if (const std::size_t end = marker(i); end > i) return end;
    }
    const Layer own = history_ ? history_->layer : frame_.attached_mail ? Layer::forwarded : Layer::fresh;
    set(i, own, history_ ? history_->quote_depth : 0);
    if (line.mark == Line::Mark::signature && own != Layer::quoted) line.layer = Layer::signature;
    return i + 1;
  }

  void set(std::size_t i, Layer layer, int depth) {
    lines_[i].layer = layer;
    lines_[i].depth = depth;
  }

  /// What opens history or a forwarded mail at `i`: the index behind it, `i` if nothing does.
  std::size_t marker(std::size_t i) {
    const std::string folded = folded_line(lines_[i].text);
    if (folded.size() < 4) return i;
    const bool dashes =
        folded.starts_with("--") || folded.starts_with("__") || folded.starts_with("==") || folded.ends_with("--");
    if (is_cue(CueKind::forward_marker, folded) && (dashes || folded.ends_with(':'))) return open_forward(i);
    if (dashes && begins_with_cue(CueKind::forward_marker, folded) && folded.ends_with('-')) return open_forward(i);
    if (dashes && is_cue(CueKind::original_marker, folded)) return open_original(i, i + 1);
    const bool may_head = header_label(folded) == CueKind::header_from || labelled_value(folded).has_value();
    if (may_head && header_block_end(i) > i) return open_original(i, i);
    return open_attribution(i, folded);
  }

  std::size_t skip_blank(std::size_t i) const {
    while (i < lines_.size() && (lines_[i].kind == Line::Kind::blank || lines_[i].kind == Line::Kind::separator)) ++i;
    return i;
  }

  /// "---------- Forwarded message ---------", its headers, its text.
  std::size_t open_forward(std::size_t i) {
    const std::size_t next = skip_blank(i + 1);
    const bool deeper = next < lines_.size() && lines_[next].depth > lines_[i].depth;
    const bool first = !history_ || history_->layer != Layer::forwarded;
    const int outer = history_ ? history_->quote_depth : 0;
    History opened;
    opened.line_depth = deeper ? lines_[next].depth : lines_[i].depth;
    opened.layer = first && outer == 0 ? Layer::forwarded : Layer::quoted;
    opened.quote_depth = opened.layer == Layer::forwarded ? 0 : outer + 1;
    drop(i, next, opened);
    history_ = opened;
    const std::size_t end = header_block_end(next);
    take_headers(next, end, opened);
    return std::max(end, next);
  }

  /// A block of headers, with or without a line of dashes above: history, or a forwarded mail.
  std::size_t open_original(std::size_t marker_line, std::size_t block) {
    const std::size_t begin = skip_blank(block);
    const std::size_t end = begin < lines_.size() ? header_block_end(begin) : begin;
    const bool forwards = forward_subject_ && !history_ && forwarded_.empty();
    const bool deeper = begin < lines_.size() && lines_[begin].depth > lines_[marker_line].depth;
    History opened;
    opened.line_depth = deeper ? lines_[begin].depth : lines_[marker_line].depth;
    opened.layer = forwards ? Layer::forwarded : Layer::quoted;
    opened.quote_depth = forwards ? 0 : (history_ ? history_->quote_depth : 0) + 1;
    drop(marker_line, begin, opened);
    history_ = opened;
    if (forwards) {
      take_headers(begin, end, opened);
    } else {
      for (std::size_t j = begin; j < end; ++j) set(j, opened.layer, opened.quote_depth);
    }
    return std::max(end, begin);
  }

  std::size_t open_attribution(std::size_t i, const std::string& first_line) {
    std::string folded = first_line;
    std::size_t end = i + 1;
    constexpr std::size_t lines_max = 4;  // long addresses wrap
    if (!is_attribution(folded) && !stands_over_quote(i, folded)) {
      if (!may_begin_attribution(folded)) return i;
      bool found = false;
      while (!found && end < lines_.size() && end < i + lines_max && has_text(lines_[end]) &&
             lines_[end].depth == lines_[i].depth) {
        folded += ' ' + folded_line(lines_[end].text);
        ++end;
        found = is_attribution(folded);
      }
      if (!found) return i;
    }
    const std::size_t next = skip_blank(end);
    const bool deeper = next < lines_.size() && lines_[next].depth > lines_[i].depth;
    const int quote_depth = (history_ ? history_->quote_depth : 0) + 1;
    if (!deeper) {
      // Without quote marks it opens history only where it names a moment or an address.
      const bool dated = folded.find('@') != std::string::npos ||
                         std::count_if(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 3;
      if (!dated || next >= lines_.size()) return i;
      history_ = History{Layer::quoted, lines_[i].depth, quote_depth};
    }
    for (std::size_t j = i; j < end; ++j) set(j, Layer::quoted, quote_depth);
    return end;
  }

  /// "…, 12.05.2026 9:14, carole@sailing.example:" in any language, with quote marks below.
  bool stands_over_quote(std::size_t i, const std::string& folded) const {
    if (!folded.ends_with(':') || !says_a_moment(folded)) return false;
    const std::size_t next = skip_blank(i + 1);
    return next < lines_.size() && lines_[next].depth > lines_[i].depth;
  }

  void drop(std::size_t begin, std::size_t end, const History& into) {
    for (std::size_t j = begin; j < end && j < lines_.size(); ++j) {
      set(j, into.layer, into.quote_depth);
      lines_[j].dropped = into.layer == Layer::forwarded;
    }
  }

  /// Past the last line of a block "From: … Sent: … To: … Subject: …" that begins at `i`; `i` if none does.
  std::size_t header_block_end(std::size_t i) const {
    int labels = 0;
    bool dated = false;
    bool from = false;
    std::size_t end = i;
    constexpr std::size_t lines_max = 30;
    for (std::size_t j = i; j < lines_.size() && j < i + lines_max; ++j) {
      const Line& line = lines_[j];
      if (line.depth != lines_[i].depth) break;
      if (line.kind == Line::Kind::blank) {
        // Some programs leave a line free between two headers.
        const bool goes_on = j + 1 < lines_.size() && labels < 3 && has_text(lines_[j + 1]) &&
                             header_label(folded_line(lines_[j + 1].text)).has_value();
        if (goes_on) continue;
        break;
      }
      if (!has_text(line)) break;
      const auto label = header_label(folded_line(line.text));
      if (!label) {
        const bool continues = labels > 0 &&
                               (line.text.find('@') != std::string::npos || line.text.find(';') != std::string::npos ||
                                line.text.starts_with(' ')) &&
                               labels < 8;
        if (!continues) break;
        end = j + 1;
        continue;
      }
      ++labels;
      from = from || label == CueKind::header_from;
      dated = dated || label == CueKind::header_date || label == CueKind::header_subject;
      end = j + 1;
    }
    return from && dated && labels >= 3 ? end : foreign_block_end(i);
  }

  /// The same in a language that nobody taught us: lines "label: value", one of which says when and
  /// one of which is this mail's own subject.
  std::size_t foreign_block_end(std::size_t i) const {
    constexpr std::size_t lines_max = 8;
    bool dated = false;
    bool titled = false;
    std::size_t end = i;
    for (; end < lines_.size() && end < i + lines_max; ++end) {
      if (lines_[end].depth != lines_[i].depth || !has_text(lines_[end])) break;
      const std::string folded = folded_line(lines_[end].text);
      const auto value = labelled_value(folded);
      if (!value) break;
      dated = dated || says_a_moment(*value);
      titled = titled || (!subject_.empty() && without_prefixes(*value) == subject_);
    }
    return dated && titled && end >= i + 3 ? end : i;
  }

  void take_headers(std::size_t begin, std::size_t end, const History& into) {
    for (std::size_t j = begin; j < end; ++j) {
      set(j, into.layer, into.quote_depth);
      if (into.layer != Layer::forwarded) continue;
      lines_[j].dropped = true;
      const auto label = header_label(folded_line(lines_[j].text));
      if (!label || forwarded_.size() > 8) continue;
      const char* name = *label == CueKind::header_from      ? "From"
                         : *label == CueKind::header_date    ? "Date"
                         : *label == CueKind::header_to      ? "To"
                         : *label == CueKind::header_subject ? "Subject"
                                                             : nullptr;
      if (name == nullptr) continue;
      std::string_view value = std::string_view(lines_[j].text).substr(lines_[j].text.find(':') + 1);
      while (value.starts_with('*') || value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
      forwarded_.push_back({name, std::string(trim(value))});
    }
  }

  /// Each run of lines that one person wrote, and that no quote interrupts.
  template <class Visit>
  void each_writing(Visit visit) {
    for (std::size_t i = 0; i < lines_.size();) {
      const Layer layer = lines_[i].layer;
      std::size_t end = i + 1;
      if (layer != Layer::fresh && layer != Layer::forwarded) {
        i = end;
        continue;
      }
      while (end < lines_.size() && lines_[end].layer == layer) ++end;
      visit(i, end, layer);
      i = end;
    }
  }

  std::vector<Line>& lines_;
  const MailFrame& frame_;
  bool forward_subject_;
  std::string subject_;  ///< folded, without "Re:"
  std::optional<History> history_;
  std::vector<ForwardedHeader> forwarded_;
};

}  // namespace

std::vector<ForwardedHeader> assign_layers(std::vector<Line>& lines, const MailFrame& frame) {
  return Layering(lines, frame).run();
}

}  // namespace scc::mail
