#!/usr/bin/env python3
"""Signing in: `scc auth login|status|revoke|import`, and what doctor and status say of it."""
import json
import stat
import subprocess
import unittest
import urllib.request

from google_program import CALENDAR, CONFIGURATION, EVENTS, GMAIL, GoogleProgramTest


class SigningIn(GoogleProgramTest):
    def test_a_person_at_a_browser_signs_in_and_everything_says_whose_it_is(self):
        scopes = []
        code, out, err = self.browse(scopes_asked=scopes)
        self.assertEqual(code, 0, out + err)
        self.assertEqual(scopes, [GMAIL, EVENTS])
        self.assertIn("crew@sailing.example, covers Gmail, Google Calendar", out)
        status = self.scc("auth", "status", "--json", expect=0).json()[0]
        self.assertEqual((status["account"], status["scopes"], status["problem"], status["warning"]), ("crew@sailing.example", [GMAIL, EVENTS], "", ""))
        self.assertIsNotNone(status["last_refresh"])
        self.assertIn("last refresh", self.scc("auth", "status", expect=0).out)
        self.assertIn("crew@sailing.example", self.scc("status").out)
        self.assertIn("crew@sailing.example", self.scc("doctor").out)

    def test_a_server_without_a_browser_takes_the_address_that_was_pasted(self):
        process = subprocess.Popen([self.binary(), "auth", "login", "--no-browser"], cwd=self.here, env=self.variables, text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        address = next(line.strip() for line in process.stdout if "/o/oauth2/v2/auth?" in line)

        class Stop(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None
        try:
            urllib.request.build_opener(Stop).open(address)
            self.fail("no redirect")
        except urllib.error.HTTPError as redirect:
            pasted = redirect.headers["Location"]
        out, err = process.communicate(pasted + "\n", timeout=60)
        self.said += [out, err]
        self.assertEqual(process.returncode, 0, out + err)
        self.assertIn("crew@sailing.example", out)

    def test_an_unticked_box_is_said_everywhere_and_the_other_half_works(self):
        self.fake.control("oauth", unticked=[GMAIL])
        sail = self.add_sail()
        code, out, _ = self.browse()
        self.assertEqual(code, 4)
        for said in (out, self.scc("auth", "status", expect=4).out, self.scc("status", expect=4).out, self.scc("doctor", expect=1).out):
            self.assertIn("does not cover Gmail", said)
            self.assertIn("scc auth login", said)
        run = self.scc("sync", expect=4)
        self.assertIn("does not cover Gmail", run.out + run.err)
        self.assertEqual([charter["id"] for charter in self.scc("charters", "--json", expect=0).json()], ["jennifer-sanderson-2026-05-12"])
        health = {source["source"]: source for source in self.scc("status", "--json").json()["sources"]}
        self.assertEqual((health["calendar"]["well"], health["outbox"]["well"], health["mail"]["well"]), (True, True, False))
        self.assertIn("scc auth login", health["mail"]["cure"])
        self.assertEqual(self.fake.calls("gmail.users.messages.list"), 0, "Google is not asked in vain")
        self.assertTrue(sail)

    def test_a_grant_in_testing_status_is_warned_of(self):
        self.fake.control("oauth", testing_status=True)
        code, out, _ = self.browse()
        self.assertEqual(code, 0)
        for said in (out, self.scc("auth", "status", expect=0).out, self.scc("doctor").out, self.scc("status").out):
            self.assertRegex(said, r"ends in [67] days: the app is in Testing status")

    def test_declining_changes_nothing(self):
        self.fake.control("oauth", declines=True)
        process = self.start("auth", "login", variables=self.variables)
        address = next(line.strip() for line in process.stdout if "/o/oauth2/v2/auth?" in line)
        with urllib.request.urlopen(address) as page:
            self.assertIn("Nothing was granted", page.read().decode())
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("declined", err)
        self.assertFalse((self.here / "google/google.grant").exists())

    def test_a_token_file_of_googles_libraries_is_imported(self):
        run = self.sign_in()
        self.assertEqual(run.code, 0, run)
        self.assertEqual(self.scc("auth", "status", "--json", expect=0).json()[0]["account"], "crew@sailing.example")

    def test_a_file_that_is_none_is_refused_with_what_is_missing(self):
        (self.here / "token.json").write_text('{"type": "authorized_user", "client_id": "x"}')
        self.assertIn("client_secret: missing", self.scc("auth", "import", "token.json", expect=1).err)
        self.assertIn("can't be read", self.scc("auth", "import", "nowhere.json").err)

    def test_two_grants_are_two_consents_of_one_scope_each(self):
        self.configure('grants = "two"\n')
        scopes = []
        code, out, err = self.browse("--grant", "gmail", scopes_asked=scopes)
        self.assertEqual((code, scopes), (0, [GMAIL]), out + err)
        self.scc("auth", "status", expect=4)
        scopes.clear()
        code, out, err = self.browse("--grant", "calendar", scopes_asked=scopes)
        self.assertEqual((code, scopes), (0, [EVENTS]), out + err)
        self.scc("auth", "status", expect=0)
        self.add_sail()
        self.scc("sync", expect=0)
        self.fake.control("revoke", scope=GMAIL)  # a password change: tokens with Gmail scopes end
        run = self.scc("sync", expect=4)
        self.assertIn("scc auth login", run.out + run.err)
        health = {source["source"]: source["well"] for source in self.scc("status", "--json").json()["sources"]}
        self.assertEqual(health, {"calendar": True, "mail": False, "outbox": True})

    def test_revoking_ends_it_at_google_and_here(self):
        self.sign_in()
        self.scc("auth", "revoke", expect=0)
        self.assertEqual(self.fake.control("state")["refresh_tokens"], 0)
        self.scc("auth", "status", expect=4)
        self.assertIn("no sign-in", self.scc("auth", "revoke", expect=0).err)

    def test_what_is_kept_is_private_and_holds_no_readable_secret(self):
        self.sign_in()
        self.add_sail()
        self.add_mail("09-sanderson-cake-crew.eml")
        self.scc("sync")
        self.assertEqual(self.files_with(b"canary"), [])
        grant = self.here / "google/google.grant"
        self.assertEqual(stat.S_IMODE(grant.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(grant.parent.stat().st_mode), 0o700)
        self.assertEqual(stat.S_IMODE((self.here / "google/key").stat().st_mode), 0o600)

    def test_the_key_may_come_from_the_environment(self):
        self.configure('key_in = "environment"\n')
        self.assertIn("SCC_GOOGLE_KEY is not set", self.scc("auth", "status").err)
        key = {"SCC_GOOGLE_KEY": "ab" * 32}
        self.variables.update(key)
        self.sign_in()
        self.scc("auth", "status", expect=0)
        self.assertFalse((self.here / "google/key").exists())
        self.variables["SCC_GOOGLE_KEY"] = "cd" * 32
        self.assertIn("another key", self.scc("auth", "status", expect=1).err)

    def test_without_a_client_or_a_sign_in_it_says_what_to_do(self):
        self.configure(text=CONFIGURATION.replace('client_id = "scc-test.apps.example"', ""))
        self.assertIn("docs/google.md", self.scc("auth", "login", expect=1).err)
        run = self.scc("sync", expect=4)
        self.assertIn("scc auth login", run.out + run.err)
        self.assertIn("nobody has signed in", self.scc("doctor", expect=1).out)

    def test_doctor_shows_the_calendar_its_access_and_its_writers(self):
        self.sign_in()
        out = self.scc("doctor").out
        self.assertIn(f'Google Calendar "JADA Charters" ({CALENDAR})', out)
        self.assertIn("our access: writer", out)
        self.assertIn("--calendar-list", out)
        self.sign_in(scopes=[GMAIL, "https://www.googleapis.com/auth/calendar"])
        self.assertIn("its writers: crew@sailing.example, carole@sailing.example", self.scc("doctor").out)

    def test_the_calendar_is_found_by_its_name_once(self):
        self.configure(text=CONFIGURATION.replace(CALENDAR, "JADA Charters"))
        self.sign_in(scopes=[GMAIL, "https://www.googleapis.com/auth/calendar"])
        self.add_sail()
        self.scc("sync", expect=0)
        self.assertEqual(self.fake.calls("calendar.calendarList.list"), 1)
        self.scc("sync", expect=0)
        self.assertEqual(self.fake.calls("calendar.calendarList.list"), 1)
        self.assertEqual(len(self.scc("charters", "--json").json()), 1)

    def test_another_account_is_read_from_its_beginning(self):
        self.sign_in()
        self.add_sail()
        self.scc("sync", expect=0)
        self.fake.control("gmail", address="other@sailing.example")
        self.assertIn("another account than before", self.sign_in().err)
        self.fake.control("zero")
        self.scc("sync", expect=0)
        self.assertEqual(self.fake.calls("gmail.users.messages.list"), 1)

    @staticmethod
    def binary():
        from program import BINARY
        return BINARY


if __name__ == "__main__":
    unittest.main()
