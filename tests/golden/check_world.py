#!/usr/bin/env python3
"""Validates labelled worlds:  check_world.py WORLD_FOLDER…   Prints what is wrong and exits 1; notes are for the writer to look at."""
import email
import email.policy
import json
import re
import sys
from collections import Counter
from datetime import datetime
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

SETTINGS = ("operator", "timezone", "date_order", "mailbox", "trusted_senders", "roles", "crew", "vessels", "charters")
HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Authentication-Results")
CHANGE_KEYS = {"assign": {"charter", "role", "who"}, "unassign": {"charter", "role", "who"}, "cancel": {"charter"}}


class Report:
    def __init__(self, name):
        self.name, self.errors, self.notes = name, [], []

    def expect(self, holds, text):
        if not holds:
            self.errors.append(text)
        return bool(holds)


def unique(report, rows, what):
    """The rows by id; ids that occur twice are errors."""
    for key, times in Counter(row["id"] for row in rows).items():
        report.expect(times == 1, f"world.json: {what} {key} stands {times} times")
    return {row["id"]: row for row in rows}


def check_charters(report, world, known):
    zone = ZoneInfo(world["timezone"])
    for charter in world["charters"]:
        where = f"world.json: {charter['id']}"
        start, end = datetime.fromisoformat(charter["start"]), datetime.fromisoformat(charter["end"])
        report.expect(start < end, f"{where}: ends before it starts")
        for moment in (start, end):
            report.expect(moment.utcoffset() == moment.astimezone(zone).utcoffset(), f"{where}: {moment} is not in {zone}")
        report.expect(re.search(rf"-{start.date()}(-\d+)?$", charter["id"]), f"{where}: the id does not end in its date")
        report.expect(charter["vessel"] in known["vessels"], f"{where}: no vessel {charter['vessel']}")
        report.expect(charter["status"] in ("confirmed", "cancelled", "hold"), f"{where}: status {charter['status']}")
        for place in charter["crew"]:
            report.expect(place["role"] in known["roles"], f"{where}: no role {place['role']}")
            report.expect(place["person"] in known["crew"], f"{where}: no person {place['person']}")
        for role, count in Counter(p["role"] for p in charter["crew"]).items():
            report.expect(count <= known["roles"][role]["max"], f"{where}: {count} as {role}")


def verdict(message):
    """What Gmail's own, topmost Authentication-Results says of dmarc; quoted text and comments say nothing."""
    top = str((message.get_all("Authentication-Results") or [""])[0])
    bare = re.sub(r'"[^"]*"', "", top)
    while (shorter := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = shorter
    service, *clauses = [c.strip() for c in bare.split(";")]
    results = [c.split("=")[1].split()[0] for c in clauses if re.match(r"dmarc\s*=", c)]
    return results[0] if service == "mx.google.com" and results else "none"


def check_change(report, where, change, known):
    keys = {"who" if k in ("person", "person_name") else k for k in change} - {"op", "certain"}
    if not report.expect(CHANGE_KEYS.get(change.get("op")) == keys, f"{where}: {change}: odd op or keys"):
        return
    report.expect(isinstance(change.get("certain"), bool), f"{where}: {change}: certain is neither true nor false")
    report.expect(change["charter"] in known["charters"], f"{where}: no charter {change['charter']}")
    if change["op"] == "cancel":
        return
    report.expect(change["role"] in known["roles"], f"{where}: no role {change['role']}")
    if "person" in change:
        if report.expect(change["person"] in known["crew"], f"{where}: no person {change['person']}"):
            rated = change["role"] in known["crew"][change["person"]]["roles"]
            if change["op"] == "assign" and not rated:
                report.notes.append(f"{where}: {change['person']} is not rated {change['role']}")
    else:
        taken = {n.lower() for p in known["crew"].values() for n in [p["name"], *p["aliases"]]}
        report.expect(change["person_name"].lower() not in taken, f"{where}: {change['person_name']} is on the roster")


def check_state(report, where, changes, known):
    """Applies the certain changes; more than a role holds, or an unassign of nobody, is a note."""
    places = {c["id"]: {(p["role"], p["person"]) for p in c["crew"]} for c in known["charters"].values()}
    named = [(c, c.get("person") or c.get("person_name")) for c in changes if c["op"] != "cancel"]
    for change, who in named:
        if change["op"] == "unassign":
            if (change["role"], who) not in places[change["charter"]]:
                report.notes.append(f"{where}: {who} does not stand as {change['role']} on {change['charter']}")
            places[change["charter"]].discard((change["role"], who))
    for change, who in named:
        if change["op"] == "assign" and change["certain"]:
            here, role = places[change["charter"]], change["role"]
            if known["roles"][role]["max"] == 1:
                here -= {p for p in here if p[0] == role}
            here.add((role, who))
            report.expect(sum(r == role for r, _ in here) <= known["roles"][role]["max"],
                          f"{where}: {change['charter']}: more {role} than it holds, and certain")
            if known["charters"][change["charter"]]["status"] != "confirmed":
                report.errors.append(f"{where}: a certain change to a charter that is not confirmed")


def check_label(report, label, known):
    where, changes = label.get("file", "?"), label.get("changes", [])
    report.expect(set(label) == {"file", "disposition", "changes", "why"} and label["why"], f"{where}: keys {sorted(label)}")
    for change in changes:
        check_change(report, where, change, known)
    texts = Counter(json.dumps({k: v for k, v in c.items() if k != "certain"}, sort_keys=True) for c in changes)
    report.expect(all(n == 1 for n in texts.values()), f"{where}: a change stands twice")
    certain, kind = any(c.get("certain") for c in changes), label.get("disposition")
    report.expect({"apply": certain, "review": not certain, "ignore": not changes, "reject": not changes}.get(kind),
                  f"{where}: {kind} does not fit its changes")
    if not report.errors:
        check_state(report, where, changes, known)


def check_mail(report, file, label, trusted, seen):
    where, message = file.name, email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    for header in HEADERS:
        report.expect(message[header] is not None, f"{where}: no {header}")
    text = file.read_bytes().split(b"\r\n\r\n")[0].decode("ascii")
    for part in message.walk():
        report.expect(not part.defects, f"{where}: {part.get_content_type()}: {part.defects}")
        if part.get_content_maintype() == "text":
            try:
                text += part.get_payload(decode=True).decode(part.get_content_charset("us-ascii"))
            except (UnicodeDecodeError, LookupError) as error:
                report.errors.append(f"{where}: {part.get_content_type()}: {error}")
    report.expect(message["Message-ID"] not in seen, f"{where}: Message-ID as in {seen.get(message['Message-ID'])}")
    seen[message["Message-ID"]] = where
    sent = parsedate_to_datetime(str(message["Date"]))
    report.expect(str(message["Date"]).startswith(f"{sent:%a}"), f"{where}: the Date's weekday is wrong")
    senders = [a.lower() for _, a in getaddresses([str(v) for v in message.get_all("From")])]
    believed = len(senders) == 1 and senders[0] in trusted and verdict(message) == "pass"
    report.expect(believed != (label["disposition"] == "reject"),
                  f"{where}: {label['disposition']}, sender {senders}, dmarc={verdict(message)}")
    for domain in re.findall(r"@([\w-]+(?:\.[\w-]+)+)", text):
        report.expect(domain.lower().endswith((".example", ".google.com")), f"{where}: a real domain, {domain}")


def check_world(folder: Path):
    report = Report(folder.name)
    world = json.loads((folder / "world.json").read_text(encoding="utf-8"))
    if not report.expect(all(key in world for key in SETTINGS), "world.json: a setting is missing"):
        return report
    report.expect(world["date_order"] in ("mdy", "dmy"), f"world.json: date_order {world['date_order']}")
    known = {what: unique(report, world[what], what) for what in ("roles", "crew", "vessels", "charters")}
    for person in world["crew"]:
        report.expect(set(person["roles"]) <= set(known["roles"]), f"world.json: {person['id']}: a role that is not there")
    check_charters(report, world, known)
    labels = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    mails = sorted((folder / "mail").glob("*.eml"))
    report.expect([label["file"] for label in labels] == [m.name for m in mails], "mails and labels are not one to one")
    trusted, seen = {t.lower() for t in world["trusted_senders"]}, {}
    for label, mail in zip(labels, mails):
        check_label(report, label, known)
        check_mail(report, mail, label, trusted, seen)
    kinds = Counter(label["disposition"] for label in labels)
    certain = sum(c["certain"] for label in labels for c in label["changes"])
    print(f"{folder.name}: {len(mails)} mails, {len(world['charters'])} charters, {len(world['crew'])} crew,",
          f"{certain} certain changes;", ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    return report


if __name__ == "__main__":
    reports = [check_world(Path(a)) for a in sys.argv[1:]]
    for report in reports:
        for note in report.notes:
            print(f"  note: {report.name}: {note}")
        for error in report.errors:
            print(f"  ERROR: {report.name}: {error}")
    sys.exit(any(r.errors for r in reports))
