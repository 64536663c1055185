"""Google's OAuth2 endpoints, as far as a desktop app and a web application that people sign in with use them.

developers.google.com/identity/protocols/oauth2/native-app and RFC 7636, read 24 Nov 2026.
"""
import base64
import hashlib
import secrets
import time
from urllib.parse import urlencode, urlparse

CLIENT_ID = "scc-test.apps.example"
CLIENT_SECRET = "canary-client-secret"


class OauthError(Exception):
    def __init__(self, error, description="", status=400):
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": description}


class Oauth:
    def __init__(self, signer):
        self.signer = signer
        self.account = "maria@sailing.example"  # who signs in at the browser
        self.claims = {}          # what the identity token says otherwise
        self.codes = {}
        self.refresh_tokens = {}
        self.access_tokens = {}
        self.unticked = set()     # scopes the person unticks
        self.declines = False
        self.lifetime = 3599
        self.testing_status = False
        self.give_scope = True
        self.refreshes = self.refreshes_refused = 0

    def authorize(self, query):
        """The consent page with a person who ticks at once: the address the browser is sent to."""
        first = {name: values[0] for name, values in query.items()}
        redirect = first.get("redirect_uri", "")
        if urlparse(redirect).hostname not in ("127.0.0.1", "ops.sailing.example") or first.get("client_id") != CLIENT_ID or first.get("response_type") != "code":
            raise OauthError("invalid_request", "redirect_uri, client_id or response_type is wrong")
        if first.get("code_challenge_method") != "S256" or not first.get("code_challenge"):
            raise OauthError("invalid_request", "PKCE with S256 is required here")
        if self.declines:
            return redirect + "?" + urlencode({"error": "access_denied", "state": first.get("state", "")})
        code = "4/" + secrets.token_urlsafe(24)
        scopes = [scope for scope in first["scope"].split() if scope not in self.unticked]
        self.codes[code] = {"challenge": first["code_challenge"], "redirect": redirect, "scopes": scopes, "offline": first.get("access_type") == "offline", "nonce": first.get("nonce")}
        return redirect + "?" + urlencode({"state": first.get("state", ""), "code": code, "scope": " ".join(scopes)})

    def token(self, form):
        if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
            raise OauthError("invalid_client", "The OAuth client was not found.", 401)
        if form.get("grant_type") == "authorization_code":
            return self._redeem(form)
        if form.get("grant_type") == "refresh_token":
            return self._refresh(form)
        raise OauthError("unsupported_grant_type")

    def _redeem(self, form):
        consent = self.codes.pop(form.get("code", ""), None)
        if consent is None or consent["redirect"] != form.get("redirect_uri"):
            raise OauthError("invalid_grant", "Bad Request")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != consent["challenge"]:
            raise OauthError("invalid_grant", "Invalid code verifier.")
        answer = self._new_access(consent["scopes"])
        if "openid" in consent["scopes"]:
            claims = {"aud": CLIENT_ID, "email": self.account, "name": "Maria", **({"nonce": consent["nonce"]} if consent["nonce"] else {}), **self.claims}
            answer["id_token"] = self.signer.token(claims.pop("aud"), claims.pop("email"), **claims)
        if consent["offline"]:
            answer["refresh_token"] = self.new_refresh_token(consent["scopes"])
            if self.testing_status:
                answer["refresh_token_expires_in"] = 7 * 24 * 3600 - 1
        return answer

    def _refresh(self, form):
        self.refreshes += 1
        scopes = self.refresh_tokens.get(form.get("refresh_token", ""))
        if scopes is None:
            self.refreshes_refused += 1
            raise OauthError("invalid_grant", "Token has been expired or revoked.")
        return self._new_access(scopes)

    def new_refresh_token(self, scopes):
        token = "1//canary-refresh-" + secrets.token_urlsafe(16)
        self.refresh_tokens[token] = list(scopes)
        return token

    def _new_access(self, scopes):
        token = "ya29.canary-access-" + secrets.token_urlsafe(16)
        self.access_tokens[token] = (list(scopes), time.time() + self.lifetime)
        answer = {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}
        if self.give_scope:
            answer["scope"] = " ".join(scopes)
        return answer

    def scopes_of(self, token):
        scopes, ends = self.access_tokens.get(token, (None, 0))
        return scopes if scopes is not None and time.time() < ends else None

    def token_info(self, token):
        scopes = self.scopes_of(token)
        if scopes is None:
            raise OauthError("invalid_token", "Invalid Value")
        return {"aud": CLIENT_ID, "azp": CLIENT_ID, "scope": " ".join(scopes), "expires_in": str(self.lifetime), "access_type": "offline"}

    def revoke(self, token):
        if token in self.refresh_tokens:
            del self.refresh_tokens[token]
            self.access_tokens.clear()
        elif token in self.access_tokens:
            del self.access_tokens[token]
        else:
            raise OauthError("invalid_token", "Token expired or revoked")
        return {}

    def revoke_scope(self, scope):
        """A password change ends the grants that hold Gmail scopes (identity/protocols/oauth2#expiration, read 24 Nov 2026)."""
        self.refresh_tokens = {token: scopes for token, scopes in self.refresh_tokens.items() if scope not in scopes}
        self.access_tokens = {token: kept for token, kept in self.access_tokens.items() if scope not in kept[0]}

    def revoke_all(self):
        self.refresh_tokens.clear()
        self.access_tokens.clear()
