"""A mail server that speaks TLS, with an authority of its own: aiosmtpd in a thread."""
import asyncio
import datetime
import ipaddress
import logging
import ssl
import threading

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a client that turns away is no news here


class Authority:
    """Signs certificates; `file` is what believes them."""

    def __init__(self, folder, name):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = self._certificate(self.name, self.key.public_key(), [(x509.BasicConstraints(ca=True, path_length=None), True)])
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def _certificate(self, subject, key, extensions):
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key).serial_number(x509.random_serial_number())
                   .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(hours=1)))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(self.key, hashes.SHA256())

    def context(self, host):
        """What a server for this host shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        names = [x509.DNSName(host)] if not host[0].isdigit() else [x509.IPAddress(ipaddress.ip_address(host))]
        certificate = self._certificate(name, key.public_key(), [(x509.SubjectAlternativeName(names), False)])
        chain = self.folder / f"{host}.chain"
        chain.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                          + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context


class TlsMailServer:
    """`implicit`: TLS from the first byte; otherwise by STARTTLS; without a context there is none."""

    def __init__(self, context, implicit=False):
        self.mails = []        # (sender, recipients, was it TLS, user or None)
        self.passwords = []    # every one that was ever said
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

        def session():
            return SMTP(self, hostname="harbour.example", tls_context=None if implicit else context, authenticator=self.sign_in, loop=self.loop,
                        auth_require_tls=context is not None and not implicit)

        async def listen():
            return await self.loop.create_server(session, "127.0.0.1", 0, ssl=context if implicit else None)
        self.server = asyncio.run_coroutine_threadsafe(listen(), self.loop).result(20)
        self.port = self.server.sockets[0].getsockname()[1]

    def sign_in(self, _server, _session, _envelope, _mechanism, login):
        self.passwords.append(login.password.decode())
        return AuthResult(success=True, auth_data=login.login.decode())

    async def handle_DATA(self, server, session, envelope):
        tls = server.transport.get_extra_info("ssl_object") is not None
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, tls, session.auth_data))
        return "250 Taken"

    def stop(self):
        async def close():
            self.server.close()
            await self.server.wait_closed()
        asyncio.run_coroutine_threadsafe(close(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
