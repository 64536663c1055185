"""A wire between a program and AWS: it says that they talk by TLS, notes each request, and can be cut."""
import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OWN = ("transfer-encoding", "content-length", "connection", "date", "server")


class Wire:
    """`cut`: the request at which the line is cut; `before`: (request, what is done just before it, once)."""

    def __init__(self, port):
        self.asked, self.cut, self.before = [], None, None
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                line = f"{self.command} {self.path.partition('?')[0]}"
                wire.asked.append((line, dict(self.headers), body.decode("utf-8", "replace")))
                if wire.before and wire.before[0] == line:
                    act, wire.before = wire.before[1], None
                    act()
                if wire.cut == line:
                    self.close_connection = True
                    return
                there = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                there.request(self.command, self.path, body, {**dict(self.headers), "X-Forwarded-Proto": "https"})
                answer = there.getresponse()
                content = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in OWN:
                        self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                there.close()

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
