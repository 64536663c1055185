"""The fake of Google's endpoints as a running program, and what a test tells it."""
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
START_PATIENCE_S = 20


class Fake:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        ready = os.path.join(self.folder.name, "ready.json")
        self.process = subprocess.Popen([sys.executable, "-m", "fake.server", "--ready", ready], cwd=HERE, stdin=subprocess.PIPE)
        until = time.monotonic() + START_PATIENCE_S
        while not os.path.exists(ready):
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the fake did not start")
            time.sleep(0.02)
        with open(ready, encoding="utf-8") as file:
            self.addresses = json.load(file)

    @property
    def root(self):
        return self.addresses["google"]

    def control(self, act, **args):
        request = urllib.request.Request(f"{self.addresses['control']}/{act}", json.dumps(args).encode(), method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"control {act}: {error.read()}") from error

    def calls(self, method):
        return self.control("state")["calls"].get(method, 0)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.folder.cleanup()
