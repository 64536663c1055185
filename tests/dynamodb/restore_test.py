#!/usr/bin/env python3
"""The drill of docs/operations.md on DynamoDB: a table restored to a point in time, and the mailbox closes the gap.

The engine restores to its latest moment only, so that moment is taken before the gap."""
import unittest

import on_dynamodb

TABLE = "ShipCaptainCrew"
LATER = ("14", "15", "16", "17", "18")  # mails that come after the moment that is restored


class RestoreTable(on_dynamodb.OnDynamoDb):
    def state(self):
        shown = [self.on_table(*words, "--json").json() for words in (["charters"], ["review"], ["crew"], ["audit", "--limit", "1000"])]
        for fact in shown[3]:
            fact.pop("recorded", None)
        return shown[:3], sorted(map(str, shown[3])), self.calendar()

    def test_a_restored_table_is_migrated_and_ends_like_the_one_that_was_lost(self):
        self.use("dynamodb")
        self.on_table("store", "create")
        self.on_table("crew", "import", "crew.csv")
        later = [mail for mail in (self.here / "mail").iterdir() if mail.name.startswith(LATER)]
        for mail in later:
            mail.rename(self.here / mail.name)
        self.on_table("sync")
        dynamodb = self.client("dynamodb")
        dynamodb.restore_table_to_point_in_time(SourceTableName=TABLE, TargetTableName=f"{TABLE}-2", UseLatestRestorableTime=True)
        for mail in later:
            (self.here / mail.name).rename(mail)
        self.on_table("sync")
        wanted = self.state()
        dynamodb.delete_table(TableName=TABLE)
        self.aws["DYNAMODB_TABLE_NAME"] = f"{TABLE}-2"
        self.assertIn("✗", self.on_table("store", "describe", expect=1).out)
        self.on_table("store", "migrate")
        self.assertEqual(self.on_table("store", "describe").out.count("✓"), 5)
        dry = self.on_table("sync", "--dry-run", "--json", expect=3).json()["mail"]
        self.assertEqual(dry["seen"] - dry["known"], len(LATER))
        self.on_table("sync")
        self.assertEqual(self.state(), wanted)
        self.on_table("sync", "--dry-run")


if __name__ == "__main__":
    unittest.main()
