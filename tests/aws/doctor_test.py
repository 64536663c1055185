"""`scc doctor --aws` on the whole stack: everything is well, then one thing after the other is broken, and it is that line
alone which says so, with the cure."""
import json
import sys
import unittest

from aws_world import ROOT
from stack_test import CALENDAR, SANDERSON, World

sys.path.insert(0, str(ROOT / "tests/google"))

PAGE_ELSEWHERE = "https://page.sailing.example"
OWN = "https://ops.sailing.example"
READ_ONLY = ["https://www.googleapis.com/auth/gmail.readonly"]


class Doctor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        assert cls.world.read_mails() == {}
        cls.aws, cls.edge = cls.world.stack.aws, cls.world.stack.edge
        api = next(value for (kind, _), value in cls.world.stack.resources().items() if kind == "AWS::ApiGatewayV2::Api")
        cls.api_address = f"{cls.aws.url}/_aws/execute-api/{api}/$default"
        cls.set_variables("api", CORS_ALLOWED_ORIGINS=PAGE_ELSEWHERE)

    @classmethod
    def tearDownClass(cls):
        cls.world.stop()

    def tearDown(self):
        self.edge.spoil = lambda request, status, headers, body: (status, headers, body)
        self.edge.compresses = True

    @classmethod
    def name_of(cls, handler):
        logical = next(name for name, function in cls.world.stack.functions().items() if function["Handler"] == handler)
        return cls.world.stack.resources()["AWS::Lambda::Function", logical]

    @classmethod
    def set_variables(cls, handler, **changes):
        """None takes one away; → the variables as they were"""
        client, name = cls.aws.client("lambda"), cls.name_of(handler)
        before = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        after = {key: value for key, value in {**before, **changes}.items() if value is not None}
        client.update_function_configuration(FunctionName=name, Environment={"Variables": after})
        return before

    def doctor(self, code=0, charter=SANDERSON, api_address=None, keys=None):
        done = self.world.run("doctor", "--aws", "--json", "--address", self.edge.url, "--charter", charter,
                              more={"SCC_GOOGLE_BASE_URL": self.world.google.root, "SCC_CALENDAR_ID": CALENDAR, "AWS_ENDPOINT_URL_EXECUTE_API": api_address or self.api_address, **(keys or {})})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def broken(self, said, cure, **how):
        """Exactly one line is broken, and says this."""
        lines = [line for line in self.doctor(code=1, **how) if line["verdict"] != "well"]
        self.assertEqual(len(lines), 1, lines)
        self.assertIn(said, lines[0]["what"])
        self.assertIn(cure, lines[0]["cure"])

    def spoil(self, path, change, method="GET", origin=None):
        """`change(headers as a dictionary, body)` → status (None: as it is) and body, for what fits."""
        def spoiled(request, status, headers, body):
            if (request.command, request.path) != (method, path) or (origin and request.headers.get("origin") != origin):
                return status, headers, body
            found = {name.lower(): value for name, value in headers}
            new_status, new_body = change(found, body)
            return new_status or status, list(found.items()), new_body
        self.edge.spoil = spoiled

    def asset(self):
        page = self.world.get("/")[2].decode()
        return "/" + page[page.index("assets/"):].partition('"')[0]

    def test_where_nothing_is_wrong_every_line_is_well(self):
        lines = self.doctor()
        self.assertEqual([line for line in lines if line["verdict"] != "well"], [])
        said = "\n".join(line["what"] for line in lines)
        for part in ("is deployed: " + OWN, "its indexes, stream", "the api function knows", "the sync function knows", "the audit function knows", "the role of the audit function may do what it needs",
                     "for mail and calendar", "live is version 1", "asked for anew", "kept for a year", "compressed (gzip)", "all security headers", "kept nowhere", "own origin only",
                     f"the page of {PAGE_ELSEWHERE} may use the API", "own address is closed", f"table, API and page, calendar show the same crew of {SANDERSON}: 1st Mate: Angela Wong; 2nd Mate: Dan Rich; Captain: Gene O'Neal"):
            self.assertIn(part, said)
        sessions = [item for item in self.aws.items() if item["pk"]["S"] in ("named#session", "named#code") and "scc doctor" in json.dumps(item)]
        self.assertEqual(sessions, [], "its session is ended")

    def test_what_the_document_says_is_enough_to_look(self):
        table = "arn:aws:dynamodb:us-east-1:000000000000:table/ShipCaptainCrew"
        store = ["BatchGetItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem", "DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups"]
        looks = [(["dynamodb:" + one for one in store], [table, table + "/index/*"]),
                 (["lambda:GetFunctionConfiguration", "iam:SimulatePrincipalPolicy", "secretsmanager:GetSecretValue"], ["*"])]
        self.assertEqual([line for line in self.doctor(keys=self.world.somebody(self.world.may_deploy() + looks)) if line["verdict"] != "well"], [])
        lines = [line for line in self.doctor(code=1, keys=self.world.somebody(self.world.may_deploy() + looks[:1])) if line["verdict"] != "well"]
        for part in ("lambda:GetFunctionConfiguration has to be allowed", "secretsmanager:GetSecretValue"):
            self.assertIn(part, json.dumps(lines))

    def test_a_grant_without_the_calendars_scope_and_one_that_google_refuses(self):
        secrets = self.aws.client("secretsmanager")
        whole = secrets.get_secret_value(SecretId="scc/google")["SecretString"]
        self.addCleanup(lambda: secrets.put_secret_value(SecretId="scc/google", SecretString=whole))
        part = self.world.google.control("grant", scopes=READ_ONLY)["refresh_token"]
        secrets.put_secret_value(SecretId="scc/google", SecretString=json.dumps({**json.loads(whole), "refresh_token": part}))
        lines = [line for line in self.doctor(code=1) if line["verdict"] != "well"]
        self.assertIn("does not cover https://www.googleapis.com/auth/calendar.events", lines[0]["what"])
        self.assertIn("put-secret-value --secret-id", lines[0]["cure"])
        secrets.put_secret_value(SecretId="scc/google", SecretString=json.dumps({**json.loads(whole), "refresh_token": "1//revoked"}))
        lines = [line for line in self.doctor(code=1) if line["verdict"] != "well"]
        self.assertIn("scc auth login", lines[0]["cure"])

    def test_a_table_that_lacks_something(self):
        dynamodb = self.aws.client("dynamodb")
        spec = lambda enabled: dynamodb.update_time_to_live(TableName="ShipCaptainCrew", TimeToLiveSpecification={"AttributeName": "expires", "Enabled": enabled})
        spec(False)
        self.addCleanup(lambda: spec(True))
        self.broken("lacks: time to live", "scc store migrate")

    def test_a_role_that_may_too_little_or_too_much(self):
        iam = self.aws.client("iam")
        role = self.aws.client("lambda").get_function_configuration(FunctionName=self.name_of("audit"))["Role"].rpartition("/")[2]
        policy = iam.list_role_policies(RoleName=role)["PolicyNames"][0]
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        put = lambda changed: iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(changed))
        self.addCleanup(lambda: put(document))
        for change, said in ((lambda actions: [one for one in actions if one != "dynamodb:Query"], "may not dynamodb:Query on ShipCaptainCrew"),
                             (lambda actions: [*actions, "dynamodb:Scan"], "may do more than it needs: dynamodb:Scan")):
            changed = json.loads(json.dumps(document))
            statement = next(one for one in changed["Statement"] if one.get("Sid") == "Store")
            statement["Action"] = change(statement["Action"])
            put(changed)
            self.broken(said, "npx cdk deploy")

    def test_a_function_that_is_told_wrongly(self):
        before = self.set_variables("audit", SCC_AUDIT_BUCKET=None)
        self.addCleanup(lambda: self.set_variables("audit", **before))
        self.broken("the audit function is told wrongly: SCC_AUDIT_BUCKET is missing", "npx cdk deploy")
        self.set_variables("audit", **{**before, "DYNAMODB_TABLE_NAME": "Other"})
        self.broken("DYNAMODB_TABLE_NAME is not ShipCaptainCrew", "npx cdk deploy")

    def test_cache_headers_at_the_edge(self):
        def kept(headers, body):
            headers["cache-control"] = "public, max-age=3600"
            return None, body
        self.spoil("/", kept)
        self.broken('cache-control is "public, max-age=3600", not no-cache', "scc deploy page")
        self.spoil(self.asset(), kept)
        self.broken("is not kept for a year", "scc deploy page")
        self.spoil("/api/v1/session", kept)
        self.broken("answers of the API may be kept", "npx cdk deploy")

        def hit(headers, body):
            headers.update({"x-cache": "Hit from cloudfront", "age": "120"})
            return None, body
        self.spoil("/", hit)
        self.broken('kept at the edge without asking (age: "120")', "lowest time has to be 0")
        self.spoil("/", lambda headers, body: (None, body + b"<!-- of last week -->"))
        self.broken("another page than the one that was deployed", "scc deploy page")

    def test_compression_and_security_headers(self):
        self.edge.compresses = False
        self.broken("is not compressed", "npx cdk deploy")
        self.edge.compresses = True
        for name in ("content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy"):
            self.spoil("/", lambda headers, body, name=name: (headers.pop(name) and None, body))
            self.broken(f"/ is answered with {name}: nothing", "npx cdk deploy")

    def test_origins_that_may_too_little_or_too_much(self):
        def untold(headers, body):
            headers.pop("access-control-allow-origin", None)
            return None, body
        self.spoil("/api/v1/session", untold, "OPTIONS", PAGE_ELSEWHERE)
        self.broken(f"the page of {PAGE_ELSEWHERE} is told that nothing may use the API", "corsAllowedOrigins")
        self.spoil("/api/v1/session", lambda headers, body: (403, b'{"title":"Another origin"}'), "POST", OWN)
        self.broken("its origin is refused", "SCC_API_GATEWAY_URL")
        self.spoil("/api/v1/session", lambda headers, body: (401, body), "POST", "https://elsewhere.example")
        self.broken("a page of https://elsewhere.example is not refused", "npx cdk deploy")

        def everybody(headers, body):
            headers["access-control-allow-origin"] = "*"
            return None, body
        self.spoil("/api/v1/session", everybody, "OPTIONS", "https://elsewhere.example")
        self.broken('told that "*" may use the API, not nothing', "corsAllowedOrigins")

    def test_an_api_that_is_open_past_cloudfront(self):
        self.broken("is open to everybody", "SCC_FRONT_DOOR_SECRET", api_address=self.edge.url)

    def test_copies_of_a_crew_that_differ(self):
        other = lambda headers, body: (None, body.replace(b"Angela Wong", b"Tess Okafor"))
        self.spoil(f"/api/v1/charters/{SANDERSON}", other)
        self.edge.compresses = False
        lines = [line for line in self.doctor(code=1) if "differs" in line["what"]]
        self.assertIn("API and page: 1st Mate: Tess Okafor", lines[0]["what"])
        self.assertIn("calendar: 1st Mate: Angela Wong", lines[0]["what"])
        self.assertIn(f"scc check {SANDERSON} --fix", lines[0]["cure"])
        self.tearDown()
        said = [line for line in self.doctor(charter="nobody-2026-01-01") if line["verdict"] == "look"]
        self.assertIn('there is no charter "nobody-2026-01-01"', said[0]["what"])

    def test_options_of_the_aws_edition_want_it_named(self):
        done = self.world.run("doctor", "--charter", SANDERSON)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--charter belongs to --aws", done.stderr)

    def test_without_the_stack_one_line_says_so(self):
        done = self.world.run("doctor", "--aws", "--json", more={"SCC_DEPLOY_STACK": "Another"})
        self.assertEqual(done.returncode, 1)
        lines = json.loads(done.stdout)
        self.assertEqual(len(lines), 1, lines)
        self.assertIn('the stack "Another"', lines[0]["what"])


if __name__ == "__main__":
    unittest.main()
