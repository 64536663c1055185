/// Trace: a mail as it was read, with what each of its words was taken for. Pure.
#pragma once

#include <vector>

#include "extract/letter_text.h"
#include "extract/reading.h"

namespace scc::extract {

/// The subject, then the passages and tables in their order.
[[nodiscard]] std::vector<ReadText> read_texts(const mail::Message& message, const std::vector<Passage>& passages,
                                               const LetterText& text, const Letter& letter);

}  // namespace scc::extract
