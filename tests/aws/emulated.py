"""One function of a package in Lambda's runtime interface emulator, in a root that has nothing but the package."""
import atexit
import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from aws_world import CREDENTIALS, ROOT, TOOLS, free_port, wait_for_port

ANSWER_PATIENCE_S = 60


def unpack(package, folder):
    """As Lambda does: with the modes that the zip says."""
    with zipfile.ZipFile(package) as zipped:
        for entry in zipped.infolist():
            path = zipped.extract(entry, folder)
            os.chmod(path, (entry.external_attr >> 16) & 0o777)


def http_event(method, path, headers=None, body=None, cookies=()):
    event = json.loads((ROOT / "tests/unit/lambda/events/http_api.json").read_text())
    event.update(rawPath=path, rawQueryString="", headers={"host": "api.example", **(headers or {})}, cookies=list(cookies))
    event["requestContext"]["http"].update(method=method, path=path)
    del event["requestContext"]["authorizer"]
    event.pop("body")
    if body is not None:
        event["body"] = json.dumps(body)
    return event


class EmptyRoot:
    """/var/task with the package, and an empty /tmp. There is no shell, no /lib, no /etc, no /dev."""

    def __init__(self, package):
        self.folder = Path(tempfile.mkdtemp(prefix="scc-root-"))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.task = self.folder / "var/task"
        self.task.mkdir(parents=True)
        (self.folder / "tmp").mkdir()
        unpack(TOOLS / f"{package}.zip", self.task)

    def command(self):
        # chroot is root's; a user namespace lets everybody be root of their own.
        own = ["chroot"] if os.getuid() == 0 else ["unshare", "--map-root-user", "chroot"]
        return [*own, str(self.folder), "/var/task/bootstrap"]

    def remove(self):
        shutil.rmtree(self.folder)


class Emulated:
    """`command`: what the emulator starts instead of the package's bootstrap (a bench's other handler)."""

    def __init__(self, handler, variables, root=None, command=None, timeout_s=20):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="scc-emulated-"))
        runner = self.folder / "run"
        # The emulator takes its second word for the handler's name, so the command is a file.
        runner.write_text("#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in command or root.command()) + "\n")
        runner.chmod(0o755)
        environment = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": "/var/task", "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout_s), **CREDENTIALS, **variables}
        self.log = open(self.folder / "log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [TOOLS / "aws-lambda-rie", "--runtime-interface-emulator-address", f"127.0.0.1:{self.port}", "--runtime-api-address", f"127.0.0.1:{free_port()}", runner, handler],
            env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        wait_for_port(self.process, self.port, "the emulator")

    def invoke(self, event):
        """→ the function's answer; a failure of the function is its errorMessage in an answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/2015-03-31/functions/function/invocations", json.dumps(event).encode(), method="POST")
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_PATIENCE_S) as answer:
                body = answer.read().decode()
        except urllib.error.HTTPError as error:
            body = error.read().decode()
        try:
            return json.loads(body)
        except ValueError:
            return body

    def said(self):
        """What stands in the function's log: events as objects."""
        self.log.flush()
        lines = (self.folder / "log").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line.startswith('{"event"')]

    def stop(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder)
