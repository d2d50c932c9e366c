from __future__ import annotations

import httpx
import pytest
from conftest import Server

from passerelle import PasserelleError, TokenRefused


def ok() -> httpx.Response:
    return httpx.Response(200, json=[])


def test_one_token_serves_many_calls(server: Server) -> None:
    client = server.client()
    server.answers = [ok(), ok(), ok()]
    for _ in range(3):
        client.get("/api/instances")
    assert server.shown == ["Bearer t1"] * 3
    assert [form["grant_type"] for form in server.forms] == ["client_credentials"]


def test_it_is_renewed_before_it_ends_by_the_refresh_token(server: Server) -> None:
    client = server.client()
    server.answers = [ok(), ok(), ok()]
    client.get("/api/a")
    server.now = 1169
    client.get("/api/a")
    server.now = 1171
    client.get("/api/a")
    assert server.shown == ["Bearer t1", "Bearer t1", "Bearer t2"]
    assert server.forms[1] == {"grant_type": "refresh_token", "refresh_token": "r1"}


def test_short_lives_are_halved(server: Server) -> None:
    server.token_answer = {"expires_in": 20}
    auth = server.auth()
    assert auth.token() == "t1"
    server.now = 9
    assert auth.token() == "t1"
    server.now = 10
    assert auth.token() == "t2"
    assert server.forms[1]["grant_type"] == "client_credentials"


def test_a_refused_refresh_begins_anew_and_is_not_shown_again(server: Server) -> None:
    auth = server.auth()
    auth.token()
    server.now = 10_000  # the refresh token has ended
    assert auth.token() == "t2"
    assert server.forms[1] == {"grant_type": "client_credentials"}


def test_a_token_taken_back_is_replaced_once(server: Server) -> None:
    client = server.client()
    server.answers = [httpx.Response(401), ok()]
    assert client.get("/api/a") == []
    assert server.shown == ["Bearer t1", "Bearer t2"]
    assert server.forms[1] == {"grant_type": "client_credentials"}


def test_a_wrong_secret_is_told(server: Server) -> None:
    server.token_status = 401
    with pytest.raises(TokenRefused) as refused:
        server.client().get("/api/a")
    assert refused.value.error == "invalid_client"
    assert str(refused.value) == "invalid_client No."


def test_a_provider_that_is_somebody_else_is_not_believed(server: Server) -> None:
    server.issuer = "https://evil.example.org"
    with pytest.raises(PasserelleError, match="evil"):
        server.client().get("/api/a")
    assert server.forms == []
