#!/usr/bin/env python3
"""kill -9 at any moment of a sync of 200 mails, then run again: the same end state as without."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from ics_lines import differences_outside_blocks
from program import ROOT, ProgramTest

MAILS = 200
KILLED_RUNS = 40
KILLS_MAX = 4  # of one run, before it is left in peace
SEED = int(os.environ.get("SCC_TEST_SEED", "20260512"))

MAIL = """Authentication-Results: mx.google.com; dkim=pass header.i=@sailing.example;
       spf=pass smtp.mailfrom=carole@sailing.example; dmarc=pass header.from=sailing.example
From: Carole Whitfield <carole@sailing.example>
To: JADA Crew <crew@sailing.example>
Subject: {client}, {date}
Date: {said}
Message-ID: <kill-test-{number}@sailing.example>
Content-Type: text/plain; charset="utf-8"

Crew for {client} on {date}:

{crew}

Carole
"""
# When something happened on this machine, and how often it was tried: only these may differ.
MOMENTS = {"runs", "recorded", "handled", "opened", "last_success", "last_attempt", "attempts", "due"}


def without_moments(value):
    if isinstance(value, dict):
        return {key: without_moments(item) for key, item in value.items() if key not in MOMENTS}
    return [without_moments(item) for item in value] if isinstance(value, list) else value


class KilledRuns(ProgramTest):
    def setUp(self):
        super().setUp()
        self.chance = random.Random(SEED)
        self.example(roster=False)
        for path in (self.here / "mail").iterdir():
            path.unlink()
        # The charters and the roster as the program itself reads them.
        self.scc("crew", "import", "crew.csv", expect=0)
        self.scc("sync", expect=0)
        charters = self.scc("charters", "--json", expect=0).json()
        crew = self.scc("crew", "list", "--json", expect=0).json()
        for number in range(MAILS):
            self.write_mail(number, self.chance.choice(charters), crew)
        for path in self.here.glob("scc.db*"):
            path.unlink()
        shutil.copy(ROOT / "examples/jada/calendar.ics", self.here)
        self.scc("crew", "import", "crew.csv", expect=0)
        self.fresh = self.here.parent / (self.here.name + "-fresh")
        shutil.copytree(self.here, self.fresh)
        self.addCleanup(shutil.rmtree, self.fresh)

    def write_mail(self, number, charter, crew):
        titles = {"captain": "Captain", "first_mate": "1st Mate", "second_mate": "2nd Mate", "host": "Host"}
        lines = []
        for role, title in titles.items():
            able = [member["name"] for member in crew if role in member["roles"]]
            if self.chance.random() < 0.8:
                lines.append(f"{title}: {self.chance.choice(able)}")
        year, month, day = charter["start"][:10].split("-")
        date = f"{int(month)}/{int(day)}/{year}"
        said = f"Wed, 1 Apr 2026 {8 + number // 60:02d}:{number % 60:02d}:00 -0700"
        text = MAIL.format(client=charter["client"], date=date, said=said, number=number, crew="\n".join(lines) or "none yet")
        (self.here / f"mail/{number:03d}.eml").write_text(text, encoding="utf-8")

    def start_over(self):
        shutil.rmtree(self.here)
        shutil.copytree(self.fresh, self.here)

    def end_state(self):
        """Everything durable, once the program has seen its own writes; times of this machine left out."""
        self.scc("sync", expect=0)
        store = sqlite3.connect(self.here / "scc.db")
        names = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        state = {}
        for name in names:
            if name in ("changes", "leases"):
                continue
            cursor = store.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in cursor.description]
            rows = [without_moments(dict(zip(columns, row))) for row in cursor]
            for row in rows:
                if name == "sources":  # grows with each run
                    row.pop("version")
                    row["body"] = row["body"].replace('"version":', '"runs":')
                if "body" in row:
                    row["body"] = without_moments(json.loads(row["body"]))
            state[name] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
        store.close()
        return state, self.calendar()

    def ended_within(self, seconds):
        """The seconds it took; None where it was still at work, and was killed."""
        begin = time.monotonic()
        process = self.start("sync", "--json")
        try:
            process.communicate(timeout=seconds)
            return time.monotonic() - begin
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return None

    def test_a_killed_run_that_is_run_again_ends_like_an_undisturbed_one(self):
        begin = time.monotonic()
        report = self.scc("sync", "--json", expect=0).json()
        length = time.monotonic() - begin
        self.assertEqual(len(report["mail"]["mails"]), MAILS)
        self.assertGreater(report["mail"]["applied"], MAILS * 0.9)
        wanted_store, wanted_calendar = self.end_state()
        self.assertEqual(differences_outside_blocks((ROOT / "examples/jada/calendar.ics").read_bytes(), wanted_calendar), [])
        killed = 0
        for run in range(KILLED_RUNS):
            self.start_over()
            moments = [self.chance.random() * length for _ in range(self.chance.randint(1, KILLS_MAX))]
            times = [self.ended_within(moment) for moment in moments]
            killed += times.count(None)
            # A whole run: quicker than the first, which other tests may have slowed down.
            length = min(length, times[0] or length)
            self.scc("sync", expect=0)
            store, calendar = self.end_state()
            with self.subTest(run=run, seed=SEED, moments=moments):
                self.assertEqual(store, wanted_store)
                self.assertEqual(calendar, wanted_calendar)
                self.scc("check", expect=0)
        print(f"seed {SEED}: {killed} kills in {KILLED_RUNS} runs of {length:.2f} s")
        self.assertGreater(killed, KILLED_RUNS // 2)


if __name__ == "__main__":
    unittest.main()
