#include "mail/mime_parts.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/encoded_word.h"
#include "mail/mime_outline.h"
#include "mail/parse_message.h"
#include "mail/visible_text.h"

namespace scc::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

void start_gmime_once() {
  static const bool started = (g_mime_init(), true);
  static_cast<void>(started);
}

/// The mail as GMime's tree; its contents stay where they are, in `bytes`.
struct Tree {
  GByteArray view{};
  Held<GMimeStream> stream;
  Held<GMimeMessage> message;

  explicit Tree(std::string_view bytes) {
    view.data = reinterpret_cast<guint8*>(const_cast<char*>(bytes.data()));
    view.len = static_cast<guint>(bytes.size());
    stream.reset(g_mime_stream_mem_new_with_byte_array(&view));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), FALSE);
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);
    message.reset(g_mime_parser_construct_message(parser.get(), nullptr));
  }
};

std::string lower_text(const char* text) {
  return text == nullptr ? "" : ascii_lower(text);
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

constexpr const char* ambiguous = "Where its parts begin can be read in two ways (boundary).";

bool names_boundary_twice(GMimeObject* object) {
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), "Content-Type");
  const char* raw = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
  if (raw == nullptr) return false;
  constexpr std::size_t looked_at_max = 4000;
  const std::string value = ascii_lower(std::string_view(raw).substr(0, looked_at_max));
  const std::size_t first = value.find("boundary=");
  return first != std::string::npos && value.find("boundary=", first + 1) != std::string::npos;
}

class Walk {
 public:
  explicit Walk(std::string_view bytes) : bytes_(bytes) {}

  void object(GMimeObject* object, int depth) {
    if (object == nullptr) return;
    if (depth > part_depth_max || ++seen_ > parts_max) {
      problem("Its parts are too many, or nested too deeply, to be read.");
      return;
    }
    note_doubled_headers(object);
    if (GMIME_IS_MESSAGE_PARTIAL(object)) {
      problem("It is one piece of a message that was sent in pieces.");
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      attached_mail(GMIME_MESSAGE_PART(object), depth);
    } else if (GMIME_IS_MULTIPART(object)) {
      multipart(GMIME_MULTIPART(object), depth);
    } else if (GMIME_IS_PART(object)) {
      part(GMIME_PART(object));
    }
  }

  void problem(std::string sentence) {
    if (std::find(out_.problems.begin(), out_.problems.end(), sentence) == out_.problems.end()) {
      out_.problems.push_back(std::move(sentence));
    }
  }

  MimeParts finish() {
    if (out_.parts.empty() && !unread_.empty()) {
      problem("There is no text in it that can be read, only " + unread_ + ".");
    }
    return std::move(out_);
  }

 private:
  void note_doubled_headers(GMimeObject* object) {
    GMimeHeaderList* headers = g_mime_object_get_header_list(object);
    int types = 0;
    int encodings = 0;
    constexpr int looked_at_max = 500;
    const int count = std::min(g_mime_header_list_get_count(headers), looked_at_max);
    for (int i = 0; i < count; ++i) {
      const std::string_view name = g_mime_header_get_name(g_mime_header_list_get_header_at(headers, i));
      types += same_name(name, "Content-Type") ? 1 : 0;
      encodings += same_name(name, "Content-Transfer-Encoding") ? 1 : 0;
    }
    if (types > 1 || encodings > 1)
      problem("A part of it says twice what it is; mail programs may show it differently.");
  }

  void attached_mail(GMimeMessagePart* holder, int depth) {
    GMimeMessage* message = g_mime_message_part_get_message(holder);
    if (message == nullptr) return;
    const bool outer = attached_;
    if (!outer && out_.forwarded.empty()) {
      GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
      for (const char* name : {"From", "To", "Date", "Subject"}) {
        GMimeHeader* header = g_mime_header_list_get_header(headers, name);
        const char* raw = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
        if (raw == nullptr) continue;
        constexpr std::size_t value_bytes_max = 2000;
        const std::string value = unfold(std::string_view(raw).substr(0, value_bytes_max));
        out_.forwarded.push_back({name, clean_line(decode_header(value).text)});
      }
    }
    attached_ = true;
    object(g_mime_message_get_mime_part(message), depth + 1);
    attached_ = outer;
  }

  void multipart(GMimeMultipart* holder, int depth) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(holder));
    const char* boundary = g_mime_content_type_get_parameter(type, "boundary");
    if (boundary == nullptr || *boundary == '\0') problem("It says that it has parts, but not where they begin.");
    if (names_boundary_twice(GMIME_OBJECT(holder))) problem(ambiguous);
    if (GMIME_IS_MULTIPART_ENCRYPTED(holder)) {
      problem("It is encrypted.");
      return;
    }
    const std::size_t before = out_.parts.size();
    const int count = std::min(g_mime_multipart_get_count(holder), parts_max);
    if (count == 0) problem("It says that it has parts, but none can be found.");
    const bool choice = g_mime_content_type_is_type(type, "multipart", "alternative") != FALSE;
    int plain = 0;
    int html = 0;
    for (int i = 0; i < count; ++i) {
      GMimeObject* child = g_mime_multipart_get_part(holder, i);
      GMimeContentType* of_child = g_mime_object_get_content_type(child);
      if (choice) plain += g_mime_content_type_is_type(of_child, "text", "plain") != FALSE ? 1 : 0;
      if (choice) html += g_mime_content_type_is_type(of_child, "text", "html") != FALSE ? 1 : 0;
      object(child, depth + 1);
    }
    if (!choice) return;
    if (plain > 1 || html > 1) problem("It holds several texts where mail programs show one of them.");
    const auto has = [&](PartKind kind) {
      return std::any_of(out_.parts.begin() + static_cast<std::ptrdiff_t>(before), out_.parts.end(),
                         [&](const TextPart& part) { return part.kind == kind && part.file_name.empty(); });
    };
    if (!attached_ && has(PartKind::plain) && has(PartKind::html)) out_.alternative = true;
  }

  void part(GMimePart* part) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const std::string media = lower_text(g_mime_content_type_get_media_type(type)) + '/' +
                              lower_text(g_mime_content_type_get_media_subtype(type));
    const char* name = g_mime_part_get_filename(part);
    const std::string file_name = clean_line(scrub_utf8(name == nullptr ? "" : std::string_view(name).substr(0, 300)));
    const std::string lower_name = ascii_lower(file_name);
    GMimeContentDisposition* disposition = g_mime_object_get_content_disposition(GMIME_OBJECT(part));
    const bool attachment =
        disposition != nullptr && lower_text(g_mime_content_disposition_get_disposition(disposition)) == "attachment";

    if (media == "message/external-body") {
      problem("Its text is kept elsewhere and was not fetched.");
    } else if (media == "application/pkcs7-mime" || media == "application/x-pkcs7-mime" ||
               lower_name.ends_with(".p7m")) {
      problem("It is encrypted or sealed (S/MIME).");
    } else if (media == "application/pgp-encrypted") {
      problem("It is encrypted.");
    } else if (media == "application/ms-tnef" || media == "application/vnd.ms-tnef" || lower_name == "winmail.dat") {
      problem("It has an Outlook winmail.dat, which this program can't read.");
    } else if (media == "text/calendar") {
      calendar(part, type);
    } else if (is_csv(media, lower_name)) {
      text(part, type, PartKind::csv, file_name);
    } else if (media == "text/html" || media == "application/xhtml+xml") {
      text(part, type, PartKind::html, attachment ? file_name : "");
    } else if (media == "text/plain" || media == "text/enriched" || media == "text/markdown") {
      text(part, type, PartKind::plain, attachment ? (file_name.empty() ? "text" : file_name) : "");
    } else if (unread_.empty()) {
      unread_ = scrub_utf8(media.substr(0, 100));
    }
  }

  static bool is_csv(std::string_view media, std::string_view lower_name) {
    if (media == "text/csv" || media == "text/comma-separated-values" || media == "application/csv" ||
        media == "text/tab-separated-values" || media == "text/x-csv" || media == "application/x-csv") {
      return true;
    }
    const bool may_be = media.starts_with("text/") || media == "application/octet-stream" ||
                        media == "application/vnd.ms-excel" || media == "application/excel";
    return may_be && ends_with_any(lower_name, {".csv", ".tsv"});
  }

  void calendar(GMimePart* part, GMimeContentType* type) {
    std::string method = lower_text(g_mime_content_type_get_parameter(type, "method"));
    if (method.empty()) {
      const std::string text = ascii_lower(decoded(part).substr(0, 4000));
      if (text.find("method:cancel") != std::string::npos) method = "cancel";
    }
    if (method == "cancel")
      problem("It carries a calendar entry that cancels an event; calendar entries in mails are not acted on.");
  }

  /// What the transfer encoding hides, as far as text is read at all.
  std::string decoded(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return "";
    const GMimeStream* stream = g_mime_data_wrapper_get_stream(content);
    const auto begin = std::min(bytes_.size(), static_cast<std::size_t>(std::max<gint64>(0, stream->bound_start)));
    std::size_t end =
        stream->bound_end < 0 ? bytes_.size() : std::min(bytes_.size(), static_cast<std::size_t>(stream->bound_end));
    // GMime takes as many bytes for the line end before a boundary as the boundary's own has: one letter
    // too many where that line ends in LF alone.
    if (end > begin && end + 1 < bytes_.size() && bytes_[end + 1] == '\n' && bytes_[end] != '\r') ++end;
    std::string_view raw = bytes_.substr(begin, end < begin ? 0 : end - begin);
    constexpr std::size_t encoded_bytes_max = 3 * text_bytes_max + 1024;  // quoted-printable: three for one
    raw = raw.substr(0, encoded_bytes_max);
    check_encoding(part, raw);
    const GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
    switch (encoding) {
      case GMIME_CONTENT_ENCODING_BASE64: return decode_base64(raw);
      case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
      case GMIME_CONTENT_ENCODING_UUENCODE: {
        GMimeEncoding state;
        g_mime_encoding_init_decode(&state, encoding);
        std::string out(g_mime_encoding_outlen(&state, raw.size()) + 16, '\0');
        out.resize(g_mime_encoding_flush(&state, raw.data(), raw.size(), out.data()));
        return out;
      }
      default: return std::string(raw);
    }
  }

  void check_encoding(GMimePart* part, std::string_view raw) {
    const char* header = g_mime_object_get_header(GMIME_OBJECT(part), "Content-Transfer-Encoding");
    const std::string declared = ascii_lower(trim(header == nullptr ? "" : header));
    const GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
    if (encoding == GMIME_CONTENT_ENCODING_DEFAULT && !declared.empty()) {
      problem("A part of it is encoded in a way that nobody knows.");
    }
    if (encoding == GMIME_CONTENT_ENCODING_BASE64) {
      // Foreign characters, or text after the padding: decoders disagree on where the text goes on.
      const std::size_t padding = std::min(raw.size(), raw.find('='));
      const bool junk = std::any_of(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(padding), [](char c) {
        return !g_ascii_isalnum(c) && c != '+' && c != '/' && c != '\r' && c != '\n' && c != ' ' && c != '\t';
      });
      if (junk || raw.find_first_not_of("=\r\n \t", padding) != std::string_view::npos) {
        problem("A part of it is damaged (base64).");
      }
    }
  }

  void text(GMimePart* part, GMimeContentType* type, PartKind kind, std::string file_name) {
    const char* charset = g_mime_content_type_get_parameter(type, "charset");
    std::string bytes = decoded(part);
    if (bytes.size() > text_bytes_max) {
      bytes.resize(text_bytes_max);
      problem("It is longer than this program reads; its end was not read.");
    }
    Converted converted = to_utf8(bytes, charset == nullptr ? "" : charset);
    if (!converted.sure) problem("Some of its characters can't be read.");
    if (converted.text.find('\0') != std::string::npos) problem("Some of its characters can't be read.");
    if (trim(converted.text).empty()) return;
    TextPart out{kind, std::move(converted.text), std::move(file_name), false, false, attached_};
    if (kind == PartKind::plain) {
      out.flowed = lower_text(g_mime_content_type_get_parameter(type, "format")) == "flowed";
      out.delete_space = lower_text(g_mime_content_type_get_parameter(type, "delsp")) == "yes";
    }
    out_.parts.push_back(std::move(out));
  }

  std::string_view bytes_;
  MimeParts out_;
  int seen_ = 0;
  bool attached_ = false;
  std::string unread_;
};

}  // namespace

MimeParts read_mime_parts(std::string_view bytes, const RawHeaders& headers) {
  MimeParts refused;
  if (bytes.empty()) {
    refused.problems.emplace_back("It is empty.");
    return refused;
  }
  if (bytes.size() > message_bytes_max || headers.too_long) {
    refused.problems.emplace_back("It is larger than this program reads.");
    return refused;
  }
  const MimeOutline outline = outline_of(bytes);
  if (outline.depth > part_depth_max || outline.parts > parts_max) {
    refused.problems.emplace_back("Its parts are too many, or nested too deeply, to be read.");
    return refused;
  }
  start_gmime_once();
  const Tree tree(bytes);
  Walk walk(bytes);
  if (outline.ambiguous) walk.problem(ambiguous);
  if (tree.message != nullptr) walk.object(g_mime_message_get_mime_part(tree.message.get()), 1);
  return walk.finish();
}

}  // namespace scc::mail
