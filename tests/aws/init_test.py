"""How long an environment takes to begin: the API function beside a Node handler that only says hello, on one
emulator in one run, by turns, so that whatever else this machine does falls on both. What is measured is the first
answer of a new environment less a later one's; the median counts."""
import os
import shutil
import statistics
import subprocess
import sys
import time
import unittest
from pathlib import Path

from emulated import Emulated, EmptyRoot, http_event

ENVIRONMENTS = 15
INIT_MS_MAX = 30
HELLO = Path(__file__).resolve().parent / "hello/bootstrap.mjs"


def init_ms(start):
    """→ the milliseconds of one environment's init"""
    function = start()
    times = []
    for _ in range(6):
        began = time.perf_counter()
        answer = function.invoke(http_event("GET", "/api/v1/sign-in"))
        times.append((time.perf_counter() - began) * 1000)
        assert "statusCode" in answer, answer
    function.stop()
    return times[0] - statistics.median(times[1:])


class Init(unittest.TestCase):
    def test_the_api_begins_within_30_milliseconds_and_before_node_does(self):
        root = EmptyRoot("api")
        self.addCleanup(root.remove)
        node = shutil.which("node")
        version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout.strip()
        api, hello = [], []
        for _ in range(ENVIRONMENTS):
            api.append(init_ms(lambda: Emulated("api", {}, root)))
            hello.append(init_ms(lambda: Emulated("hello", {}, command=[node, str(HELLO)])))
        for name, found in (("api", api), (f"node {version} hello", hello)):
            print(f"init of {name}: least {min(found):.1f} ms, median {statistics.median(found):.1f} ms, most {max(found):.1f} ms", file=sys.stderr)
        print(f"load of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", file=sys.stderr)
        self.assertLess(statistics.median(api), statistics.median(hello))
        self.assertLessEqual(statistics.median(api), INIT_MS_MAX)


if __name__ == "__main__":
    unittest.main()
