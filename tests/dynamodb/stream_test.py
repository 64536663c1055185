#!/usr/bin/env python3
"""`scc stream`: every change of the table is one line of the audit log, whatever happens to the program."""
import json
import signal
import unittest

from on_dynamodb import SANDERSON, OnDynamoDb

HEADINGS = "name,roles\n"


class StreamTest(OnDynamoDb):
    def hire(self, name):
        roster = self.here / "hired.csv"
        with roster.open("a", encoding="utf-8") as file:
            file.write(("" if file.tell() else HEADINGS) + f"{name},captain\n")
        self.on_table("crew", "import", roster)


class Streams(StreamTest):
    def setUp(self):
        super().setUp()
        self.use("dynamodb")
        self.on_table("store", "create")
        self.log = self.here / "audit.jsonl"
        self.place = self.here / "audit.jsonl.place"

    def lines(self, suffix=""):
        path = self.here / f"audit.jsonl{suffix}"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def put_damaged(self, name):
        item = {"pk": {"S": name}, "sk": {"S": "charter"}, "version": {"N": "1"}, "starts": {"S": "soon"}}
        self.client("dynamodb").put_item(TableName="ShipCaptainCrew", Item=item)

    def test_every_change_is_a_line_and_comes_once(self):
        self.on_table("crew", "import", "crew.csv")
        self.on_table("stream")
        members = self.lines()
        self.assertEqual({line["kind"] for line in members}, {"member"})
        self.on_table("sync")
        self.on_table("stream")
        self.on_table("stream")
        lines = self.lines()
        self.assertEqual(lines[: len(members)], members)
        self.assertEqual(len({(line["shard"], line["sequence"]) for line in lines}), len(lines))
        shown = self.on_table("show", SANDERSON, "--json").json()
        of_charter = [line["after"] for line in lines if line["kind"] == "charter" and line["key"][0] == SANDERSON]
        self.assertEqual([after["version"] for after in of_charter if "version" in after], list(range(1, shown["version"] + 1)))
        receipts = [line["key"][0] for line in lines if line["kind"] == "receipt"]
        self.assertEqual(len(set(receipts)), len(list((self.here / "mail").glob("*.eml"))))
        self.assertFalse(self.lines(".set-aside"))

    def test_who_ended_after_the_line_and_before_the_note_writes_it_once(self):
        self.on_table("stream")
        noted = self.place.read_bytes()
        self.on_table("crew", "import", "crew.csv")
        self.put_damaged("a-charter")
        self.on_table("stream", expect=1)
        whole = self.log.read_bytes()
        aside = self.lines(".set-aside")
        self.place.write_bytes(noted)
        self.on_table("stream")
        self.assertEqual((self.log.read_bytes(), self.lines(".set-aside")), (whole, aside))
        # The same, ended within a line: what is left of it goes, and it comes whole.
        self.place.write_bytes(noted)
        self.log.write_bytes(whole[:-40])
        (self.here / "audit.jsonl.set-aside").write_bytes(b"")
        self.on_table("stream", expect=1)
        self.assertEqual((self.log.read_bytes(), self.lines(".set-aside")), (whole, aside))

    def test_a_follower_that_is_killed_again_and_again_neither_misses_nor_repeats(self):
        for round in range(6):
            follower = self.start("stream", "--watch", variables=self.aws)
            self.hire(f"Tess Okafor {round}")
            follower.send_signal(signal.SIGKILL)
            follower.communicate()
        self.on_table("stream")
        added = [line["key"][1] for line in self.lines() if line["kind"] == "member" and line["change"] == "insert"]
        self.assertEqual(added, [f"tess-okafor-{round}" for round in range(6)])

    def test_a_record_that_cannot_be_read_is_set_aside_and_the_others_go_on(self):
        self.put_damaged("first")
        self.on_table("crew", "import", "crew.csv")
        self.put_damaged("last")
        told = self.on_table("stream", "--json", expect=1).json()
        self.assertEqual((told["lines"], told["set_aside"]), (len(self.lines()), 2))
        self.assertGreater(told["lines"], 5)
        aside = self.lines(".set-aside")
        self.assertEqual([line["record"]["dynamodb"]["Keys"]["pk"]["S"] for line in aside], ["first", "last"])
        self.assertIn("can't be read", aside[0]["why"])
        self.assertEqual(self.on_table("stream", "--json").json()["set_aside"], 0)

    def test_one_log_has_one_writer_and_ctrl_c_ends_a_follower(self):
        follower = self.start("stream", "--watch", variables=self.aws)
        while not self.place.exists():
            self.assertIsNone(follower.poll())
        self.assertIn("Another `scc stream`", self.on_table("stream", expect=75).err)
        follower.send_signal(signal.SIGINT)
        out, err = follower.communicate(timeout=30)
        self.assertEqual((follower.returncode, err), (0, ""), out)

    def test_a_log_says_itself_where_it_lacks_something(self):
        self.on_table("stream")
        note = json.loads(self.place.read_text())
        inner = json.loads(note["note"])
        self.place.write_text(json.dumps({**note, "note": json.dumps({**inner, "stream": inner["stream"] + "-before"})}))
        self.on_table("stream")
        self.assertEqual([line["kind"] for line in self.lines()], ["gap"])
        self.assertIn("another one", self.lines()[0]["why"])

    def test_without_a_stream_the_cure_is_said(self):
        self.client("dynamodb").delete_table(TableName="ShipCaptainCrew")
        self.assertIn("scc store create", self.on_table("stream", expect=1).err)
        self.use("sqlite")
        self.assertIn("scc audit", self.on_table("stream", expect=1).err)


class StreamsOnMoto(StreamTest):
    engine = "moto"

    def test_another_engine_gives_the_same_lines(self):
        self.use("dynamodb")
        self.on_table("store", "create")
        self.hire("Tess Okafor")
        self.on_table("stream")
        self.hire("Dan Rich")
        self.on_table("stream")
        lines = [json.loads(line) for line in (self.here / "audit.jsonl").read_text().splitlines()]
        self.assertEqual([(line["change"], line["kind"], line["key"][1]) for line in lines], [("insert", "member", "tess-okafor"), ("insert", "member", "dan-rich")])


if __name__ == "__main__":
    unittest.main()
