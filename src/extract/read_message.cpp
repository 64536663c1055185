#include "extract/read_message.h"

#include <algorithm>

#include "extract/discourse.h"
#include "extract/document.h"
#include "extract/settle.h"

namespace scc::extract {

struct Reader::Index {
  explicit Index(const World& from, const Lexicon& lexicon)
      : world(from), finder(world, lexicon), cues(finder.cues()), search(world), command(command_role()) {}

  /// Whoever "has the boat" is what this operation calls a captain; where it has coxswains as well, one of them.
  [[nodiscard]] std::vector<RoleCandidate> command_role() const {
    std::vector<RoleCandidate> roles;
    for (const char* word : {"captain", "skipper", "master", "coxswain", "helmsman"}) {
      const Tokens tokens = finder.tokens(word);
      const Mentions mentions = finder.find(tokens, Date{});
      if (mentions.roles.empty() || mentions.roles.front().candidates.empty()) continue;
      for (const RoleCandidate& found : mentions.roles.front().candidates) {
        const bool known =
            std::any_of(roles.begin(), roles.end(), [&](const RoleCandidate& it) { return it.role == found.role; });
        if (!known) roles.push_back(found);
      }
    }
    return roles;
  }

  World world;
  Finder finder;
  CueReader cues;
  CharterSearch search;
  std::vector<RoleCandidate> command;
};

namespace {

/// Read once for all readers: it is part of the program and never changes.
const Lexicon& built_in_lexicon() {
  static const Lexicon lexicon = [] {
    auto loaded = load_lexicon();
    if (!loaded) std::terminate();  // the files are part of the program, and a test reads them
    return std::move(*loaded);
  }();
  return lexicon;
}

/// Whether two charters differ at most in who sails.
bool same_sail(const Charter& a, const Charter& b) {
  // All fields by name: one that is added must be looked at here.
  const auto& [id, sail, aliases, event, crew, cancelled_by_mail] = a;
  return id == b.id && sail == b.sail && aliases == b.aliases && event == b.event;
}

struct Version {
  Told told;
  Settled settled;
};

void doubt_all(Settled& settled, const std::string& why) {
  for (Statement& statement : settled.statements) {
    statement.certainty = Certainty::uncertain;
    statement.confidence = std::min(statement.confidence, 0.5);
    statement.reason = why;
  }
  settled.open_question = true;
  settled.reasons.push_back(why);
}

Version read_version(const mail::Message& message, Alternative alternative, const Letter& letter, const World& world,
                     Tracing tracing) {
  std::vector<Passage> passages = read_document(message, alternative);
  Version version;
  const bool cut = cut_to_limits(passages);
  version.told = read_discourse(message, passages, letter, world.operation, tracing == Tracing::on);
  version.settled = settle(version.told.claims, world, tracing == Tracing::on);
  if (cut) doubt_all(version.settled, "the mail is longer than what is read of it");
  return version;
}

/// Whether a version certainly puts somebody into a place of `asked` whom `other` does not put there, though it
/// puts others.
bool puts_another(const Settled& version, const Settled& other, const Statement& asked) {
  const auto in_place = [&](const Statement& statement) {
    return statement.op == FactOp::assign && statement.certainty == Certainty::certain &&
           statement.charter == asked.charter && statement.role == asked.role;
  };
  return std::any_of(version.statements.begin(), version.statements.end(), [&](const Statement& mine) {
    return in_place(mine) && std::none_of(other.statements.begin(), other.statements.end(), [&](const Statement& its) {
             return in_place(its) && same_person(its.person, mine.person);
           });
  });
}

/// Whether the two alternatives want different people in one place.
bool disagree(const Settled& shown, const Settled& other) {
  return std::any_of(shown.statements.begin(), shown.statements.end(), [&](const Statement& statement) {
    return statement.op == FactOp::assign && puts_another(shown, other, statement) &&
           puts_another(other, shown, statement);
  });
}

}  // namespace

Reader::Reader(const World& world) : index_(std::make_unique<Index>(world, built_in_lexicon())) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::follow(const World& world) {
  std::vector<Charter>& known = index_->world.charters;
  const auto& [operation, charters] = world;
  if (operation != index_->world.operation ||
      !std::equal(known.begin(), known.end(), charters.begin(), charters.end(), same_sail)) {
    *this = Reader(world);
    return;
  }
  // What was prepared points into the world that is there: it stays, and only who sails is new.
  for (std::size_t i = 0; i < charters.size(); ++i) {
    if (known[i].crew != charters[i].crew) known[i].crew = charters[i].crew;
    known[i].cancelled_by_mail = charters[i].cancelled_by_mail;
  }
}

Reading Reader::read(const mail::Message& message, Tracing tracing) const {
  Letter letter;
  letter.now = message.date;
  letter.today = to_local(message.date, index_->world.operation.zone).date;
  letter.finder = &index_->finder;
  letter.cues = &index_->cues;
  letter.search = &index_->search;
  letter.command = index_->command;

  Version version = read_version(message, Alternative::html, letter, index_->world, tracing);
  Reading reading;
  reading.statements = std::move(version.settled.statements);
  reading.reasons = std::move(version.settled.reasons);
  reading.texts = std::move(version.told.texts);
  reading.trace = std::move(version.told.trace);
  for (TraceLine& line : version.settled.trace) reading.trace.push_back(std::move(line));
  if (message.alternative && !same_words(message)) {
    const Version plain = read_version(message, Alternative::plain, letter, index_->world, Tracing::off);
    Settled shown{std::move(reading.statements), version.settled.open_question, std::move(reading.reasons), {}};
    if (disagree(shown, plain.settled)) {
      for (const Statement& statement : plain.settled.statements) {
        const bool known = std::any_of(shown.statements.begin(), shown.statements.end(), [&](const Statement& other) {
          return other.op == statement.op && other.charter == statement.charter && other.role == statement.role &&
                 same_person(other.person, statement.person);
        });
        if (!known) shown.statements.push_back(statement);
      }
      doubt_all(shown, "the plain text and the formatted text of the mail say different things");
    }
    reading.statements = std::move(shown.statements);
    reading.reasons = std::move(shown.reasons);
    version.settled.open_question = shown.open_question;
  }
  const bool certain =
      std::any_of(reading.statements.begin(), reading.statements.end(),
                  [](const Statement& statement) { return statement.certainty == Certainty::certain; });
  if (certain) {
    reading.concern = Concern::changes;
  } else if (reading.statements.empty() && version.told.only_thanks) {
    reading.reasons = {"it thanks, and names no coming charter"};
  } else if (!reading.statements.empty() || version.settled.open_question) {
    reading.concern = Concern::question;
  } else if (!version.told.records_nothing.empty()) {
    reading.reasons.push_back(version.told.records_nothing);
  } else if (version.told.speaks_of_crew) {
    reading.concern = Concern::question;
    reading.reasons.push_back("it speaks of crew and a charter, but not plainly");
  }
  return reading;
}

}  // namespace scc::extract
