"""What ministack's CloudFront lacks to be an edge: TLS, compression, and a viewer that comes by HTTPS. It serves the
distribution by http on one port and by https on another; `spoil` lets a test break what leaves it before that is compressed."""
import datetime
import gzip
import http.client
import ipaddress
import ssl
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html, read 25 Nov 2026
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
COMPRESSED_BYTES_MIN = 1000
OWN = ("connection", "transfer-encoding", "content-length", "keep-alive", "date")


def certificate(name):
    """A file with a key and a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2)).add_extension(names, False).sign(key, hashes.SHA256()))
    file = tempfile.NamedTemporaryFile(suffix=".pem")
    file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    file.write(made.public_bytes(serialization.Encoding.PEM))
    file.flush()
    return file


class Edge:
    """`preflight(path, headers)`, where given, answers OPTIONS of the API in place of ministack's API Gateway."""

    def __init__(self, port, domain, preflight=None):
        self.compresses = True
        self.spoil = lambda request, status, headers, body: (status, headers, body)
        edge = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def serve(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection", "accept-encoding")}
                if preflight and self.command == "OPTIONS" and self.path.startswith("/api/"):
                    status, sent, content = preflight(self.path, headers)
                else:
                    status, sent, content = self.fetch(headers, body)
                status, sent, content = edge.spoil(self, status, sent, content)
                names = {name.lower(): value for name, value in sent}
                if (edge.compresses and names.get("content-type", "").startswith(COMPRESSED) and "content-encoding" not in names
                        and len(content) >= COMPRESSED_BYTES_MIN and "gzip" in (self.headers.get("accept-encoding") or "")):
                    content = gzip.compress(content)
                    sent += [("content-encoding", "gzip"), ("vary", "Accept-Encoding")]
                self.send_response_only(status)
                for name, value in sent:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            def fetch(self, headers, body):
                there = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                there.request(self.command, self.path, body, {**headers, "Host": domain, "X-Forwarded-Proto": "https"})
                answer = there.getresponse()
                content = answer.read()
                there.close()
                return answer.status, [(name, value) for name, value in answer.getheaders() if name.lower() not in OWN], content

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_PATCH = do_OPTIONS = serve

            def log_message(self, *_):
                pass

        self.plain = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.plain.server_port}"
        self.certificate = certificate("ops.sailing.example")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.name)
        self.secure = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.secure.socket = context.wrap_socket(self.secure.socket, server_side=True, do_handshake_on_connect=False)
        self.secure_port = self.secure.server_port
        for server in (self.plain, self.secure):
            server.daemon_threads = True
            server.handle_error = lambda *_: None  # a browser that tries whether it trusts the certificate
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop(self):
        for server in (self.plain, self.secure):
            server.shutdown()
            server.server_close()
        self.certificate.close()
