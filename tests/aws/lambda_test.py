"""Lambda's functions as they are shipped: each package unpacked into an otherwise empty root, in Lambda's own
emulator of its runtime interface, with an AWS and a Google of this machine's own."""
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from aws_world import CREDENTIALS, ROOT, TOOLS, Aws
from emulated import Emulated, EmptyRoot, http_event

sys.path.insert(0, str(ROOT / "tests/google"))
from fake_program import Fake  # noqa: E402

MIB = 1024 * 1024
BINARY = os.environ.get("SCC_BINARY", str(ROOT / "build/release/scc"))
DOOR = "a word that only CloudFront knows"
CALENDAR = "crew-calendar@group.calendar.example"
PUSH_AUDIENCE = "https://ops.sailing.example/api/v1/hooks/gmail"
PUSH_ACCOUNT = "push@project.example"
SANDERSON = "jennifer-sanderson-2026-05-12"


def stream_record(sequence, charter, sort="charter", kind="MODIFY"):
    return {"eventSource": "aws:dynamodb", "eventName": kind, "dynamodb": {"SequenceNumber": sequence, "Keys": {"pk": {"S": charter}, "sk": {"S": sort}}}}


class Packages(unittest.TestCase):
    def test_the_api_is_at_most_8_mib_and_the_sync_at_most_16(self):
        sizes = {name: (TOOLS / f"{name}.zip").stat().st_size for name in ("api", "sync")}
        print(f"api.zip {sizes['api'] / MIB:.2f} MiB, sync.zip {sizes['sync'] / MIB:.2f} MiB", file=sys.stderr)
        self.assertLessEqual(sizes["api"], 8 * MIB)
        self.assertLessEqual(sizes["sync"], 16 * MIB)

    def test_a_part_that_is_missing_is_an_error_at_the_start_that_names_it(self):
        for package, handler, part, named in (("api", "api", "share/ca-certificates.crt", "certificate authorities"),
                                              ("api", "api", "share/zoneinfo/America/Los_Angeles", "time zones"),
                                              ("api", "api", "scc.toml", "configuration"),
                                              ("sync", "sync", "gconv/gconv-modules", "charsets"),
                                              ("sync", "sync", "gconv/CP1253.so", "WINDOWS-1253")):
            with self.subTest(part=part):
                root = EmptyRoot(package)
                (root.task / part).unlink()
                function = Emulated(handler, {}, root)
                try:
                    answer = function.invoke({})
                    self.assertEqual(answer["errorType"], "Scc.Stop", answer)
                    self.assertIn(named, answer["errorMessage"])
                finally:
                    function.stop()
                    root.remove()

    def test_a_handler_that_the_package_does_not_have_is_an_error_at_the_start(self):
        root = EmptyRoot("api")
        function = Emulated("sail", {}, root)
        try:
            self.assertIn('The handler is "sail"', function.invoke({})["errorMessage"])
        finally:
            function.stop()
            root.remove()


class Functions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.aws, cls.google = Aws(), Fake()
        cls.roots = {name: EmptyRoot(name) for name in ("api", "sync")}
        cls.aws.put_secret("scc/front-door", DOOR)
        cls.aws.put_secret("scc/sign-in", json.dumps({"client_secret": "canary-client-secret"}))
        cls.aws.put_secret("scc/google", json.dumps({"type": "authorized_user", "client_id": "scc-test.apps.example", "client_secret": "canary-client-secret",
                                                     "refresh_token": cls.google.control("grant")["refresh_token"], "account": "", "universe_domain": "googleapis.com"}))
        cls.google.control("event", summary="Jennifer Sanderson - private sail", start={"dateTime": "2026-05-12T14:00:00-07:00"}, end={"dateTime": "2026-05-12T17:00:00-07:00"}, description="Deposit paid.")

    @classmethod
    def tearDownClass(cls):
        for root in cls.roots.values():
            root.remove()
        cls.google.stop()
        cls.aws.stop()

    def function(self, package, handler, variables=None, timeout_s=20):
        made = Emulated(handler, {"AWS_ENDPOINT_URL": self.aws.url, "DYNAMODB_TABLE_NAME": "ShipCaptainCrew", "SCC_FRONT_DOOR_SECRET": "scc/front-door", "SCC_GOOGLE_SECRET": "scc/google",
                                  "SCC_GOOGLE_BASE_URL": self.google.root, "SCC_CALENDAR_ID": CALENDAR, "SCC_CALENDAR_PAST_DAYS": "3650", "SCC_MAIL_WINDOW_DAYS": "3650",
                                  "SCC_GOOGLE_PUSH_TOPIC": "projects/p/topics/mail", "SCC_GOOGLE_PUSH_AUDIENCE": PUSH_AUDIENCE, "SCC_GOOGLE_PUSH_ACCOUNT": PUSH_ACCOUNT,
                                  **(variables or {})}, self.roots[package], timeout_s=timeout_s)
        self.addCleanup(made.stop)
        return made

    def crew(self, charter=SANDERSON):
        """role → name, as the table has it"""
        item = self.aws.client("dynamodb").get_item(TableName="ShipCaptainCrew", Key={"pk": {"S": charter}, "sk": {"S": "charter"}}).get("Item", {})
        return {role: item[role]["M"]["name"]["S"] for role in ("captain", "first_mate", "second_mate", "host") if "M" in item.get(role, {}) and "name" in item[role]["M"]}

    def scc(self, *words):
        """The operator's own program, on the same table."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "scc.toml").write_text('[store]\nsource = "dynamodb"\n')
            subprocess.run([BINARY, *words], cwd=folder, check=True, capture_output=True, timeout=60, env={**CREDENTIALS, "AWS_ENDPOINT_URL": self.aws.url, "HOME": folder})

    def read_as_maria(self, path):
        """Signs in with Google through the API function, as a browser behind CloudFront does; → status and answer"""
        api = self.function("api", "api", {"SCC_SIGN_IN_CLIENT_ID": "scc-test.apps.example", "SCC_SIGN_IN_SECRET": "scc/sign-in", "SCC_API_GATEWAY_URL": "https://ops.sailing.example"})
        get = lambda at, cookies=(): api.invoke({**http_event("GET", at.partition("?")[0], {"x-scc-front-door": DOOR}, cookies=cookies), "rawQueryString": at.partition("?")[2]})
        begun = get("/api/v1/sign-in/google")
        connection = http.client.HTTPConnection(self.google.root.removeprefix("http://"), timeout=20)
        connection.request("GET", begun["headers"]["location"].removeprefix(self.google.root))
        back = connection.getresponse().headers["location"]
        connection.close()
        self.assertTrue(back.startswith("https://ops.sailing.example/api/v1/sign-in/google/callback?"), back)
        done = get(back.removeprefix("https://ops.sailing.example"), [begun["cookies"][0].partition(";")[0]])
        self.assertEqual(done["headers"]["location"], "/", done)
        session = done["cookies"][0]
        for part in ("__Host-scc_session=", "; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict"):
            self.assertIn(part, session)
        answer = get(path, [session.partition(";")[0]])
        return answer["statusCode"], json.loads(answer["body"])

    def receipts(self):
        return sum(item["sk"]["S"] == "receipt" for item in self.aws.items())

    def test_the_api_answers_through_the_front_door_only(self):
        api = self.function("api", "api")
        self.assertEqual(api.invoke(http_event("GET", "/api/v1/session"))["statusCode"], 403)
        self.assertEqual(api.invoke(http_event("GET", "/api/v1/session", {"x-scc-front-door": "guessed"}))["statusCode"], 403)
        answer = api.invoke(http_event("GET", "/api/v1/session", {"x-scc-front-door": DOOR}))
        self.assertEqual(answer["statusCode"], 401, answer)
        self.assertEqual(json.loads(answer["body"])["title"], "Not signed in")
        self.assertEqual([line["status"] for line in api.said() if line["event"] == "request"], [403, 403, 401])

    def test_a_payload_that_is_none_fails_this_invocation_and_the_next_one_works(self):
        api = self.function("api", "api")
        answer = api.invoke({"version": "1.0"})
        self.assertEqual(answer["errorType"], "Scc.Skip", answer)
        self.assertIn("event.version", answer["errorMessage"])
        self.assertEqual(api.invoke(http_event("GET", "/api/v1/session", {"x-scc-front-door": DOOR}))["statusCode"], 401)

    def test_mail_comes_by_schedule_and_by_push_into_table_and_calendar_and_to_who_signs_in(self):
        mails = sorted((ROOT / "examples/jada/mail").glob("*.eml"))
        self.google.control("mail", file=str(mails[0]))
        sync = self.function("sync", "sync", timeout_s=60)
        self.assertEqual(sync.invoke({"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}), {})
        self.assertEqual([(line["step"], line["ok"]) for line in sync.said() if line["event"] == "step"], [("calendar", True), ("mail", True), ("outbox", True)], sync.said())
        self.assertEqual(self.receipts(), 1)
        first = self.crew()
        for mail in mails[1:]:
            self.google.control("mail", file=str(mail))
        unsigned = sync.invoke(http_event("POST", "/api/v1/hooks/gmail", body={"message": {}}))
        self.assertEqual(unsigned["statusCode"], 401)
        for wrong in ({"forged": True}, {"audience": "https://elsewhere.example"}, {"email": "other@project.example"}):
            token = self.google.control("push_token", **{"audience": PUSH_AUDIENCE, "email": PUSH_ACCOUNT, **wrong})["token"]
            self.assertEqual(sync.invoke(http_event("POST", "/api/v1/hooks/gmail", {"authorization": f"Bearer {token}"}, {}))["statusCode"], 401, wrong)
        self.assertEqual((self.receipts(), self.crew()), (1, first))
        token = self.google.control("push_token", audience=PUSH_AUDIENCE, email=PUSH_ACCOUNT)["token"]
        believed = sync.invoke(http_event("POST", "/api/v1/hooks/gmail", {"authorization": f"Bearer {token}"}, {}))
        self.assertEqual(believed["statusCode"], 204, believed)
        # This table has no roster, so people keep the names that the mails give them.
        self.assertEqual(self.crew(), {"captain": "Gene", "first_mate": "Angela", "second_mate": "Danny", "host": "Keely"})
        block = [one for one in self.google.control("events")["events"] if "Sanderson" in one["summary"]][0]["description"]
        self.assertIn("Captain: Gene\n", block)
        audit = self.function("api", "audit")
        self.assertEqual(audit.invoke({"Records": [stream_record("1", SANDERSON)]}), {"batchItemFailures": []})
        self.assertEqual([line["event"] for line in audit.said()], ["audited"])
        self.scc("users", "put", "maria@sailing.example", "viewer")
        status, charter = self.read_as_maria(f"/api/v1/charters/{SANDERSON}")
        self.assertEqual(status, 200, charter)
        self.assertEqual({seat["role"]: seat["person"]["name"] for seat in charter["crew"]}, self.crew())

    def test_a_batch_of_the_stream_is_answered_with_the_first_record_that_failed(self):
        hole = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(hole.close)
        # Nobody answers there, so the charter of the second record can't be read; the first needs no reading.
        audit = self.function("api", "audit", {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{hole.getsockname()[1]}"}, timeout_s=3)
        answer = audit.invoke({"Records": [stream_record("11", "a-charter", sort="fact"), stream_record("12", SANDERSON), stream_record("13", SANDERSON)]})
        self.assertEqual(answer, {"batchItemFailures": [{"itemIdentifier": "12"}]})

    def test_when_the_outside_is_silent_the_answer_comes_before_the_deadline(self):
        hole = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(hole.close)
        api = self.function("api", "api", {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{hole.getsockname()[1]}"}, timeout_s=3)
        began = time.monotonic()
        answer = api.invoke(http_event("GET", "/api/v1/session", {"x-scc-front-door": DOOR}))
        self.assertEqual(answer["statusCode"], 503, answer)
        self.assertLess(time.monotonic() - began, 3)

    def test_without_a_grant_the_run_fails_and_says_so(self):
        sync = self.function("sync", "sync", {"SCC_GOOGLE_SECRET": "scc/none"})
        answer = sync.invoke({"source": "aws.events"})
        self.assertIn("scc/none", answer["errorMessage"])
        self.assertEqual([line["ok"] for line in sync.said() if line["event"] == "sync"], [False])


if __name__ == "__main__":
    unittest.main()
