"""metadata_endpoint.py PORT: the two places where AWS gives credentials to programs, as strict as they are:
the container's endpoint wants its token, the instance's a session token that was asked for before (IMDSv2)."""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer_with(key: str) -> str:
    return json.dumps({"Code": "Success", "AccessKeyId": key, "SecretAccessKey": "secret", "Token": "session", "Expiration": "2099-01-01T00:00:00Z"})


class Endpoint(BaseHTTPRequestHandler):
    def reply(self, status: int, text: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_PUT(self) -> None:
        lives = self.headers.get("X-aws-ec2-metadata-token-ttl-seconds", "")
        if self.path != "/latest/api/token" or not lives.isdigit() or self.headers.get("X-Forwarded-For"):
            return self.reply(400)
        self.reply(200, "the-session")

    def do_GET(self) -> None:
        roles = "/latest/meta-data/iam/security-credentials/"
        if self.path == "/container":
            return self.reply(200, answer_with("CONTAINER")) if self.headers.get("Authorization") == "Bearer it" else self.reply(401)
        if self.headers.get("X-aws-ec2-metadata-token") != "the-session":
            return self.reply(401)
        if self.path == roles:
            return self.reply(200, "ship-role\n")
        self.reply(200, answer_with("INSTANCE")) if self.path == roles + "ship-role" else self.reply(404)

    def log_message(self, *_: object) -> None:
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Endpoint).serve_forever()
