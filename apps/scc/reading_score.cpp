#include "reading_score.h"

#include <algorithm>

#include "base/text.h"
#include "mail_reading.h"

namespace scc::app {
namespace {

bool same_seat(const LabelledChange& label, const extract::Statement& read) {
  return label.op == read.op && label.charter == read.charter && label.role == read.role;
}

bool same_change(const LabelledChange& label, const extract::Statement& read) {
  if (!same_seat(label, read)) return false;
  return label.op == FactOp::cancel || same_person(label.person, read.person);
}

bool is_labelled(const Label& label, const extract::Statement& read, bool certain_only) {
  return std::any_of(label.changes.begin(), label.changes.end(), [&](const LabelledChange& change) {
    return (change.certain || !certain_only) && same_change(change, read);
  });
}

class MailScore {
 public:
  MailScore(const Label& label, const engine::Decision& decision) : label_(label), decision_(decision) {}

  Score count() {
    score_.mails = 1;
    if (label_.disposition == decision_.disposition) {
      score_.dispositions_right = 1;
    } else {
      miss("disposition",
           std::string("read as ") + to_string(decision_.disposition) + ", should be " + to_string(label_.disposition));
    }
    count_read();
    count_labelled();
    const bool hands_off = label_.disposition == Disposition::ignore || label_.disposition == Disposition::reject;
    if (hands_off && !(decision_.accepted.empty() && decision_.proposed.empty())) score_.mails_touched_wrongly = 1;
    return std::move(score_);
  }

 private:
  void count_read() {
    score_.certain_read = decision_.accepted.size();
    for (const extract::Statement& read : decision_.accepted) {
      if (is_labelled(label_, read, true)) {
        ++score_.certain_right;
        continue;
      }
      score_.mails_with_wrong_change = 1;
      const bool other_person =
          std::any_of(label_.changes.begin(), label_.changes.end(),
                      [&](const LabelledChange& change) { return change.certain && same_seat(change, read); });
      if (other_person) ++score_.wrong_persons;
      const bool unsure = is_labelled(label_, read, false);
      miss("wrong", said(read) + (unsure ? " (should be uncertain)" : ""));
    }
    for (const extract::Statement& read : decision_.proposed) {
      if (!is_labelled(label_, read, false)) miss("proposal", said(read));
    }
  }

  void count_labelled() {
    for (const LabelledChange& change : label_.changes) {
      if (!change.certain) continue;
      ++score_.certain_labelled;
      const auto is_it = [&](const extract::Statement& read) { return same_change(change, read); };
      const auto& accepted = decision_.accepted;
      const auto& proposed = decision_.proposed;
      if (std::any_of(accepted.begin(), accepted.end(), is_it)) continue;
      const bool unsure = std::any_of(proposed.begin(), proposed.end(), is_it);
      miss("missing",
           text_of(change.op, change.charter, change.role, change.person) + (unsure ? " (only proposed)" : ""));
    }
  }

  static std::string said(const extract::Statement& read) {
    return text_of(read.op, read.charter, read.role, read.person) + "  “" + read.evidence.quote + "”";
  }

  void miss(std::string kind, std::string what) {
    score_.misses.push_back({label_.file, std::move(kind), std::move(what), label_.why});
  }

  const Label& label_;
  const engine::Decision& decision_;
  Score score_;
};

}  // namespace

void Score::add(const Score& other) {
  mails += other.mails;
  dispositions_right += other.dispositions_right;
  certain_labelled += other.certain_labelled;
  certain_read += other.certain_read;
  certain_right += other.certain_right;
  mails_with_wrong_change += other.mails_with_wrong_change;
  mails_touched_wrongly += other.mails_touched_wrongly;
  wrong_persons += other.wrong_persons;
  misses.insert(misses.end(), other.misses.begin(), other.misses.end());
}

Score score_mail(const Label& label, const engine::Decision& decision) {
  return MailScore(label, decision).count();
}

Score score_world(const LabelledWorld& labelled) {
  Score score;
  const extract::Reader reader(labelled.world);
  const mail::TrustPolicy policy = trust_of(labelled.world);
  for (std::size_t i = 0; i < labelled.labels.size(); ++i) {
    const Label& label = labelled.labels[i];
    const MailReading read = read_mail(message_of(labelled.mails[i], label.file, policy), reader);
    score.add(score_mail(label, read.decision));
  }
  return score;
}

std::string text_of(FactOp op, const CharterId& charter, const RoleId& role, const Person& person) {
  std::string text = to_string(op);
  if (op != FactOp::cancel) text += " " + role.text + " " + (person.id.empty() ? person.name : person.id.text);
  return text + " on " + charter.text;
}

}  // namespace scc::app
