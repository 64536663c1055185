#include "extract/letter_text.h"

#include <algorithm>

#include "base/text.h"
#include "extract/sentence_signs.h"

namespace scc::extract {

LetterText::LetterText(const mail::Message& message, const std::vector<Passage>& passages, const Letter& letter,
                       const Operation& operation)
    : passages_(passages), letter_(letter), operation_(operation), subject_text_(message.subject) {
  subject_ = std::make_unique<Analysis>(analyse(subject_text_, {}, *letter_.finder, *letter_.cues, letter_.today));
  for (const Passage& passage : passages_) {
    views_.push_back(nullptr);
    if (passage.grid || passage.layer == mail::Layer::signature || passage.layer == mail::Layer::disclaimer) continue;
    views_.back() = std::make_unique<Analysis>(
        analyse(passage.text, passage.struck, *letter_.finder, *letter_.cues, letter_.today));
  }
}

std::vector<const Analysis*> LetterText::analyses(mail::Layer layer) const {
  std::vector<const Analysis*> out;
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (views_[i] && passages_[i].layer == layer) out.push_back(views_[i].get());
  }
  return out;
}
bool LetterText::has(mail::Layer layer) const {
  return std::any_of(passages_.begin(), passages_.end(),
                     [&](const Passage& passage) { return passage.layer == layer; });
}

RowKey LetterText::key_of(mail::Layer layer) const {
  RowKey key;
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (!views_[i] || passages_[i].layer != layer) continue;
    for (const Sentence& sentence : views_[i]->sentences) {
      RowKey found = key_in(*views_[i], sentence.tokens);
      if (found.empty()) continue;
      if (!key.empty()) return {};
      key = std::move(found);
    }
  }
  return key;
}

Who LetterText::person_of(const mail::Address& address) const {
  for (const CrewMember& member : operation_.crew) {
    if (!member.email.empty() && ascii_lower(member.email) == ascii_lower(address.mailbox)) {
      return {{{&member, 100, NameFit::full_name}}, member.name};
    }
  }
  return person_named(address.display_name);
}
Who LetterText::person_named(const std::string& name) const {
  if (name.empty()) return {};
  const Tokens tokens = letter_.finder->tokens(name);
  const Mentions mentions = letter_.finder->find(tokens, letter_.today);
  for (const PersonMention& person : mentions.people) {
    if (!person.candidates.empty()) return {person.candidates, person.written};
  }
  return {};
}

/// Who wrote what is quoted: the first name of its introduction.
Who LetterText::quoted_author() const {
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (!views_[i] || passages_[i].layer != mail::Layer::quoted) continue;
    for (const Sentence& sentence : views_[i]->sentences) {
      const auto words = views_[i]->tokens.all().subspan(sentence.tokens.first, sentence.tokens.size());
      const bool address = std::any_of(words.begin(), words.end(),  // "From: Ana Reis <ana@…>"
                                       [](const Token& token) { return token.kind == TokenKind::address; });
      if (address || introduces(*views_[i], sentence)) return first_of_crew(*views_[i], sentence.tokens);
    }
    break;
  }
  return {};
}

}  // namespace scc::extract
