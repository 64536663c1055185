"""A server that is not ours and speaks HTTP/2 over TLS: Node's, with an authority of its own."""
import subprocess
import tempfile
from pathlib import Path

from tls_authority import Authority

HERE = Path(__file__).resolve().parents[1]


class Http2Server:
    """`address` is served; `authority` is the file that believes it"""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        authority = Authority(Path(self.folder.name), "http2-authority")
        authority.context("127.0.0.1")
        self.process = subprocess.Popen(["node", HERE / "http2_server.mjs", f"{self.folder.name}/127.0.0.1.chain"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = f"https://127.0.0.1:{int(self.process.stdout.readline())}"
        self.authority = str(authority.file)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.folder.cleanup()
