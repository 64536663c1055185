/// Cues: the words by which mails in several languages open quotes, forwards, closings and footers.
///
/// The words are data, one file a language (cues_*.inc); here they are looked up. Text is compared
/// folded (base/text.h), so accents and case do not matter. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scc::mail {

enum class CueKind {
  attribution,      ///< two parts: how "On … wrote:" begins, and the verb in it
  original_marker,  ///< "Original Message" between dashes
  forward_marker,   ///< "Forwarded message" between dashes, "Begin forwarded message:"
  header_from,      ///< "From" of a quoted header block
  header_date,
  header_to,
  header_subject,
  header_other,    ///< Cc, Reply-To, Importance, Attachments
  forward_prefix,  ///< of a subject: "Fwd"
  closing,         ///< "Best regards"
  postscript,      ///< "P.S."
  device_footer,   ///< how "Sent from my phone" begins
  disclaimer,      ///< words of legal boilerplate, anywhere in a paragraph
  list_footer,     ///< words that open a mailing list's footer
  banner,          ///< words of a warning that a mail server puts above the text
  contact_label,   ///< "Tel" in a signature
};

/// A line as cues are compared: folded, white space collapsed, cut after some hundred bytes.
[[nodiscard]] std::string folded_line(std::string_view text);
/// The folded line is exactly such a cue, but for punctuation around it.
[[nodiscard]] bool is_cue(CueKind kind, std::string_view folded);
/// The folded line begins with such a cue, at a word's end.
[[nodiscard]] bool begins_with_cue(CueKind kind, std::string_view folded);
[[nodiscard]] bool contains_cue(CueKind kind, std::string_view folded);
/// "On Tue, May 12, 2026 at 9:14 AM Carole <carole@…> wrote:", whole, folded.
[[nodiscard]] bool is_attribution(std::string_view folded);
/// May be the beginning of one that goes on in the next line.
[[nodiscard]] bool may_begin_attribution(std::string_view folded);
/// "From: …": which header of a quoted block the line is; nothing if none.
[[nodiscard]] std::optional<CueKind> header_label(std::string_view folded);

}  // namespace scc::mail
