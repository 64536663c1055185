#!/usr/bin/env python3
"""An alarm's mail goes over TLS that is checked, or not at all."""
import unittest

from google_program import GoogleProgramTest
from tls_authority import Authority
from tls_mail_server import TlsMailServer

PASSWORD = "canary-smtp-password"


class AlarmsByMail(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.here, "harbour-authority")

    def server(self, context, **options):
        server = TlsMailServer(context, **options)
        self.addCleanup(server.stop)
        return server

    def ring(self, address, ca_file=""):
        """Nobody has signed in to Google, which is an alarm; → what the program said"""
        self.configure(f'\n[alarm]\nmail_to = ["hal@sailing.example"]\nmail_from = "scc@sailing.example"\nsmtp_user = "scc"\n'
                       f'smtp_server = "{address}"\nsmtp_ca_file = "{ca_file}"\n')
        return self.scc("sync", expect=4, variables={"SCC_ALARM_SMTP_PASSWORD": PASSWORD}).err

    def assert_mailed(self, server):
        self.assertGreater(len(server.mails), 0)
        self.assertEqual(set(map(str, server.mails)), {str(("scc@sailing.example", ["hal@sailing.example"], True, "scc"))})
        self.assertEqual(set(server.passwords), {PASSWORD})

    def assert_refused(self, server, said, reason):
        self.assertEqual((server.mails, server.passwords), ([], []), "neither mail nor password leaves")
        self.assertRegex(said, reason)
        self.assertIn("alarm.smtp_server", said)

    def test_starttls_with_a_certificate_that_is_believed(self):
        server = self.server(self.authority.context("localhost"))
        self.ring(f"smtp://localhost:{server.port}", self.authority.file)
        self.assert_mailed(server)

    def test_tls_from_the_first_byte_with_a_certificate_that_is_believed(self):
        server = self.server(self.authority.context("127.0.0.1"), implicit=True)
        self.ring(f"smtps://127.0.0.1:{server.port}", self.authority.file)
        self.assert_mailed(server)

    def test_a_certificate_of_an_unknown_authority_is_refused(self):
        other = Authority(self.here, "other-authority")
        for scheme, implicit in (("smtp", False), ("smtps", True)):
            for believed in ("", other.file):
                with self.subTest(scheme=scheme, believed=str(believed)):
                    server = self.server(self.authority.context("localhost"), implicit=implicit)
                    said = self.ring(f"{scheme}://localhost:{server.port}", believed)
                    self.assert_refused(server, said, "(?i)certificate")

    def test_a_certificate_of_another_host_is_refused(self):
        for scheme, implicit in (("smtp", False), ("smtps", True)):
            with self.subTest(scheme=scheme):
                server = self.server(self.authority.context("mail.elsewhere.example"), implicit=implicit)
                self.assert_refused(server, self.ring(f"{scheme}://localhost:{server.port}", self.authority.file), "(?i)certificate|host name")

    def test_a_server_that_offers_no_tls_gets_no_password(self):
        server = self.server(None)
        self.assert_refused(server, self.ring(f"smtp://localhost:{server.port}", self.authority.file), "(?i)TLS|SSL")


if __name__ == "__main__":
    unittest.main()
