"""engine.py KIND --ready FILE: runs a DynamoDB engine on 127.0.0.1 on a free port, writes its address
into FILE once it answers, and ends it when the standard input ends."""
import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ANSWER_SECONDS_MAX = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command_of(kind: str, port: int) -> tuple[list[str], dict[str, str]]:
    here = os.path.dirname(sys.executable)
    if kind == "ministack":
        return [os.path.join(here, "ministack")], {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "SERVICES": "dynamodb,dynamodbstreams,iam,sts", "LOG_LEVEL": "ERROR"}
    if kind == "moto":
        return [os.path.join(here, "moto_server"), "-H", "127.0.0.1", "-p", str(port)], {}
    if kind == "moto_with_iam":
        # The first requests make the user and its policy; from then on signatures and policies count.
        return [os.path.join(here, "moto_server"), "-H", "127.0.0.1", "-p", str(port)], {"INITIAL_NO_AUTH_ACTION_COUNT": "4"}
    if kind == "dynalite":
        return ["node", os.path.join(os.environ["SCC_TEST_NODE"], "node_modules/dynalite/cli.js"), "--host", "127.0.0.1", "--port", str(port), "--createTableMs", "0", "--updateTableMs", "0", "--deleteTableMs", "0"], {}
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
            with open(options.ready + ".new", "w") as file:
                json.dump({"endpoint": f"http://127.0.0.1:{port}"}, file)
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
