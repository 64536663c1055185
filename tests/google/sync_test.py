#!/usr/bin/env python3
"""Crew mails of Gmail reach Google Calendar: what it costs, what faults and people in between do to it."""
import unittest

from google_program import SANDERSON, SANDERSON_CREW, GoogleProgramTest

CALLS = ("gmail.users.getProfile", "gmail.users.messages.list", "gmail.users.messages.get", "gmail.users.history.list",
         "calendar.events.list", "calendar.events.get", "calendar.events.patch", "POST /token")
FAULTS = ("rateLimitExceeded", "userRateLimitExceeded", "tooManyRequests", "backendError", "internalError", "reset", "cut", "portal", "half")
DESCRIPTION_MAX = 8192
FIRST = "Crew for Jennifer Sanderson on Tuesday, May 12:\r\n\r\nCaptain: Gene\r\n1st Mate: Angela\r\n2nd Mate: Danny\r\nHost: Keely Hoyt"


class Syncing(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        (self.here / "crew.csv").write_bytes((ROOT_CREW).read_bytes())
        self.scc("crew", "import", "crew.csv", expect=0)
        self.sign_in()

    def calendar_calls(self):
        return {call: count for call, count in self.fake.control("state")["calls"].items() if call.startswith("calendar.")}

    def test_a_crew_mail_reaches_the_event_and_everything_else_in_it_stays(self):
        sail = self.add_sail()
        before = self.event(sail)
        self.crew_mail(FIRST)
        self.scc("sync", expect=0)
        after = self.event(sail)
        self.assertEqual({role: name for role, name in self.crew_in_calendar(sail).items() if role in SANDERSON_CREW}, SANDERSON_CREW)
        self.assertEqual(self.outside_block(after["description"]), before["description"])
        ours = ("description", "etag", "updated", "extendedProperties")
        self.assertEqual({key: value for key, value in after.items() if key not in ours}, {key: value for key, value in before.items() if key not in ours})

    def test_what_a_crew_mail_and_an_idle_run_cost(self):
        sail = self.add_sail()
        self.scc("sync", expect=0)
        for captain, day in (("Gene", 4), ("Angela", 5), ("Gene", 6)):
            self.crew_mail(f"Crew for Jennifer Sanderson on Tuesday, May 12:\r\n\r\nCaptain: {captain}", f"Mon, {day} May 2026 09:00:00 -0700")
            self.fake.control("zero")
            self.scc("sync", expect=0)
            self.assertLessEqual(self.fake.control("state")["units"], 22)
            self.assertEqual(self.calendar_calls(), {"calendar.events.list": 1, "calendar.events.patch": 1})
            self.assertIn("Captain", self.crew_in_calendar(sail))
            self.scc("sync", expect=0)  # takes note of its own writing
            self.fake.control("zero")
            self.scc("sync", expect=0)
            calls = {call: count for call, count in self.fake.control("state")["calls"].items() if "." in call}
            self.assertEqual(calls, {"gmail.users.history.list": 1, "calendar.events.list": 1})

    def test_the_same_mail_listed_again_after_history_expired_is_not_read_twice(self):
        self.add_sail()
        self.crew_mail(FIRST)
        self.scc("sync", expect=0)
        facts = self.scc("audit", "--json").json()
        self.fake.control("expire_history")
        self.fake.control("expire_sync_tokens")
        self.fake.control("zero")
        self.scc("sync", expect=0)
        self.assertEqual(self.fake.calls("gmail.users.messages.list"), 1)
        self.assertEqual(self.fake.calls("gmail.users.messages.get"), 0)
        self.assertEqual(self.scc("audit", "--json").json(), facts)

    def test_any_fault_of_any_call_ends_in_the_same_state(self):
        for call in CALLS:
            for kind in FAULTS if call != "POST /token" else ("backendError", "reset"):
                with self.subTest(call=call, fault=kind):
                    self.start_anew()
                    sail = self.add_sail()
                    self.scc("sync", expect=0)
                    self.crew_mail(FIRST)
                    self.fake.control("fault", match=call, kind=kind)
                    self.run_until_done()
                    self.assertEqual(self.crew_in_calendar(sail) | SANDERSON_CREW, self.crew_in_calendar(sail))
                    self.assertEqual(self.outside_block(self.event(sail)["description"]), "Deposit paid.\nBring the cake.")
                    self.scc("check", expect=0)

    def test_a_reply_that_is_lost_after_the_write_is_no_second_write(self):
        sail = self.add_sail()
        self.crew_mail(FIRST)
        self.fake.control("fault", match="events.patch", kind="reset", after=True)
        self.run_until_done()
        self.assertEqual(self.event(sail)["description"].count("── Crew"), 1)
        self.scc("check", expect=0)

    def test_a_persons_edit_at_every_interleaving_stays(self):
        words = "The rest in cash. <3\n"
        for call in ("gmail.users.messages.list", "gmail.users.messages.get", "calendar.events.list", "calendar.events.get", "calendar.events.patch"):
            for skip in (0, 1):
                with self.subTest(before=call, skip=skip):
                    self.start_anew()
                    sail = self.add_sail()
                    self.crew_mail(FIRST)
                    self.fake.control("before", match=call, skip=skip, do="add_words", **{"with": {"id": sail, "words": words}})
                    self.run_until_done()
                    self.run_until_done()
                    came = self.fake.calls(call) > skip  # a rule whose call came too seldom never ran
                    self.assertEqual(self.crew_in_calendar(sail) | SANDERSON_CREW, self.crew_in_calendar(sail))
                    self.assertEqual(self.outside_block(self.event(sail)["description"]), (words if came else "") + "Deposit paid.\nBring the cake.")
                    self.scc("check", expect=0)

    def test_a_block_that_a_person_took_out_is_asked_about(self):
        sail = self.add_sail()
        self.crew_mail(FIRST)
        self.scc("sync", expect=0)
        self.fake.control("edit", id=sail, changes={"description": "Mine alone."})
        self.scc("sync", expect=0)
        self.assertEqual(self.event(sail)["description"], "Mine alone.")
        self.assertEqual(len(self.scc("review", "--json").json()), 1)

    def test_an_edit_inside_the_block_asks_and_is_not_written_over(self):
        sail = self.add_sail()
        self.crew_mail(FIRST)
        self.scc("sync", expect=0)
        edited = self.event(sail)["description"].replace("Captain: Gene O'Neal", "Captain: Hal Moreno")
        self.fake.control("edit", id=sail, changes={"description": edited})
        self.scc("sync", expect=0)
        self.assertEqual(self.event(sail)["description"], edited)
        self.assertEqual([item["kind"] for item in self.scc("review", "--json").json()], ["calendar_edit"])

    def test_every_kind_of_event(self):
        html = "<p>Deposit <b>paid</b>.</p><br>Cake"
        full = "x" * 8100
        sails = {
            "html": self.add_sail("Amelia Hart - html", "2026-05-12T14:00:00-07:00", description=html),
            "zone": self.add_sail("Boris Lund - zone", "2026-05-12T23:00:00+02:00", "2026-05-13T02:00:00+02:00"),
            "full": self.add_sail("Chloe Marsh - full", description=full),
            "gmail": self.add_sail("Dora Finch - gmail", eventType="fromGmail"),
            "recurring": self.add_sail("Edgar Pell - weekly", recurringEventId="weekly", originalStartTime={"dateTime": "2026-05-12T14:00:00-07:00"}),
        }
        all_day = self.fake.control("event", summary="Fiona Gray - day", description="All day.", start={"date": "2026-05-12"}, end={"date": "2026-05-13"})["id"]
        self.scc("sync", expect=0)
        charters = {charter["client"]: charter["id"] for charter in self.scc("charters", "--json").json()}
        self.assertEqual(len(charters), 6, charters)
        for charter in charters.values():
            self.scc("assign", charter, "captain", "Gene O'Neal")
        self.scc("sync")
        for name, before in (("html", html), ("zone", "Deposit paid.\nBring the cake."), ("recurring", "Deposit paid.\nBring the cake.")):
            with self.subTest(kind=name):
                self.assertEqual(self.crew_in_calendar(sails[name])["Captain"], "Gene O'Neal")
                self.assertEqual(self.outside_block(self.event(sails[name])["description"]), before)
        self.assertEqual(self.crew_in_calendar(all_day)["Captain"], "Gene O'Neal")
        for name, description in (("full", full), ("gmail", "Deposit paid.\nBring the cake.")):
            with self.subTest(kind=name):
                self.assertEqual(self.event(sails[name])["description"], description, "refused, never cut")
        reviews = self.scc("review", "--json").json()
        self.assertEqual(sorted(item["title"] for item in reviews), ["Chloe Marsh - full", "Dora Finch - gmail"])

    def test_a_description_is_filled_to_its_last_character_and_not_beyond(self):
        def sync_with(description):
            self.start_anew()
            sail = self.add_sail(description=description)
            self.scc("sync", expect=0)
            self.scc("assign", SANDERSON, "captain", "Gene O'Neal", "--as", "maria")
            self.scc("sync")
            return sail, self.event(sail)["description"]
        _, short = sync_with("é")
        room = DESCRIPTION_MAX - (len(short) - 1)
        for letter in "xé":
            with self.subTest(letter=letter):
                sail, full = sync_with(letter * room)
                self.assertEqual(len(full), DESCRIPTION_MAX)
                self.assertEqual(self.crew_in_calendar(sail)["Captain"], "Gene O'Neal")
                self.assertEqual(self.outside_block(full), letter * room)
                _, refused = sync_with(letter * (room + 1))
                self.assertEqual(refused, letter * (room + 1), "refused, never cut")
                self.assertIn(str(DESCRIPTION_MAX), self.scc("review", "--json").json()[0]["why"])
                self.assertEqual(self.fake.calls("calendar.events.patch"), 0, "Google is not asked in vain")

    def test_an_event_in_another_zone_is_of_our_day_and_keeps_its_own_time(self):
        athens = {"start": {"dateTime": "2026-05-13T00:30:00+03:00", "timeZone": "Europe/Athens"},
                  "end": {"dateTime": "2026-05-13T03:30:00+03:00", "timeZone": "Europe/Athens"}}
        sail = self.fake.control("event", summary="Jennifer Sanderson - private sail", description="Deposit paid.", **athens)["id"]
        self.crew_mail(FIRST)
        self.scc("sync", expect=0)
        charter = self.scc("charters", "--json", expect=0).json()[0]
        self.assertEqual(charter["id"], SANDERSON, "half past midnight in Athens is the day before here")
        self.assertEqual(charter["start"], "2026-05-12T14:30:00-07:00")
        self.assertEqual({role: name for role, name in self.crew_in_calendar(sail).items() if role in SANDERSON_CREW}, SANDERSON_CREW)
        self.assertEqual({key: self.event(sail)[key] for key in athens}, athens)
        moved = {"start": {"dateTime": "2026-05-13T06:30:00+09:00", "timeZone": "Asia/Tokyo"}, "end": {"dateTime": "2026-05-13T09:30:00+09:00", "timeZone": "Asia/Tokyo"}}
        self.fake.control("edit", id=sail, changes=moved)
        self.scc("sync", expect=0)
        again = self.scc("charters", "--json", expect=0).json()[0]
        self.assertEqual((again["id"], again["start"], again["crew"]), (charter["id"], charter["start"], charter["crew"]), "the same moment by another clock")
        self.assertEqual({key: self.event(sail)[key] for key in moved}, moved)

    def test_a_mail_gone_between_list_and_get_is_skipped(self):
        sail = self.add_sail()
        gone = self.crew_mail("Never mind.", "Thu, 7 May 2026 09:00:00 -0700")
        self.crew_mail(FIRST)
        self.fake.control("before", match="gmail.users.messages.get", do="remove_mail", **{"with": {"id": gone}})
        self.run_until_done()
        self.assertIn("Captain", self.crew_in_calendar(sail))

    def run_until_done(self, runs_max=4):
        for _ in range(runs_max):
            if self.scc("sync").code == 0 and not self.scc("status", "--json").json()["outbox_waiting"]:
                return
        self.fail("it does not end")

    def start_anew(self):
        self.fake.control("reset")
        for name in ("scc.db", "scc.db-wal", "scc.db-shm"):
            (self.here / name).unlink(missing_ok=True)
        self.remove_cache()
        self.scc("crew", "import", "crew.csv", expect=0)
        self.sign_in()

    def remove_cache(self):
        import shutil
        shutil.rmtree(self.here / "google", ignore_errors=True)


from program import ROOT  # noqa: E402

ROOT_CREW = ROOT / "examples/jada/crew.csv"

if __name__ == "__main__":
    unittest.main()
