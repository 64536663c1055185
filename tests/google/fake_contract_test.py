"""The fake of Google's endpoints, tried by Google's own Python client.

What the client sends and gets is checked against Google's discovery documents inside the fake, so
a green run says that the fake answers the way the client, and the documents, expect.
"""
import base64
import unittest

from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from fake_program import Fake

MAIL = b"From: Carole <carole@sailing.example>\r\nSubject: Crew\r\nDate: Mon, 6 Apr 2026 09:14:22 -0700\r\n\r\nGene has it.\r\n"


class FakeContract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = Fake()

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def setUp(self):
        self.fake.control("reset")
        root = self.fake.addresses["google"]
        token = self.fake.control("grant", scopes=["https://www.googleapis.com/auth/gmail.modify", "https://www.googleapis.com/auth/calendar"])["refresh_token"]
        credentials = Credentials(None, refresh_token=token, token_uri=root + "/token", client_id="scc-test.apps.example", client_secret="canary-client-secret")
        options = {"credentials": credentials, "static_discovery": True, "cache_discovery": False}
        self.gmail = build("gmail", "v1", client_options={"api_endpoint": root + "/"}, **options).users()
        self.events = build("calendar", "v3", client_options={"api_endpoint": root + "/calendar/v3/"}, **options).events()
        self.calendar = "crew-calendar@group.calendar.example"

    def tearDown(self):
        self.assertEqual(self.fake.control("state")["violations"], [])

    def insert(self, raw=MAIL, labels=("INBOX",)):
        return self.gmail.messages().insert(userId="me", body={"raw": base64.urlsafe_b64encode(raw).decode(), "labelIds": list(labels)}).execute()["id"]

    def test_a_mail_comes_back_byte_for_byte(self):
        identity = self.insert()
        raw = self.gmail.messages().get(userId="me", id=identity, format="raw").execute()["raw"]
        self.assertEqual(base64.urlsafe_b64decode(raw), MAIL)

    def test_search_finds_by_sender_and_hides_spam(self):
        identity = self.insert()
        self.insert(labels=["SPAM"])
        self.insert(MAIL.replace(b"carole@", b"eve@"))
        found = self.gmail.messages().list(userId="me", q="from:(carole@sailing.example OR hal@sailing.example)").execute()
        self.assertEqual([m["id"] for m in found["messages"]], [identity])

    def test_history_tells_what_came_and_what_was_rescued_from_spam(self):
        start = self.gmail.getProfile(userId="me").execute()["historyId"]
        identity = self.insert(labels=["SPAM"])
        self.gmail.messages().modify(userId="me", id=identity, body={"addLabelIds": ["INBOX"], "removeLabelIds": ["SPAM"]}).execute()
        history = self.gmail.history().list(userId="me", startHistoryId=start).execute()["history"]
        self.assertEqual([next(k for k in record if k not in ("id", "messages")) for record in history], ["messagesAdded", "labelsAdded", "labelsRemoved"])

    def test_an_expired_history_is_404(self):
        start = self.gmail.getProfile(userId="me").execute()["historyId"]
        self.fake.control("expire_history")
        with self.assertRaises(HttpError) as caught:
            self.gmail.history().list(userId="me", startHistoryId=start).execute()
        self.assertEqual(caught.exception.resp.status, 404)

    def test_an_event_is_written_only_under_its_etag(self):
        moment = {"dateTime": "2026-05-12T14:00:00-07:00"}
        event = self.events.insert(calendarId=self.calendar, body={"summary": "Jennifer Sanderson", "start": moment, "end": moment}).execute()
        patch = self.events.patch(calendarId=self.calendar, eventId=event["id"], sendUpdates="none", body={"description": "crew"})
        patch.headers["If-Match"] = event["etag"]
        changed = patch.execute()
        self.assertNotEqual(changed["etag"], event["etag"])
        again = self.events.patch(calendarId=self.calendar, eventId=event["id"], sendUpdates="none", body={"description": "other"})
        again.headers["If-Match"] = event["etag"]
        with self.assertRaises(HttpError) as caught:
            again.execute()
        self.assertEqual(caught.exception.resp.status, 412)
        self.assertEqual(self.events.get(calendarId=self.calendar, eventId=event["id"]).execute()["description"], "crew")

    def test_a_sync_token_gives_changes_and_deletions_until_it_is_410(self):
        moment = {"dateTime": "2026-05-12T14:00:00-07:00"}
        event = self.events.insert(calendarId=self.calendar, body={"summary": "a", "start": moment, "end": moment}).execute()
        token = self.events.list(calendarId=self.calendar, singleEvents=True).execute()["nextSyncToken"]
        self.fake.control("delete", id=event["id"])
        changes = self.events.list(calendarId=self.calendar, syncToken=token).execute()
        self.assertEqual([(e["id"], e["status"]) for e in changes["items"]], [(event["id"], "cancelled")])
        self.fake.control("expire_sync_tokens")
        with self.assertRaises(HttpError) as caught:
            self.events.list(calendarId=self.calendar, syncToken=token).execute()
        self.assertEqual(caught.exception.resp.status, 410)

    def test_a_revoked_grant_is_refused(self):
        self.fake.control("revoke_all")
        from google.auth.exceptions import RefreshError
        with self.assertRaises(RefreshError):
            self.gmail.getProfile(userId="me").execute()

    def test_a_scope_that_was_not_granted_is_403(self):
        token = self.fake.control("grant", scopes=["https://www.googleapis.com/auth/calendar.events"])["refresh_token"]
        root = self.fake.addresses["google"]
        only = Credentials(None, refresh_token=token, token_uri=root + "/token", client_id="scc-test.apps.example", client_secret="canary-client-secret")
        gmail = build("gmail", "v1", client_options={"api_endpoint": root + "/"}, credentials=only, static_discovery=True, cache_discovery=False)
        with self.assertRaises(HttpError) as caught:
            gmail.users().getProfile(userId="me").execute()
        self.assertEqual(caught.exception.resp.status, 403)

    def test_a_request_the_documents_do_not_allow_is_a_violation(self):
        token = self.fake.control("grant")["refresh_token"]
        self.assertTrue(token)
        request = self.gmail.messages().list(userId="me")
        request.uri += "&nonsense=1"
        with self.assertRaises(HttpError):
            request.execute()
        self.assertEqual(len(self.fake.control("state")["violations"]), 1)
        self.fake.control("reset")


if __name__ == "__main__":
    unittest.main()
