/// SentenceSigns: what a sentence is, told by its form: a heading, a question, a request. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "extract/analysis.h"
#include "extract/claim.h"

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

/// "Dear Gene,": who is greeted, when the sentence does nothing else.
[[nodiscard]] std::optional<Item> greets(const Analysis& analysis, const Sentence& sentence);
/// Whether it tells of years gone by: "Remember …", "the regatta of August 2011".
[[nodiscard]] bool tells_story(const Analysis& analysis, const Sentence& sentence, const Date& today);
/// "I had thought of Bruno as captain, but SCRATCH THAT": where a thought of the sentence's own is withdrawn.
[[nodiscard]] std::optional<std::uint32_t> withdrawn_before(const Analysis& analysis, const Sentence& sentence);
/// Whether what is said of `who` at `claim` went with it: named before, or once more as a reason.
[[nodiscard]] bool is_withdrawn(const Analysis& analysis, const Sentence& sentence, std::uint32_t at, TokenRange claim,
                                const Who& who);
/// Whether a token stands within quotation marks of somebody who is not of the crew: "Mrs Lee wrote: "…"".
[[nodiscard]] bool in_words_of_another(const Analysis& analysis, const Sentence& sentence, std::uint32_t token);
/// Whether the line begins with the sender's own name, as signatures do. Of somebody on the roster (`of_crew`) only
/// where it opens a passage.
[[nodiscard]] bool opens_signature(const Analysis& analysis, const Sentence& sentence, std::string_view sender,
                                   bool of_crew);

/// The sender's own name and title at the beginning of a line, below what they wrote: all the line claims.
[[nodiscard]] bool is_own_title(const Analysis& analysis, const Sentence& sentence, const std::vector<Claim>& claims,
                                const Who& sender);

/// "Re: …", "Fwd: …"
[[nodiscard]] bool is_reply(const Analysis& subject);
/// "Scrap that.", and nobody named whom it is about
[[nodiscard]] bool takes_back(const Analysis& analysis, const Sentence& sentence);

/// Somebody of the crew, and a client, a boat or a day to come, in a sentence that is no story: it may be about who
/// sails, though it cannot be told how.
[[nodiscard]] bool speaks_of_crew(const Analysis& analysis, const Sentence& sentence);

}  // namespace scc::extract
