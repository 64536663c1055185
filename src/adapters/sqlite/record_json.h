/// RecordJson: records as JSON text and back. A text written by an older version reads as one of
/// today: what it lacks has its default.
#pragma once

#include <string>

#include "base/result.h"
#include "ports/store_records.h"

namespace scc::sqlite {

/// `Record` is one of Receipt, CharterRecord, Fact, OutboxEntry, ReviewItem, SourceState, CrewMember,
/// NamedRecord.
template <class Record>
[[nodiscard]] std::string write_record(const Record& record);
/// Error stop: the database holds something that is none.
template <class Record>
[[nodiscard]] Result<Record> read_record(const std::string& text);

}  // namespace scc::sqlite
