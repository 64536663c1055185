/// Cue: words that say what becomes of the people, roles and charters around them.
///
/// The phrases are data: language/cues_*.txt, one file per language, one section per cue.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/mentions/cues.h"

namespace scc::extract {

enum class Cue : std::uint8_t {
  tentative,       ///< might, maybe, pencilled in, hoping for, propose
  conditional,     ///< if, unless, depends
  negation,        ///< not, no, never
  out,             ///< "Danny IS OUT", "CAN'T MAKE IT", "HAS THE FLU"
  out_before,      ///< "SCRATCH Terrence", "WITHOUT Fitz"
  in,              ///< "Rebecca IS IN", "STEPS IN"
  in_before,       ///< "ADD Silas", "PUT Becca"
  takes,           ///< "Rene HAS the Queen"
  takes_before,    ///< "am Sonntag FÄHRT Bruno die Prata-Gäste": the verb before who does it
  helm_object,     ///< "has IT", "takes THE BOAT"
  instead,         ///< "Nadia COVERS FOR Angela"
  yields_to,       ///< "Jean-Luc GIVES WAY TO Priti"
  replace,         ///< "SWAP Gene for Mike"
  in_their_place,  ///< "Gabe TAKES HIS PLACE"
  swap,            ///< "Ed and Vince are CHANGING BOATS"
  confirm,         ///< "Dee STAYS", "UNCHANGED", "AS POSTED"
  cancel,          ///< "IS CANCELLED", "CALLED OFF"
  not_cancel,      ///< "NOT OFF", "STILL ON"
  retract,         ///< "SCRATCH THAT", "CORRECTION"
  open,            ///< "TBD", "NOBODY YET"
  request,         ///< "COULD YOU", "LET ME KNOW"
  ask,             ///< "WHO", "WHICH"
  past,            ///< "A YEAR AGO", "REMEMBER"
  below,           ///< "CONFIRMED AS BELOW", "per Mike's NOTE BELOW"
  record,          ///< "ENTER IT", "SETTLED", "FINAL"
  both,            ///< "BOTH trips", "ALL DAY"
  two,             ///< "BOTH trips", and no third
  rest,            ///< "THE REST stands"
  same_as,         ///< "THE SAME FOUR AS Labor Day"
  self,            ///< "I", "ME"
  you,             ///< "YOU are second mate"
  he,              ///< "HE's your skipper"
  hold,            ///< "until the DEPOSIT clears"
  guest,           ///< "aboard AS FAMILY"
  chatter,         ///< "PAYROLL", "INVOICE", "NEWSLETTER"
  bulletin,        ///< "UNSUBSCRIBE", "VIEW IN BROWSER": sent to many
  group_footer,    ///< "UNSUBSCRIBE FROM THIS GROUP": below every mail to a crew's own list
  training,        ///< "DRILL", "WORKSHOP"
  thanks,          ///< "THANK YOU", "WELL DONE"
  old_sheet,       ///< "DO NOT GO BY the names"
  respectively,    ///< "captain and mate RESPECTIVELY"
  yes,             ///< "YES", as an answer
  no,              ///< "NO", as an answer
  alone,           ///< "ONLY me and Mitsos"
  copula,          ///< what may stand between a person and a role: "is", "as the", "will be"
  list,            ///< what joins names: "and", "plus", "with"
  along_with,      ///< "on deck ALONG WITH Rui"
  until,           ///< "away UNTIL the 20th": the date is no sail's
  but,             ///< "confirmed, BUT Pete might": doubt does not reach over it
  either,          ///< "Eleni OR Lucia"
  from_role,       ///< "moves FROM deck to mate"
  wrote,           ///< "On Tuesday Gene WROTE:"
  off,             ///< "Manolis OFF", "Marcy's AWAY": out, when it stands right behind the name
  asks_about,      ///< "have ASKED ME WHO cooks"
  undo,            ///< "SCRAP THAT": what was said just before
  from_charter,    ///< "comes OFF the wedding", "moves FROM the Star", "INSTEAD OF the Belle"
  to_charter,      ///< "and goes ON the Star", "TO the Belle"
  idiom,           ///< "talk you OUT OF IT", "FIGURE OUT": the cues within say nothing
  abbreviation,    ///< "Mr", "St": the full stop behind it ends nothing
  instead_before,  ///< "INSTEAD OF Ana comes Bruno"
  it_is,           ///< "IT'S Bruno"
  draft,           ///< "a DRAFT", "DON'T ENTER ANYTHING YET": of all that the mail says
  former,          ///< "Ana and Carla, THE FIRST as mate …"
  latter,          ///< "… THE SECOND on deck"
  kin,             ///< "Sean's COUSIN"
  greeting,        ///< "HI Tadhg"
  was,             ///< "Conor WAS skipper": of what is no more
  in_year,         ///< "the regatta OF 2014"
  same_role,       ///< "THE SAME captain as on the picnic"
  as_on,           ///< "the same captain AS ON the picnic"
  in_book,         ///< "the same six as you have IN THE CALENDAR"
  me,              ///< "comes with ME": nobody's place, where a word stands before it
  musing,          ///< "NEXT YEAR we could …": of no charter there is
  instructs,       ///< "WOULD THE LIST SHOW Ana as mate?": asks to be entered
  earlier,         ///< "Ana on THE WAY OUT": the first of two charters of a day
  second,          ///< "Bo on the SECOND SAIL"
  third,           ///< "and Cleo on the THIRD"
  later,           ///< "Bo on THE WAY BACK": the last of them
  told,            ///< "Ana WAS mate and Bo COOKED": verbs of what has been
  guest_list,      ///< a "PAX LIST": its names are no crew
  seating,         ///< "for the PLACE CARDS": guests follow
  because,         ///< "SINCE Aoife has her test": why, not who
  same_again,      ///< "the second: SAME CREW, except …"
  place_word,      ///< "Shirin's PLACE as host"
  moving,          ///< "MOVE Bay from the nine to the one o'clock"
  may_i,           ///< "CAN I put Wil on?"
  joins,           ///< "Sophie JOINS her"
  client_label,    ///< "CLIENT: Lavender": what stands behind is no crew
  asked,           ///< "I'VE ASKED Nora about the galley"
  charter_noun,    ///< "the pennington CHARTER thurs"
  charter_word,    ///< "the TRIP is off": what is said of a charter
};
inline constexpr int cue_count = 91;

struct CueHit {
  Cue cue = Cue::tentative;
  TokenRange tokens;
};

/// Knows which of the data files' sections is which cue; sections that are none of ours are left out.
class CueReader {
 public:
  explicit CueReader(const CueIndex& index);
  /// In the order of the text.
  [[nodiscard]] std::vector<CueHit> hits(const std::vector<CueMention>& mentions) const;

 private:
  std::vector<std::optional<Cue>> by_number_;
};

[[nodiscard]] std::string_view to_string(Cue cue);

}  // namespace scc::extract
