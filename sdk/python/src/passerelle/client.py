"""Calls of the API, and the waiting for what takes long."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import httpx

from .problems import ActionFailed, Problem
from .progress import Progress

Json: TypeAlias = Any
Params: TypeAlias = Mapping[str, str | int | float | bool | None | Sequence[str]]

_SAFE_AGAIN = {"GET", "PUT", "DELETE"}
_PATIENCE = 60.0  # seconds that a Retry-After may ask for


class Client:
    """A Passerelle server, and who asks it. Thread-safe.

    url: where the API is, with the domain if there is one, e.g. https://api.example.org/itcare
    auth: a ClientCredentials, or any httpx.Auth; a text is sent as a bearer token (an API key)
    retries: how often a call is tried again that the server asked to send later
    """

    def __init__(
        self,
        url: str,
        auth: httpx.Auth | str,
        *,
        timeout: float = 60.0,
        retries: int = 3,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = url.rstrip("/")
        self._auth = auth if isinstance(auth, httpx.Auth) else None
        headers = {"Accept": "application/json"}
        if isinstance(auth, str):
            headers["Authorization"] = f"Bearer {auth}"
        self._http = httpx.Client(headers=headers, timeout=timeout, transport=transport)
        self._retries = retries
        self._sleep = sleep

    def get(self, path: str, *, params: Params | None = None, dry_run: bool = False) -> Json:
        return self.call("GET", path, params=params, dry_run=dry_run)

    def post(self, path: str, payload: Json = None, params: Params | None = None, dry_run: bool = False) -> Json:
        return self.call("POST", path, payload, params=params, dry_run=dry_run)

    def put(self, path: str, payload: Json = None, params: Params | None = None, dry_run: bool = False) -> Json:
        return self.call("PUT", path, payload, params=params, dry_run=dry_run)

    def patch(self, path: str, payload: Json = None, params: Params | None = None, dry_run: bool = False) -> Json:
        return self.call("PATCH", path, payload, params=params, dry_run=dry_run)

    def delete(self, path: str, payload: Json = None, params: Params | None = None, dry_run: bool = False) -> Json:
        return self.call("DELETE", path, payload, params=params, dry_run=dry_run)

    def call(
        self,
        method: str,
        path: str,
        payload: Json = None,
        *,
        params: Params | None = None,
        dry_run: bool = False,
    ) -> Json:
        """The decoded answer, None where it has no body. Raises Problem for every refusal."""
        headers = {"ITCare-DryRun": "true"} if dry_run else {}
        for attempt in range(self._retries + 1):
            response = self._http.request(
                method,
                self._url + "/" + path.lstrip("/"),
                json=payload,
                params=params,
                headers=headers,
                auth=self._auth if self._auth is not None else httpx.USE_CLIENT_DEFAULT,
            )
            if response.is_success:
                return response.json() if response.content else None
            pause = _pause(method, response)
            if pause is None or attempt == self._retries:
                break
            self._sleep(pause)
        raise Problem(response)

    def wait(self, action: Mapping[str, Any], *, timeout: float | None = None) -> dict[str, Any]:
        """Follows long work to its end, with a bar where a person looks on.

        Returns the action as it ended. Raises ActionFailed when it ended in ERROR, TimeoutError after so many seconds.
        """
        current = dict(action)
        waited, pause = 0.0, 0.5
        with Progress(str(current.get("process") or f"action {current.get('id')}")) as bar:
            while current.get("status") == "IN_PROGRESS":
                bar.show(current.get("progress"))
                if timeout is not None and waited >= timeout:
                    raise TimeoutError(f"action {current['id']} is still in progress after {waited:.0f} seconds")
                self._sleep(pause)
                waited += pause
                pause = min(pause * 1.5, 5.0)
                current = self.get(f"/api/actions/{current['id']}")
        if current.get("status") == "ERROR":
            raise ActionFailed(current)
        return current

    def close(self) -> None:
        self._http.close()
        close = getattr(self._auth, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _pause(method: str, response: httpx.Response) -> float | None:
    """How long the server asks to wait; None when trying again is of no use, or could do something twice."""
    again = response.status_code == 429 or response.status_code == 503 and method in _SAFE_AGAIN
    try:
        seconds = float(response.headers.get("Retry-After", ""))
    except ValueError:
        return None
    return seconds if again and seconds <= _PATIENCE else None
