#!/usr/bin/env python3
"""`scc` on DynamoDB (ministack): one line of the configuration is another, and nothing else is."""
import unittest

from on_dynamodb import ROOT, SANDERSON, OnDynamoDb


class Program(OnDynamoDb):
    def everything(self):
        asked = [["charters", "--json"], ["show", SANDERSON, "--json"], ["audit", "--json"], ["review", "--json"], ["crew", "--json"]]
        return [self.scc(*words, expect=0, variables=self.aws).json() for words in asked]

    def test_a_store_moves_to_dynamodb_and_back_and_nothing_is_missing(self):
        self.scc("sync", expect=0)
        before = self.everything()
        self.use("dynamodb")
        self.scc("store", "create", expect=0, variables=self.aws)
        told = self.scc("store", "copy", "--from", "sqlite", "--to", "dynamodb", "--json", expect=0, variables=self.aws).json()
        self.assertTrue(told["whole"])
        self.assertGreater(told["records"]["facts"]["to"], 10)
        self.assertEqual(told["records"]["receipts"]["from"], told["records"]["receipts"]["to"])
        self.assertEqual(self.everything(), before)
        self.scc("sync", "--dry-run", expect=0, variables=self.aws)
        refused = self.scc("store", "copy", "--from", "sqlite", "--to", "dynamodb", expect=1, variables=self.aws)
        self.assertIn("holds records already", refused.err)
        for path in self.here.glob("scc.db*"):
            path.unlink()
        self.scc("store", "copy", "--from", "dynamodb", "--to", "sqlite", expect=0, variables=self.aws)
        self.use("sqlite")
        self.assertEqual(self.everything(), before)

    def test_the_main_job_ends_the_same_on_either_store(self):
        self.scc("sync", expect=0)
        wanted = (self.crew_of(SANDERSON), self.calendar())
        (self.here / "calendar.ics").write_bytes((ROOT / "examples/jada/calendar.ics").read_bytes())
        self.use("dynamodb")
        self.scc("store", "create", expect=0, variables=self.aws)
        self.scc("crew", "import", "crew.csv", expect=0, variables=self.aws)
        self.scc("sync", expect=0, variables=self.aws)
        shown = self.scc("show", SANDERSON, "--json", expect=0, variables=self.aws).json()
        self.assertEqual({seat["role"]: seat["person"]["name"] for seat in shown["crew"]}, wanted[0])
        self.assertEqual(self.calendar(), wanted[1])


if __name__ == "__main__":
    unittest.main()
