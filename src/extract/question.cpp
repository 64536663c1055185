#include "extract/question.h"

#include "extract/sentence_signs.h"

namespace scc::extract {

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

}  // namespace scc::extract
