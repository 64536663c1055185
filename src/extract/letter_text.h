/// LetterText: the subject and passages of one mail, analysed once, and who speaks in them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/keyed_row.h"
#include "extract/surroundings.h"

namespace scc::extract {

class LetterText {
 public:
  /// All that is given must outlive it.
  LetterText(const mail::Message& message, const std::vector<Passage>& passages, const Letter& letter,
             const Operation& operation);

  [[nodiscard]] const Analysis& subject() const { return *subject_; }
  /// Of a passage; nullptr for a grid and for what is not read.
  [[nodiscard]] const Analysis* view(std::size_t passage) const { return views_[passage].get(); }
  [[nodiscard]] std::vector<const Analysis*> analyses(mail::Layer layer) const;
  [[nodiscard]] bool has(mail::Layer layer) const;
  /// The one key that the passages of a layer have for their rows of names; empty when there are more.
  [[nodiscard]] RowKey key_of(mail::Layer layer) const;

  [[nodiscard]] Who person_of(const mail::Address& address) const;
  [[nodiscard]] Who person_named(const std::string& name) const;
  /// Who wrote what is quoted: the first name of its introduction.
  [[nodiscard]] Who quoted_author() const;

 private:
  const std::vector<Passage>& passages_;
  const Letter& letter_;
  const Operation& operation_;
  std::string subject_text_;
  std::unique_ptr<Analysis> subject_;
  std::vector<std::unique_ptr<Analysis>> views_;
};

}  // namespace scc::extract
