#!/usr/bin/env python3
"""The main job on the example mailbox: the crew of 12 May 2026 ends in store and calendar."""
import email
import email.policy
import re
import unittest

from ics_lines import block_of, differences_outside_blocks
from program import ROOT, SANDERSON, ProgramTest

CREW = {"captain": "Gene O'Neal", "first_mate": "Angela Wong", "second_mate": "Dan Rich", "host": "Keely Hoyt"}
TITLE = "Jennifer Sanderson - private sail"


class Demo(ProgramTest):
    def demo(self, *words):
        return self.scc("demo", "--folder", "work", *words, expect=0)

    def work_calendar(self):
        return (self.here / "work/calendar.ics").read_bytes()

    def test_the_sanderson_charter_shows_its_crew_with_the_words_of_the_mail(self):
        charter = self.demo("--json").json()["charter"]
        self.assertEqual({seat["role"]: seat["person"]["name"] for seat in charter["crew"]}, CREW)
        mail = email.message_from_bytes((ROOT / "examples/jada/mail/09-sanderson-cake-crew.eml").read_bytes(),
                                        policy=email.policy.default).get_content()
        words = " ".join(mail.split())
        for seat in charter["crew"]:
            with self.subTest(role=seat["role"]):
                quote = " ".join(seat["evidence"]["quote"].split())
                self.assertTrue(quote)
                self.assertIn(quote, words)
                self.assertEqual(seat["evidence"]["part"], "text/plain")
                self.assertEqual(seat["said_by"], "Carole Whitfield")

    def test_people_see_what_was_read_decided_and_written(self):
        out = self.demo().out
        for words in ("Sanderson – cake & crew", "rejected", "ignored", "review", "Gene O'Neal", "Angela Wong", "Dan Rich",
                      "Keely Hoyt", "── Crew · ShipCaptainCrew ──"):
            self.assertIn(words, out)

    def test_the_calendar_event_carries_the_block_and_every_other_byte_as_before(self):
        before = (ROOT / "examples/jada/calendar.ics").read_bytes()
        self.demo()
        after = self.work_calendar()
        self.assertEqual(differences_outside_blocks(before, after), [])
        block = block_of(after, TITLE)
        self.assertEqual(block[:5], ["── Crew · ShipCaptainCrew ──", "Captain: Gene O'Neal", "1st Mate: Angela Wong",
                                     "2nd Mate: Dan Rich", "Host/Hostess: Keely Hoyt"])
        self.assertTrue(re.fullmatch(r"confirmed by Carole( Whitfield)?, May 8 2026 4:41 PM PDT", block[5]), block[5])
        self.assertEqual(block[6], "── end of crew ──")

    def test_running_it_again_changes_nothing_and_says_so(self):
        self.demo()
        calendar = self.work_calendar()
        audit = self.scc("audit", "--config", "work/scc.toml", "--json", "--limit", "10000", expect=0).out
        again = self.demo()
        self.assertIn("Nothing was changed", again.out)
        self.assertEqual(self.work_calendar(), calendar)
        self.assertEqual(self.scc("audit", "--config", "work/scc.toml", "--json", "--limit", "10000").out, audit)

    def test_what_a_stranger_writes_changes_nothing(self):
        report = self.demo("--json").json()
        rejected = [mail for mail in report["mail"]["mails"] if mail["disposition"] == "reject"]
        self.assertEqual(sorted(mail["subject"] for mail in rejected),
                         ["Sanderson crew", "URGENT change for tomorrow night"])
        self.assertTrue(all(mail["changes"] == [] for mail in rejected))

    def test_everything_agrees_afterwards_but_what_only_a_person_can_settle(self):
        self.demo()
        run = self.scc("check", "--config", "work/scc.toml", "--json", expect=3)
        # A mail called both sails of Robert Yates off; the calendar, whose word that is, still has them.
        self.assertEqual([(drift["charter"], drift["kind"]) for drift in run.json()["drifts"]],
                         [("robert-yates-2026-05-16", "cancelled_by_mail"),
                          ("robert-yates-2026-05-16-2", "cancelled_by_mail")])
        self.assertEqual(run.json()["charters"], run.json()["agreeing"] + 2)

    def test_sails_that_a_mail_calls_off_say_so_and_seek_nobody(self):
        report = self.demo().out
        self.assertIn("x the charter is off · Robert Yates, 2026-05-16 Sat 11:00", report)
        self.assertIn("x the charter is off · Robert Yates, 2026-05-16 Sat 16:00", report)
        that_day = self.scc("charters", "--config", "work/scc.toml", "--from", "2026-05-16", "--to", "2026-05-16", expect=0).out
        self.assertEqual(that_day.count("off, says a mail"), 2)
        self.scc("unassign", "robert-yates-2026-05-16", "host", "jocelyn-park", "--config", "work/scc.toml", expect=0)
        still_open = self.scc("charters", "--config", "work/scc.toml", "--open", expect=0).out
        self.assertNotIn("Robert Yates", still_open)

    def test_a_damaged_scc_toml_ends_with_its_line(self):
        self.demo()
        with open(self.here / "work/scc.toml", "a", encoding="utf-8") as file:
            file.write("\n[mial]\npath = \"x\"\n")
        run = self.scc("demo", "--folder", "work", expect=2)
        self.assertRegex(run.err, r"work/scc\.toml:\d+: there is no section \[mial\]\. Did you mean \"mail\"\?")


if __name__ == "__main__":
    unittest.main()
