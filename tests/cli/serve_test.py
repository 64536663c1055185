#!/usr/bin/env python3
"""`scc serve`: prints a link that signs in once, serves page and API, ends on Ctrl-C."""
import shutil
import signal
import time
import unittest

from program import ROOT, SANDERSON, ServedTest


class Serve(ServedTest):
    def setUp(self):
        super().setUp()
        self.example()
        self.scc("sync", expect=0)
        page = self.here / "page"
        page.mkdir()
        (page / "index.html").write_text("<!doctype html><title>ops</title>")
        with open(self.here / "scc.toml", "r+", encoding="utf-8") as file:
            text = file.read()
            file.seek(0)
            file.write(text.replace("[store]", '[serve]\npage = "page"\n\n[store]'))

    def test_the_link_signs_in_and_the_api_shows_the_crew(self):
        process, link = self.serve("--no-sync")
        self.assertEqual(self.ask(link, "GET", f"/api/v1/charters/{SANDERSON}")[0].status, 401)
        answer, text = self.ask(link, "GET", f"/api/v1/charters/{SANDERSON}", headers=self.sign_in(link))
        self.assertEqual(answer.status, 200, text)
        self.assertIn("Keely Hoyt", text)
        answer, text = self.ask(link, "GET", "/")
        self.assertEqual((answer.status, "ops" in text), (200, True))
        process.send_signal(signal.SIGINT)
        self.assertIn(process.wait(timeout=20), (0, 130))

    def test_a_mail_that_arrives_while_it_serves_is_read(self):
        late = self.here / "mail/09-sanderson-cake-crew.eml"
        text = late.read_bytes()
        for path in self.here.glob("scc.db*"):
            path.unlink()
        shutil.copy(ROOT / "examples/jada/calendar.ics", self.here)
        late.unlink()
        self.scc("crew", "import", "crew.csv", expect=0)
        self.scc("sync", expect=0)
        with open(self.here / "scc.toml", "a", encoding="utf-8") as file:
            file.write("\n[sync]\nevery_seconds = 1\n")
        _, link = self.serve()
        cookie = self.sign_in(link)
        late.write_bytes(text)
        found = ""
        patience = time.monotonic() + 30
        while "Keely Hoyt" not in found and time.monotonic() < patience:
            time.sleep(0.05)
            found = self.ask(link, "GET", f"/api/v1/charters/{SANDERSON}", headers=cookie)[1]
        self.assertIn("Keely Hoyt", found)

    def test_a_port_that_is_taken_is_said(self):
        _, link = self.serve("--no-sync")
        run = self.scc("serve", "--no-sync", "--port", link.port, expect=1)
        self.assertIn(str(link.port), run.err)


if __name__ == "__main__":
    unittest.main()
