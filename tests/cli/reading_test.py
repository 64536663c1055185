#!/usr/bin/env python3
"""`scc parse` and `scc eval` on a labelled world: their forms, their figures, and what they say of broken input."""
import email
import email.policy
import json
import unittest

from program import ROOT, ProgramTest

WORLD = ROOT / "tests/golden/worlds/jada"
HOSTILE = ROOT / "tests/hostile"


def key(change):
    person = change.get("person", change.get("person_name", ""))
    return change["op"], change["charter"], change.get("role", ""), person.casefold()


def on_one_line(text):
    return " ".join(text.split())


class Reading(ProgramTest):
    def read(self, *mails):
        out = self.scc("parse", "--world", WORLD / "world.json", "--json", *mails, expect=0).out
        return [json.loads(line) for line in out.splitlines()]

    @staticmethod
    def labels():
        return [json.loads(line) for line in (WORLD / "expected.jsonl").read_text().splitlines()]

    def test_each_mail_is_one_line_of_json_in_the_order_asked_for(self):
        names = ["020.eml", "003.eml", "011.eml"]
        self.assertEqual([read["file"] for read in self.read(*(WORLD / "mail" / name for name in names))], names)

    def test_a_reading_has_the_form_of_a_label_with_evidence_and_reasons(self):
        roles = {role["id"] for role in json.loads((WORLD / "world.json").read_text())["roles"]}
        quotes = 0
        for read in self.read(*sorted((WORLD / "mail").glob("*.eml"))):
            self.assertIn(read["disposition"], {"apply", "review", "ignore", "reject"})
            self.assertTrue(all(isinstance(reason, str) and reason for reason in read["reasons"]))
            if read["disposition"] in ("ignore", "reject"):
                self.assertEqual(read["changes"], [])
            mail = email.message_from_bytes((WORLD / "mail" / read["file"]).read_bytes(), policy=email.policy.default)
            for change in read["changes"]:
                self.assertIn(change["op"], {"assign", "unassign", "cancel"})
                self.assertIsInstance(change["certain"], bool)
                if change["op"] != "cancel":
                    self.assertIn(change["role"], roles)
                    self.assertNotEqual("person" in change, "person_name" in change)
                self.assertEqual(set(change["evidence"]), {"quote", "part"})
                if change["evidence"]["part"] == "text/plain":
                    text = mail.get_body(preferencelist=("plain",)).get_content()
                    self.assertIn(on_one_line(change["evidence"]["quote"]), on_one_line(text), read["file"])
                    quotes += 1
        self.assertGreater(quotes, 50)

    def test_the_figures_of_eval_are_those_of_the_readings(self):
        read = {reading["file"]: reading for reading in self.read(*sorted((WORLD / "mail").glob("*.eml")))}
        labels = self.labels()
        dispositions = labelled = certain = right = wrong = touched = 0
        for label in labels:
            reading = read[label["file"]]
            dispositions += reading["disposition"] == label["disposition"]
            meant = {key(change) for change in label["changes"] if change["certain"]}
            got = {key(change) for change in reading["changes"] if change["certain"]}
            labelled += len(meant)
            certain += len(got)
            right += len(meant & got)
            wrong += bool(got - meant)
            touched += bool(got) and label["disposition"] in ("ignore", "reject")
        figures = self.scc("eval", WORLD, "--json", expect=0).json()
        one = figures["worlds"][0]
        self.assertEqual(one["mails"], len(labels))
        self.assertEqual(one["dispositions_right"], dispositions)
        self.assertAlmostEqual(one["disposition_accuracy"], dispositions / len(labels))
        self.assertAlmostEqual(one["precision"], right / certain)
        self.assertAlmostEqual(one["recall"], right / labelled)
        self.assertEqual(one["mails_with_wrong_change"], wrong)
        self.assertEqual(one["mails_touched_wrongly"], touched)

    def test_several_worlds_are_summed_in_total(self):
        figures = self.scc("eval", WORLD, ROOT / "tests/golden/worlds/harbor", "--json", expect=0).json()
        self.assertEqual([world["world"] for world in figures["worlds"]], ["jada", "harbor"])
        for name in ("mails", "dispositions_right", "certain_labelled", "certain_read", "certain_right"):
            self.assertEqual(figures["total"][name], sum(world[name] for world in figures["worlds"]), name)
        total = figures["total"]
        self.assertAlmostEqual(total["precision"], total["certain_right"] / total["certain_read"])

    def test_verbose_names_every_mail_that_is_read_otherwise_than_labelled(self):
        read = {reading["file"]: reading for reading in self.read(*sorted((WORLD / "mail").glob("*.eml")))}
        missed = set()
        for label in self.labels():
            reading = read[label["file"]]
            meant = {(key(change), change["certain"]) for change in label["changes"]}
            got = {(key(change), change["certain"]) for change in reading["changes"]}
            if meant != got or reading["disposition"] != label["disposition"]:
                missed.add(f"jada/{label['file']}")
        out = self.scc("eval", WORLD, "--verbose", expect=0).out
        self.assertEqual({line.split()[0] for line in out.splitlines() if line.startswith("jada/")}, missed)
        self.assertNotIn("jada/", self.scc("eval", WORLD, expect=0).out)

    def test_a_forged_mail_is_rejected_with_the_reason(self):
        run = self.scc("parse", "--world", HOSTILE / "world.json", "--json",
                       HOSTILE / "mail/02-forged-results-below.eml", expect=0)
        self.assertEqual(run.json()["disposition"], "reject")
        self.assertEqual(run.json()["changes"], [])
        self.assertTrue(run.json()["reasons"])

    def test_what_is_no_mail_changes_nothing_and_says_why(self):
        (self.here / "picture.eml").write_bytes(bytes(range(256)) * 40)
        (self.here / "empty.eml").write_bytes(b"")
        for name in ("picture.eml", "empty.eml"):
            (read,) = self.read(self.here / name)
            self.assertEqual(read["disposition"], "reject")
            self.assertEqual(read["changes"], [])
            self.assertTrue(read["reasons"])

    def test_broken_input_is_named_and_fails(self):
        mail = WORLD / "mail/001.eml"
        self.assertIn("nowhere.json: can't be read",
                      self.scc("parse", "--world", "nowhere.json", mail, expect=1).err)
        self.assertIn("nowhere.eml: can't be read",
                      self.scc("parse", "--world", WORLD / "world.json", "nowhere.eml", expect=1).err)
        self.assertIn("can't be read", self.scc("parse", "--world", WORLD / "world.json", self.here, expect=1).err)
        (self.here / "world.json").write_text('{"operator": "Half a')
        self.assertIn("world.json: not JSON", self.scc("parse", "--world", "world.json", mail, expect=1).err)
        self.assertIn("nowhere/world.json: can't be read", self.scc("eval", "nowhere", expect=1).err)
        self.assertIn("needs MAIL", self.scc("parse", "--world", WORLD / "world.json", expect=2).err)

    def test_a_world_that_names_what_is_not_there_says_where(self):
        world = json.loads((WORLD / "world.json").read_text())
        world["charters"][2]["vessel"] = "flying-dutchman"
        (self.here / "world.json").write_text(json.dumps(world))
        err = self.scc("parse", "--world", "world.json", WORLD / "mail/001.eml", expect=1).err
        self.assertIn("charters[2].vessel", err)
        self.assertIn("flying-dutchman", err)


if __name__ == "__main__":
    unittest.main()
