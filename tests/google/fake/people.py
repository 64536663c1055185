"""Where alarms arrive: a webhook that takes Slack's JSON, and a mail server that takes SMTP.

api.slack.com/messaging/webhooks and RFC 5321, read 24 Nov 2026.
"""
import email
import email.policy
import json
import socketserver


class People:
    def __init__(self):
        self.messages = []     # texts that came to the webhook
        self.mails = []        # {from, to, subject, text} that came by SMTP
        self.deaf = False      # both refuse for now

    def webhook(self, body, content_type):
        """→ status, answer"""
        if self.deaf:
            return 503, b"service_unavailable"
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError):
            return 400, b"invalid_payload"
        if not content_type.startswith("application/json") or not isinstance(text, str) or not text:
            return 400, b"invalid_payload"
        self.messages.append(text)
        return 200, b"ok"


class Smtp(socketserver.StreamRequestHandler):
    """One mail conversation; strict about the order and the form of commands."""

    def say(self, line):
        self.wfile.write((line + "\r\n").encode())

    def handle(self):
        people = self.server.people()
        self.say("220 harbour.example ESMTP")
        sender, to = None, []
        while line := self.rfile.readline().decode("ascii", "replace").rstrip("\r\n"):
            verb = line.split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                self.say("250 harbour.example")
            elif people.deaf:
                self.say("451 Try again later")
            elif line.upper().startswith("MAIL FROM:<"):
                sender, to = line[11:].split(">")[0], []
                self.say("250 OK")
            elif line.upper().startswith("RCPT TO:<") and sender is not None:
                to.append(line[9:].split(">")[0])
                self.say("250 OK")
            elif verb == "DATA" and to:
                self.say("354 Go on")
                self.take(people, sender, to)
            elif verb == "QUIT":
                self.say("221 Bye")
                return
            else:
                self.say("503 Bad sequence of commands")

    def take(self, people, sender, to):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\r\n") or len(line) > 1000:
                self.say("550 A line is not RFC 5321's")
                return
            lines.append(line[1:] if line.startswith(b"..") else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        people.mails.append({"from": sender, "to": to, "subject": message["Subject"], "text": message.get_content(),
                             "id": message["Message-ID"], "defects": [repr(defect) for defect in message.defects]})
        self.say("250 Taken")


class SmtpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, people):
        super().__init__(("127.0.0.1", 0), Smtp)
        self.people = people
