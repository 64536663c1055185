"""The released program against the fake of Google, as an operator sets it up."""
import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from program import ROOT, ProgramTest  # noqa: E402

from fake_program import Fake  # noqa: E402

GMAIL = "https://www.googleapis.com/auth/gmail.readonly"
EVENTS = "https://www.googleapis.com/auth/calendar.events"
CALENDAR = "crew-calendar@group.calendar.example"
SANDERSON = "jennifer-sanderson-2026-05-12"
CONFIGURATION = """
[operation]
name = "JADA Sailing"
timezone = "America/Los_Angeles"
mailbox = "crew@sailing.example"
trusted_senders = ["carole@sailing.example", "hal@sailing.example"]
[mail]
source = "gmail"
window_days = 3650
[calendar]
source = "google"
id = "crew-calendar@group.calendar.example"
past_days = 3650
[google]
client_id = "scc-test.apps.example"
"""
SANDERSON_CREW = {"Captain": "Gene O'Neal", "1st Mate": "Angela Wong", "2nd Mate": "Dan Rich", "Host/Hostess": "Keely Hoyt"}
ROLES = (ROOT / "examples/jada/scc.toml").read_text().split("[[role]]", 1)[1]


class GoogleProgramTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.fake = Fake()
        cls.said = []  # everything the program ever printed, for the canary

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def setUp(self):
        super().setUp()
        self.fake.control("reset")
        self.variables = {"SCC_GOOGLE_BASE_URL": self.fake.root, "SCC_GOOGLE_CLIENT_SECRET": "canary-client-secret"}
        self.configure()

    def tearDown(self):
        state = self.fake.control("state")
        self.assertEqual(state["violations"], [])
        self.assertEqual(state["writes_without_if_match"], 0)
        self.assertEqual(state["mails_sent"], 0)
        for said in self.said:
            self.assertNotIn("canary", said)
        super().tearDown()

    def configure(self, more="", roles=True, text=CONFIGURATION):
        (self.here / "scc.toml").write_text(text + more + ("\n[[role]]" + ROLES if roles else ""))

    def scc(self, *words, expect=None, variables=None):
        run = super().scc(*words, expect=expect, variables={**self.variables, **(variables or {})})
        self.said += [run.out, run.err]
        return run

    def browse(self, *words, browser=True, scopes_asked=None):
        """`scc auth login` with a person at the browser; → exit code, stdout, stderr"""
        process = self.start("auth", "login", *words, variables=self.variables)
        out = ""
        while "127.0.0.1" not in out or not out.endswith("\n\n"):
            line = process.stdout.readline()
            if not line:
                self.fail(process.stderr.read())
            out += line
        address = re.search(r"http://\S+/o/oauth2/v2/auth\?\S+", out).group()
        if scopes_asked is not None:
            scopes_asked += re.search(r"scope=([^&]+)", address).group(1).replace("%3A", ":").replace("%2F", "/").split("%20")
        with urllib.request.urlopen(address) as page:
            self.assertIn("close this window", page.read().decode())
        rest, err = process.communicate(timeout=60)
        self.said += [out + rest, err]
        return process.returncode, out + rest, err

    def sign_in(self, *words, **grant):
        """By a token file, as Google's own libraries write it."""
        token = self.fake.control("grant", **grant)["refresh_token"]
        file = self.here / "token.json"
        file.write_text(json.dumps({"type": "authorized_user", "client_id": "scc-test.apps.example", "client_secret": "canary-client-secret",
                                    "refresh_token": token, "account": "", "universe_domain": "googleapis.com"}))
        run = self.scc("auth", "import", "token.json", *words)
        file.unlink()
        return run

    def add_sail(self, title="Jennifer Sanderson - private sail", start="2026-05-12T14:00:00-07:00", end="2026-05-12T17:00:00-07:00", **more):
        return self.fake.control("event", summary=title, start={"dateTime": start}, end={"dateTime": end},
                                 **{"description": "Deposit paid.\nBring the cake.", "attendees": [{"email": "guest@elsewhere.example"}], **more})["id"]

    def add_mail(self, name):
        return self.fake.control("mail", file=str(ROOT / "examples/jada/mail" / name))["id"]

    def crew_mail(self, text, date="Fri, 8 May 2026 16:41:07 -0700", sender="Carole Whitfield <carole@sailing.example>", subject="Sanderson crew", **more):
        """A mail as Gmail stamps it; → its id"""
        address = sender.split("<")[-1].rstrip(">")
        raw = (f"Delivered-To: crew@sailing.example\r\nReceived: by 2002:a05:6a20:e3a8:b0:44a:f66d with SMTP id 9d9a2aa98c6a9597; {date}\r\n"
               f"Authentication-Results: mx.google.com; dkim=pass header.i=@sailing.example header.s=google; dmarc=pass header.from={address.split('@')[1]}\r\n"
               f"From: {sender}\r\nTo: crew@sailing.example\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <{abs(hash((text, date)))}@mail.sailing.example>\r\n"
               f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n")
        return self.fake.control("mail", raw=raw, **more)["id"]

    def crew_in_calendar(self, identity):
        """role title → name, read from the event's block as a person reads it"""
        text = self.event(identity).get("description", "")
        block = re.search(r"── Crew · ShipCaptainCrew ──(.*?)── end of crew ──", re.sub(r"<br\s*/?>", "\n", text), re.S)
        return dict(line.split(": ", 1) for line in block.group(1).strip().split("\n") if ": " in line) if block else {}

    @staticmethod
    def outside_block(description):
        return re.sub(r"(\n\n|(<br\s*/?>)+)?── Crew · ShipCaptainCrew ──.*?── end of crew ──", "", description, flags=re.S)

    def event(self, identity):
        return next(event for event in self.fake.control("events")["events"] if event["id"] == identity)

    def files_with(self, words):
        """Names of all files below the folder that hold these bytes."""
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.here) for name in names
                if words in Path(folder, name).read_bytes()]
