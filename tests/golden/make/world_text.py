"""Reads the hand-written text of a world: world.txt (what the operator knows) and mails*.txt (mails with labels beside them).

The format is described in README.md beside this file."""
import datetime
import re
import shlex
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

MAIL_HEAD = re.compile(r"@@ (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)( [+-]\d{4})? (\S+): (.*)")
PART_HEAD = re.compile(r"-- (html|attach)(?: (.*?))? --")
LABEL_HEAD = re.compile(r"=> (apply|review|ignore|reject): (.*)")
CHANGE = re.compile(r"(-?)([a-z_0-9]+)(\??)=(.+)")


def slug(text):
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    folded = re.sub(r"[\u2018\u2019\u02bb'`]", "", folded)
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")


def cells(line):
    return [c.strip() for c in line.split("|")]


def names(cell):
    return [n.strip() for n in cell.split(",") if n.strip()]


@dataclass
class Mail:
    """One mail as it was written, and what it means."""
    when: datetime.datetime
    sender: str
    subject: str
    options: dict = field(default_factory=dict)
    extra_headers: list = field(default_factory=list)
    body: str = ""
    html: str | None = None
    attachments: list = field(default_factory=list)  # (options, text)
    label: str = ""
    why: str = ""
    changes: list = field(default_factory=list)


class World:
    """The operator's data, and the keys by which the labels name charters and people."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.settings, rows = {}, {"roles": [], "crew": [], "vessels": [], "charters": [], "senders": []}
        section = None
        for line in (folder / "world.txt").read_text(encoding="utf-8").splitlines():
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                section = line.strip("[]")
            elif section is None:
                key, value = line.split("=", 1)
                self.settings[key.strip()] = value.strip()
            else:
                rows[section].append(cells(line))
        self.zone = ZoneInfo(self.settings["timezone"])
        self.roles = [{"id": i, "title": t, "aliases": names(a), "max": int(m)} for i, t, a, m in rows["roles"]]
        self.people = {key: slug(name) for key, name, *_ in rows["crew"]}
        self.crew = [{"id": slug(name), "name": name, "aliases": names(a), "email": mail, "roles": r.split()}
                     for _, name, a, mail, r in rows["crew"]]
        self.vessels = [{"id": i, "name": n, "aliases": names(a)} for i, n, a in rows["vessels"]]
        self.senders = {key: (frm, ip) for key, frm, ip in rows["senders"]}
        self.charter_ids, self.charters = {}, []
        for key, client, note, start, end, vessel, status, crew in rows["charters"]:
            self.charters.append(self.charter(key, client, note, start, end, vessel, status, crew))

    def charter(self, key, client, note, start, end, vessel, status, crew):
        begins = datetime.datetime.fromisoformat(start).replace(tzinfo=self.zone)
        ends = datetime.datetime.fromisoformat(end if len(end) > 5 else start[:11] + end).replace(tzinfo=self.zone)
        base = f"{slug(client)}-{begins.date()}"
        count = 1 + sum(c["id"] == base or re.fullmatch(re.escape(base) + r"-\d+", c["id"]) is not None
                        for c in self.charters)
        assert key not in self.charter_ids, key
        self.charter_ids[key] = base if count == 1 else f"{base}-{count}"
        stands = []
        for word in crew.split():
            role, people = word.split("=")
            stands += [{"role": role, "person": self.people[p]} for p in people.split(",")]
        return {"id": self.charter_ids[key], "client": client, "title": f"{client} - {note}",
                "start": begins.isoformat(), "end": ends.isoformat(), "vessel": vessel, "status": status, "crew": stands}

    def as_json(self):
        s = self.settings
        return {"operator": s["operator"], "timezone": s["timezone"], "date_order": s["date_order"],
                "mailbox": s["mailbox"], "trusted_senders": names(s["trusted"]), "roles": self.roles,
                "crew": self.crew, "vessels": self.vessels, "charters": self.charters}

    def mails(self):
        return [m for file in sorted(self.folder.glob("mails*.txt")) for m in self.read_mails(file)]

    def read_mails(self, file):
        found, lines = [], file.read_text(encoding="utf-8").splitlines()
        blocks, place = [], None
        for number, line in enumerate(lines, 1):
            if line.startswith("@@ "):
                place = [number, []]
                blocks.append(place)
            if place:
                place[1].append(line)
        for number, block in blocks:
            try:
                found.append(self.read_mail(block))
            except (AssertionError, AttributeError, KeyError, ValueError) as error:
                raise SystemExit(f"{file}:{number}: {type(error).__name__}: {error}")
        return found

    def read_mail(self, block):
        when, offset, sender, subject = MAIL_HEAD.fullmatch(block[0]).groups()
        moment = datetime.datetime.fromisoformat(when)
        if offset:
            moment = datetime.datetime.strptime(moment.isoformat() + offset.strip(), "%Y-%m-%dT%H:%M:%S%z")
        else:
            moment = moment.replace(tzinfo=self.zone)
        if moment.second == 0:
            moment = moment.replace(second=(moment.day * 7 + moment.minute * 13 + len(subject)) % 60)
        mail = Mail(moment, sender, subject)
        rest = block[1:]
        while rest and rest[0].startswith(": "):
            if rest[0].startswith(": header "):
                mail.extra_headers.append(rest[0][len(": header "):])
            else:
                for word in shlex.split(rest[0][2:]):
                    key, _, value = word.partition("=")
                    mail.options[key] = value or True
            rest = rest[1:]
        part, texts = ("body", {}), {}
        order = [part[0]]
        texts["body"] = []
        label_at = None
        for i, line in enumerate(rest):
            if LABEL_HEAD.fullmatch(line):
                label_at = i
                break
            head = PART_HEAD.fullmatch(line)
            if head:
                name = f"{head[1]}{len(order)}"
                order.append(name)
                texts[name] = [head[2] or ""]
            else:
                texts[order[-1]].append(line)
        assert label_at is not None, "no label line"
        mail.body = "\n".join(texts["body"]).rstrip("\n")
        for name in order[1:]:
            head, text = texts[name][0], "\n".join(texts[name][1:]).rstrip("\n")
            if name.startswith("html"):
                mail.html = text
            else:
                words = shlex.split(head)
                options = {"name": words[0]} | {k: v or True for k, _, v in (w.partition("=") for w in words[1:])}
                mail.attachments.append((options, text))
        mail.label, mail.why = LABEL_HEAD.fullmatch(rest[label_at]).groups()
        for line in rest[label_at + 1:]:
            if line.strip() and not line.startswith("#"):
                mail.changes += self.read_changes(line)
        return mail

    def read_changes(self, line):
        """`key role=person,person role?=person -role=person` or `key CANCEL`; names in quotes are not on the roster."""
        lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
        lexer.whitespace_split, lexer.quotes, lexer.commenters = True, '"', ""
        key, *words = lexer
        charter = self.charter_ids[key]
        changes = []
        for word in words:
            if word in ("CANCEL", "CANCEL?"):
                changes.append({"op": "cancel", "charter": charter, "certain": word == "CANCEL"})
                continue
            minus, role, doubt, people = CHANGE.fullmatch(word).groups()
            assert any(r["id"] == role for r in self.roles), f"no role {role}"
            for person in people.split(","):
                change = {"op": "unassign" if minus else "assign", "charter": charter, "role": role}
                if person.startswith("+"):
                    change["person_name"] = person[1:]
                else:
                    change["person"] = self.people[person]
                changes.append(change | {"certain": not doubt})
        return changes
