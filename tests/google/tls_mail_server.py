"""A mail server that speaks TLS: aiosmtpd in a thread."""
import asyncio
import logging
import threading

from aiosmtpd.smtp import SMTP, AuthResult


logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a client that turns away is no news here


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
