#include <algorithm>

#include "base/text.h"
#include "charter_view.h"
#include "command_list.h"
#include "engine/roster.h"
#include "json_view.h"

namespace scc::app {
namespace {

constexpr std::size_t quote_columns = 72;
constexpr int text_lines_max = 40;
constexpr int pages_max = 1'000;

Result<std::vector<ReviewItem>> open_items(Session& session) {
  auto store = session.ports().store();
  if (!store) return store.error();
  std::vector<ReviewItem> items;
  std::string page;
  for (int i = 0; i < pages_max; ++i) {
    auto batch = (*store)->open_reviews(page_items_max, page);
    if (!batch) return batch.error();
    std::move(batch->items.begin(), batch->items.end(), std::back_inserter(items));
    page = batch->next;
    if (page.empty()) break;
  }
  return items;
}

/// The one open item whose id is, or begins with, `text`.
Result<ReviewItem> item_named(Session& session, const std::string& text) {
  auto items = open_items(session);
  if (!items) return items.error();
  std::vector<ReviewItem> fitting;
  for (ReviewItem& item : *items) {
    if (item.id.text == text) return std::move(item);
    if (item.id.text.starts_with(text)) fitting.push_back(std::move(item));
  }
  if (fitting.size() == 1) return std::move(fitting.front());
  if (fitting.empty())
    return Error{Remedy::skip, "No open review item is called \"" + text + "\"; `scc review` lists them."};
  return Error{Remedy::skip, "\"" + text + "\" begins the ids of " + std::to_string(fitting.size()) +
                                 " review items; write more of it."};
}

void print_proposals(Session& session, const ReviewItem& item, const Operation& operation, Store& store) {
  Terminal& terminal = session.terminal;
  int number = 0;
  for (const Proposal& proposal : item.proposals) {
    terminal.print("  " + std::to_string(++number) + ". " +
                   change_text(proposal.op, proposal.role, proposal.person, operation) + " · " +
                   charter_name(store, proposal.charter, operation.zone));
    if (!proposal.evidence.quote.empty())
      terminal.print("     " + terminal.inked(quoted_words(proposal.evidence, quote_columns), Ink::dim));
    if (!proposal.reason.empty()) terminal.print("     " + printable(proposal.reason));
  }
}

boost::json::object item_json(Session& session, const ReviewItem& item) {
  return to_json(item, api::mail_link(session.configuration().serve.mail_link, item.message));
}

void print_item(Session& session, const ReviewItem& item, const Operation& operation, Store& store) {
  Terminal& terminal = session.terminal;
  terminal.print(terminal.inked(printable(item.title), Ink::bold) + "  " +
                 terminal.inked(printable(item.from) + ", " + to_people(item.said, operation.zone), Ink::dim));
  terminal.print("  " + terminal.inked(item.id.text, Ink::dim));
  terminal.print("  " + terminal.inked(printable(item.why), Ink::warn));
  print_proposals(session, item, operation, store);
}

Result<ExitCode> list_items(Session& session, const Arguments&) {
  auto items = open_items(session);
  if (!items) return items.error();
  if (session.json) {
    boost::json::array list;
    for (const ReviewItem& item : *items) list.push_back(item_json(session, item));
    session.terminal.print(boost::json::serialize(list));
    return ExitCode::ok;
  }
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto store = session.ports().store();
  if (!store) return store.error();
  for (const ReviewItem& item : *items) print_item(session, item, *operation, **store);
  session.terminal.say(items->empty()
                           ? "Nothing waits for review."
                           : std::to_string(items->size()) + " waiting; `scc review show ID` shows the mail.");
  return ExitCode::ok;
}

Result<ExitCode> show_item(Session& session, const Arguments& arguments) {
  auto item = item_named(session, arguments.text("REVIEW"));
  if (!item) return item.error();
  if (session.json) {
    session.terminal.print(boost::json::serialize(item_json(session, *item)));
    return ExitCode::ok;
  }
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto store = session.ports().store();
  if (!store) return store.error();
  print_item(session, *item, *operation, **store);
  int lines = 0;
  for (const std::string_view line : split(item->text, '\n')) {
    if (++lines > text_lines_max) break;
    session.terminal.print("  │ " + printable(line));
  }
  return ExitCode::ok;
}

Result<ExitCode> say_decided(Session& session, const Result<ReviewItem>& item) {
  if (!item) return item.error();
  session.write_calendar();
  if (session.json) {
    session.terminal.print(boost::json::serialize(item_json(session, *item)));
  } else {
    session.terminal.print(std::string(item->state == ReviewState::accepted ? "Accepted: " : "Dismissed: ") +
                           printable(item->title));
  }
  return ExitCode::ok;
}

/// "CHARTER/ROLE=PERSON"
Result<Proposal> read_change(Session& session, const Operation& operation, FactOp op, const std::string& text) {
  Proposal change;
  change.op = op;
  const std::size_t equals = text.find('=');
  const std::size_t slash = text.rfind('/', equals);
  if (op != FactOp::cancel && (equals == std::string::npos || slash == std::string::npos))
    return Error{Remedy::skip, "\"" + text + "\" is no change; write CHARTER/ROLE=PERSON, like sanderson/host=Keely."};
  auto record = session.charter_named(op == FactOp::cancel ? text : text.substr(0, slash));
  if (!record) return record.error();
  change.charter = record->charter.id;
  if (op == FactOp::cancel) return change;
  const std::string wanted = text.substr(slash + 1, equals - slash - 1);
  const Role* role = engine::role_named(operation, wanted);
  if (role == nullptr) return Error{Remedy::skip, "There is no role \"" + wanted + "\"."};
  change.role = role->id;
  change.person = engine::person_named(operation, text.substr(equals + 1));
  return change;
}

Result<std::vector<Proposal>> read_edit(Session& session, const Arguments& arguments, const ReviewItem& item) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  std::vector<Proposal> changes;
  for (const std::string& number : arguments.list("--keep")) {
    const auto index = static_cast<std::size_t>(std::stoi(number));
    if (index < 1 || index > item.proposals.size())
      return Error{Remedy::skip,
                   "There is no change " + number + "; it has " + std::to_string(item.proposals.size()) + "."};
    changes.push_back(item.proposals[index - 1]);
  }
  const std::pair<const char*, FactOp> kinds[] = {
      {"--assign", FactOp::assign}, {"--unassign", FactOp::unassign}, {"--cancel", FactOp::cancel}};
  for (const auto& [option, op] : kinds) {
    for (const std::string& text : arguments.list(option)) {
      auto change = read_change(session, *operation, op, text);
      if (!change) return change.error();
      changes.push_back(*change);
    }
  }
  return changes;
}

Result<ExitCode> accept_item(Session& session, const Arguments& arguments) {
  auto item = item_named(session, arguments.text("REVIEW"));
  if (!item) return item.error();
  auto run = session.context();
  if (!run) return run.error();
  if (item->proposals.empty()) {
    return Error{Remedy::skip,
                 "It proposes nothing to accept; say what is right with `scc review edit`, or dismiss it."};
  }
  return say_decided(session,
                     engine::accept_review(*run, session.hand(arguments), item->id, std::nullopt, item->version));
}

Result<ExitCode> edit_item(Session& session, const Arguments& arguments) {
  auto item = item_named(session, arguments.text("REVIEW"));
  if (!item) return item.error();
  auto changes = read_edit(session, arguments, *item);
  if (!changes) return changes.error();
  if (changes->empty()) {
    session.terminal.complain("Say what is right: --keep N, --assign, --unassign or --cancel; or dismiss it.");
    return ExitCode::usage;
  }
  auto run = session.context();
  if (!run) return run.error();
  return say_decided(session, engine::accept_review(*run, session.hand(arguments), item->id, *changes, item->version));
}

Result<ExitCode> dismiss_item(Session& session, const Arguments& arguments) {
  auto item = item_named(session, arguments.text("REVIEW"));
  if (!item) return item.error();
  auto run = session.context();
  if (!run) return run.error();
  return say_decided(session, engine::dismiss_review(*run, session.hand(arguments), item->id, item->version));
}

Command decision(const char* name, const char* summary, Action run) {
  Command command{name, summary, ""};
  command.options = {
      {"REVIEW", Takes::review, "its id, or how it begins", Option::Count::one},
      {"--note", Takes::text, "a remark for the audit"},
      {"--as", Takes::text, "who decides; otherwise $SCC_ACTOR or $USER", Option::Count::maybe, {}, "NAME"}};
  command.run = std::move(run);
  return command;
}

}  // namespace

Command review_command() {
  Command list{"list", "what waits for a person", ""};
  list.run = list_items;
  Command show{"show", "one item with the mail's words", ""};
  show.options = {{"REVIEW", Takes::review, "its id, or how it begins", Option::Count::one}};
  show.run = show_item;
  Command edit = decision("edit", "accept it with other changes than proposed", edit_item);
  edit.examples = {{"scc review edit 031 --assign sam-pruitt/second_mate=\"Tom Ashby\"", "what the mail really means"},
                   {"scc review edit 031 --keep 1", "only the first proposal"}};
  edit.options.push_back({"--keep", Takes::number, "number of a proposal that is right", Option::Count::any});
  edit.options.push_back(
      {"--assign", Takes::text, "put somebody into a role", Option::Count::any, {}, "CHARTER/ROLE=PERSON"});
  edit.options.push_back(
      {"--unassign", Takes::text, "take somebody out", Option::Count::any, {}, "CHARTER/ROLE=PERSON"});
  edit.options.push_back({"--cancel", Takes::charter, "the charter is off", Option::Count::any});
  Command command{"review", "what a person has to look at: accept, edit or dismiss it", ""};
  command.run = list_items;
  command.subcommands = {list, show, decision("accept", "take the proposed changes as facts", accept_item), edit,
                         decision("dismiss", "change nothing; an edited calendar block is restored", dismiss_item)};
  return command;
}

}  // namespace scc::app
