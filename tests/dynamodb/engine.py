"""engine.py KIND --ready FILE: runs a DynamoDB engine on 127.0.0.1 on a free port, writes its address
into FILE once it answers, and ends it when the standard input ends."""
import argparse
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ANSWER_SECONDS_MAX = 60
FREE_REQUESTS = 7  # what make_users asks for
HANDBOOK = pathlib.Path(__file__).resolve().parents[2] / "docs/operations.md"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command_of(kind: str, port: int) -> tuple[list[str], dict[str, str]]:
    here = os.path.dirname(sys.executable)
    if kind == "ministack":
        return [os.path.join(here, "ministack")], {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "SERVICES": "dynamodb,s3,dynamodbstreams,iam,sts", "LOG_LEVEL": "ERROR"}
    if kind == "dynalite":
        program = pathlib.Path(__file__).with_name("dynalite") / "node_modules/dynalite/cli.js"
        return ["node", str(program), "--host", "127.0.0.1", "--port", str(port), "--createTableMs", "0"], {}
    if kind == "moto":
        return [os.path.join(here, "moto_server"), "-H", "127.0.0.1", "-p", str(port)], {}
    if kind == "moto_with_iam":
        # The first requests make the table, the users and their policies; from then on signatures and policies count.
        return [os.path.join(here, "moto_server"), "-H", "127.0.0.1", "-p", str(port)], {"INITIAL_NO_AUTH_ACTION_COUNT": str(FREE_REQUESTS)}
    if kind == "metadata":
        return [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "metadata_endpoint.py"), str(port)], {}
    raise SystemExit(f"{kind}: no engine of that name")


def wait_until_it_answers(engine: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + ANSWER_SECONDS_MAX
    while time.monotonic() < end:
        if engine.poll() is not None:
            raise SystemExit(f"the engine ended at once with {engine.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the engine does not answer")


def handbook_policy() -> dict:
    policy = json.loads(re.search(r"```json\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.S).group(1))
    # AWS allows a transaction by what it is made of; moto asks for its own name. And moto looks at actions
    # only: what an action is on is "*" to it.
    policy["Statement"][0]["Resource"] = "*"
    policy["Statement"][0]["Action"].append("dynamodb:TransactWriteItems")
    return policy


def make_users(endpoint: str) -> dict:
    """The store's table, a worker with the handbook's policy and a reader: seven requests."""
    import boto3

    settings = {"endpoint_url": endpoint, "region_name": "us-east-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}
    texts = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "dated", "starts", "list", "at")]

    def schema(hash_name: str, range_name: str) -> list:
        return [{"AttributeName": hash_name, "KeyType": "HASH"}, {"AttributeName": range_name, "KeyType": "RANGE"}]

    boto3.client("dynamodb", **settings).create_table(
        TableName="ShipCaptainCrew",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=schema("pk", "sk"),
        AttributeDefinitions=texts,
        GlobalSecondaryIndexes=[
            {"IndexName": "gsi_date", "KeySchema": schema("dated", "starts"), "Projection": {"ProjectionType": "ALL"}},
            {"IndexName": "gsi_list", "KeySchema": schema("list", "at"), "Projection": {"ProjectionType": "ALL"}},
        ],
    )
    iam = boto3.client("iam", **settings)
    reading = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "*"}]}
    keys = {}
    for user, policy in (("worker", handbook_policy()), ("reader", reading)):
        iam.create_user(UserName=user)
        iam.put_user_policy(UserName=user, PolicyName="store", PolicyDocument=json.dumps(policy))
        made = iam.create_access_key(UserName=user)["AccessKey"]
        keys[user] = {"id": made["AccessKeyId"], "secret": made["SecretAccessKey"]}
    return keys


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("--ready", required=True)
    options = parser.parse_args()
    port = free_port()
    command, variables = command_of(options.kind, port)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "TMPDIR": home, **variables}
        with open(os.path.join(home, "log"), "w") as log:
            engine = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_it_answers(engine, port)
            endpoint = f"http://127.0.0.1:{port}"
            keys = make_users(endpoint) if options.kind == "moto_with_iam" else {}
            with open(options.ready + ".new", "w") as file:
                json.dump({"endpoint": endpoint, "keys": keys}, file)
            os.rename(options.ready + ".new", options.ready)
            sys.stdin.read()
        finally:
            engine.terminate()
            try:
                engine.wait(timeout=10)
            except subprocess.TimeoutExpired:
                engine.kill()
                engine.wait()


if __name__ == "__main__":
    main()
