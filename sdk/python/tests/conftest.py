"""A server of the tests' own, spoken to without a network: each test says what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from passerelle import Client, ClientCredentials

PROVIDER = "https://accounts.example.org/auth/realms/cloud"
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


class Server:
    """Gives tokens that count up, and answers calls as it is told; remembers both."""

    def __init__(self) -> None:
        self.calls: list[httpx.Request] = []
        self.shown: list[str | None] = []  # the token of each call: a request that is sent again is the same object
        self.forms: list[dict[str, str]] = []
        self.answers: list[Answer] = []
        self.now = 0.0
        self.slept: list[float] = []
        self.token_answer: dict[str, Any] = {"expires_in": 1200, "refresh_expires_in": 7200}
        self.token_status = 200
        self.issuer = PROVIDER

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("openid-configuration"):
            return httpx.Response(200, json={"issuer": self.issuer, "token_endpoint": PROVIDER + "/token"})
        if request.url.path.endswith("/token"):
            return self._token(request)
        self.calls.append(request)
        self.shown.append(request.headers.get("Authorization"))
        answer = self.answers.pop(0)
        return answer if isinstance(answer, httpx.Response) else answer(request)

    def _token(self, request: httpx.Request) -> httpx.Response:
        self.forms.append({k: v[0] for k, v in parse_qs(request.content.decode()).items()})
        if self.token_status != 200:
            return httpx.Response(self.token_status, json={"error": "invalid_client", "error_description": "No."})
        n = len(self.forms)
        answer = {"access_token": f"t{n}", "refresh_token": f"r{n}", "token_type": "bearer", **self.token_answer}
        return httpx.Response(200, json=answer)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def auth(self) -> ClientCredentials:
        return ClientCredentials(
            PROVIDER + "/ ", "id", "secret", transport=httpx.MockTransport(self), clock=lambda: self.now
        )

    def client(self) -> Client:
        return Client(
            "https://api.example.org/itcare/", self.auth(), transport=httpx.MockTransport(self), sleep=self.sleep
        )


@pytest.fixture
def server() -> Server:
    return Server()
