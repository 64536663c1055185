/// People: what others do while the engine works: on calendars, in mailboxes, on the page.
#pragma once

#include "harbour.h"
#include "simulation.h"

namespace scc::sim {

class People {
 public:
  People(Harbour& harbour, Weather weather) : harbour_(harbour), weather_(weather) {}
  /// One of them does something, by chance.
  void act();
  /// Undoes what no engine could heal: events that refuse are made writable, mangled fences put right.
  void settle();

 private:
  void jump_clock();
  void deliver_again();
  void race();
  void act_on_calendar();
  void edit_block(CalendarEvent& event);
  void copy_event(const EventId& id);
  void act_by_hand();
  void decide_a_review();

  [[nodiscard]] EventId some_event();

  Harbour& harbour_;
  Weather weather_;
  int notes_ = 0;
  int acts_ = 0;
};

}  // namespace scc::sim
