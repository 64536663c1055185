"""Google as the npm package `emulate` 0.12.2 plays it, behind one address, with our fake beside it.

Somebody else's reading of Google's documents, to hold ours against. What it does well is OAuth
(authorize, PKCE, exchange, refresh) and reading Gmail. Measured with Google's own Node clients:
- tokeninfo and users.getProfile are missing, and its token address is /oauth2/token: answered or
  translated here;
- its consent page is a form: the relay is the person who presses the button;
- any unknown bearer token counts as the first user, and scopes are not enforced: nothing that has to
  be refused is asked of it;
- OR, groups, quoted phrases and newer_than in a search find nothing without a word of it: the query
  is one `from:`;
- an expired history is no 404, a watch publishes nothing, and its limits have a shape of their own:
  these are the fake's alone;
- its calendar knows no patch, etag or sync token: the calendar is the fake's;
- mails from its seed file are broken: they are inserted raw.
"""
import json
import re
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
ACCOUNT = "crew@sailing.example"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(url, method="GET", body=None, headers=()):
    """→ status, headers, bytes; a redirect is an answer"""
    request = urllib.request.Request(url, body, method=method, headers=dict(headers))
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class SecondOpinion:
    def __init__(self, fake):
        """`fake` serves what `emulate` does not."""
        self.fake = fake
        self.granted = {}   # emulate's access token → scopes
        self.asked = []     # "GET /gmail/v1/users/me/messages" of all that emulate answered
        self.process = subprocess.Popen(["node", HERE / "emulate/serve.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.emulate = self.process.stdout.readline().strip()
        if not self.emulate:
            raise RuntimeError("emulate did not start; tests/google/emulate/prepare installs it")
        opinion = self

        class Relay(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_arguments):
                pass

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
                headers = {name: self.headers[name] for name in ("Authorization", "Content-Type", "If-Match") if name in self.headers}
                status, answered, data = opinion.answer(self.command, self.path, headers, body)
                self.send_response(status)
                for name in ("Content-Type", "Location", "ETag"):
                    if answered.get(name):
                        self.send_header(name, answered[name])
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = serve
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        self.calendar_token = fake_token(fake)

    def answer(self, method, path, headers, body):
        plain = path.split("?")[0]
        if plain == "/o/oauth2/v2/auth":
            return self.press_the_button(path)
        if plain == "/token":
            return self.token(headers, body)
        if plain == "/tokeninfo":
            token = urllib.parse.parse_qs(path.split("?")[1])["access_token"][0]
            return ok({"scope": self.granted[token], "expires_in": "3500", "email": ACCOUNT})
        if plain == "/gmail/v1/users/me/profile":
            return ok({"emailAddress": ACCOUNT, "messagesTotal": 0, "threadsTotal": 0, "historyId": self.history_id()})
        if plain.startswith("/gmail/"):
            self.asked.append(f"{method} {plain}")
            return ask(self.emulate + path, method, body, headers)
        return ask(self.fake.root + path, method, body, {**headers, "Authorization": "Bearer " + self.calendar_token})

    def press_the_button(self, path):
        _, _, page = ask(self.emulate + path)
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.decode()))
        form = urllib.parse.urlencode({name: unescape(value) for name, value in fields.items()}).encode()
        return ask(self.emulate + "/o/oauth2/v2/auth/callback", "POST", form)

    def token(self, headers, body):
        self.asked.append("POST /oauth2/token")
        status, answered, data = ask(self.emulate + "/oauth2/token", "POST", body, headers)
        if status == 200:
            answer = json.loads(data)
            self.granted[answer["access_token"]] = answer["scope"]
        return status, answered, data

    def history_id(self):
        return json.loads(ask(self.emulate + "/gmail/v1/users/me/history?startHistoryId=1", headers={"Authorization": "Bearer first-user"})[2])["historyId"]

    def gmail(self, method, path, value=None):
        """One call of Gmail's API as its first user."""
        headers = {"Authorization": "Bearer first-user", "Content-Type": "application/json"}
        status, _, data = ask(f"{self.emulate}/gmail/v1/users/me/{path}", method, json.dumps(value).encode() if value is not None else None, headers)
        return status, json.loads(data)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def ok(value):
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def fake_token(fake):
    refresh = fake.control("grant")["refresh_token"]
    form = urllib.parse.urlencode({"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "scc-test.apps.example",
                                   "client_secret": "canary-client-secret"}).encode()
    return json.loads(ask(fake.root + "/token", "POST", form, {"Content-Type": "application/x-www-form-urlencoded"})[2])["access_token"]
