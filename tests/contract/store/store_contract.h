/// StoreContract: what each test of the Store's contract starts from, and records to write.
#pragma once

#include <gtest/gtest.h>

#include "store_backend.h"

namespace scc {

inline Instant at(std::int64_t minute) {
  return Instant{1'776'000'000'000 + minute * 60'000};
}

inline Receipt receipt(const std::string& message, std::int64_t minute = 0) {
  Receipt receipt;
  receipt.message = MessageId(message);
  receipt.disposition = Disposition::apply;
  receipt.reasons = {"a list of roles", "ω ≠ o"};
  receipt.handled = at(minute);
  receipt.subject = "Ferraro crew – final";
  return receipt;
}

inline Fact fact(const std::string& source, int position, const std::string& charter, std::int64_t said = 0) {
  Fact fact;
  fact.source = {SourceKind::mail, source, "Carole Whitfield"};
  fact.position = position;
  fact.id = make_fact_id(fact.source, position);
  fact.charter = CharterId(charter);
  fact.role = RoleId("captain");
  fact.person = {PersonId("gene-oneal"), "Gene O'Neal"};
  fact.said = at(said);
  fact.recorded = at(said + 1);
  fact.evidence = {"Gene has it", "text/plain"};
  return fact;
}

inline CharterRecord charter(const std::string& id, std::int64_t start = 0,
                             const std::vector<std::string>& people = {}) {
  CharterRecord record;
  record.charter.id = CharterId(id);
  record.charter.sail = {
      "Jennifer Sanderson", "Jennifer Sanderson - private sail", at(start), at(start + 180), VesselId("jada"),
      CharterStatus::hold};
  for (const auto& person : people)
    record.charter.crew.push_back(
        {RoleId("deckhand"), {PersonId(person), person}, FactId("m#0"), "Carole", at(0), {"q", "subject"}});
  record.event_etag = "\"1\"";
  return record;
}

inline ReviewItem review(const std::string& id, std::int64_t opened) {
  ReviewItem item;
  item.id = ReviewId(id);
  item.message = MessageId(id);
  item.opened = at(opened);
  item.proposals = {{FactOp::assign,
                     CharterId("c"),
                     RoleId("captain"),
                     {PersonId(""), "Keely Hoyt"},
                     0.5,
                     {"maybe Keely", "text/html"},
                     "tentative"}};
  return item;
}

inline NamedRecord session(const std::string& key, const std::string& value = "maria") {
  return {"session", key, value, at(60), 0};
}

class StoreContract : public testing::TestWithParam<BackendKind> {
 protected:
  CommitOutcome put(const Commit& commit) {
    const auto outcome = store->commit(commit);
    EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().what);
    return outcome ? *outcome : CommitOutcome::conflict;
  }
  std::unique_ptr<StoreBackend> backend = GetParam().make();
  std::unique_ptr<Store> store = backend->open();
};

}  // namespace scc
