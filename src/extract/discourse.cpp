#include "extract/discourse.h"

#include <algorithm>

#include "base/text.h"
#include "extract/borrowed_crew.h"
#include "extract/charter_context.h"
#include "extract/doubt.h"
#include "extract/letter_kind.h"
#include "extract/letter_text.h"
#include "extract/moves.h"
#include "extract/person_lists.h"
#include "extract/question.h"
#include "extract/segments.h"
#include "extract/sentence_signs.h"
#include "extract/table_reader.h"
#include "extract/trace.h"
#include "extract/whole_charter.h"

namespace scc::extract {
namespace {

class Walk {
 public:
  Walk(const mail::Message& message, const std::vector<Passage>& passages, const Letter& letter,
       const Operation& operation, bool tracing)
      : message_(message),
        passages_(passages),
        letter_(letter),
        operation_(operation),
        tracing_(tracing),
        text_(message, passages, letter, operation),
        questions_(passages, text_),
        context_(*letter.search, letter.now) {}

  Told read() {
    if (tracing_) told_.texts = read_texts(message_, passages_, text_, letter_);
    const LetterKind kind = kind_of(text_.subject(), text_.analyses(mail::Layer::fresh),
                                    text_.has(mail::Layer::forwarded), text_.has(mail::Layer::quoted));
    if (!kind.records_nothing.empty() && !kind.takes_below) {
      told_.records_nothing = kind.records_nothing;
      return std::move(told_);
    }
    told_.only_thanks = kind.thanks;
    old_sheet_ = kind.old_sheet;
    draft_ = kind.draft;
    const TokenRange all{0, text_.subject().tokens.size()};
    context_.set_subject(clues_in(text_.subject(), all));
    setting_.command = letter_.command;
    const ClauseReading subject = read_clause(text_.subject(), all, setting_);
    if (!subject.people) subject_topic_ = subject.topic;
    if (subject.people) setting_.spoken_of = subject.spoken_of;
    spoken_of_subject_ = setting_.spoken_of;
    grants_ = kind.grants && !kind.takes_below && asks_leave(text_.analyses(mail::Layer::quoted));
    if (kind.takes_below || grants_) read_reported();
    if (!told_.records_nothing.empty()) return std::move(told_);
    setting_.author = text_.person_of(message_.from);
    reset();
    read_subject();
    read_layer(mail::Layer::fresh);
    finish();
    return std::move(told_);
  }

 private:
  void reset() {
    context_.begin();
    setting_.topic = subject_topic_;
    setting_.spoken_of = spoken_of_subject_;
    setting_.leaving = leaving_reported_;
    setting_.addressed = {};
    story_ = false;
  }

  /// The quoted or forwarded text that the sender takes as their own word.
  void read_reported() {
    const bool forwarded = text_.has(mail::Layer::forwarded);
    const mail::Layer layer = forwarded ? mail::Layer::forwarded : mail::Layer::quoted;
    told_.records_nothing = reason_of_reported(text_.analyses(layer));
    if (!told_.records_nothing.empty()) return;
    setting_.author = {};
    for (const mail::ForwardedHeader& header : message_.forwarded) {
      if (ascii_lower(header.name) == "from") setting_.author = text_.person_named(header.value);
    }
    if (setting_.author.nobody()) setting_.author = text_.quoted_author();
    reset();
    reported_ = true;
    // What the sender says above tells which charter it is for.
    Clues above;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      if (text_.view(i) == nullptr || passages_[i].layer != mail::Layer::fresh) continue;
      for (const Sentence& sentence : text_.view(i)->sentences) above.add(clues_in(*text_.view(i), sentence.tokens));
      break;
    }
    context_.set_said_above(std::move(above));
    read_layer(layer);
    reported_ = false;
    context_.set_reported(charters_of(told_.claims));
    context_.set_said_above({});
    leaving_reported_ = {};
  }

  /// "Ruiz PM 6/20 - Shelby off, Bobo on as mate": all that a subject of one's own may say.
  void read_subject() {
    if (is_reply(text_.subject()) || text_.subject().items.empty()) return;
    Passage passage;
    passage.part = "subject";
    passage.text = message_.subject;
    for (const Sentence& sentence : text_.subject().sentences) {
      if (has_role(text_.subject(), sentence.tokens)) read_sentence(passage, text_.subject(), sentence);
    }
    reset();
  }

  void read_layer(mail::Layer layer) {
    setting_.key = text_.key_of(layer);
    lists_.emplace(passages_, text_, layer);
    // What is attached first: the mail itself may correct it.
    for (const Passage& passage : passages_) {
      if (passage.layer == layer && passage.grid && passage.part == "text/csv" && !old_sheet_) read_grid(passage);
    }
    context_.speak_of({});
    std::size_t place = 0;
    for (std::size_t i = 0; i < passages_.size() && told_.claims.size() < claims_max; ++i) {
      const Passage& passage = passages_[i];
      if (passage.layer != layer || passage.part == "text/csv") continue;
      if (layer == mail::Layer::quoted && passage.depth > 1) continue;
      if (passage.grid) {
        read_grid(passage);
        continue;
      }
      answer_to(i, place++);
      read_passage(passage, *text_.view(i));
      setting_.answer = false;
    }
  }

  /// A fresh passage right behind a quoted question answers it; so does a bare name on top.
  void answer_to(std::size_t i, std::size_t place) {
    context_.answer({});
    const std::optional<std::size_t> asked = questions_.answered_by(i, place == 0);
    if (!asked) return;
    const Analysis& analysis = *text_.view(*asked);
    Question question = question_in(analysis);
    // "Deck?", below a question that named the charter
    if (question.clues.empty() && *asked + 1 == i)
      question.clues = asked_before_.empty() ? questions_.clues() : asked_before_;
    asked_before_ = question.clues;
    const std::vector<Who> people = people_in(analysis);
    if (people.size() == 1 && tells_who(people.front())) setting_.spoken_of = people.front();
    answer(std::move(question));
    if (says_yes(*text_.view(i))) accept(analysis, i);
  }

  void answer(Question question) {
    setting_.answer = true;
    context_.answer(std::move(question.clues));
    setting_.topic = std::move(question.topic);
  }

  void accept(const Analysis& question, std::size_t i) {
    for (Claim& claim : accepted(question, *text_.view(i), setting_.topic, setting_.author, text_.quoted_author())) {
      claim.where = context_.place_of_question();
      claim.evidence = {passages_[i].text, passages_[i].part};
      trace_claim(claim);
      told_.claims.push_back(std::move(claim));
    }
  }

  /// "2 yep Shaz": what is asked under that number, of the charter that the quoted text is about.
  void answer_by_number(const Analysis& asked) {
    Question question = question_in(asked);
    if (question.clues.empty()) question.clues = questions_.clues();
    answer(std::move(question));
  }

  void read_grid(const Passage& passage) {
    Scope scope{context_.levels(nullptr), setting_, {}};
    for (Claim& claim : read_table(*passage.grid, passage.part, letter_, scope)) {
      trace_claim(claim);
      if (told_.claims.size() < claims_max) told_.claims.push_back(std::move(claim));
    }
  }

  void read_passage(const Passage& passage, const Analysis& analysis) {
    story_ = false;
    if (corrected_) corrects_ = corrected_ = false;
    for (const Sentence& sentence : analysis.sentences) {
      if (!reported_ && &passage != passages_.data() &&
          opens_signature(analysis, sentence, message_.from.display_name, !setting_.author.candidates.empty()))
        return;
      if (lists_->leads(sentence)) continue;
      if (std::optional<Claim> led = lists_->claim_in(sentence)) {
        for (const RoleCandidate& role : setting_.topic) led->roles.push_back(role.role);
        led->where = context_.place(context_.clues(analysis, sentence.tokens));
        add_said(*std::move(led), analysis, sentence, passage);
      } else if (is_heading(passage, analysis, sentence)) {
        open_heading(context_.clues(analysis, sentence.tokens), analysis, sentence);
      } else {
        read_sentence(passage, analysis, reported_ && grants_ ? as_granted(analysis, sentence) : sentence);
      }
    }
  }

  void open_heading(Clues clues, const Analysis& analysis, const Sentence& sentence) {
    context_.open_heading(std::move(clues));
    const ClauseReading reading = read_clause(analysis, sentence.tokens, setting_);
    setting_.topic = reading.topic.empty() ? subject_topic_ : reading.topic;
  }

  void read_sentence(const Passage& passage, const Analysis& analysis, const Sentence& sentence) {
    const auto passage_index = static_cast<std::size_t>(&passage - passages_.data());
    const Analysis* asked = passage_index < passages_.size() && !reported_
                                ? questions_.answered_by_number(passage_index, sentence)
                                : nullptr;
    if (asked != nullptr) answer_by_number(*asked);
    story_ = story_ || tells_story(analysis, sentence, letter_.today);
    if (story_ || introduces(analysis, sentence)) return;
    if (const std::optional<Item> greeted = greets(analysis, sentence)) {
      const PersonMention& person = analysis.mentions.people[greeted->index];
      setting_.addressed = setting_.spoken_of = {person.candidates, person.written};
      return;
    }
    if (analysis.has(Cue::guest, sentence.tokens)) {  // "Karman is a guest": somebody may come in her place
      if (Who guest = first_of_crew(analysis, sentence.tokens); !guest.nobody()) setting_.leaving = std::move(guest);
      return;
    }
    const bool instructs = analysis.has(Cue::instructs, sentence.tokens);
    const bool asks = !instructs && (sentence.question || requests(analysis, sentence) ||
                                     (told_.asks && hangs_on_answer(analysis, sentence)));
    if (analysis.has(Cue::retract, sentence.tokens)) corrects_ = true;
    const std::optional<std::uint32_t> withdrawn = withdrawn_before(analysis, sentence);
    if (!withdrawn && takes_back(analysis, sentence)) {
      while (!told_.claims.empty() && told_.claims.back().evidence.quote == said_last_) told_.claims.pop_back();
    }
    if (analysis.has(Cue::not_cancel, sentence.tokens)) not_cancelled_ = true;
    all_clues_.add(clues_in(analysis, sentence.tokens));
    const auto where_of = [&](const Clues& clues) { return context_.find(clues); };
    std::vector<Claim> whole = cancelled_in(analysis, sentence, where_of);
    if (!sentence.question) {
      for (Claim& claim : borrowed_crew(analysis, sentence.tokens, context_.levels(nullptr), letter_, operation_))
        whole.push_back(std::move(claim));
      const Found here = context_.place(context_.clues(analysis, sentence.tokens));
      for (Claim& claim : repeated_crew(analysis, sentence.tokens, told_.claims, here))
        whole.push_back(std::move(claim));
    }
    for (Claim& claim : whole) add_said(std::move(claim), analysis, sentence, passage);
    std::vector<Claim> moves =
        asks ? std::vector<Claim>{}
             : moved_in(analysis, sentence, where_of, [&](const Clues& own) { return context_.place_anywhere(own); });
    for (Claim& claim : moves) add_said(std::move(claim), analysis, sentence, passage);
    if (!moves.empty()) return;
    requests_ = requests_ || asks;
    const std::size_t claims_before = told_.claims.size();
    bool made = false;
    const std::vector<RoleCandidate> carried = std::move(carried_);
    carried_.clear();
    for (const TokenRange range : segments_of(analysis, sentence.tokens)) {
      Clues own = context_.clues(analysis, range);
      if (const Analysis* item = reported_ ? nullptr : questions_.item(own.turn)) {
        answer_by_number(*item);
        own.turn = Clues::Turn::any;
      }
      if (analysis.has(Cue::both, sentence.tokens)) own.both = true;
      if (analysis.has(Cue::two, sentence.tokens)) own.two = true;
      // "On the 8th her hand is Tobias. On the 9th it's Ashlyn": the role goes on.
      Setting setting = setting_;
      if ((!own.empty() || own.turn != Clues::Turn::any) && !has_role(analysis, range) &&
          (setting.topic.empty() || !carried_.empty())) {
        setting.topic = carried_.empty() ? carried : carried_;
      }
      setting.follows_claim = made;
      ClauseReading reading = read_clause(analysis, range, setting);
      if (!reading.carried.empty()) carried_ = reading.carried;
      Found where = context_.place(own);
      if (own.two && own.empty() && where.charters.size() == 1) {  // "tickets on both": of the two that were named
        Found all = context_.place_of_two(all_clues_);
        if (all.verdict == Verdict::one && all.charters.size() == 2) where = std::move(all);
      }
      for (Claim& claim : struck_in(analysis, range)) reading.claims.push_back(std::move(claim));
      if (asks) {
        told_.asks = told_.asks || reading.people;
        reading.claims.clear();
      }
      if (&passage != passages_.data() && reading.list_like &&
          is_own_title(analysis, sentence, reading.claims, setting_.author))
        reading.claims.clear();
      std::erase_if(reading.claims, [&](const Claim& claim) {
        return (withdrawn && is_withdrawn(analysis, sentence, *withdrawn, claim.tokens, claim.who)) ||
               in_words_of_another(analysis, sentence, claim.tokens.first);
      });
      const bool roles_said = has_role(analysis, range);
      for (Claim& claim : reading.claims) {
        claim.where = where;
        claim.evidence = {std::string(analysis.tokens.written(sentence.tokens)), passage.part};
        if (corrects_) claim.corrects = true;
        if (instructs && claim.doubt.empty()) claim.doubt = "asked to be entered";
        if (!reported_ && claim.doubt.empty()) claim.doubt = doubt_about(analysis, sentence.tokens, claim.tokens);
        trace_claim(claim);
        if (told_.claims.size() < claims_max) told_.claims.push_back(std::move(claim));
        made = true;
      }
      if (tracing_ && !reading.claims.empty()) {
        for (std::string& lost : context_.rivals(own, where)) told_.trace.push_back({"not", std::move(lost)});
      }
      if (own.strong() && (where.verdict == Verdict::one || where.verdict == Verdict::ambiguous) &&
          (!context_.speaks_of_something() || made || !own.sure.clients.empty())) {
        context_.speak_of(own);
      } else if (own.strong() && where.verdict == Verdict::unknown && !context_.knows_a_charter()) {
        context_.speak_of(own);  // what follows is said of a charter that nobody knows
      }
      setting_.spoken_of = reading.spoken_of;
      setting_.addressed = reading.addressed;
      setting_.leaving = reading.leaving;
      if (!reading.topic.empty() && !analysis.has(Cue::open, sentence.tokens)) {
        setting_.topic = reading.topic;
      } else if (roles_said && !setting_.answer) {
        setting_.topic = subject_topic_;
      }
    }
    // "Ana is not captain" is understood, though it changes nothing.
    const bool denies = told_.claims.size() > claims_before &&
                        std::all_of(told_.claims.begin() + static_cast<std::ptrdiff_t>(claims_before),
                                    told_.claims.end(), [](const Claim& claim) { return claim.act == Act::take_off; });
    speaks_of_crew_ = speaks_of_crew_ || (!denies && !grants_ && speaks_of_crew(analysis, sentence));
    if (!made && !asks && analysis.has(Cue::retract, sentence.tokens) && doubt_in(analysis, sentence.tokens).empty())
      withdraw_those_named(analysis, sentence.tokens, told_.claims);
    if (made) {
      said_last_ = told_.claims.back().evidence.quote;
      setting_.answer = false;
      corrected_ = corrects_;
    }
  }

  void add_said(Claim claim, const Analysis& analysis, const Sentence& sentence, const Passage& passage) {
    claim.evidence = {std::string(analysis.tokens.written(sentence.tokens)), passage.part};
    trace_claim(claim);
    told_.claims.push_back(std::move(claim));
  }

  void trace_claim(const Claim& claim) {
    if (tracing_) told_.trace.push_back({"claim", described(claim, *letter_.search)});
  }

  /// What had no charter beside it may have the one that the mail names elsewhere.
  void finish() {
    for (Claim& claim : told_.claims) {
      if (claim.doubt.empty()) claim.doubt = draft_;
      if (claim.where.verdict == Verdict::none && !claim.weak) claim.where = context_.place_anywhere(all_clues_);
    }
    told_.only_thanks = told_.only_thanks && std::all_of(told_.claims.begin(), told_.claims.end(), [](const Claim& it) {
                          return it.where.verdict != Verdict::one && it.where.verdict != Verdict::odd;
                        });
    told_.speaks_of_crew = speaks_of_crew_ && !requests_;
    if (not_cancelled_)
      std::erase_if(told_.claims, [](const Claim& claim) { return claim.act == Act::cancel && !claim.doubt.empty(); });
  }

  const mail::Message& message_;
  const std::vector<Passage>& passages_;
  const Letter& letter_;
  const Operation& operation_;
  bool tracing_;
  LetterText text_;
  QuotedQuestions questions_;
  CharterContext context_;
  Told told_;
  Clues all_clues_;  ///< of the whole mail
  std::vector<RoleCandidate> subject_topic_;
  Who leaving_reported_;
  Who spoken_of_subject_;
  Setting setting_;
  bool reported_ = false;
  bool requests_ = false;
  bool grants_ = false;  ///< what the quoted text asks leave for is given
  bool speaks_of_crew_ = false;
  bool old_sheet_ = false;
  std::string draft_;  ///< why nothing is decided
  bool story_ = false;
  std::vector<RoleCandidate> carried_;  ///< the one role that the clause before filled
  bool corrects_ = false;               ///< from "correction" to the end of a passage that says what is right
  bool corrected_ = false;              ///< … which it did
  bool not_cancelled_ = false;
  Clues asked_before_;  ///< of the question answered last
  std::optional<PersonLists> lists_;
  std::string said_last_;  ///< the sentence that made the last claims
};

}  // namespace

Told read_discourse(const mail::Message& message, const std::vector<Passage>& passages, const Letter& letter,
                    const Operation& operation, bool tracing) {
  return Walk(message, passages, letter, operation, tracing).read();
}

}  // namespace scc::extract
