"""Signing in to `scc serve` with Google, as a browser does it: by redirects and cookies."""
import http.client
import json
import re
import unittest
from urllib.parse import urlsplit

from google_program import GoogleProgramTest

SERVE = """
[serve]
google_client_id = "scc-test.apps.example"
public_address = "http://127.0.0.1:{port}"
google_domain = "{domain}"
"""


class SigningIn(GoogleProgramTest):
    def serve(self, domain=""):
        """On a port that the address at Google names beforehand."""
        import socket
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        text = (self.here / "scc.toml").read_text()
        head, roles = text.split("\n[[role]]", 1)
        local = head.replace('source = "gmail"', 'source = "folder"').replace('source = "google"', 'source = "ics"').replace("past_days = 3650", "")
        (self.here / "scc.toml").write_text(local + SERVE.format(port=self.port, domain=domain) + "\n[[role]]" + roles)
        (self.here / "mail").mkdir(exist_ok=True)
        (self.here / "calendar.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nEND:VCALENDAR\r\n")
        self.variables["SCC_SERVE_GOOGLE_CLIENT_SECRET"] = "canary-client-secret"
        self.process = self.start("serve", "--port", self.port, "--no-sync", variables=self.variables)
        self.addCleanup(self.process.communicate)
        self.addCleanup(self.process.terminate)
        while "Sign in" not in (line := self.process.stdout.readline()):
            self.assertTrue(line, "the server ended")
        self.cookies = {}

    def get(self, address, method="GET", **headers):
        """→ status, headers, body; keeps cookies as a browser does"""
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or self.port, timeout=20)
        if (parts.port or self.port) == self.port:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()
            self.cookies[name] = value
        connection.close()
        return answer.status, answer.headers, body

    def sign_in(self):
        """Follows the redirects to Google and back; → where the browser ends up"""
        _, headers, _ = self.get("/api/v1/sign-in/google?to=/review")
        _, headers, _ = self.get(headers["location"])
        self.back = headers["location"]
        return self.get(self.back)[1]["location"]

    def session(self):
        status, _, body = self.get("/api/v1/session")
        return status, json.loads(body)

    def test_a_user_signs_in_acts_under_their_own_name_and_signs_out(self):
        self.serve()
        self.assertEqual(self.sign_in(), "/sign-in?refused=unknown")
        self.scc("users", "put", "maria@sailing.example", "operator", expect=0)
        self.assertEqual(self.sign_in(), "/review")
        self.assertEqual(self.session(), (200, {"actor": "maria@sailing.example (page)", "access": "operator"}))
        self.assertEqual(self.get("/api/v1/users")[0], 403)
        self.assertEqual(self.get("/api/v1/session", "DELETE")[0], 204)
        self.assertEqual(self.session()[0], 401)

    def test_a_way_back_works_once_and_in_one_browser(self):
        self.serve()
        self.scc("users", "put", "maria@sailing.example", "viewer", expect=0)
        self.assertEqual(self.sign_in(), "/review")
        self.assertEqual(self.get(self.back)[1]["location"], "/sign-in?refused=late")

    def test_a_token_that_is_not_for_this_sign_in_is_not_believed(self):
        self.serve(domain="sailing.example")
        self.scc("users", "put", "maria@sailing.example", "viewer", expect=0)
        good = {"hd": "sailing.example"}
        for wrong in ({"hd": "elsewhere.example"}, {"hd": ""}, {**good, "nonce": "another"}, {**good, "aud": "another.apps.example"}, {**good, "iss": "https://evil.example"},
                      {**good, "email_verified": False}, {**good, "forged": True}, {**good, "lifetime": -120}):
            with self.subTest(wrong=wrong):
                self.fake.control("oauth", claims=wrong)
                self.assertEqual(self.sign_in(), "/sign-in?refused=google")
                self.assertEqual(self.session()[0], 401)
        self.fake.control("oauth", claims=good)
        self.assertEqual(self.sign_in(), "/review")

    def test_who_declines_or_loses_access_is_told_so(self):
        self.serve()
        self.scc("users", "put", "maria@sailing.example", "admin", expect=0)
        self.fake.control("oauth", declines=True)
        self.assertEqual(self.sign_in(), "/sign-in?refused=declined")
        self.fake.control("oauth", declines=False)
        self.assertEqual(self.sign_in(), "/review")
        self.assertIn("no admin", self.scc("users", "remove", "maria@sailing.example", expect=1).err)
        self.scc("users", "put", "ann@sailing.example", "admin", expect=0)
        self.scc("users", "remove", "maria@sailing.example", expect=0)
        self.assertEqual(self.session()[0], 401)


if __name__ == "__main__":
    unittest.main()
