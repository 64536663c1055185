"""The released program as a test sees it: run in a folder of its own, with nothing inherited."""
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("SCC_BINARY", ROOT / "build/release/scc"))
SANDERSON = "jennifer-sanderson-2026-05-12"


class Run:
    def __init__(self, finished):
        self.code = finished.returncode
        self.out = finished.stdout
        self.err = finished.stderr

    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"exit code {self.code}\n{self.out}\n{self.err}"


class ProgramTest(unittest.TestCase):
    """Each test has a folder `self.here`; `self.example()` fills it with the example mailbox."""

    maxDiff = None

    def setUp(self):
        self.assertTrue(BINARY.exists(), f"{BINARY} is missing; scripts/build release scc makes it")
        self.here = Path(tempfile.mkdtemp(prefix="scc-test-"))
        self.addCleanup(shutil.rmtree, self.here)

    def example(self, roster=True):
        shutil.copytree(ROOT / "examples/jada", self.here, dirs_exist_ok=True)
        if roster:
            self.scc("crew", "import", "crew.csv", expect=0)

    def start(self, *words, variables=None, **options):
        """No HOME, no TERM, no terminal: what a server's scheduler gives."""
        environment = {"PATH": os.environ["PATH"], **(variables or {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        return subprocess.Popen([BINARY, *map(str, words)], cwd=self.here, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)

    def scc(self, *words, expect=None, variables=None):
        process = self.start(*words, variables=variables)
        out, err = process.communicate(timeout=120)
        run = Run(subprocess.CompletedProcess(words, process.returncode, out, err))
        self.assertGreaterEqual(run.code, 0, f"scc {words} was ended by signal {-run.code}: {err}")
        for trace in ("terminate called", "std::", "AddressSanitizer", "runtime error", "core dumped"):
            self.assertNotIn(trace, run.err)
        if expect is not None:
            self.assertEqual(run.code, expect, f"scc {words}: {run}")
        return run

    def crew_of(self, charter):
        """role → name"""
        shown = self.scc("show", charter, "--json", expect=0).json()
        return {seat["role"]: seat["person"]["name"] for seat in shown["crew"]}

    def calendar(self):
        return (self.here / "calendar.ics").read_bytes()


class ServedTest(ProgramTest):
    """`self.serve()` starts `scc serve` on a free port; it ends with the test."""

    def serve(self, *words):
        process = self.start("serve", "--port", "0", *words)
        self.addCleanup(self.end, process)
        lines = ""
        while "sign-in?code=" not in lines:
            line = process.stdout.readline()
            self.assertTrue(line, f"it ended: {process.stderr.read() if process.poll() is not None else lines}")
            lines += line
        link = urllib.parse.urlsplit(re.search(r"http://\S+sign-in\?\S+", lines).group(0))
        return process, link

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def ask(self, link, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(link.hostname, link.port, timeout=20)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def sign_in(self, link):
        code = urllib.parse.parse_qs(link.query)["code"][0]
        answer, text = self.ask(link, "POST", "/api/v1/session", json.dumps({"code": code}),
                                {"Content-Type": "application/json", "X-Scc": "1"})
        self.assertLess(answer.status, 300, text)
        return {"Cookie": answer.getheader("set-cookie").split(";")[0]}
