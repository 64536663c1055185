/// read_message: Message → Reading. Knows roles, roster and charters; "now" is the mail's date.
///
/// Pure and deterministic, no clock, no network; a Reader may be used from any thread at once.
/// Does not look at the sender's trust: that is engine/decide's business.
#pragma once

#include <memory>

#include "domain/world.h"
#include "extract/reading.h"
#include "mail/message.h"

namespace scc::extract {

enum class Tracing { off, on };

/// Prepared once per World (name and alias indexes), used for many mails.
class Reader {
 public:
  explicit Reader(const World& world);  ///< keeps what it needs; `world` may go away
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  /// Reads for `world` from now on: quick where only crew differs, as after each mail. Not beside a read.
  void follow(const World& world);
  [[nodiscard]] Reading read(const mail::Message& message, Tracing tracing = Tracing::off) const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace scc::extract
