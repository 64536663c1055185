"""Google calendars of one account: events with etags, sync tokens, If-Match.

developers.google.com/workspace/calendar/api/guides/sync, guides/version-resources and
guides/event-types (read 24 Nov 2026). A patch counts one request against 600 a minute.
"""
import copy
import datetime
import re
import secrets

from .google_error import GoogleError

SYNC_FORBIDS = ("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin", "timeMax", "updatedMin")


def moment(value):
    if "dateTime" in value:
        return datetime.datetime.fromisoformat(value["dateTime"].replace("Z", "+00:00"))
    return datetime.datetime.fromisoformat(value["date"] + "T00:00:00+00:00")


class Calendar:
    def __init__(self, calendar_id="crew-calendar@group.calendar.example", name="JADA Charters", account="crew@sailing.example"):
        self.calendar_id, self.name, self.account = calendar_id, name, account
        self.events = {}
        self.changes = {}        # event id → number of its last change
        self.number = 1
        self.oldest_token = 0
        self.page_limit = 2500
        self.writes_without_if_match = 0
        self.mails_sent = 0

    def _touch(self, event):
        self.number += 1
        event["etag"] = f'"{33_000_000_000_000 + self.number * 2_000}"'
        event["updated"] = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        self.changes[event["id"]] = self.number

    def add(self, event):
        full = {"kind": "calendar#event", "status": "confirmed", "eventType": "default", "creator": {"email": self.account}, "organizer": {"email": self.calendar_id},
                "id": secrets.token_hex(13), "sequence": 0, **event}
        full.setdefault("iCalUID", full["id"] + "@google.com")
        self.events[full["id"]] = full
        self._touch(full)
        full["updated"] = event.get("updated", full["updated"])  # a person wrote it long ago
        return full["id"]

    def edit(self, identity, changes):
        """What a person does in the web page."""
        self.events[identity].update(changes)
        self._touch(self.events[identity])

    def delete(self, identity):
        event = self.events[identity]
        self.events[identity] = {"kind": "calendar#event", "id": identity, "status": "cancelled", "etag": event["etag"]}
        self._touch(self.events[identity])
        del self.events[identity]["updated"]

    def expire_sync_tokens(self):
        self.number += 1
        self.oldest_token = self.number

    def handle(self, method, path, query, body, headers):
        name = method["id"].removeprefix("calendar.")
        if name.startswith("events.") and path["calendarId"] != self.calendar_id and not (path["calendarId"] == "primary" and self.calendar_id == self.account):
            raise GoogleError("notFound")
        return {
            "events.list": self.list, "events.get": self.get, "events.patch": self.patch, "events.insert": self.insert, "events.update": self.update,
            "calendarList.list": self.calendars, "calendars.get": self.calendar, "acl.list": self.acl,
        }[name](path, query, body, headers)

    def calendars(self, _path, _query, _body, _headers):
        own = {"kind": "calendar#calendarListEntry", "id": self.account, "summary": self.account, "accessRole": "owner", "primary": True}
        crew = {"kind": "calendar#calendarListEntry", "id": self.calendar_id, "summary": self.name, "accessRole": "writer"}
        return {"kind": "calendar#calendarList", "items": [own, crew]}

    def acl(self, path, _query, _body, _headers):
        if path["calendarId"] != self.calendar_id:
            raise GoogleError("notFound")
        rule = lambda role, kind, value: {"kind": "calendar#aclRule", "id": f"{kind}:{value}", "role": role, "scope": {"type": kind, "value": value}}
        return {"kind": "calendar#acl", "items": [rule("owner", "user", self.account), rule("writer", "user", "carole@sailing.example"),
                                                  rule("reader", "user", "guest@elsewhere.example")]}

    def calendar(self, path, _query, _body, _headers):
        if path["calendarId"] != self.calendar_id:
            raise GoogleError("notFound")
        return {"kind": "calendar#calendar", "id": self.calendar_id, "summary": self.name, "timeZone": "America/Los_Angeles"}

    def list(self, _path, query, _body, _headers):
        token = query.get("syncToken", [""])[0]
        if token:
            for name in SYNC_FORBIDS:
                if name in query:
                    raise GoogleError("invalid", f"{name} can't stand beside syncToken")
            if not re.fullmatch(r"s\d+", token) or int(token[1:]) < self.oldest_token:
                raise GoogleError("fullSyncRequired")
            events = [self.events[i] for i, number in self.changes.items() if number > int(token[1:])]
        else:
            deleted = query.get("showDeleted", ["false"])[0] == "true"
            begin = query.get("timeMin", [None])[0]
            events = [e for e in self.events.values() if (e["status"] != "cancelled" or deleted)
                      and not (begin and "end" in e and moment(e["end"]) <= datetime.datetime.fromisoformat(begin.replace("Z", "+00:00")))]
        events = sorted(events, key=lambda e: self.changes[e["id"]])
        size = min(int(query.get("maxResults", ["250"])[0]), self.page_limit)
        page = query.get("pageToken", [""])[0]
        start, until = (int(part) for part in page[1:].split("n")) if page else (0, self.number)
        answer = {"kind": "calendar#events", "summary": self.name, "timeZone": "America/Los_Angeles", "accessRole": "writer",
                  "items": copy.deepcopy(events[start:start + size])}
        if start + size < len(events):
            answer["nextPageToken"] = f"p{start + size}n{until}"
        else:
            answer["nextSyncToken"] = f"s{until}"
        return answer

    def _get(self, identity):
        if identity not in self.events:
            raise GoogleError("notFound")
        return self.events[identity]

    def get(self, path, _query, _body, _headers):
        return copy.deepcopy(self._get(path["eventId"]))

    def _before_write(self, path, query, headers):
        event = self._get(path["eventId"])
        if event["status"] == "cancelled":
            raise GoogleError("deleted")
        if "if-match" not in headers:
            self.writes_without_if_match += 1
        elif headers["if-match"] not in (event["etag"], "*"):
            raise GoogleError("conditionNotMet")
        if query.get("sendUpdates", ["all"])[0] != "none":
            self.mails_sent += len(event.get("attendees", []))
        return event

    def patch(self, path, query, body, headers):
        event = self._before_write(path, query, headers)
        if event.get("eventType", "default") == "fromGmail" and "description" in body:
            raise GoogleError("eventTypeRestriction")
        if len(body.get("description") or "") > 8192:
            raise GoogleError("invalid", "The description is too long.")
        for name, value in body.items():
            if name == "extendedProperties":
                kept = event.setdefault(name, {})
                for scope, members in (value or {}).items():
                    merged = {**kept.get(scope, {}), **members}
                    kept[scope] = {key: text for key, text in merged.items() if text is not None}
            elif value is None:
                event.pop(name, None)
            else:
                event[name] = value
        self._touch(event)
        return copy.deepcopy(event)

    def update(self, path, query, body, headers):
        event = self._before_write(path, query, headers)
        kept = {key: event[key] for key in ("kind", "id", "iCalUID", "creator", "organizer")}
        self.events[event["id"]] = {**kept, **body}
        self._touch(self.events[event["id"]])
        return copy.deepcopy(self.events[event["id"]])

    def insert(self, _path, _query, body, _headers):
        if body.get("id") in self.events:
            raise GoogleError("duplicate")
        return copy.deepcopy(self.events[self.add(body)])
