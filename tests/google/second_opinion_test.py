#!/usr/bin/env python3
"""Signing in and reading Gmail against somebody else's emulation of Google, and our fake against it."""
import base64
import unittest
import urllib.parse

from google_program import SANDERSON_CREW, GoogleProgramTest
from program import ROOT
from second_opinion import SecondOpinion, ask, fake_token

MAIL = ROOT / "examples/jada/mail"


def encoded(raw):
    return base64.urlsafe_b64encode(raw).decode()


class Opinions(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        self.opinion = SecondOpinion(self.fake)
        self.addCleanup(self.opinion.stop)
        self.variables["SCC_GOOGLE_BASE_URL"] = self.opinion.root
        self.configure(text=(self.here / "scc.toml").read_text().split("\n[[role]]")[0].replace("[mail]", '[mail]\nquery = "from:carole@sailing.example"'))

    def insert(self, name):
        status, answer = self.opinion.gmail("POST", "messages", {"raw": encoded((MAIL / name).read_bytes()), "labelIds": ["INBOX"]})
        self.assertEqual(status, 200, answer)
        return answer["id"]

    def test_a_person_signs_in_and_crew_mails_arrive_first_by_list_then_by_history(self):
        sail = self.add_sail()
        (self.here / "crew.csv").write_bytes((ROOT / "examples/jada/crew.csv").read_bytes())
        self.scc("crew", "import", "crew.csv", expect=0)
        self.insert("03-fwd-thank-you.eml")
        code, out, err = self.browse()
        self.assertEqual(code, 0, out + err)
        self.assertIn("crew@sailing.example", out)
        self.assertEqual(self.scc("sync", "--json", expect=0).json()["mail"]["seen"], 1)
        self.assertIn("GET /gmail/v1/users/me/messages", self.opinion.asked)
        self.opinion.asked.clear()
        for name in ("09-sanderson-cake-crew.eml", "10-sanderson-crew.eml"):
            self.insert(name)
        self.assertEqual(self.scc("sync", "--json", expect=0).json()["mail"]["seen"], 2)
        self.assertIn("GET /gmail/v1/users/me/history", self.opinion.asked)
        self.assertNotIn("GET /gmail/v1/users/me/messages", self.opinion.asked)
        self.assertEqual(self.crew_in_calendar(sail)["Captain"], SANDERSON_CREW["Captain"])
        self.assertIn("POST /oauth2/token", self.opinion.asked, "each run has a fresh access token")

    def test_the_exchange_holds_only_with_the_verifier_of_the_challenge(self):
        query = urllib.parse.urlencode({"client_id": "scc-test.apps.example", "redirect_uri": "http://127.0.0.1:9/", "scope": "email", "response_type": "code",
                                        "state": "s", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256"})
        # RFC 7636, appendix B
        for verifier, status in (("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", 200), ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXx", 400)):
            _, headers, _ = self.opinion.press_the_button("/o/oauth2/v2/auth?" + query)
            code = urllib.parse.parse_qs(urllib.parse.urlsplit(headers["Location"]).query)["code"][0]
            form = urllib.parse.urlencode({"grant_type": "authorization_code", "code": code, "redirect_uri": "http://127.0.0.1:9/", "client_id": "scc-test.apps.example",
                                           "code_verifier": verifier}).encode()
            answered, _, data = self.opinion.token({"Content-Type": "application/x-www-form-urlencoded"}, form)
            self.assertEqual(answered, status, data)

    def test_our_fake_and_the_other_one_answer_alike(self):
        """Every field that ours gives, the other gives too, in the same form: nothing we read is our invention."""
        raw = (MAIL / "09-sanderson-cake-crew.eml").read_bytes()
        token = fake_token(self.fake)
        theirs, ours = {}, {}
        start_theirs = self.opinion.history_id()
        identity = self.insert("09-sanderson-cake-crew.eml")
        own = self.fake.control("mail", file=str(MAIL / "09-sanderson-cake-crew.eml"))["id"]

        def ask_ours(path):
            import json
            status, _, data = ask(f"{self.fake.root}/gmail/v1/users/me/{path}", headers={"Authorization": "Bearer " + token})
            self.assertEqual(status, 200, data)
            return json.loads(data)

        def ask_theirs(path):
            status, value = self.opinion.gmail("GET", path)
            self.assertEqual(status, 200, value)
            return value
        start_ours = str(int(ask_ours("profile")["historyId"]) - 3)
        for name, path in (("list", "messages?q=from%3Acarole%40sailing.example"), ("raw", "messages/{id}?format=raw"),
                           ("history", "history?startHistoryId={start}&historyTypes=messageAdded&historyTypes=labelAdded")):
            theirs[name] = ask_theirs(path.format(id=identity, start=start_theirs))
            ours[name] = ask_ours(path.format(id=own, start=start_ours))
            self.assertEqual(missing(ours[name], theirs[name]), [], name)
        for answer in (theirs, ours):
            self.assertEqual(base64.urlsafe_b64decode(answer["raw"]["raw"] + "==="), raw)
            self.assertEqual(len(answer["list"]["messages"]), 1)
            self.assertEqual([record["messagesAdded"][0]["message"]["id"] for record in answer["history"]["history"]], [answer["list"]["messages"][0]["id"]])
        self.assertEqual(ours["raw"]["internalDate"], theirs["raw"]["internalDate"])


def missing(ours, theirs, place=""):
    """The fields of `ours` that `theirs` lacks or has in another form."""
    if type(ours) is not type(theirs):
        return [f"{place}: {type(ours).__name__} and {type(theirs).__name__}"]
    if isinstance(ours, dict):
        return [gap for key, value in ours.items() for gap in (missing(value, theirs[key], f"{place}.{key}") if key in theirs else [f"{place}.{key}"])]
    if isinstance(ours, list) and ours and isinstance(ours[0], dict):
        return missing(ours[0], theirs[0], place + "[0]")
    return []


if __name__ == "__main__":
    unittest.main()
