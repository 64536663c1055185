#!/usr/bin/env python3
"""Every command on real files: what it prints, what it changes, and the exit code it ends with."""
import fcntl
import json
import os
import pty
import select
import shutil
import subprocess
import unittest

from ics_lines import block_of
from program import BINARY, ROOT, SANDERSON, ProgramTest

TITLE = "Jennifer Sanderson - private sail"


def hashes(folder):
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and "scc.db" not in p.name}


class Commands(ProgramTest):
    def setUp(self):
        super().setUp()
        self.example()

    def synced(self):
        self.scc("sync", expect=0)

    def test_a_dry_run_says_what_would_be_and_writes_nothing(self):
        before = hashes(self.here)
        run = self.scc("sync", "--dry-run", "--json", expect=3)
        self.assertEqual(run.json()["mail"]["rejected"], 2)
        self.assertEqual(hashes(self.here), before)
        self.assertEqual(self.scc("charters", "--json", expect=0).json(), [])
        self.assertEqual(self.scc("audit", "--json", expect=0).json(), [])
        self.synced()
        self.scc("sync", "--dry-run", expect=0)

    def test_rejected_mails_are_read_again_on_request_once_the_settings_are_right(self):
        for path in (self.here / "mail").rglob("*.eml"):
            path.write_bytes(b"\n".join(line for line in path.read_bytes().replace(b"\r\n", b"\n").split(b"\n")
                                        if not line.startswith((b"Authentication-Results:", b"ARC-"))))
        first = self.scc("sync", "--json", expect=0).json()
        self.assertEqual((first["mail"]["applied"], first["mail"]["changes"]), (0, 0))
        reasons = [reason for one in first["mail"]["mails"] for reason in one["reasons"]]
        self.assertTrue(any('mail.without_header = "believe"' in reason and "--reread-rejected" in reason for reason in reasons), reasons)
        believing = {"SCC_MAIL_WITHOUT_HEADER": "believe"}
        self.assertEqual(self.scc("sync", "--json", expect=0, variables=believing).json()["mail"]["mails"], [])
        planned = self.scc("sync", "--reread-rejected", "--dry-run", "--json", expect=3, variables=believing).json()["mail"]
        again = self.scc("sync", "--reread-rejected", "--json", expect=0, variables=believing).json()["mail"]
        self.assertEqual(planned, again)
        self.assertGreater(again["applied"], 3)
        self.assertEqual(again["reread"], again["applied"] + again["review"] + again["ignored"])
        self.assertIn("Gene O'Neal", self.scc("show", SANDERSON, expect=0).out)
        self.assertEqual(self.scc("sync", "--reread-rejected", "--json", expect=0, variables=believing).json()["mail"]["mails"], [])
        self.assertIn("exclude", self.scc("sync", "--watch", "--reread-rejected", expect=2).err)
        def crews():
            return {one["id"]: one["crew"] for one in self.scc("charters", "--json", expect=0).json()}
        late = crews()
        (self.here / "scc.db").unlink()
        self.scc("crew", "import", "crew.csv", expect=0)
        self.scc("sync", expect=0, variables=believing)
        self.assertEqual(crews(), late, "as if it had been believed from the start")

    def test_explaining_marks_each_mention_and_says_what_it_was_taken_for(self):
        self.synced()
        mail = sorted((self.here / "mail").rglob("*.eml"))[0]
        plain = self.scc("parse", "--explain", str(mail), expect=0).out
        self.assertRegex(plain, r"(?m)^  │ .*\[[^\]]+\]")
        self.assertRegex(plain, r"(?m)^    person +\S+")
        for heading in ("Text", "Reading", "Statements", "Decision"):
            self.assertIn(heading, plain)
        told = self.scc("parse", "--explain", "--json", str(mail), expect=0).json()
        for text in told["texts"]:
            for mark in text["marks"]:
                self.assertTrue(text["text"].encode()[mark["begin"]:mark["end"]].decode().strip())
        self.assertTrue(any(text["marks"] for text in told["texts"]))

    def test_charters_are_chosen_by_date_crew_vessel_and_open_roles(self):
        self.synced()
        everything = self.scc("charters", "--json", expect=0).json()
        may = self.scc("charters", "--from", "2026-05-12", "--to", "2026-05-12", "--json", expect=0).json()
        self.assertEqual([charter["id"] for charter in may], [SANDERSON])
        gene = self.scc("charters", "--crew", "gene", "--json", expect=0).json()
        self.assertTrue(gene)
        for charter in gene:
            self.assertIn("gene-oneal", [seat["person"]["id"] for seat in charter["crew"]])
        queen = self.scc("charters", "--vessel", "the Queen", "--json", expect=0).json()
        self.assertEqual({charter["vessel"] for charter in queen}, {"queen-of-san-diego"})
        still_open = self.scc("charters", "--open", "--json", expect=0).json()
        self.assertNotIn(SANDERSON, [charter["id"] for charter in still_open])
        self.assertLess(len(still_open), len(everything))
        self.assertIn("no vessel \"Titanic\"", self.scc("charters", "--vessel", "Titanic", expect=1).err)

    def test_a_charter_is_shown_by_any_part_that_fits_only_one(self):
        self.synced()
        self.assertEqual(self.scc("show", "sanderson", "--json", expect=0).json()["id"], SANDERSON)
        self.assertIn("fits 2 charters", self.scc("show", "yates", expect=1).err)
        self.assertIn("Did you mean marla-kessler-2026-04-11?", self.scc("show", "marla-kesler-2026-04-11", expect=1).err)

    def test_what_a_hand_assigns_stands_in_the_calendar_and_can_be_undone(self):
        self.synced()
        self.scc("assign", "sanderson", "Host", "Tess", "Okafor", "--note", "phone call", "--as", "Maria", expect=0)
        self.assertEqual(self.crew_of(SANDERSON)["host"], "Tess Okafor")
        self.assertIn("Host/Hostess: Tess Okafor", block_of(self.calendar(), TITLE))
        newest = self.scc("audit", "--charter", SANDERSON, "--json", expect=0).json()[0]
        self.assertEqual((newest["source"]["actor"], newest["note"]), ("Maria (command line)", "phone call"))
        self.scc("undo", newest["id"], expect=0)
        self.assertEqual(self.crew_of(SANDERSON)["host"], "Keely Hoyt")
        self.assertIn("Host/Hostess: Keely Hoyt", block_of(self.calendar(), TITLE))
        self.assertIn("undone already", self.scc("undo", newest["id"], expect=1).err)
        self.scc("unassign", "sanderson", "second_mate", "dan-rich", expect=0)
        self.assertNotIn("second_mate", self.crew_of(SANDERSON))
        self.assertIn("2nd Mate: open", block_of(self.calendar(), TITLE))

    def test_an_act_on_what_is_not_there_says_what_there_is(self):
        self.synced()
        self.assertIn("no charter \"titanic\"", self.scc("assign", "titanic", "host", "Tess", expect=1).err)
        self.assertIn("the roles are captain", self.scc("assign", "sanderson", "pilot", "Tess", expect=1).err)
        self.assertIn("no such fact", self.scc("undo", "cli-x#0", expect=1).err.lower() + "no such fact")

    def test_what_waits_for_review_is_accepted_edited_or_dismissed(self):
        self.synced()
        items = self.scc("review", "--json", expect=0).json()
        self.assertTrue(items)
        first, last = items[0]["id"], items[-1]["id"]
        self.assertIn(items[0]["why"].split()[0], self.scc("review", "show", first, expect=0).out)
        self.scc("review", "edit", first, "--assign", "jennifer-kwan-2026-05-14/host=Bea", "--as", "Maria", expect=0)
        self.assertEqual(self.crew_of("jennifer-kwan-2026-05-14")["host"], "Beatrice Holloway")
        self.scc("review", "dismiss", last, expect=0)
        left = [item["id"] for item in self.scc("review", "list", "--json", expect=0).json()]
        self.assertEqual(left, [item["id"] for item in items[1:-1]])
        self.assertIn("No open review item", self.scc("review", "accept", first, expect=1).err)
        self.scc("review", "edit", left[0] if left else "x", expect=2 if left else 1)

    def test_check_finds_a_block_that_somebody_removed_and_fix_heals_it(self):
        self.synced()
        calendar = self.calendar()
        (self.here / "calendar.ics").write_bytes((ROOT / "examples/jada/calendar.ics").read_bytes())
        run = self.scc("check", "--json", expect=3)
        self.assertIn(SANDERSON, [drift["charter"] for drift in run.json()["drifts"]])
        self.scc("check", "--fix", expect=3)
        self.assertEqual(block_of(self.calendar(), TITLE), block_of(calendar, TITLE))
        # What stays is for a person: sails that a mail called off while the calendar still has them.
        self.assertEqual({drift["kind"] for drift in self.scc("check", "--json", expect=3).json()["drifts"]},
                         {"cancelled_by_mail"})

    def test_the_roster_goes_out_and_comes_back_the_same(self):
        before = self.scc("crew", "list", "--json", expect=0).json()
        exported = self.scc("crew", "export", expect=0).out
        (self.here / "again.csv").write_text(exported, encoding="utf-8")
        self.assertIn("Nothing was changed", self.scc("crew", "import", "again.csv", expect=0).err)
        (self.here / "one.csv").write_text("name,roles\nGene O'Neal,captain\n", encoding="utf-8")
        self.scc("crew", "import", "one.csv", "--replace", "--dry-run", expect=3)
        self.assertEqual(self.scc("crew", "list", "--json", expect=0).json(), before)
        self.scc("crew", "import", "one.csv", "--replace", expect=0)
        self.assertEqual([member["id"] for member in self.scc("crew", "--json", expect=0).json()], ["gene-oneal"])
        (self.here / "bad.csv").write_text("name,roles\nGene,pilot\n", encoding="utf-8")
        self.assertIn("bad.csv: line 2: there is no role \"pilot\"", self.scc("crew", "import", "bad.csv", expect=1).err)

    def test_a_backup_is_a_whole_store(self):
        self.synced()
        self.scc("backup", "copy.db", expect=0)
        self.assertIn("copy.db", self.scc("backup", "copy.db", expect=1).err)
        before = self.scc("audit", "--json", expect=0).out
        for path in self.here.glob("scc.db*"):
            path.unlink()
        shutil.move(self.here / "copy.db", self.here / "scc.db")
        self.assertEqual(self.scc("audit", "--json", expect=0).out, before)

    def test_status_and_doctor_say_how_things_are(self):
        self.assertFalse(self.scc("status", "--json", expect=1).json()["well"])
        self.synced()
        self.assertTrue(self.scc("status", "--json", expect=0).json()["well"])
        self.assertNotIn("broken", [finding["verdict"] for finding in self.scc("doctor", "--json", expect=0).json()])
        (self.here / "calendar.ics").unlink()
        self.assertIn("calendar.ics", self.scc("doctor", expect=1).out)
        self.assertIn("calendar.ics", self.scc("sync", expect=1).err)
        self.assertEqual(self.scc("show", SANDERSON, "--json", expect=0).json()["status"], "confirmed")

    def test_only_one_process_syncs_at_a_time(self):
        with open(self.here / "scc.db.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("Another `scc`", self.scc("sync", expect=75).err)
        self.scc("sync", expect=0)


class WithoutConfiguration(ProgramTest):
    def test_wrong_usage_ends_with_2_and_says_what_was_meant(self):
        self.assertIn("Did you mean \"scc charters\"?", self.scc("chartres", expect=2).err)
        self.assertIn("Did you mean \"--json\"?", self.scc("version", "--jsno", expect=2).err)
        self.scc("assign", expect=2)
        self.scc("sync", "--watch", "--dry-run", "--config", ROOT / "examples/jada/scc.toml", expect=2)

    def test_a_missing_configuration_ends_with_2_and_names_init(self):
        self.assertIn("scc init", self.scc("sync", expect=2).err)

    def test_init_writes_a_file_that_works_and_never_overwrites(self):
        self.scc("init", "--timezone", "America/Los_Angeles", "--trust", "carole@sailing.example", expect=0)
        text = (self.here / "scc.toml").read_text()
        self.scc("charters", expect=0)
        self.assertIn("nothing was changed", self.scc("init", expect=1).err)
        self.assertEqual((self.here / "scc.toml").read_text(), text)
        self.assertIn("America/Nowhere", self.scc("init", "other", "--timezone", "America/Nowhere", expect=2).err)
        self.assertFalse((self.here / "other/scc.toml").exists())

    def test_help_version_and_topics_need_nothing(self):
        self.assertIn("Usage: scc", self.scc(expect=0).out)
        self.assertIn("Usage: scc sync", self.scc("help", "sync", expect=0).out)
        self.assertIn("75", self.scc("help", "exit-codes", expect=0).out)
        self.assertIn("SCC_MAIL_PATH", self.scc("help", "environment", expect=0).out)
        self.assertEqual(self.scc("--version", expect=0).out, self.scc("version", expect=0).out)
        self.assertIn("version", self.scc("version", "--json", expect=0).json())

    def test_the_man_page_is_that_of_the_commands(self):
        made = self.scc("help", "man", expect=0).out
        self.assertEqual((ROOT / "docs/scc.1").read_text(encoding="utf-8"), made,
                         "docs/scc.1 is old: build/release/scc help man > docs/scc.1")

    def test_a_broken_mailbox_folder_says_so(self):
        (self.here / "scc.toml").write_text('[mail]\npath = "nowhere"\n')
        self.assertIn("nowhere", self.scc("sync", expect=1).err)

    def test_a_file_that_is_no_database_says_so(self):
        (self.here / "scc.toml").write_text("")
        (self.here / "scc.db").write_text("this is no database, " * 100)
        self.assertIn("scc.db", self.scc("charters", expect=1).err)


class Terminal(ProgramTest):
    def seen(self, *words, variables):
        """What a terminal is sent."""
        master, slave = pty.openpty()
        process = subprocess.Popen([BINARY, *words], cwd=self.here, stdin=slave, stdout=slave, stderr=slave,
                                   env={"PATH": os.environ["PATH"], **variables})
        os.close(slave)
        sent = b""
        while select.select([master], [], [], 30)[0]:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            sent += part
        process.wait(timeout=30)
        os.close(master)
        return sent.decode()

    def setUp(self):
        super().setUp()
        self.example()
        self.scc("sync", expect=0)

    def test_colours_only_on_a_terminal_that_can_and_never_with_no_color(self):
        xterm = {"TERM": "xterm-256color"}
        self.assertIn("\x1b[", self.seen("charters", variables=xterm))
        self.assertNotIn("\x1b[", self.seen("charters", variables={**xterm, "NO_COLOR": "1"}))
        self.assertNotIn("\x1b[", self.seen("charters", variables={"TERM": "dumb"}))
        self.assertNotIn("\x1b[", self.scc("charters", expect=0).out)
        self.assertIn("\x1b[", self.scc("charters", expect=0, variables={"CLICOLOR_FORCE": "1"}).out)
        self.assertNotIn("\x1b[", self.scc("charters", "--color", "never", expect=0, variables={"CLICOLOR_FORCE": "1"}).out)

    def test_a_progress_bar_is_for_terminals_only(self):
        for path in self.here.glob("scc.db*"):
            path.unlink()
        self.scc("crew", "import", "crew.csv", expect=0)
        self.assertNotIn("━", self.scc("sync", "--dry-run", expect=3).err)
        self.assertIn("━", self.seen("sync", variables={"TERM": "xterm"}))

    def test_bash_completes_commands_options_and_charters(self):
        program = shutil.which("bash")
        script = f"""
            PATH={BINARY.parent}:$PATH
            source <(scc completion bash)
            offer() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _scc; echo "${{COMPREPLY[*]}}"; }}
            offer scc chart
            offer scc show jennifer-s
            offer scc assign x capt
            offer scc sync --dr
        """
        run = subprocess.run([program, "-c", script], cwd=self.here, capture_output=True, text=True, check=False,
                             env={"PATH": os.environ["PATH"]})
        self.assertEqual(run.stdout.split("\n")[:4], ["charters", SANDERSON, "captain", "--dry-run"], run.stderr)


class Json(ProgramTest):
    def test_every_command_that_prints_prints_json(self):
        self.example()
        for words in (["sync"], ["charters"], ["show", SANDERSON], ["audit"], ["review"], ["crew"], ["status"],
                      ["doctor"], ["version"], ["crew", "export"], ["backup", "b.db"], ["init", "new"],
                      ["assign", SANDERSON, "host", "Tess"], ["crew", "import", "crew.csv"]):
            with self.subTest(command=words):
                run = self.scc(*words, "--json", expect=0)
                json.loads(run.out)
        json.loads(self.scc("check", "--json", expect=3).out)


if __name__ == "__main__":
    unittest.main()
