#!/usr/bin/env python3
"""Every command that the README shows is run."""
import os
import re
import subprocess
import unittest

from program import BINARY, ROOT, ProgramTest

# These build everything or run until stopped; who runs this test has run them.
NOT_HERE = ("./run", "./test", "git clone", "cd ", "sudo ")


class Readme(ProgramTest):
    def test_every_command_works(self):
        self.example()
        commands = []
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S):
            commands += [line.split("  #")[0].strip() for line in block.split("\n") if line.strip()]
        mine = [command for command in commands if not command.startswith(NOT_HERE)]
        self.assertGreater(len(mine), 5)
        for command in mine:
            with self.subTest(command=command):
                if command.startswith("scc serve") or "--watch" in command:
                    continue  # tests/cli/serve_test.py
                run = subprocess.run(["bash", "-c", command], cwd=self.here, capture_output=True, text=True, check=False,
                                     env={"PATH": f"{BINARY.parent}:{os.environ['PATH']}"}, timeout=60)
                self.assertIn(run.returncode, (0, 3), f"{command}\n{run.stdout}\n{run.stderr}")

    def test_the_two_commands_it_opens_with_are_there(self):
        for name in ("run", "test"):
            self.assertTrue(os.access(ROOT / name, os.X_OK))


if __name__ == "__main__":
    unittest.main()
