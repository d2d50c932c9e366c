"""Access tokens of an OAuth client: fetched when they are first needed, renewed before they end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from typing import Any

import httpx

from .problems import PasserelleError, TokenRefused

_EARLY = 30.0  # seconds before its end at which a token is renewed, or half its life if that is less


class ClientCredentials(httpx.Auth):
    """Signs requests with a token of an OAuth client (RFC 6749 §4.4). Thread-safe.

    provider: the issuer, where its metadata stand (RFC 8414), e.g. https://api.example.org/auth/realms/cloud
    clock: seconds that only grow
    """

    def __init__(
        self,
        provider: str,
        client_id: str,
        client_secret: str,
        *,
        scope: str | None = None,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._provider = provider.strip().rstrip("/")
        self._client = httpx.Client(
            auth=httpx.BasicAuth(client_id, client_secret), timeout=30.0, transport=transport
        )
        self._scope = scope
        self._clock = clock
        self._lock = threading.Lock()
        self._endpoint: str | None = None
        self._access: str | None = None
        self._refresh: str | None = None
        self._renew_at = 0.0
        self._refresh_until = 0.0

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = self.token()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code == 401:  # taken back meanwhile: once more by another
            request.headers["Authorization"] = f"Bearer {self.token(instead_of=token)}"
            yield request

    def token(self, instead_of: str | None = None) -> str:
        """One that holds for a while yet; another than this one, which was refused."""
        with self._lock:
            if self._access is None or self._access == instead_of or self._clock() >= self._renew_at:
                self._fetch(may_refresh=instead_of is None)
            assert self._access is not None
            return self._access

    def close(self) -> None:
        self._client.close()

    def _fetch(self, may_refresh: bool) -> None:
        refresh, self._refresh = self._refresh, None  # of use once, whatever the answer
        if may_refresh and refresh is not None and self._clock() < self._refresh_until:
            response = self._ask({"grant_type": "refresh_token", "refresh_token": refresh})
            if response.is_success:
                return self._keep(response.json())
        form = {"grant_type": "client_credentials"}
        if self._scope is not None:
            form["scope"] = self._scope
        response = self._ask(form)
        if not response.is_success:
            raise TokenRefused(response)
        self._keep(response.json())

    def _ask(self, form: dict[str, str]) -> httpx.Response:
        if self._endpoint is None:
            self._endpoint = self._discovered()
        return self._client.post(self._endpoint, data=form)

    def _discovered(self) -> str:
        response = self._client.get(f"{self._provider}/.well-known/openid-configuration", auth=None)
        if not response.is_success:
            raise TokenRefused(response)
        metadata = response.json()
        if metadata.get("issuer") != self._provider:  # RFC 8414 §3.3
            raise PasserelleError(f"{self._provider} says that it is {metadata.get('issuer')}")
        return str(metadata["token_endpoint"])

    def _keep(self, answer: dict[str, Any]) -> None:
        now = self._clock()
        lifetime = float(answer.get("expires_in", 60))
        self._access = str(answer["access_token"])
        self._renew_at = now + max(lifetime / 2, lifetime - _EARLY)
        self._refresh = answer.get("refresh_token")
        self._refresh_until = now + float(answer.get("refresh_expires_in", 0)) - _EARLY
