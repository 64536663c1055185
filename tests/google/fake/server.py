"""The fake of Google's endpoints, a program of its own.

    python3 -m fake.server --ready FILE

serves OAuth, Gmail and Calendar on one free port of 127.0.0.1, a control port beside it, and a
webhook and a mail server for alarms; FILE gets {"google": "http://…", "control": "http://…",
"webhook": "http://…", "smtp": "smtp://…"} once all listen. It ends when its parent's end
of standard input closes. Requests and answers that Google's discovery documents do not allow are
collected as violations, which a test reads from the control port and fails on.
"""
import argparse
import collections
import gzip
import json
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from . import discovery
from .calendar import Calendar
from .gmail import UNITS, Gmail
from .google_error import GoogleError
from .http2 import Http2Server
from .oauth import Oauth, OauthError
from .people import People, SmtpServer
from .signer import Signer

SCOPES = ("https://www.googleapis.com/auth/gmail.readonly", "https://www.googleapis.com/auth/calendar.events")


class World:
    def __init__(self):
        self.lock = threading.RLock()
        self.apis = discovery.load()
        self.signer = Signer()
        self.reset()

    def reset(self):
        self.oauth, self.gmail, self.calendar, self.people = Oauth(self.signer), Gmail(), Calendar(), People()
        self.calls, self.units, self.violations, self.failed = collections.Counter(), 0, [], 0
        self.connections, self.gzipped, self.plain = 0, 0, 0   # taken; answers compressed, and not
        self.faults = []   # [{match, kind, times, …}], the first that fits is used up
        self.before = []   # [{match, do}], done once just before the matching call


WORLD = World()
HTTP2 = []  # started once, when first asked for
STALL_S = 60  # a stalled connection that nobody ends is an error of the test


def take(rules, key):
    for rule in rules:
        if re.search(rule["match"], key) and rule.get("skip", 0) > 0:
            rule["skip"] -= 1
        elif re.search(rule["match"], key) and rule.get("times", 1) > 0:
            if "every" in rule:  # the first of each `every` calls
                rule["skip"] = rule["every"] - 1
            rule["times"] = rule.get("times", 1) - 1
            return rule
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_arguments):
        pass

    def read_body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def send(self, status, body, headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        names = {name.lower() for name, _ in headers}
        if "content-type" not in names:
            self.send_header("Content-Type", "application/json; charset=UTF-8")
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(data) > 256 and "content-encoding" not in names:
            data = gzip.compress(data, 1)
            WORLD.gzipped += 1
            self.send_header("Content-Encoding", "gzip")
        else:
            WORLD.plain += len(data) > 256
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class GoogleHandler(Handler):
    def setup(self):
        super().setup()
        with WORLD.lock:
            WORLD.connections += 1

    def serve(self):
        parts = urlsplit(self.path)
        body = self.read_body()
        self.stalls = False
        with WORLD.lock:
            self.answer(parts.path, parse_qs(parts.query, keep_blank_values=True), body)
        if self.stalls:  # until the client has enough of it
            self.close_connection = True
            self.connection.settimeout(STALL_S)
            self.connection.recv(1)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = serve

    def answer(self, path, query, body):
        method, variables, api = None, {}, None
        for candidate in WORLD.apis:
            method, variables = candidate.match(self.command, path)
            if method:
                api = candidate
                break
        key = method["id"] if method else f"{self.command} {path}"
        WORLD.calls[key] += 1
        WORLD.units += UNITS.get(key, 0)
        prior = take(WORLD.before, key)
        if prior:
            control(prior["do"], prior.get("with", {}))
        fault = take(WORLD.faults, f"{key} {path}")
        WORLD.failed += fault is not None
        if fault and not fault.get("after"):
            return self.fail(fault, 200, {})
        try:
            status, answer, headers = self.google(api, method, variables, path, query, body)
        except GoogleError as error:
            status, answer, headers = error.status, error.body, ()
        except OauthError as error:
            status, answer, headers = error.status, error.body, ()
        except discovery.Violation as violation:
            WORLD.violations.append(str(violation))
            status, answer, headers = 400, GoogleError("invalid", str(violation)).body, ()
        if fault:
            return self.fail(fault, status, answer)
        return self.send(status, answer, headers)

    def google(self, api, method, variables, path, query, body):
        if path == "/o/oauth2/v2/auth":
            return 302, b"", (("Location", WORLD.oauth.authorize(query)),)
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()} if self.command == "POST" and not method else {}
        if path == "/token":
            return 200, WORLD.oauth.token(form), ()
        if path == "/revoke":
            return 200, WORLD.oauth.revoke(form.get("token") or query.get("token", [""])[0]), ()
        if path == "/tokeninfo":
            return 200, WORLD.oauth.token_info(query.get("access_token", [""])[0]), ()
        if path == "/oauth2/v3/certs":
            return 200, WORLD.signer.key_set(), (("Cache-Control", "public, max-age=20000"),)
        if not method:
            raise GoogleError("notFound")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        scopes = WORLD.oauth.scopes_of(token)
        if scopes is None:
            raise GoogleError("authError")
        is_gmail = method["id"].startswith("gmail.")
        if not any(scope in scopes for scope in method["scopes"]):  # the documents name them for each method
            raise GoogleError("insufficientPermissions")
        value = json.loads(body) if body else None
        api.check_request(method, query, value)
        if is_gmail:
            answer = WORLD.gmail.handle(method, variables, query, value)
        else:
            answer = WORLD.calendar.handle(method, variables, query, value, {name.lower(): text for name, text in self.headers.items()})
        api.check_answer(method, answer)
        return 200, answer, (("ETag", answer["etag"]),) if "etag" in answer else ()

    def send_half(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data) + 10))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.wfile.flush()

    def fail(self, fault, status, answer):
        kind = fault["kind"]
        if kind == "reset":        # no answer at all
            self.close_connection = True
            self.connection.close()
        elif kind == "cut":        # half the body
            self.send_half(status, answer)
            self.close_connection = True
            self.connection.close()
        elif kind == "stall":      # taken, and nothing comes
            self.stalls = True
        elif kind == "stall_body":  # the headers and half the body, then nothing
            self.send_half(status, answer)
            self.stalls = True
        elif kind == "flood":      # 80 MiB in 80 kB
            self.send(200, b'{"a": "' + b"a" * (80 << 20) + b'"}')
        elif kind == "bad_utf8":
            self.send(200, b'{"emailAddress": "crew@sailing.example", "historyId": "1", "messages": [], "id": "\xff\xfe"}')
        elif kind == "portal":     # somebody else's page with 200
            self.send(200, b"<html>Welcome to Harbour Wi-Fi</html>", (("Content-Type", "text/html"),))
        elif kind == "half":       # 200, whole by length, but not whole JSON
            self.send(200, b'{"messages": [{"id": "18c', (("Content-Type", "application/json"),))
        else:
            error = GoogleError(kind)
            headers = (("Retry-After", str(fault["retry_after"])),) if "retry_after" in fault else ()  # seconds, or a date
            self.send(error.status, error.body, headers)


def http2():
    if not HTTP2:
        HTTP2.append(Http2Server())
    return {"address": HTTP2[0].address, "authority": HTTP2[0].authority}


def control(act, args):
    """Everything a test may do to the fake; returns what there is to tell."""
    world = WORLD
    acts = {
        "reset": lambda: world.reset(),
        "state": lambda: {"calls": dict(world.calls), "units": world.units, "violations": world.violations, "refreshes": world.oauth.refreshes, "refreshes_refused": world.oauth.refreshes_refused, "refresh_tokens": len(world.oauth.refresh_tokens),
                          "writes_without_if_match": world.calendar.writes_without_if_match, "watched": world.gmail.watched, "faults": world.failed, "connections": world.connections, "gzipped": world.gzipped, "plain": world.plain, "mails_sent": world.calendar.mails_sent},
        "zero": lambda: (world.calls.clear(), [setattr(world, name, 0) for name in ("units", "connections", "gzipped", "plain")])[0],
        "fault": lambda: world.faults.append(dict(args)),
        "http2": http2,
        "heal": lambda: world.faults.clear(),
        "before": lambda: world.before.append(dict(args)),
        "people": lambda: [setattr(world.people, name, value) for name, value in args.items()] and None,
        "told": lambda: {"messages": world.people.messages, "mails": world.people.mails},
        "push_token": lambda: {"token": world.signer.token(**args)},
        "grant": lambda: {"refresh_token": world.oauth.new_refresh_token(args.get("scopes", SCOPES))},
        "revoke_all": lambda: world.oauth.revoke_all(),
        "revoke": lambda: world.oauth.revoke_scope(args["scope"]),
        "oauth": lambda: [setattr(world.oauth, name, set(value) if name == "unticked" else value) for name, value in args.items()] and None,
        "gmail": lambda: [setattr(world.gmail, name, value) for name, value in args.items()] and None,
        "calendar": lambda: [setattr(world.calendar, name, value) for name, value in args.items()] and None,
        "mail": lambda: {"id": world.gmail.add(args["raw"].encode("utf-8", "surrogateescape") if "raw" in args else open(args["file"], "rb").read(),
                                               args.get("labels", ("INBOX", "UNREAD")), args.get("internal_date"), args.get("unrecorded", False))},
        "many_mails": lambda: [world.gmail.add(args["raw"].encode()) for _ in range(args["count"])] and None,
        "labels": lambda: world.gmail.change_labels(args["id"], args.get("add", ()), args.get("remove", ())),
        "remove_mail": lambda: world.gmail.remove(args["id"]),
        "expire_history": lambda: world.gmail.expire_history(),
        "expire_sync_tokens": lambda: world.calendar.expire_sync_tokens(),
        "expire_access_tokens": lambda: world.oauth.access_tokens.clear(),
        "event": lambda: {"id": world.calendar.add(args)},
        "edit": lambda: world.calendar.edit(args["id"], args["changes"]),
        "add_words": lambda: world.calendar.edit(args["id"], {"description": args["words"] + world.calendar.events[args["id"]].get("description", "")}),
        "delete": lambda: world.calendar.delete(args["id"]),
        "events": lambda: {"events": list(world.calendar.events.values())},
    }
    return acts[act]() or {}


class ControlHandler(Handler):
    def do_POST(self):
        body = self.read_body()
        if self.path.startswith("/people/webhook"):
            with WORLD.lock:
                status, answer = WORLD.people.webhook(body, self.headers.get("Content-Type", ""))
            return self.send(status, answer, (("Content-Type", "text/html"),))
        with WORLD.lock:
            try:
                answer = control(self.path.strip("/"), json.loads(body) if body else {})
            except (KeyError, OSError, ValueError) as error:
                return self.send(400, {"error": repr(error)})
        return self.send(200, answer)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ready", required=True)
    options = arguments.parse_args()
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for handler in (GoogleHandler, ControlHandler)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = dict(zip(("google", "control"), (f"http://127.0.0.1:{server.server_port}" for server in servers)))
    smtp = SmtpServer(lambda: WORLD.people)
    threading.Thread(target=smtp.serve_forever, daemon=True).start()
    addresses["smtp"] = f"smtp://127.0.0.1:{smtp.server_address[1]}"
    addresses["webhook"] = addresses["control"] + "/people/webhook"
    with open(options.ready + ".new", "w", encoding="utf-8") as file:
        json.dump(addresses, file)
    os.rename(options.ready + ".new", options.ready)
    sys.stdin.read()
    for server in HTTP2:
        server.stop()


if __name__ == "__main__":
    main()
