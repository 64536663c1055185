"""The released program with its store in an engine of DynamoDB, started for each test and ended with it."""
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from program import ROOT, SANDERSON, ProgramTest  # noqa: F401: tests take them from here

STRANGER = {"region_name": "us-east-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}


class OnDynamoDb(ProgramTest):
    engine = "ministack"

    def setUp(self):
        super().setUp()
        ready = self.here / "ready.json"
        engine = subprocess.Popen([sys.executable, ROOT / "tests/dynamodb/engine.py", self.engine, "--ready", ready], stdin=subprocess.PIPE)
        self.addCleanup(engine.wait)
        self.addCleanup(engine.stdin.close)
        while not ready.exists():
            self.assertIsNone(engine.poll(), "the engine ended at once")
            try:
                engine.wait(timeout=0.05)
            except subprocess.TimeoutExpired:
                pass
        self.endpoint = json.loads(ready.read_text())["endpoint"]
        self.aws = {"AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        self.example()

    def client(self, service):
        """Another program's client of the same engine."""
        import botocore.session

        session = botocore.session.get_session()
        return session.create_client(service, endpoint_url=self.endpoint, **STRANGER)

    def use(self, source):
        text = (self.here / "scc.toml").read_text(encoding="utf-8")
        line = f'[store]\nsource = "{source}"'
        text = re.sub(r'\[store\](\nsource = "\w+")?', line, text)
        (self.here / "scc.toml").write_text(text, encoding="utf-8")

    def on_table(self, *words, expect=0):
        return self.scc(*words, expect=expect, variables=self.aws)
