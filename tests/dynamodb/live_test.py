#!/usr/bin/env python3
"""`scc serve` on DynamoDB: the page learns within seconds of what others write into the table."""
import http.client
import unittest

import on_dynamodb
import serve_test
from on_dynamodb import SANDERSON


class Live(on_dynamodb.OnDynamoDb):
    serve, end, ask, sign_in = (getattr(serve_test.Serve, name) for name in ("serve", "end", "ask", "sign_in"))

    def start(self, *words, variables=None, **options):
        return super().start(*words, variables={**self.aws, **(variables or {})} if hasattr(self, "aws") else variables, **options)

    def test_what_another_process_writes_into_the_table_is_told_to_the_page(self):
        self.use("dynamodb")
        self.on_table("store", "create")
        self.on_table("crew", "import", "crew.csv")
        self.on_table("sync")
        _, link = self.serve("--no-sync")
        headers = self.sign_in(link)
        listening = http.client.HTTPConnection(link.hostname, link.port, timeout=20)
        self.addCleanup(listening.close)
        listening.request("GET", "/api/v1/events", headers=headers)
        events = listening.getresponse()
        self.assertEqual(events.getheader("content-type"), "text/event-stream")
        self.on_table("assign", SANDERSON, "captain", "Beatrice Holloway")
        line = events.readline().decode()
        while line and not line.startswith("event:"):
            line = events.readline().decode()
        self.assertEqual(line, "event: changed\n")
        answer, text = self.ask(link, "GET", f"/api/v1/charters/{SANDERSON}", headers=headers)
        self.assertEqual(answer.status, 200, text)
        self.assertIn("Beatrice Holloway", text)


if __name__ == "__main__":
    unittest.main()
