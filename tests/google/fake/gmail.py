"""One Gmail mailbox: messages, labels, history, search.

Semantics from developers.google.com/workspace/gmail/api/guides/sync and the reference of
users.messages and users.history (read 24 Nov 2026); units from reference/quota (1 May 2026).
"""
import base64
import email
import email.policy
import email.utils
import re
import secrets
import time

from .google_error import GoogleError

UNITS = {
    "gmail.users.getProfile": 1, "gmail.users.messages.list": 5, "gmail.users.messages.get": 20, "gmail.users.history.list": 2,
    "gmail.users.messages.insert": 25, "gmail.users.messages.modify": 5, "gmail.users.messages.trash": 5, "gmail.users.messages.delete": 10,
    "gmail.users.labels.list": 1, "gmail.users.watch": 100, "gmail.users.stop": 50,
}


class Gmail:
    def __init__(self, address="crew@sailing.example"):
        self.address = address
        self.messages = {}
        self.history = []          # (id, record)
        self.next_history = 88_000
        self.oldest_history = 88_000
        self.page_limit = 500      # a smaller one makes paging visible
        self.watched = ""          # the Pub/Sub topic that is told
        self.empty_page_every = 0  # every nth page is empty but has a next page

    def _record(self, kind, message, labels=None):
        self.next_history += 3     # ids grow with gaps
        entry = {"message": {"id": message["id"], "threadId": message["threadId"], "labelIds": list(message["labelIds"])}}
        if labels is not None:
            entry["labelIds"] = labels
        self.history.append((self.next_history, {"id": str(self.next_history), "messages": [{"id": message["id"], "threadId": message["threadId"]}], kind: [entry]}))
        message["historyId"] = str(self.next_history)

    def add(self, raw, labels=("INBOX", "UNREAD"), internal_date=None, unrecorded=False):
        parsed = email.message_from_bytes(raw, policy=email.policy.compat32)
        if internal_date is None:
            date = email.utils.parsedate_to_datetime(parsed["Date"]) if parsed["Date"] else None
            internal_date = int((date.timestamp() if date else time.time()) * 1000)
        identity = secrets.token_hex(8)
        message = {"id": identity, "threadId": identity, "labelIds": list(labels), "internalDate": str(internal_date), "sizeEstimate": len(raw), "raw": raw,
                   "headers": parsed}
        self.messages[identity] = message
        if unrecorded:  # what history loses
            message["historyId"] = str(self.next_history)
        else:
            self._record("messagesAdded", message)
        return identity

    def change_labels(self, identity, add=(), remove=()):
        message = self._get(identity)
        added = [label for label in add if label not in message["labelIds"]]
        removed = [label for label in remove if label in message["labelIds"]]
        message["labelIds"] = [label for label in message["labelIds"] if label not in removed] + added
        if added:
            self._record("labelsAdded", message, added)
        if removed:
            self._record("labelsRemoved", message, removed)

    def remove(self, identity):
        message = self._get(identity)
        self._record("messagesDeleted", message)
        del self.messages[identity]

    def _get(self, identity):
        if identity not in self.messages:
            raise GoogleError("notFound")
        return self.messages[identity]

    def expire_history(self):
        self.oldest_history = self.next_history + 1

    def handle(self, method, path, query, body):
        name = method["id"].removeprefix("gmail.users.")
        if path.get("userId") not in ("me", self.address):
            raise GoogleError("forbidden")
        return {
            "getProfile": self.profile, "messages.list": self.list, "messages.get": self.get, "history.list": self.list_history,
            "messages.insert": self.insert, "messages.modify": self.modify, "messages.trash": self.trash, "labels.list": self.list_labels,
            "watch": self.watch,
        }[name](path, query, body)

    def profile(self, _path, _query, _body):
        return {"emailAddress": self.address, "messagesTotal": len(self.messages), "threadsTotal": len(self.messages), "historyId": str(self.next_history)}

    def watch(self, _path, _query, body):
        """developers.google.com/workspace/gmail/api/guides/push, read 24 Nov 2026: seven days."""
        if not re.fullmatch(r"projects/[\w-]+/topics/[\w-]+", body.get("topicName", "")):
            raise GoogleError("invalid", "Invalid topicName does not match projects/*/topics/*")
        self.watched = body["topicName"]
        return {"historyId": str(self.next_history), "expiration": str(int((time.time() + 7 * 86_400) * 1000))}

    def list_labels(self, _path, _query, _body):
        return {"labels": [{"id": name, "name": name, "type": "system"} for name in ("INBOX", "SPAM", "TRASH", "UNREAD", "SENT", "DRAFT")]}

    def _page(self, items, query, default):
        size = min(int(query.get("maxResults", [default])[0]), self.page_limit)
        token = query.get("pageToken", [""])[0]
        if token and not re.fullmatch(r"p\d+n\d+", token):
            raise GoogleError("invalid", "Invalid pageToken")
        start, number = (int(part) for part in token[1:].split("n")) if token else (0, 0)
        if self.empty_page_every and number % self.empty_page_every == self.empty_page_every - 1:
            return [], f"p{start}n{number + 1}"
        more = start + size < len(items)
        return items[start:start + size], f"p{start + size}n{number + 1}" if more else None

    def list(self, _path, query, _body):
        wanted = search(query.get("q", [""])[0])
        hidden = () if query.get("includeSpamTrash", ["false"])[0] == "true" else ("SPAM", "TRASH")
        found = [m for m in self.messages.values() if wanted(m) and not any(label in hidden for label in m["labelIds"])]
        # Google's order is not strictly by date: a fixed shuffle keeps clients honest.
        found.sort(key=lambda m: m["id"])
        items, token = self._page(found, query, 100)
        answer = {"resultSizeEstimate": len(found)}
        if items:
            answer["messages"] = [{"id": m["id"], "threadId": m["threadId"]} for m in items]
        if token:
            answer["nextPageToken"] = token
        return answer

    def get(self, path, query, _body):
        message = self._get(path["id"])
        answer = {key: message[key] for key in ("id", "threadId", "labelIds", "internalDate", "sizeEstimate", "historyId")}
        form = query.get("format", ["full"])[0]
        if form == "raw":
            answer["raw"] = base64.urlsafe_b64encode(message["raw"]).decode()
        elif form in ("full", "metadata"):
            answer["payload"] = {"headers": [{"name": n, "value": str(v)} for n, v in message["headers"].items()]}
        return answer

    def list_history(self, _path, query, _body):
        start = query["startHistoryId"][0]
        if not start.isdigit() or int(start) < self.oldest_history or int(start) == 0 or int(start) > self.next_history:
            raise GoogleError("notFound")
        kinds = {"messageAdded": "messagesAdded", "messageDeleted": "messagesDeleted", "labelAdded": "labelsAdded", "labelRemoved": "labelsRemoved"}
        wanted = [kinds[kind] for kind in query.get("historyTypes", list(kinds))]
        records = [record for number, record in self.history if number > int(start) and any(kind in record for kind in wanted)]
        items, token = self._page(records, query, 100)
        answer = {"historyId": str(self.next_history)}
        if items:
            answer["history"] = items
        if token:
            answer["nextPageToken"] = token
        return answer

    def insert(self, _path, _query, body):
        raw = base64.urlsafe_b64decode(body["raw"] + "=" * (-len(body["raw"]) % 4))
        identity = self.add(raw, body.get("labelIds", []))
        return {key: self.messages[identity][key] for key in ("id", "threadId", "labelIds")}

    def modify(self, path, _query, body):
        self.change_labels(path["id"], body.get("addLabelIds", []), body.get("removeLabelIds", []))
        return {key: self._get(path["id"])[key] for key in ("id", "threadId", "labelIds")}

    def trash(self, path, _query, _body):
        self.change_labels(path["id"], ["TRASH"], ["INBOX"])
        return {key: self._get(path["id"])[key] for key in ("id", "threadId", "labelIds")}


def search(text):
    """Gmail's search words, as far as crew mail needs them; an unknown operator is refused loudly."""
    tokens = re.findall(r'[()]|-?\w+:\([^)]*\)|-?[\w]+:"[^"]*"|-?[^\s()]+', text)

    def term(token):
        negated = token.startswith("-")
        operator, _, value = token.lstrip("-").partition(":")
        value = value.strip('"').lower()
        if value.startswith("("):
            options = [option.strip() for option in value[1:-1].split(" or ")]
            parts = [term(f"{operator}:{option}") for option in options if option]
            return lambda m: negated != any(part(m) for part in parts)
        now = time.time() * 1000
        days = {"d": 1, "m": 30, "y": 365}
        if operator in ("newer_than", "older_than"):
            span = int(value[:-1]) * days[value[-1]] * 86_400_000
            newer = operator == "newer_than"
            return lambda m: negated != ((now - int(m["internalDate"]) <= span) == newer)
        tests = {
            "from": lambda m: value in str(m["headers"].get("From", "")).lower(),
            "to": lambda m: value in str(m["headers"].get("To", "")).lower(),
            "subject": lambda m: value in str(m["headers"].get("Subject", "")).lower(),
            "label": lambda m: value.upper() in m["labelIds"],
            "in": lambda m: value == "anywhere" or value.upper() in m["labelIds"],
            "after": lambda m: int(m["internalDate"]) >= int(value) * 1000,
            "before": lambda m: int(m["internalDate"]) < int(value) * 1000,
        }
        if operator not in tests:
            raise GoogleError("invalid", f"this fake does not know the search word {token}")
        return lambda m: negated != tests[operator](m)

    terms = [term(token) for token in tokens]
    return lambda m: all(part(m) for part in terms)
