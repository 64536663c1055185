/// BrowserHeaders: what every answer carries for the browser's sake, and compression.
#pragma once

#include "api/http.h"

namespace scc::api {

/// The page may load its own files and ask its own server; no inline script or style, no other host,
/// no frame around it. "scc" is the page's one Trusted Types policy (its service worker's address).
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types scc";

/// Below this a packet is sent either way.
inline constexpr std::size_t compress_bytes_min = 1024;

void add_security_headers(Response& response);
/// gzip where the browser takes it and the text is worth it; an ETag stays, as the answer's meaning does.
void compress(const Request& request, Response& response);

}  // namespace scc::api
