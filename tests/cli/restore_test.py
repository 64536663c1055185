#!/usr/bin/env python3
"""The drill of docs/operations.md, walked: a backup, a loss, a restore, and the mailbox closes the gap."""
import json
import os
import shutil
import subprocess
import unittest

from program import BINARY, ROOT, SANDERSON, ProgramTest

LATER = ("14", "15", "16", "17", "18")  # mails that come after the backup


class Restore(ProgramTest):
    def setUp(self):
        super().setUp()
        self.example()
        self.later = self.here / "later"
        self.later.mkdir()
        for mail in self.mails():
            mail.rename(self.later / mail.name)
        self.scc("sync", expect=0)
        self.scc("backup", "copy.db", expect=0)
        for mail in list(self.later.iterdir()):
            mail.rename(self.here / "mail" / mail.name)

    def mails(self):
        return [path for path in sorted((self.here / "mail").iterdir()) if path.name.startswith(LATER)]

    def state(self):
        """What people see, without when it was recorded."""
        shown = [self.scc(*words, "--json", expect=0).json() for words in (["charters"], ["review"], ["crew"], ["audit", "--limit", "1000"])]
        text = json.dumps(shown, sort_keys=True)
        facts = [{key: value for key, value in fact.items() if key != "recorded"} for fact in shown[3]]
        self.assertGreater(len(facts), 10, text)
        return shown[:3], sorted(json.dumps(fact, sort_keys=True) for fact in facts), self.calendar()

    def lose_and_restore(self):
        for path in self.here.glob("scc.db*"):
            path.unlink()
        shutil.copy(self.here / "copy.db", self.here / "scc.db")

    def test_mails_that_came_after_the_backup_are_read_again_and_the_end_is_the_same(self):
        self.scc("sync", expect=0)
        wanted = self.state()
        self.lose_and_restore()
        self.assertNotEqual(self.state(), wanted)
        dry = self.scc("sync", "--dry-run", "--json", expect=3).json()["mail"]
        self.assertEqual(dry["seen"] - dry["known"], len(LATER))
        self.scc("sync", expect=0)
        self.assertEqual(self.state(), wanted)
        self.assertEqual(self.scc("sync", "--dry-run").code, 0)

    def test_what_a_hand_did_after_the_backup_is_asked_for_and_comes_back(self):
        self.scc("sync", expect=0)
        self.scc("assign", SANDERSON, "host", "Beatrice Holloway", expect=0)
        wanted = self.crew_of(SANDERSON)
        before = self.calendar()
        waiting = len(self.scc("review", "--json", expect=0).json())
        self.lose_and_restore()
        self.scc("sync", expect=0)
        self.assertIn(b"Beatrice", self.calendar())
        asked = [item for item in self.scc("review", "--json", expect=0).json() if item["kind"] == "calendar_edit"]
        self.assertEqual((len(asked), len(self.scc("review", "--json").json())), (1, waiting + 1), asked)
        self.scc("review", "accept", asked[0]["id"], expect=0)
        self.assertEqual(self.crew_of(SANDERSON), wanted)
        self.assertEqual(self.calendar().count(b"Beatrice"), before.count(b"Beatrice"))

    def test_the_drill_of_the_handbook_works_as_it_is_written(self):
        text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
        drill = text[text.index("## The drill") :]
        commands = drill[drill.index("```sh\n") + 6 :].split("```", 1)[0]
        self.assertIn("/backup/scc-2026-05-01.db", commands)
        commands = commands.replace("/backup/scc-2026-05-01.db", "copy.db")
        programs = self.here / "programs"
        programs.mkdir()
        (programs / "scc").symlink_to(BINARY)
        self.scc("sync", expect=0)
        before = (self.here / "scc.db").read_bytes(), self.calendar()
        ran = subprocess.run(["bash", "-c", commands], cwd=self.here, env={"PATH": f"{programs}:{os.environ['PATH']}"}, capture_output=True, text=True, timeout=120)
        self.assertEqual((ran.returncode, ran.stderr.count("scc:")), (0, 0), ran)
        self.assertIn(f"{len(LATER)} new mails", ran.stdout)
        self.assertRegex(ran.stdout, r"block_differs(.|\n)*\d+ of \d+ charters agree")
        self.assertEqual(((self.here / "scc.db").read_bytes(), self.calendar()), before)
        self.assertFalse(list(self.here.glob("drill.db*")))


if __name__ == "__main__":
    unittest.main()
