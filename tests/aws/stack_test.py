"""The whole of it without an account: the stack as CDK writes it on ministack, with our packages behind its API Gateway,
its schedule and its stream. A mail in the fake Gmail becomes crew on the page in a real Chromium."""
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

from aws_world import CREDENTIALS, ROOT
from stack_world import UNKNOWN, Stack

sys.path.insert(0, str(ROOT / "tests/google"))
from fake_program import Fake  # noqa: E402

BINARY = os.environ.get("SCC_BINARY", str(ROOT / "build/release/scc"))
CALENDAR = "crew-calendar@group.calendar.example"
SANDERSON = "jennifer-sanderson-2026-05-12"
CREW = {"Captain": "Gene O'Neal", "1st Mate": "Angela Wong", "2nd Mate": "Dan Rich", "Host/Hostess": "Keely Hoyt"}
TICK = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
AUDIT_PATIENCE_S = 60


class World:
    """Stack and Google, with the roster, the page and the one user there; no mail was read yet."""

    def __init__(self):
        self.google = Fake()
        self.stack = Stack({"SCC_GOOGLE_BASE_URL": self.google.root, "SCC_CALENDAR_ID": CALENDAR, "SCC_CALENDAR_PAST_DAYS": "3650", "SCC_MAIL_WINDOW_DAYS": "3650",
                            "SCC_SIGN_IN_CLIENT_ID": "scc-test.apps.example"})
        secrets = self.stack.aws.client("secretsmanager")
        secrets.put_secret_value(SecretId="scc/sign-in", SecretString=json.dumps({"client_secret": "canary-client-secret"}))
        grant = {"type": "authorized_user", "client_id": "scc-test.apps.example", "client_secret": "canary-client-secret", "account": "", "universe_domain": "googleapis.com"}
        secrets.put_secret_value(SecretId="scc/google", SecretString=json.dumps({**grant, "refresh_token": self.google.control("grant")["refresh_token"]}))
        # ministack's CloudFormation leaves these two out of the table.
        dynamodb = self.stack.aws.client("dynamodb")
        dynamodb.update_time_to_live(TableName="ShipCaptainCrew", TimeToLiveSpecification={"AttributeName": "expires", "Enabled": True})
        dynamodb.update_continuous_backups(TableName="ShipCaptainCrew", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name)
        shutil.copyfile(ROOT / "examples/jada/scc.toml", self.folder / "scc.toml")
        self.google.control("event", summary="Jennifer Sanderson - private sail", start={"dateTime": "2026-05-12T14:00:00-07:00"}, end={"dateTime": "2026-05-12T17:00:00-07:00"}, description="Deposit paid.")
        self.scc("crew", "import", str(ROOT / "examples/jada/crew.csv"))
        self.scc("users", "put", "maria@sailing.example", "viewer")
        self.scc("deploy", "page", "--from", str(self.page()))

    def page(self):
        """The page that was built, as one of a checkout without changes."""
        folder = self.folder / "page"
        shutil.copytree(ROOT / "web/dist", folder)
        commit = "0123456789abcdef0123456789abcdef01234567"
        (folder / ".version").write_text(json.dumps({"commit": commit, "count": 1, "changed": False, "history": [commit]}))
        return folder

    def run(self, *words, more=None):
        return subprocess.run([BINARY, *words], cwd=self.folder, capture_output=True, text=True, timeout=120,
                              env={**CREDENTIALS, "AWS_ENDPOINT_URL": self.stack.wire.url, "HOME": str(self.folder), "SCC_STORE_SOURCE": "dynamodb", **(more or {})})

    def scc(self, *words):
        done = self.run(*words)
        if done.returncode:
            raise AssertionError(f"scc {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def somebody(self, statements):
        """The keys of a person who may do this and no more: [(actions, resources)]"""
        iam = self.stack.aws.client("iam")
        name = f"somebody-{len(iam.list_users()['Users'])}"
        iam.create_user(UserName=name)
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": resources} for actions, resources in statements]}
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps(document))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}

    def may_deploy(self):
        """As docs/aws.md says."""
        bucket = "arn:aws:s3:::" + self.stack.outputs["PageBucket"]
        return [(["cloudformation:DescribeStacks"], ["*"]), (["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [bucket + "/*"]), (["s3:ListBucket"], [bucket]), (["cloudfront:CreateInvalidation"], ["*"])]

    def read_mails(self):
        for mail in sorted((ROOT / "examples/jada/mail").glob("*.eml")):
            self.google.control("mail", file=str(mail))
        return self.stack.invoke("sync", TICK)

    def get(self, path, **headers):
        """→ status, headers, body as it was sent"""
        try:
            with urllib.request.urlopen(urllib.request.Request(self.stack.edge.url + path, headers=headers), timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def stop(self):
        self.stack.stop()
        self.google.stop()
        self.home.cleanup()


class WholeStack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        began = time.monotonic()
        cls.world = World()
        print(f"deployed in {time.monotonic() - began:.1f} s: {len(cls.world.stack.resources())} resources", file=sys.stderr)

    @classmethod
    def tearDownClass(cls):
        cls.world.stop()

    def test_every_resource_but_the_budget_is_deployed(self):
        wanted = {(one["Type"], name) for name, one in self.world.stack.template["Resources"].items()}
        lacking = wanted - set(self.world.stack.resources())
        self.assertEqual({kind for kind, _ in lacking}, set(UNKNOWN))

    def test_what_the_document_says_is_enough_to_deploy_the_page_and_the_page_only(self):
        keys = self.world.somebody(self.world.may_deploy())
        for words in (("status",), ("page", "--from", str(self.world.folder / "page")), ("status",)):
            done = self.world.run("deploy", *words, more=keys)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotEqual(self.world.run("users", more=keys).returncode, 0)
        nobody = self.world.somebody([(["s3:ListAllMyBuckets"], ["*"])])
        done = self.world.run("deploy", "status", more=nobody)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cloudformation:DescribeStacks", done.stderr)

    def test_one_command_deploys_it_whole(self):
        stack = self.world.stack
        tools = self.world.folder / "tools"
        tools.mkdir()
        # This checkout may well have changes that are in no commit; here it is as if it had none.
        (tools / "git").write_text(f'#!/bin/sh\n[ "$1" != status ] || exit 0\nexec {shutil.which("git")} "$@"\n')
        (tools / "git").chmod(0o755)
        self.addCleanup(lambda: subprocess.run([ROOT / "scripts/build_page"], check=True))
        record = {"Bucket": stack.outputs["PageBucket"], "Key": "releases.json"}
        before = stack.aws.client("s3").get_object(**record)["Body"].read()
        self.addCleanup(lambda: stack.aws.client("s3").put_object(**record, Body=before))
        stack.aws.client("s3").delete_object(**record)  # what is live there is no commit of this checkout
        environment = {**stack.environment(), "PATH": f"{tools}:{os.environ['PATH']}", "HOME": os.environ["HOME"]}
        run = lambda *words, **more: subprocess.run([ROOT / "scripts/deploy_aws", *words], env={**environment, **more}, capture_output=True, text=True, timeout=600)
        done = run(stack.folder / "settings.json", "--app", stack.synthesise(), "--require-approval", "never")
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-3000:])
        commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        self.assertEqual(json.loads(self.world.scc("deploy", "status", "--json"))["live"], commit)
        self.assertIn("is no file", run("nowhere.json").stderr)
        self.assertIn("AWS_REGION is not set", run(stack.folder / "settings.json", AWS_REGION="").stderr)

    def test_a_redeploy_loses_neither_settings_nor_credentials(self):
        stack = self.world.stack
        secrets, functions = stack.aws.client("secretsmanager"), stack.aws.client("lambda")
        kept = lambda: {name: secrets.get_secret_value(SecretId=name)["SecretString"] for name in ("scc/google", "scc/sign-in", "scc/front-door")}
        told = lambda: [functions.get_function_configuration(FunctionName=stack.outputs[name])["Environment"]["Variables"] for name in ("ApiFunction", "SyncFunction", "AuditFunction")]
        page = lambda: self.world.scc("deploy", "status", "--json")
        before, variables, live, users = kept(), told(), page(), self.world.scc("users")
        stack.deploy(monthlyBudgetDollars=30, corsAllowedOrigins=["https://page.sailing.example"])
        self.assertEqual((kept(), page(), self.world.scc("users")), (before, live, users))
        for now, then in zip(told(), variables):
            self.assertEqual(now, {**then, "CORS_ALLOWED_ORIGINS": "https://page.sailing.example"})
        self.assertEqual(self.world.get("/api/v1/session")[0], 401)
        stack.deploy()
        self.assertEqual((kept(), told()), (before, variables))

    def test_a_mail_in_gmail_becomes_crew_on_the_page_in_chromium(self):
        self.assertEqual(self.world.read_mails(), {})
        item = self.world.stack.aws.client("dynamodb").get_item(TableName="ShipCaptainCrew", Key={"pk": {"S": SANDERSON}, "sk": {"S": "charter"}})["Item"]
        self.assertEqual(item["captain"]["M"]["name"]["S"], CREW["Captain"])
        run = subprocess.run(["node", str(Path(__file__).with_name("crew_in_chromium.mjs")), "https://ops.sailing.example", str(self.world.stack.edge.secure_port), SANDERSON],
                             capture_output=True, text=True, timeout=180)
        self.assertEqual(run.returncode, 0, run.stderr[-3000:])
        seen = json.loads(run.stdout)
        self.assertEqual((seen["crew"], seen["offline"]), (CREW, list(CREW.values())))
        self.assertEqual((seen["at"], seen["faults"]), (f"https://ops.sailing.example/charters/{SANDERSON}", []))
        self.assertEqual(seen["kept"], [{"httpOnly": True, "secure": True, "sameSite": "Strict", "path": "/", "domain": "ops.sailing.example"}])
        block = [one for one in self.world.google.control("events")["events"] if "Sanderson" in one["summary"]][0]["description"]
        self.assertIn("Captain: Gene O'Neal\n", block)
        self.audit_has(SANDERSON)

    def logged(self, prefix):
        """The lines of the audit bucket's objects below a prefix."""
        s3, bucket = self.world.stack.aws.client("s3"), self.world.stack.outputs["AuditBucket"]
        keys = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]
        return [json.loads(line) for key in keys for line in s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode().splitlines()]

    def test_a_record_of_the_stream_that_cant_be_read_is_set_aside(self):
        dynamodb, key = self.world.stack.aws.client("dynamodb"), {"pk": {"S": "crew"}, "sk": {"S": "by-hand"}}
        dynamodb.put_item(TableName="ShipCaptainCrew", Item={**key, "roles": {"S": "no list"}})
        self.addCleanup(lambda: dynamodb.delete_item(TableName="ShipCaptainCrew", Key=key))
        until = time.monotonic() + AUDIT_PATIENCE_S
        while time.monotonic() < until and not self.logged("set-aside/"):
            time.sleep(0.2)
        lines = self.logged("set-aside/")
        self.assertEqual([line["record"]["dynamodb"]["Keys"] for line in lines], [key])

    def audit_has(self, charter):
        """The stream brings each change to the audit function, which writes it into its bucket."""
        found = set()
        until = time.monotonic() + AUDIT_PATIENCE_S
        while time.monotonic() < until and ("charter", charter) not in found:
            found = {(line["kind"], line["key"][0]) for line in self.logged("audit/")}
            time.sleep(0.2)
        self.assertIn(("charter", charter), found)
        self.assertTrue({"facts", "receipt", "member", "named"} <= {kind for kind, _ in found}, found)

    def test_the_edge_serves_the_page_with_its_headers_and_the_api_without_keeping_it(self):
        status, headers, body = self.world.get("/charters/whatever", **{"Accept-Encoding": "gzip"})
        self.assertEqual((status, headers["cache-control"]), (200, "no-cache"))
        self.assertIn(b"<!doctype html>", gzip.decompress(body) if headers["content-encoding"] else body)
        for name, part in (("content-security-policy", "default-src 'none'"), ("strict-transport-security", "max-age=63072000"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer")):
            self.assertIn(part, headers[name] or "", name)
        asset = next(one["Key"] for one in self.world.stack.aws.client("s3").list_objects_v2(Bucket=self.world.stack.outputs["PageBucket"], Prefix="assets/")["Contents"])
        self.assertEqual(self.world.get("/" + asset)[1]["cache-control"], "public,max-age=31536000,immutable")
        # What is kept of pages for the way back is in the bucket, but not to be had.
        for path in ("/releases.json", "/releases/0123456789abcdef0123456789abcdef01234567/service_worker.js"):
            self.assertIn(b"<!doctype html>", self.world.get(path)[2])
        status, headers, body = self.world.get("/api/v1/session")
        self.assertEqual((status, headers["cache-control"], json.loads(body)["title"]), (401, "no-store", "Not signed in"))
        self.assertIn("nosniff", headers["x-content-type-options"])

    def test_past_cloudfront_nobody_gets_in(self):
        api = self.world.stack.resources()["AWS::ApiGatewayV2::Api", next(name for kind, name in self.world.stack.resources() if kind == "AWS::ApiGatewayV2::Api")]
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{self.world.stack.aws.url}/_aws/execute-api/{api}/$default/api/v1/sign-in", timeout=60)
        self.assertEqual(refused.exception.code, 403)

    def test_machines_and_pushes_without_a_token_are_turned_away_by_the_gateway(self):
        self.assertEqual(self.world.get("/api/machine/v1/charters")[0], 401)
        request = urllib.request.Request(self.world.stack.edge.url + "/api/v1/hooks/gmail", b"{}", method="POST")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=60)
        self.assertEqual(refused.exception.code, 401)


if __name__ == "__main__":
    unittest.main()
