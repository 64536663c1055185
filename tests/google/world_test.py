#!/usr/bin/env python3
"""The 60 mails of a labelled world through Gmail into Google Calendar, undisturbed and with faults at every step."""
import datetime
import email
import email.utils
import json
import unittest

from google_program import CALENDAR, GoogleProgramTest
from program import ROOT

WORLD = ROOT / "tests/golden/worlds/thames"
FAULTS = ("rateLimitExceeded", "tooManyRequests", "backendError", "reset", "cut", "half", "portal")
# How well mails are read is measured by `scc eval`. What is measured here is what gets lost on the way: of the seats that
# only mails speak of which are read as they are labelled (each by itself, while here they follow each other).
AGREEMENT_MIN = 0.97


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


class Labels:
    """What the labels say the calendar shows in the end: the certain changes in the order in which the mails were said."""

    def __init__(self, world, readings):
        self.names = {member["id"]: member["name"] for member in world["crew"]}
        most = {role["id"]: role["max"] for role in world["roles"]}
        self.seats = {}    # (charter, role) → names
        for charter in world["charters"]:
            for seat in charter["crew"]:
                self.seats.setdefault((charter["id"], seat["role"]), []).append(self.names.get(seat.get("person"), seat.get("person_name")))
        self.touched = set()
        self.cancelled = set()
        self.misread = set()    # seats that a mail speaks of which is not read as it is labelled
        mails = [json.loads(line) for line in (WORLD / "expected.jsonl").read_text().splitlines()]
        for mail in sorted(mails, key=lambda mail: said(WORLD / "mail" / mail["file"])):
            reading = readings[mail["file"]]
            self.misread |= {change[1:3] for change in certain(mail) ^ certain(reading)}
            for change in mail["changes"] if mail["disposition"] == "apply" else []:
                if not change["certain"]:
                    continue
                if change["op"] == "cancel":
                    self.cancelled.add(change["charter"])
                    continue
                key = (change["charter"], change["role"])
                self.touched.add(key)
                name = self.names.get(change.get("person"), change.get("person_name"))
                held = self.seats.setdefault(key, [])
                if change["op"] == "unassign":
                    self.seats[key] = [other for other in held if other != name]
                elif name not in held:
                    self.seats[key] = [name] if most[change["role"]] == 1 else [*held, name]


def certain(mail):
    """The changes that are made without asking, as a set"""
    changes = mail["changes"] if mail["disposition"] == "apply" else []
    return {(change["op"], change["charter"], change.get("role"), change.get("person") or change.get("person_name")) for change in changes if change["certain"]}


def said(path):
    return email.utils.parsedate_to_datetime(email.message_from_bytes(path.read_bytes())["Date"]).timestamp()


class World(GoogleProgramTest):
    def prepare(self):
        world = json.loads((WORLD / "world.json").read_text())
        text = f"""
[operation]
name = {quoted(world['operator'])}
timezone = {quoted(world['timezone'])}
date_order = {quoted(world['date_order'])}
mailbox = {quoted(world['mailbox'])}
trusted_senders = {quoted(world['trusted_senders'])}
[mail]
source = "gmail"
query = "in:inbox"
[calendar]
source = "google"
id = "{CALENDAR}"
past_days = 3650
block_edits = "accept"
[google]
client_id = "scc-test.apps.example"
"""
        for role in world["roles"]:
            text += f"[[role]]\nid = {quoted(role['id'])}\ntitle = {quoted(role['title'])}\naliases = {quoted(role['aliases'])}\nmax = {role['max']}\n"
        for vessel in world["vessels"]:
            text += f"[[vessel]]\nid = {quoted(vessel['id'])}\nname = {quoted(vessel['name'])}\naliases = {quoted(vessel['aliases'])}\n"
        (self.here / "scc.toml").write_text(text)
        rows = ["id,name,aliases,email,roles,phone"]
        for member in world["crew"]:
            rows.append(",".join([member["id"], member["name"], ";".join(member["aliases"]), member.get("email", ""), ";".join(member["roles"]), ""]))
        (self.here / "crew.csv").write_text("\n".join(rows) + "\n")
        self.scc("crew", "import", "crew.csv", expect=0)
        self.sign_in()
        self.fake.control("calendar", account=world["mailbox"])
        vessels = {vessel["id"]: vessel["name"] for vessel in world["vessels"]}
        titles = {role["id"]: role["title"] for role in world["roles"]}
        names = {member["id"]: member["name"] for member in world["crew"]}
        events = {}
        for charter in world["charters"]:
            crew = {}
            for seat in charter["crew"]:
                crew.setdefault(titles[seat["role"]], []).append(names[seat["person"]])
            block = "".join(f"\n{title}: {', '.join(crew.get(title, [])) or 'open'}" for title in titles.values())
            description = "Deposit paid." + (f"\n\n── Crew · ShipCaptainCrew ──{block}\n── end of crew ──" if crew else "")
            status = "tentative" if charter["status"] == "hold" else "confirmed"
            events[charter["id"]] = self.fake.control("event", summary=charter["title"], description=description, location=vessels.get(charter["vessel"], ""), status=status,
                              start={"dateTime": charter["start"]}, end={"dateTime": charter["end"]}, updated="2025-12-01T09:00:00.000Z")["id"]
        self.scc("sync")
        ids = {charter["id"] for charter in self.scc("charters", "--json", expect=0).json()}
        self.assertEqual({charter["id"] for charter in world["charters"]} - ids, set(), "each event becomes its charter")
        for charter in world["charters"]:
            if charter["status"] == "cancelled":
                self.fake.control("edit", id=events[charter["id"]], changes={"status": "cancelled"})
        self.scc("sync")
        return world

    def insert_mails(self):
        for path in sorted((WORLD / "mail").glob("*.eml")):
            self.fake.control("mail", file=str(path))

    def calendar_seats(self):
        """(charter, role title) → names, as the blocks show them"""
        seats = {}
        for event in self.fake.control("events")["events"]:
            marks = event.get("extendedProperties", {}).get("private", {})
            for title, names in self.crew_in_calendar(event["id"]).items():
                seats[(marks.get("sccCharter"), title)] = [] if names == "open" else names.split(", ")
        return seats

    def descriptions(self):
        return sorted((event.get("summary", ""), event.get("start", {}).get("dateTime", ""), event.get("description", "")) for event in self.fake.control("events")["events"])

    def sync_all(self, runs_max=30):
        for _ in range(runs_max):
            run = self.scc("sync")
            if run.code == 0 and self.scc("status", "--json").json()["outbox_waiting"] == 0:
                return run
        self.fail(f"it does not end: {run}")

    def test_the_calendar_ends_as_the_labels_say_and_faults_change_nothing(self):
        world = self.prepare()
        self.insert_mails()
        self.sync_all()
        titles = {role["id"]: role["title"] for role in world["roles"]}
        mails = sorted((WORLD / "mail").glob("*.eml"))
        lines = self.scc("parse", "--world", WORLD / "world.json", "--json", *mails, expect=0).out.splitlines()
        labels = Labels(world, {reading["file"]: reading for reading in map(json.loads, lines)})
        shown = self.calendar_seats()
        asked = sorted(key for key in labels.touched - labels.misread if key[0] not in labels.cancelled)
        wrong = [(key, labels.seats[key], shown.get((key[0], titles[key[1]]), [])) for key in asked
                 if sorted(labels.seats[key]) != sorted(shown.get((key[0], titles[key[1]]), []))]
        agreement = 1 - len(wrong) / len(asked)
        print(f"{len(labels.touched)} seats are labelled as certain, {len(asked)} of them by mails that are read so: {agreement:.1%} are in the calendar")
        self.assertGreater(len(asked), 30)
        self.assertGreaterEqual(agreement, AGREEMENT_MIN, wrong)
        drifts = self.scc("check", "--json").json()["drifts"]
        self.assertEqual([drift for drift in drifts if drift["kind"] != "cancelled_by_mail"], [], "a mail may say that a sail is off; its event is a person's")
        undisturbed = self.descriptions()
        for number, kind in enumerate(FAULTS):
            with self.subTest(fault=kind):
                self.forget_everything()
                self.prepare()
                self.insert_mails()
                # Each fifth call of each kind fails, beginning with another one for each kind of fault.
                self.fake.control("fault", match="^(gmail|calendar)", kind=kind, times=10_000, skip=number % 5, every=5)
                self.sync_all()
                self.assertEqual(self.descriptions(), undisturbed)
                self.assertGreater(self.fake.control("state")["faults"], 20)

    def test_a_write_whose_reply_is_lost_each_time_ends_in_the_same_state(self):
        self.prepare()
        self.insert_mails()
        self.sync_all()
        undisturbed = self.descriptions()
        self.forget_everything()
        self.prepare()
        self.insert_mails()
        self.fake.control("fault", match="events.patch", kind="reset", after=True, times=10_000, every=2)
        self.sync_all()
        self.assertEqual(self.descriptions(), undisturbed)

    def forget_everything(self):
        import shutil
        self.fake.control("reset")
        for path in self.here.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    unittest.main()
