/// SentenceSigns: what a sentence is, told by its form: a heading, a question, a request. Pure.
#pragma once

#include "extract/analysis.h"

namespace scc::extract {

/// "On Tuesday Gene wrote:", "A guest wrote: "best crew ever""
[[nodiscard]] bool introduces(const Analysis& analysis, const Sentence& sentence);
[[nodiscard]] bool has_question(const Analysis& analysis);
/// A short line that names a client, vessel, day or hour and nobody of the crew.
[[nodiscard]] bool is_heading(const Passage& passage, const Analysis& analysis, const Sentence& sentence);
[[nodiscard]] bool has_role(const Analysis& analysis, TokenRange range);
/// "Let me know by Friday": asks at its beginning.
[[nodiscard]] bool requests(const Analysis& analysis, const Sentence& sentence);
/// "if you can": what is asked in another sentence comes first
[[nodiscard]] bool hangs_on_answer(const Analysis& analysis, const Sentence& sentence);
/// Whether the nearest thing named before a token is a person.
[[nodiscard]] bool somebody_before(const Analysis& analysis, TokenRange sentence, std::uint32_t token);

/// "Re: …", "Fwd: …"
[[nodiscard]] bool is_reply(const Analysis& subject);
/// "Scrap that.", and nobody named whom it is about
[[nodiscard]] bool takes_back(const Analysis& analysis, const Sentence& sentence);

}  // namespace scc::extract
