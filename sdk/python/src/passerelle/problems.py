"""What goes wrong, as exceptions that carry it."""

from __future__ import annotations

from typing import Any

import httpx


class PasserelleError(Exception):
    """Anything that this package raises of its own accord."""


class Problem(PasserelleError):
    """A request that was refused or failed (RFC 9457), or answered without a body."""

    def __init__(self, response: httpx.Response) -> None:
        body = _object(response)
        self.response = response
        self.status: int = response.status_code
        self.title: str = str(body.get("title") or response.reason_phrase)
        self.detail: str = str(body.get("detail") or body.get("msg") or "")
        self.errors: list[dict[str, str]] = list(body.get("errors") or [])
        #: Names the request: quote it when asking for help.
        self.instance: str = str(body.get("instance") or response.headers.get("X-Request-Id", ""))
        super().__init__(" ".join(str(part) for part in (self.status, self.title, self.detail) if part))


class TokenRefused(PasserelleError):
    """The authorization server gave no token (RFC 6749 §5.2)."""

    def __init__(self, response: httpx.Response) -> None:
        body = _object(response)
        self.response = response
        self.error: str = str(body.get("error") or response.status_code)
        self.description: str = str(body.get("error_description") or "")
        super().__init__(" ".join(part for part in (self.error, self.description) if part))


class ActionFailed(PasserelleError):
    """Long work that ended in ERROR."""

    def __init__(self, action: dict[str, Any]) -> None:
        self.action = action
        super().__init__(f"action {action.get('id')}: {action.get('message') or 'ended in ERROR'}")


def _object(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
