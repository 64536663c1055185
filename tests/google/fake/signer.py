"""Google as a signer of identity tokens: what Pub/Sub puts into a push's Authorization header, and what somebody signs in with.

docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions and RFC 7515, 7517, read 24 Nov 2026.
"""
import base64
import json
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Signer:
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def key_set(self):
        numbers = self.key.public_key().public_numbers()
        number = lambda value: encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))
        return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "fake-1", "n": number(numbers.n), "e": number(numbers.e)}]}

    def token(self, audience, email, lifetime=3600, forged=False, **more):
        now = int(time.time())
        claims = {"iss": "https://accounts.google.com", "aud": audience, "azp": "1137", "sub": "1137", "email": email, "email_verified": True,
                  "iat": now - 5, "exp": now + lifetime, **more}
        head = encoded(json.dumps({"alg": "RS256", "kid": "fake-1", "typ": "JWT"}).encode()) + "." + encoded(json.dumps(claims).encode())
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048) if forged else self.key
        return head + "." + encoded(key.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256()))
