"""A client that knows nothing but docs/api.yaml (schemathesis) asks for everything it may, and for what it may not:
every answer is as described, no request breaks the server, and whatever was changed, the copies still agree."""
import os
import subprocess
import sys
import unittest

from program import ROOT, SANDERSON, ServedTest

#: What the description can't say: an address that has to repeat the body's id, a tag that has to be the one seen.
BEYOND_THE_DESCRIPTION = "positive_data_acceptance"
#: Streams have no end; signing out would end the stranger's own session.
LEFT_OUT = r"^/(events|session)$"

SETTINGS = """
[auth.openapi.session]
api_key = "{session}"

[parameters]
"path.charter" = "{charter}"
"path.person" = "gene-oneal"
"""


class Stranger(ServedTest):
    def setUp(self):
        super().setUp()
        self.example()
        self.scc("sync", expect=0)

    def drifts(self):
        return [(each["charter"], each["kind"]) for each in self.scc("check", "--json").json()["drifts"]]

    def test_a_stranger_with_the_description_finds_it_true(self):
        before = self.drifts()
        _, link = self.serve("--no-sync")
        session = self.sign_in(link)["Cookie"].split("=", 1)[1]
        settings = self.here / "schemathesis.toml"
        settings.write_text(SETTINGS.format(session=session, charter=SANDERSON))
        run = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "st"), "--config-file", settings, "run",
             ROOT / "docs/api.yaml", "--url", f"{link.scheme}://{link.netloc}/api/v1",
             "--header", f"Origin: {link.scheme}://{link.netloc}", "--exclude-path-regex", LEFT_OUT,
             "--exclude-checks", BEYOND_THE_DESCRIPTION, "--max-examples", "20", "--generation-deterministic",
             "--no-color"],
            cwd=self.here, capture_output=True, text=True, timeout=500)
        self.assertEqual(run.returncode, 0, run.stdout[-8000:] + run.stderr)
        self.assertRegex(run.stdout, r"[0-9]{3,} generated")

        self.scc("sync", expect=0)
        self.assertEqual(self.drifts(), before)


if __name__ == "__main__":
    unittest.main()
