#!/usr/bin/env python3
"""`scc serve`: prints a link that signs in once, serves page and API, ends on Ctrl-C."""
import http.client
import json
import re
import shutil
import signal
import time
import unittest
import urllib.parse

from program import ROOT, SANDERSON, ProgramTest


class Serve(ProgramTest):
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
