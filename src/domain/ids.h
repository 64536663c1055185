/// Ids: of the things of the trade, a type each.
#pragma once

#include "base/id.h"

namespace scc {

using CharterId = Id<struct CharterTag>;  ///< "jennifer-sanderson-2026-05-12"
using PersonId = Id<struct PersonTag>;    ///< "gene-oneal"
using RoleId = Id<struct RoleTag>;        ///< "first_mate"
using VesselId = Id<struct VesselTag>;    ///< "jada"
using MessageId = Id<struct MessageTag>;  ///< the mailbox's own id of one mail
using EventId = Id<struct EventTag>;      ///< the calendar's own id of one event
using FactId = Id<struct FactTag>;        ///< "<source id>#<position>"
using ReviewId = Id<struct ReviewTag>;

}  // namespace scc
