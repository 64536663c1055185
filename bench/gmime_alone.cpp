#include "gmime_alone.h"

#include <gmime/gmime.h>

#include <cstring>

namespace scc::bench {
namespace {

void add_text(GMimeObject*, GMimeObject* part, gpointer bytes_of_text) {
  if (!GMIME_IS_TEXT_PART(part)) return;
  char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  if (text == nullptr) return;
  *static_cast<std::size_t*>(bytes_of_text) += std::strlen(text);
  g_free(text);
}

}  // namespace

std::size_t decode_by_gmime(std::string_view bytes) {
  static const bool started = (g_mime_init(), true);
  static_cast<void>(started);
  GByteArray view{reinterpret_cast<guint8*>(const_cast<char*>(bytes.data())), static_cast<guint>(bytes.size())};
  GMimeStream* stream = g_mime_stream_mem_new_with_byte_array(&view);
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
  GMimeParser* parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_persist_stream(parser, TRUE);
  GMimeMessage* message = g_mime_parser_construct_message(parser, nullptr);
  std::size_t bytes_of_text = 0;
  if (message != nullptr) {
    g_mime_message_foreach(message, add_text, &bytes_of_text);
    g_object_unref(message);
  }
  g_object_unref(parser);
  g_object_unref(stream);
  return bytes_of_text;
}

}  // namespace scc::bench
