"""A real OpenID provider on loopback, which insists on PKCE."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import flask
import oidc_provider_mock
import requests
import werkzeug.serving

PEOPLE = {
    "1001": {"email": "lead@here.test", "email_verified": True},
    "1002": {"email": "tutor@here.test", "email_verified": True},
    "1003": {"email": "stranger@here.test", "email_verified": True},
    "1004": {"email": "tutor@here.test", "email_verified": False},
    "1005": {"email": "closed@here.test", "email_verified": True},
}


class Idp:
    """The provider: where it is, and what it was asked."""

    def __init__(self) -> None:
        claims = [oidc_provider_mock.User(sub=sub, claims=c) for sub, c in PEOPLE.items()]
        self.app: flask.Flask = oidc_provider_mock.app(user_claims=claims)
        self.challenges: list[str] = []
        self.verifiers: list[str] = []
        self.scopes: set[str] = set()
        self.app.before_request(self._insist_on_pkce)
        self.address = ""

    def _insist_on_pkce(self) -> flask.Response | None:
        asked = flask.request
        if asked.path == "/oauth2/authorize" and asked.method == "POST":
            if asked.args.get("code_challenge_method") != "S256":
                return flask.Response("PKCE is required", status=400)
            self.challenges.append(asked.args["code_challenge"])
            self.scopes |= set(asked.args["scope"].split())
        if asked.path == "/oauth2/token":
            verifier = asked.form.get("code_verifier", "")
            digest = hashlib.sha256(verifier.encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if not self.challenges or challenge != self.challenges[-1]:
                return flask.Response("the verifier is wrong", status=400)
            self.verifiers.append(verifier)
        return None

    def answer(self, address: str, sub: str, *, deny: bool = False) -> str:
        """Sign in at the provider as somebody; return the path to which it leads back."""
        form = {"sub": sub, **({"action": "deny"} if deny else {})}
        answer = requests.post(address, data=form, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    @staticmethod
    def asked(address: str) -> dict[str, str]:
        """Return what an address at the provider asks for."""
        return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


@contextmanager
def running() -> Iterator[Idp]:
    """Serve the provider within the block."""
    idp = Idp()
    server = werkzeug.serving.make_server("127.0.0.1", 0, idp.app, threaded=True)
    idp.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield idp
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
