#include "extract/question.h"

#include <algorithm>

#include "extract/sentence_signs.h"

namespace scc::extract {
namespace {

constexpr std::uint32_t short_answer_tokens_max = 4;
constexpr std::uint32_t plain_answer_tokens_max = 7;
constexpr std::size_t short_answer_sentences_max = 3;
constexpr std::uint32_t yes_tokens_max = 4;

}  // namespace

Question question_in(const Analysis& analysis) {
  Question question;
  bool asked_for_role = false;
  for (const Sentence& sentence : analysis.sentences) {
    if (introduces(analysis, sentence)) continue;
    question.clues.add(clues_in(analysis, sentence.tokens));
    for (const Item& item : analysis.items_in(sentence.tokens)) {
      if (item.kind != MentionKind::role || analysis.mentions.roles[item.index].candidates.empty()) continue;
      if (asked_for_role && !sentence.question) continue;
      question.topic = analysis.mentions.roles[item.index].candidates;
      asked_for_role = asked_for_role || sentence.question;
    }
  }
  return question;
}

std::vector<Who> people_in(const Analysis& analysis) {
  std::vector<Who> people;
  for (const Item& item : analysis.items) {
    if (item.kind != MentionKind::person) continue;
    const PersonMention& person = analysis.mentions.people[item.index];
    people.push_back({person.candidates, person.written});
  }
  return people;
}

/// Of a text that asks, those in its questions.
std::vector<Who> people_asked_about(const Analysis& analysis) {
  if (!has_question(analysis)) return people_in(analysis);
  std::vector<Who> people;
  for (const Sentence& sentence : analysis.sentences) {
    if (!sentence.question) continue;
    for (const Item& item : analysis.items_in(sentence.tokens)) {
      if (item.kind != MentionKind::person) continue;
      const PersonMention& person = analysis.mentions.people[item.index];
      people.push_back({person.candidates, person.written});
    }
  }
  return people;
}

bool is_short_answer(const Analysis& analysis) {
  if (analysis.sentences.empty() || analysis.sentences.size() > short_answer_sentences_max) return false;
  const TokenRange first = analysis.sentences.front().tokens;
  const auto items = analysis.items_in(first);
  // "Sorry, Prakash", "No, leave Jasper", "Yes, still you": says nothing but who, or yes or no.
  const bool plain =
      std::all_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::person; }) &&
      (!items.empty() || analysis.has(Cue::yes, first) || analysis.has(Cue::no, first));
  return first.size() <= (plain ? plain_answer_tokens_max : short_answer_tokens_max) &&
         analysis.tokens[analysis.sentences.front().tokens.end - 1].folded != ",";  // "Dear Hamish," answers nothing
}

bool leaves_open(const Analysis& analysis) {
  if (has_question(analysis)) return true;
  const TokenRange all{0, analysis.tokens.size()};
  return has_role(analysis, all) && analysis.has(Cue::tentative, all) &&
         (analysis.has(Cue::either, all) || analysis.has(Cue::open, all));
}

bool says_yes(const Analysis& answer) {
  const auto hits = answer.cues_in({0, std::min(yes_tokens_max, answer.tokens.size())});
  return std::any_of(hits.begin(), hits.end(), [](const CueHit& hit) {
    return hit.cue == Cue::yes && (hit.tokens.end <= 2 || hit.tokens.first == 0);
  });
}

std::vector<Claim> accepted(const Analysis& question, const Analysis& answer, const std::vector<RoleCandidate>& topic,
                            const Who& answers, const Who& asks) {
  const auto known = [](const Who& who) { return !who.candidates.empty(); };
  const std::vector<Who> named = people_in(answer);
  if (std::any_of(named.begin(), named.end(), known)) return {};
  const TokenRange words{0, answer.tokens.size()};
  if (has_role(answer, words) && answer.has(Cue::you, words)) return {};  // says it in words of its own
  const TokenRange all{0, question.tokens.size()};
  if (question.has(Cue::either, all)) return {};
  std::vector<Who> people = people_asked_about(question);
  const bool asker = answer.has(Cue::you, words);  // "Yes, still you"
  if (asker) people.clear();
  if (asker && !asks.nobody()) people.push_back(asks);
  std::erase_if(people, [&](const Who& who) { return !known(who); });
  if (!asker && question.has(Cue::you, all) && !answers.nobody()) people.push_back(answers);
  if (people.empty() && question.has(Cue::self, all) && !asks.nobody()) people.push_back(asks);
  std::vector<RoleCandidate> roles = topic;
  for (const Item& item : answer.items) {  // "Yes, chief stew"
    if (item.kind == MentionKind::role && !answer.mentions.roles[item.index].candidates.empty())
      roles = answer.mentions.roles[item.index].candidates;
  }
  std::vector<Claim> claims;
  for (Who& who : people) {
    Claim claim;
    claim.who = std::move(who);
    if (people.size() == 1) {
      for (const RoleCandidate& role : roles) claim.roles.push_back(role.role);
    }
    claim.weak = true;
    claims.push_back(std::move(claim));
  }
  return claims;
}

QuotedQuestions::QuotedQuestions(const std::vector<Passage>& passages, const LetterText& text)
    : passages_(passages), text_(text) {
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (passages[i].layer != mail::Layer::quoted || passages[i].depth > 1 || text.view(i) == nullptr) continue;
    const Analysis& analysis = *text.view(i);
    if (passages[i].kind == mail::PieceKind::list_item) items_.push_back(&analysis);
    for (const Sentence& sentence : analysis.sentences) {
      if (!introduces(analysis, sentence)) clues_.add(clues_in(analysis, sentence.tokens));
    }
  }
}

std::optional<std::size_t> QuotedQuestions::answered_by(std::size_t passage, bool first) const {
  if (passages_[passage].layer != mail::Layer::fresh) return std::nullopt;
  const auto quoted = [&](std::size_t i) {
    return passages_[i].layer == mail::Layer::quoted && text_.view(i) != nullptr;
  };
  if (passage > 0 && quoted(passage - 1)) return passage - 1;
  if (!first || !is_short_answer(*text_.view(passage))) return std::nullopt;
  for (std::size_t i = passage + 1; i < passages_.size(); ++i) {
    if (quoted(i) && leaves_open(*text_.view(i))) return i;
  }
  return std::nullopt;
}

const Analysis* QuotedQuestions::answered_by_number(std::size_t passage, const Sentence& sentence) const {
  if (items_.size() < 2 || passages_[passage].layer != mail::Layer::fresh || !sentence.starts_line) return nullptr;
  const Analysis& analysis = *text_.view(passage);
  std::size_t number = 0;
  if (passages_[passage].kind == mail::PieceKind::list_item) {
    for (std::size_t i = passage + 1; i > 0 && passages_[i - 1].kind == mail::PieceKind::list_item; --i) ++number;
  } else {
    const std::string_view word = analysis.tokens[sentence.tokens.first].folded;
    if (word.size() != 1 || word[0] < '1' || word[0] > '9') return nullptr;
    number = static_cast<std::size_t>(word[0] - '0');
  }
  return number <= items_.size() ? items_[number - 1] : nullptr;
}

const Analysis* QuotedQuestions::item(Clues::Turn turn) const {
  if (items_.size() < 2 || turn == Clues::Turn::any) return nullptr;
  const std::size_t place = turn == Clues::Turn::last ? items_.size() : static_cast<std::size_t>(turn);
  return place <= items_.size() ? items_[place - 1] : nullptr;
}

}  // namespace scc::extract
