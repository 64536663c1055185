#!/usr/bin/env python3
"""Somebody hears when something stands still, and once more when it is well; a push is believed only from Google."""
import json
import signal
import time
import unittest
import urllib.error
import urllib.request

from google_program import GoogleProgramTest

AUDIENCE = "https://crew.sailing.example/push"
SIGNER = "push@harbour.iam.example"
PATIENCE_S = 60


class Alarms(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        self.alarm()

    def alarm(self, more=""):
        self.variables["SCC_ALARM_WEBHOOK"] = self.fake.addresses["webhook"] + "?canary-webhook"
        self.configure(f'\n[alarm]\nmail_to = ["hal@sailing.example", "carole@sailing.example"]\nmail_from = "scc@sailing.example"\n'
                       f'smtp_server = "{self.fake.addresses["smtp"]}"\n{more}')

    def told(self):
        told = self.fake.control("told")
        return told["messages"], told["mails"]

    def test_a_dead_grant_is_one_alarm_with_its_cause_and_cure_and_nothing_is_lost(self):
        self.sign_in()
        self.add_sail()
        self.scc("sync", expect=0)
        self.assertEqual(self.told(), ([], []))
        self.fake.control("revoke_all")
        self.add_mail("09-sanderson-cake-crew.eml")
        self.add_mail("03-fwd-thank-you.eml")
        self.fake.control("zero")
        for _ in range(5):
            run = self.scc("sync", expect=4)
            self.assertIn("invalid_grant", run.out + run.err)
        self.assertEqual(self.fake.control("state")["refreshes_refused"], 1, "no storm: a dead grant is asked once an hour")
        self.assertEqual({call: count for call, count in self.fake.control("state")["calls"].items() if "." in call}, {})
        messages, mails = self.told()
        about_mail = [text for text in messages if "mail stands still" in text]
        self.assertEqual(len(about_mail), 1, messages)
        self.assertIn("invalid_grant", about_mail[0])
        self.assertIn("scc auth login", about_mail[0])
        self.assertEqual(len(mails), len(messages))
        self.assertEqual(mails[0]["to"], ["hal@sailing.example", "carole@sailing.example"])
        self.assertEqual(mails[0]["from"], "scc@sailing.example")
        self.assertEqual([mail["defects"] for mail in mails], [[]] * len(mails))
        self.assertTrue(all(mail["subject"].startswith("JADA Sailing: ") for mail in mails))
        self.scc("status", expect=4)
        self.sign_in()
        run = self.scc("sync", "--json", expect=0).json()
        self.assertEqual(run["mail"]["seen"], 2, "everything missed is caught up and counted")
        messages, _ = self.told()
        self.assertEqual(len([text for text in messages if "mail is well again" in text]), 1)
        self.scc("sync", expect=0)
        self.assertEqual(len(self.told()[0]), len(messages))

    def test_when_no_sync_runs_at_all_the_status_of_another_scheduler_raises_the_alarm(self):
        self.sign_in()
        self.scc("sync", expect=0)
        self.scc("status", "--alarm", expect=0)
        self.configure_patience_passed()
        self.scc("status", "--alarm", expect=1)
        self.scc("status", "--alarm", expect=1)
        messages, mails = self.told()
        self.assertEqual((len(messages), len(mails)), (3, 3), "mail, calendar, outbox: once each")
        self.assertTrue(all("No success since" in text for text in messages))

    def configure_patience_passed(self):
        """Ages the last success in the store by an hour."""
        import sqlite3
        import json
        with sqlite3.connect(self.here / "scc.db") as store:
            for name, body in store.execute("SELECT name, body FROM sources").fetchall():
                value = json.loads(body)
                if value.get("last_success") is None:
                    continue
                value["last_success"] = "2026-01-01T00:00:00Z" if isinstance(value["last_success"], str) else 1
                store.execute("UPDATE sources SET body = ? WHERE name = ?", (json.dumps(value), name))

    def test_a_bell_that_fails_is_rung_again(self):
        self.fake.control("people", deaf=True)
        run = self.scc("sync", expect=4)  # nobody has signed in
        self.assertIn("alarm.webhook", run.err)
        self.assertEqual(self.told(), ([], []))
        self.fake.control("people", deaf=False)
        self.scc("sync", expect=4)
        self.assertGreater(len(self.told()[0]), 0)

    def test_the_morning_message_says_which_sails_lack_crew(self):
        self.alarm('morning_at = "00:00"\nmorning_days = 2\n')
        self.sign_in()
        soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
        later = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 7200))
        self.add_sail("Amelia Hart - birthday", soon, later)
        self.scc("sync", expect=0)
        self.scc("sync", expect=0)
        messages, mails = self.told()
        self.assertEqual((len(messages), len(mails)), (1, 1))
        self.assertIn("JADA Sailing: 1 sail in the next 2 days lacks crew.", messages[0])
        self.assertIn("Amelia Hart: open Captain, 1st Mate, 2nd Mate, Host/Hostess", messages[0])
        self.assertEqual(mails[0]["subject"], "JADA Sailing: 1 sail in the next 2 days lacks crew.")

    def test_todays_use_of_the_quotas_is_shown(self):
        self.sign_in()
        self.add_sail()
        self.scc("sync", expect=0)
        first = self.scc("status", "--json").json()["quotas_today"]
        self.assertEqual(first["gmail_units"], 6)  # the profile and one page
        self.scc("sync", expect=0)
        second = self.scc("status", "--json").json()["quotas_today"]
        self.assertEqual((second["gmail_units"] - first["gmail_units"], second["calendar_requests"] - first["calendar_requests"]), (2, 1))
        self.assertIn("Gmail units", self.scc("status").out)


class Push(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        self.configure(f'push_topic = "projects/harbour/topics/mail"\npush_audience = "{AUDIENCE}"\npush_account = "{SIGNER}"\n[sync]\nevery_seconds = 86400\n[serve]\nport = 0\nsign_in = "none"\n')
        self.sign_in()
        self.add_sail()

    def serve(self):
        process = self.start("serve", variables=self.variables)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.send_signal, signal.SIGTERM)
        return process, next(line.split()[1].rstrip("/") for line in process.stdout if line.startswith("Serving "))

    def push(self, address, token, method="POST"):
        request = urllib.request.Request(address + "/api/v1/hooks/gmail", b'{"message": {"data": "e30="}}', method=method)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def wait_for(self, what):
        until = time.monotonic() + PATIENCE_S
        while not what():
            self.assertLess(time.monotonic(), until, "it did not happen")
            time.sleep(0.05)

    def test_the_page_shows_how_old_the_sign_in_is_and_what_of_the_quotas_is_used(self):
        _, address = self.serve()
        def gauges():
            with urllib.request.urlopen(address + "/api/v1/health", timeout=30) as answer:
                return {(one["kind"], one["of"]): one for one in json.load(answer)["gauges"]}
        self.wait_for(lambda: ("quota", "mail") in gauges())
        self.wait_for(lambda: ("grant", "google") in gauges())
        self.assertGreater(gauges()[("quota", "mail")]["used"], 0)
        self.assertGreater(gauges()[("quota", "calendar")]["limit"], 0)
        self.assertEqual(gauges()[("grant", "google")]["since"][:10], time.strftime("%Y-%m-%d", time.gmtime()))

    def test_a_signed_push_starts_the_same_run_and_an_unsigned_one_does_not(self):
        process, address = self.serve()
        self.wait_for(lambda: self.fake.calls("calendar.events.list") >= 1 and self.fake.control("state")["watched"])
        before = self.fake.calls("gmail.users.history.list")
        good = {"audience": AUDIENCE, "email": SIGNER}
        for token in ("", "nonsense", self.token(**good, forged=True), self.token(**good, lifetime=-3600),
                      self.token(audience="https://elsewhere.example", email=SIGNER), self.token(audience=AUDIENCE, email="eve@elsewhere.example")):
            self.assertEqual(self.push(address, token), 401, token)
        self.assertEqual(self.push(address, self.token(**good), method="PUT"), 405)
        self.assertEqual(self.fake.calls("gmail.users.history.list"), before)
        self.add_mail("09-sanderson-cake-crew.eml")
        self.assertEqual(self.push(address, self.token(**good)), 204)
        self.wait_for(lambda: self.fake.calls("gmail.users.messages.get") == 1)
        self.assertIsNone(process.poll())

    def test_the_watch_is_renewed_once_a_day(self):
        for _ in range(3):
            self.scc("sync", expect=0)
        self.assertEqual(self.fake.calls("gmail.users.watch"), 1)
        self.assertEqual(self.fake.control("state")["watched"], "projects/harbour/topics/mail")

    def test_without_a_topic_there_is_no_hook(self):
        self.configure('[serve]\nport = 0\nsign_in = "none"\n')
        _, address = self.serve()
        self.assertEqual(self.push(address, self.token(audience=AUDIENCE, email=SIGNER)), 404)

    def token(self, **claims):
        return self.fake.control("push_token", **claims)["token"]


if __name__ == "__main__":
    unittest.main()
