#include "engine/import_event.h"

#include <algorithm>

#include "base/text.h"
#include "engine/event_sail.h"

namespace scc::engine {
namespace {

/// Sails of one client on one day.
constexpr int same_day_charters_max = 500;

/// The charter of this event; a new one has version 0.
Result<CharterRecord> record_of(Context& context, const CalendarEvent& event) {
  auto found = context.store.find_charter(event.id.text);
  if (!found) return found.error();
  if (found->has_value()) {
    auto record = context.store.charter(**found);
    if (!record) return record.error();
    if (record->has_value() && (*record)->charter.event == event.id) return **record;
  }
  CharterRecord fresh;
  const std::string client = client_of(event.title, context.settings.title_separator);
  const Date start = to_local(event.start, context.settings.operation.zone).date;
  std::vector<CharterId> taken;
  for (int i = 0; i < same_day_charters_max; ++i) {
    fresh.charter.id = make_charter_id(client, start, taken);
    auto holder = find_record(context.store, fresh.charter.id.text);
    if (!holder) return holder.error();
    if (!holder->has_value()) {
      fresh.charter.event = event.id;
      return fresh;
    }
    // The index that finds events may be a moment old; the record itself is not.
    if ((*holder)->charter.event == event.id) return **holder;
    taken.push_back(fresh.charter.id);
  }
  return Error{Remedy::skip, "More than " + std::to_string(same_day_charters_max) + " sails of " + client + " on " +
                                 to_string(start) + "; this event is left out."};
}

/// The slug that the charter would get today, when that is another one and nobody else's.
Result<std::optional<std::string>> later_slug(Context& context, const Charter& charter) {
  const Date start = to_local(charter.sail.start, context.settings.operation.zone).date;
  const std::string slug = make_charter_id(charter.sail.client, start, {}).text;
  if (slug == charter.id.text) return std::optional<std::string>{};
  auto holder = find_record(context.store, slug);
  if (!holder) return holder.error();
  if (holder->has_value()) return std::optional<std::string>{};
  return std::optional<std::string>{slug};
}

ReviewItem calendar_review(Context& context, const CalendarEvent& event, const CharterId& charter, ReviewKind kind) {
  ReviewItem item;
  item.id = review_id_of(event);
  item.kind = kind;
  item.charter = charter;
  item.title = event.title;
  item.from = event.edited_by;
  item.said = event.updated;
  item.opened = context.clock.now();
  return item;
}

/// Puts what a person did to the block into the posting: facts, or a review item.
class BlockImport {
 public:
  BlockImport(Context& context, const CalendarEvent& event, const Operation& operation, EventImport& report)
      : context_(context), event_(event), operation_(operation), report_(report) {}

  Outcome add(const CharterRecord& record, const std::optional<ReviewItem>& earlier, Posting& posting) {
    const Charter& charter = record.charter;
    const BlockView view = view_block(event_, record, operation_);
    switch (view.standing) {
      case BlockStanding::absent:
        if (!charter.crew.empty()) posting.rewrite = {charter.id};
        return done();
      case BlockStanding::current:
        // Marked by a store that was lost: marked anew, or it would look ahead of the next change.
        if (event_.mark.version > record.version) posting.rewrite = {charter.id};
        return done();
      case BlockStanding::stale:
        if (was_asked(view, posting)) return add_edit(charter, view, earlier, posting);
        posting.rewrite = {charter.id};
        return done();
      case BlockStanding::removed:
        if (charter.crew.empty()) return done();
        return add_problem(charter, view, "Somebody took the crew block out of the event's description.", earlier,
                           posting);
      case BlockStanding::mangled:
        return add_problem(charter, view, "The crew block in the calendar can't be read: " + view.problem + ".",
                           earlier, posting);
      case BlockStanding::edited:
      case BlockStanding::ahead: return add_edit(charter, view, earlier, posting);
    }
    return done();
  }

 private:
  Outcome add_problem(const Charter& charter, const BlockView& view, std::string why,
                      const std::optional<ReviewItem>& earlier, Posting& posting) {
    const std::string text = view.standing == BlockStanding::mangled ? event_.description : view.rendered;
    ReviewItem item = problem_review(context_, event_, charter.id, std::move(why), text);
    if (said_before(item, earlier)) return done();
    report_.problem = true;
    return add_review(std::move(item), posting);
  }

  Outcome add_edit(const Charter& charter, const BlockView& view, const std::optional<ReviewItem>& earlier,
                   Posting& posting) {
    auto facts = context_.store.facts_of(charter.id);
    if (!facts) return facts.error();
    BlockEdit edit = read_block_edit(event_, view, charter, *facts, operation_);
    if (context_.settings.block_edits == BlockEdits::accept && edit.understood) {
      report_.block_edit = true;
      add_facts(edit, posting);
      posting.rewrite = {charter.id};
      return done();
    }
    ReviewItem item = calendar_review(context_, event_, charter.id, ReviewKind::calendar_edit);
    item.why = view.standing == BlockStanding::ahead
                   ? "The calendar shows a later crew than the store, which was restored from an older copy."
               : edit.proposals.empty() ? "The text inside the crew block was changed in the calendar, but no crew."
                                        : "Somebody changed the crew inside the calendar's block.";
    item.text = view.text;
    item.said = edit.said;
    item.proposals = std::move(edit.proposals);
    if (said_before(item, earlier)) return done();
    report_.block_edit = true;
    return add_review(std::move(item), posting);
  }

  void add_facts(const BlockEdit& edit, Posting& posting) {
    const Source source{SourceKind::calendar, review_id_of(event_).text,
                        event_.edited_by.empty() ? "calendar" : event_.edited_by};
    for (const Proposal& proposal : edit.proposals) {
      Fact fact;
      fact.position = static_cast<int>(posting.facts.size());
      fact.id = make_fact_id(source, fact.position);
      fact.charter = proposal.charter;
      fact.op = proposal.op;
      fact.role = proposal.role;
      fact.person = proposal.person;
      fact.source = source;
      fact.said = edit.said;
      fact.recorded = context_.clock.now();
      fact.evidence = proposal.evidence;
      posting.facts.push_back(std::move(fact));
    }
  }

  /// This block was in review at the event's last etag, and nobody has decided it: the question stays open.
  static bool was_asked(const BlockView& view, const Posting& posting) {
    return std::any_of(posting.last.reviews.begin(), posting.last.reviews.end(), [&](const ReviewItem& closed) {
      return closed.kind == ReviewKind::calendar_edit && closed.text == view.text;
    });
  }

  /// The same thing was in review at the event's last etag, and a person has decided it.
  static bool said_before(const ReviewItem& item, const std::optional<ReviewItem>& earlier) {
    return earlier && earlier->state != ReviewState::open && earlier->kind == item.kind && earlier->text == item.text;
  }

  Outcome add_review(ReviewItem item, Posting& posting) {
    auto stored = context_.store.review(item.id);
    if (!stored) return stored.error();
    if (!stored->has_value()) posting.last.reviews.push_back(std::move(item));
    return done();
  }

  Context& context_;
  const CalendarEvent& event_;
  const Operation& operation_;
  EventImport& report_;
};

/// What was open about the event's last state is settled by its new one.
Result<std::optional<ReviewItem>> earlier_review(Context& context, const CalendarEvent& event,
                                                 const CharterRecord& record, Posting& posting) {
  const ReviewId id(event.id.text + "@" + record.event_etag);
  auto earlier = context.store.review(id);
  if (!earlier || !earlier->has_value() || (*earlier)->state != ReviewState::open) return earlier;
  ReviewItem closed = **earlier;
  closed.state = ReviewState::dismissed;
  closed.decided = context.clock.now();
  closed.decided_by = "scc: the event was changed again";
  posting.last.reviews.push_back(std::move(closed));
  return std::optional<ReviewItem>{};
}

Result<CommitOutcome> try_import(Context& context, const CalendarEvent& event, EventImport& report) {
  auto stored = record_of(context, event);
  if (!stored) return stored.error();
  const bool fresh = stored->version == 0;
  const bool cancelled = event.status == CalendarEvent::Status::cancelled;
  if (fresh && cancelled) return CommitOutcome::already_done;
  if (!fresh && stored->event_etag == event.etag) return CommitOutcome::already_done;

  Posting posting;
  CharterRecord record = *stored;
  record.event_etag = event.etag;
  Charter& charter = record.charter;
  if (cancelled) {
    charter.sail.status = CharterStatus::cancelled;  // a deleted event shows nothing else any more
  } else {
    charter.sail = sail_of(event, context.settings);
    auto slug = later_slug(context, charter);
    if (!slug) return slug.error();
    if (slug->has_value()) charter.aliases.push_back(**slug);
    auto operation = current_operation(context);
    if (!operation) return operation.error();
    std::optional<ReviewItem> earlier;
    if (!fresh) {
      auto found = earlier_review(context, event, *stored, posting);
      if (!found) return found.error();
      earlier = std::move(*found);
    }
    auto added = BlockImport(context, event, *operation, report).add(record, earlier, posting);
    if (!added) return added.error();
  }
  using Change = EventImport::Charter;
  if (fresh) {
    report.charter = Change::fresh;
  } else if (charter.sail != stored->charter.sail) {
    report.charter = charter.sail.status == CharterStatus::cancelled ? Change::cancelled : Change::changed;
  }
  posting.revised = std::move(record);
  return post(context, posting);
}

}  // namespace

ReviewId review_id_of(const CalendarEvent& event) {
  return ReviewId(event.id.text + "@" + event.etag);
}

ReviewItem problem_review(Context& context, const CalendarEvent& event, const CharterId& charter, std::string why,
                          std::string text) {
  ReviewItem item = calendar_review(context, event, charter, ReviewKind::calendar_problem);
  item.why = std::move(why);
  item.text = std::move(text);
  return item;
}

Result<EventImport> import_event(Context& context, const CalendarEvent& event) {
  EventImport report;
  const auto imported = until_committed("the event \"" + event.title + "\"", [&] {
    report = {};
    return try_import(context, event, report);
  });
  if (!imported) return imported.error();
  return report;
}

Outcome cancel_vanished(Context& context, const CharterId& charter) {
  return until_committed(charter.text, [&]() -> Result<CommitOutcome> {
    auto stored = context.store.charter(charter);
    if (!stored) return stored.error();
    if (!stored->has_value() || (*stored)->charter.sail.status == CharterStatus::cancelled)
      return CommitOutcome::already_done;
    Posting posting;
    posting.revised = **stored;
    posting.revised->charter.sail.status = CharterStatus::cancelled;
    posting.revised->event_etag.clear();  // an event that comes back is looked at again
    return post(context, posting);
  });
}

}  // namespace scc::engine
