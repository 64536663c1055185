#include "api/answer.h"
#include "api/wire.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t proposals_asked_max = 60;

Response no_review(const std::string& id) {
  return not_found("There is no review item \"" + id + "\"; /api/v1/reviews lists the open ones.");
}

Response review_answer(const Call& call, const ReviewItem& item) {
  return answer(call, to_json(item, mail_link(call.desk.service.mail_link, item.message)), version_tag(item.version));
}

Response list_reviews(Call& call) {
  const auto limit = limit_of(call);
  if (!limit) return bad_request(limit.error());
  const auto page = call.desk.store.open_reviews(*limit, call.asked("page"));
  if (!page) return problem_of(page.error());
  json::array reviews;
  for (const ReviewItem& item : page->items) reviews.push_back(summary_json(item));
  return answer(call, json::object{{"reviews", std::move(reviews)}, {"next", page->next}});
}

Response get_review(Call& call) {
  const auto item = call.desk.store.review(ReviewId(call.path[0]));
  if (!item) return problem_of(item.error());
  if (!item->has_value()) return no_review(call.path[0]);
  return review_answer(call, **item);
}

/// The changes of the body: nothing when it names none.
Result<std::optional<std::vector<Proposal>>> changes_of(const Call& call) {
  const auto body = body_of(call);
  if (!body) return body.error();
  std::string complaint;
  const JsonReader reader(*body, "body", complaint);
  const JsonReader list = reader.maybe("proposals");
  if (list.missing()) return std::optional<std::vector<Proposal>>();
  std::vector<Proposal> changes;
  for (const JsonReader& item : list.items()) {
    if (changes.size() >= proposals_asked_max) {
      list.complain("more than 60 changes");
      break;
    }
    changes.push_back(read_proposal(item));
  }
  if (changes.empty()) list.complain("names no change; dismiss the item instead");
  if (!complaint.empty()) return Error{Remedy::skip, complaint};
  return std::optional(std::move(changes));
}

Response accept_review(Call& call) {
  const auto changes = changes_of(call);
  if (!changes) return bad_request(changes.error());
  const auto hand = hand_of(call, "");
  if (!hand) return bad_request(hand.error());
  const auto expected = expected_version(call);
  if (!expected) return bad_request(expected.error());
  engine::Context context = call.desk.context();
  const auto item = engine::accept_review(context, *hand, ReviewId(call.path[0]), *changes, *expected);
  if (!item) return problem_of(item.error());
  return review_answer(call, *item);
}

Response dismiss_review(Call& call) {
  const auto hand = hand_of(call, "");
  if (!hand) return bad_request(hand.error());
  const auto expected = expected_version(call);
  if (!expected) return bad_request(expected.error());
  engine::Context context = call.desk.context();
  const auto item = engine::dismiss_review(context, *hand, ReviewId(call.path[0]), *expected);
  if (!item) return problem_of(item.error());
  return review_answer(call, *item);
}

Response get_receipt(Call& call) {
  const MessageId message(call.path[0]);
  const auto receipt = call.desk.store.receipt(message);
  if (!receipt) return problem_of(receipt.error());
  if (!receipt->has_value()) return not_found("No mail \"" + message.text + "\" has been handled.");
  return answer(call, to_json(**receipt, mail_link(call.desk.service.mail_link, message)));
}

}  // namespace

std::vector<Route> review_routes() {
  return {{"GET", "/reviews", list_reviews, Needs::viewer},
          {"GET", "/reviews/{review}", get_review, Needs::viewer},
          {"POST", "/reviews/{review}/accept", accept_review, Needs::operates},
          {"POST", "/reviews/{review}/dismiss", dismiss_review, Needs::operates},
          {"GET", "/receipts/{message}", get_receipt, Needs::viewer}};
}

}  // namespace scc::api
