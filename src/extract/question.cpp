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

}  // namespace scc::extract
