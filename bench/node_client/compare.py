#!/usr/bin/env python3
"""One sync of 200 crew mails: `scc` against the same job written with Google's Node client.

Both run in turn on the fake of Google's endpoints, from nothing to the same calendar. CPU time and
the most memory ever resident are the kernel's own count for each process (wait4). The ratios printed
are of the medians; more than a fifth is a failure.
"""
import datetime
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests/google"))
from google_program import CALENDAR, CONFIGURATION, GoogleProgramTest  # noqa: E402
from program import BINARY, ROOT  # noqa: E402

MAILS = 200
ROUNDS = 3
SHARE_MAX = 1 / 5
FIRST = ("Jennifer", "Marcus", "Olivia", "Preston", "Beatrix", "Leonard", "Tamsin", "Rodrigo", "Ingrid", "Wallace")
LAST = ("Sanderson", "Whitcomb", "Ferraro", "Kessler", "Okafor", "Lindqvist", "Marchetti", "Pemberton", "Vasquez", "Thornbury",
        "Abernathy", "Castellano", "Drummond", "Eastwick", "Fairbanks", "Galloway", "Hathaway", "Ivanova", "Jankowski", "Kowalczyk")
CREW = {"Captain": "Gene O'Neal", "1st Mate": "Angela Wong", "2nd Mate": "Dan Rich", "Host/Hostess": "Keely Hoyt"}


class Comparison(GoogleProgramTest):
    def prepare(self):
        """200 charters, each with its crew mail; the one who is to sync has signed in."""
        self.fake.control("reset")
        for path in self.here.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.configure(text=CONFIGURATION.replace("[mail]", '[mail]\nquery = "from:carole@sailing.example"'))
        shutil.copy(ROOT / "examples/jada/crew.csv", self.here)
        self.scc("crew", "import", "crew.csv", expect=0)
        body = "".join(f"\r\n{role}: {name}" for role, name in CREW.items())
        day = datetime.date(2026, 5, 1)
        for number, (last, first) in enumerate(itertools.product(LAST, FIRST)):
            sail = day + datetime.timedelta(days=number // 2)
            hour = 9 + 6 * (number % 2)
            self.add_sail(f"{first} {last} - private sail", f"{sail}T{hour:02}:00:00-07:00", f"{sail}T{hour + 3:02}:00:00-07:00")
            self.crew_mail(f"Crew for {first} {last} on {sail:%A, %B} {sail.day}:\r\n{body}", f"Mon, 6 Apr 2026 09:{number % 60:02}:{number // 60:02} -0700",
                           subject=f"{last} crew")
        self.sign_in()

    def measure(self, command, variables):
        """→ CPU seconds, most MiB resident"""
        with open(self.here / "output.txt", "w", encoding="utf-8") as output:
            process = subprocess.Popen([*map(str, command)], cwd=self.here, env={"PATH": os.environ["PATH"], **variables},
                                       stdin=subprocess.DEVNULL, stdout=output, stderr=output)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, (self.here / "output.txt").read_text())
        state = self.fake.control("state")
        self.assertEqual((state["calls"]["gmail.users.messages.get"], state["calls"]["calendar.events.patch"]), (MAILS, MAILS))
        self.assertEqual((state["violations"], state["writes_without_if_match"]), ([], 0))
        crews = [self.crew_in_calendar(event["id"]) for event in self.fake.control("events")["events"]]
        self.assertEqual(len(crews), MAILS)
        for crew in crews:
            self.assertEqual({role: name for role, name in crew.items() if role in CREW}, CREW)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def by_scc(self):
        self.prepare()
        return self.measure([BINARY, "sync"], self.variables)

    def by_node(self, script):
        self.prepare()
        token = self.fake.control("grant")["refresh_token"]
        (self.here / "token.json").write_text(json.dumps({"client_id": "scc-test.apps.example", "client_secret": "canary-client-secret", "refresh_token": token}))
        return self.measure(["node", HERE / script, self.fake.root + "/", "token.json", CALENDAR, "from:carole@sailing.example", "state.json"], {})

    def test_scc_needs_at_most_a_fifth_of_cpu_and_memory(self):
        measured = {"scc": [], "googleapis": [], "lean": []}
        for _ in range(ROUNDS):
            measured["scc"].append(self.by_scc())
            measured["googleapis"].append(self.by_node("sync.mjs"))
            measured["lean"].append(self.by_node("lean.mjs"))
        median = {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in measured.items()}
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
        client = re.search(r'"googleapis": "([\d.]+)"', (HERE / "package.json").read_text()).group(1)
        print(f"One sync of {MAILS} mails, median of {ROUNDS} runs (node {version}, googleapis {client}; lean: Node without a package):")
        for number, (what, unit) in enumerate((("CPU", "s"), ("memory", "MiB"))):
            ours = median["scc"][number]
            peers = "".join(f"   {name} {median[name][number]:7.2f} {unit} (1 : {median[name][number] / ours:.1f})" for name in ("googleapis", "lean"))
            print(f"  {what:7} scc {ours:7.2f} {unit:4}{peers}")
        for number in (0, 1):
            self.assertLessEqual(median["scc"][number], SHARE_MAX * median["googleapis"][number], measured)


if __name__ == "__main__":
    unittest.main()
