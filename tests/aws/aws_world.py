"""An AWS of this machine's own: ministack on a free port, with the table as the stack has it."""
import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import botocore.session

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "build/tools/lambda"
TABLE = "ShipCaptainCrew"
START_PATIENCE_S = 60
CREDENTIALS = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(process, port, what):
    until = time.monotonic() + START_PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{what} ended at once with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{what} does not answer")


def resources(kind):
    """Those of one type in the stack's template."""
    template = json.loads((TOOLS / "template.json").read_text())
    return [one["Properties"] for one in template["Resources"].values() if one["Type"] == kind]


class Aws:
    """`judging`: who signs wrongly, or may not do what is asked, is refused; "test" may do everything."""

    def __init__(self, with_table=True, judging=False):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.home = tempfile.TemporaryDirectory()
        environment = {**os.environ, "HOME": self.home.name, "TMPDIR": self.home.name, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(self.port), "LOG_LEVEL": "ERROR",
                       # What functions that run there are told.
                       "AWS_ENDPOINT_URL": self.url, "AUTH": str(judging).lower()}
        with open(os.path.join(self.home.name, "log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([os.path.join(os.path.dirname(sys.executable), "ministack")], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        atexit.register(self.process.kill)  # should a test end before stop()
        wait_for_port(self.process, self.port, "ministack")
        self.session = botocore.session.get_session()
        if with_table:
            self.create_table()

    def client(self, service):
        return self.session.create_client(service, region_name="us-east-1", endpoint_url=self.url, aws_access_key_id="test", aws_secret_access_key="test")

    def create_table(self):
        """As CloudFormation would: by what the template says."""
        wanted = resources("AWS::DynamoDB::Table")[0]
        self.client("dynamodb").create_table(**{name: wanted[name] for name in ("TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")})

    def put_secret(self, name, value):
        self.client("secretsmanager").create_secret(Name=name, SecretString=value)

    def items(self):
        return self.client("dynamodb").scan(TableName=TABLE)["Items"]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.home.cleanup()
