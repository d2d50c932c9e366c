from __future__ import annotations

import io
import json

import httpx
import pytest
from conftest import Server

from passerelle import ActionFailed, Client, Problem
from passerelle.progress import Progress


def test_paths_stand_behind_the_url_and_answers_are_decoded(server: Server) -> None:
    server.answers = [httpx.Response(200, json=[{"name": "a"}]), httpx.Response(204)]
    client = server.client()
    assert client.get("/api/instances", params={"environment": "PRODUCTION"}) == [{"name": "a"}]
    assert client.delete("api/instances/1") is None
    assert str(server.calls[0].url) == "https://api.example.org/itcare/api/instances?environment=PRODUCTION"
    assert server.calls[1].url.path == "/itcare/api/instances/1"
    assert server.calls[0].headers["Accept"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_payloads_are_json_and_rehearsals_say_so(server: Server, method: str) -> None:
    server.answers = [httpx.Response(200, json={}), httpx.Response(200, json={})]
    client = server.client()
    getattr(client, method)("/api/a", payload={"x": 1}, params={"y": "2"}, dry_run=True)
    getattr(client, method)("/api/a", payload={"x": 1})
    rehearsed, real = server.calls
    assert json.loads(rehearsed.content) == {"x": 1}
    assert rehearsed.headers["ITCare-DryRun"] == "true"
    assert rehearsed.url.query == b"y=2"
    assert "ITCare-DryRun" not in real.headers


def test_an_api_key_will_do(server: Server) -> None:
    server.answers = [httpx.Response(200, json=1)]
    with Client("https://api.example.org", "psl_key", transport=httpx.MockTransport(server)) as client:
        assert client.get("/api/a") == 1
    assert server.calls[0].headers["Authorization"] == "Bearer psl_key"


def test_a_problem_carries_what_the_server_said(server: Server) -> None:
    body = {
        "type": "/problems/inconsistent",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "name: is missing",
        "instance": "urn:request:7",
        "errors": [{"pointer": "/name", "detail": "is missing"}],
    }
    server.answers = [httpx.Response(422, json=body)]
    with pytest.raises(Problem) as raised:
        server.client().post("/api/a", payload={})
    problem = raised.value
    assert (problem.status, problem.title, problem.detail) == (422, "Unprocessable Content", "name: is missing")
    assert problem.errors == [{"pointer": "/name", "detail": "is missing"}]
    assert problem.instance == "urn:request:7"
    assert str(problem) == "422 Unprocessable Content name: is missing"


def test_a_problem_without_a_body_is_one_too(server: Server) -> None:
    server.answers = [httpx.Response(404, headers={"X-Request-Id": "7"}), httpx.Response(400, json={"msg": "No."})]
    client = server.client()
    with pytest.raises(Problem) as empty:
        client.get("/api/a")
    assert (empty.value.status, empty.value.detail, empty.value.instance) == (404, "", "7")
    with pytest.raises(Problem, match=r"400 Bad Request No\."):
        client.get("/api/a")


def test_a_call_is_sent_later_when_the_server_asks_for_it(server: Server) -> None:
    later = {"Retry-After": "7"}
    server.answers = [httpx.Response(429, headers=later), httpx.Response(503, headers=later), httpx.Response(200, json=1)]
    assert server.client().get("/api/a") == 1
    assert server.slept == [7.0, 7.0]


def test_what_could_be_done_twice_is_not_sent_again(server: Server) -> None:
    server.answers = [httpx.Response(503, headers={"Retry-After": "7"})]
    with pytest.raises(Problem):
        server.client().post("/api/a", payload={})
    server.answers = [httpx.Response(429, headers={"Retry-After": "3600"})]
    with pytest.raises(Problem):
        server.client().get("/api/a")
    assert server.slept == []


def action(status: str, **more: object) -> dict[str, object]:
    return {"id": 7, "status": status, "process": "import", "progress": 40, **more}


def test_long_work_is_followed_to_its_end(server: Server) -> None:
    server.answers = [httpx.Response(200, json=action("IN_PROGRESS")), httpx.Response(200, json=action("SUCCESS"))]
    assert server.client().wait(action("IN_PROGRESS"))["status"] == "SUCCESS"
    assert [call.url.path for call in server.calls] == ["/itcare/api/actions/7"] * 2
    assert server.slept == [0.5, 0.75]


def test_long_work_that_fails_is_raised(server: Server) -> None:
    with pytest.raises(ActionFailed, match="action 7: full") as failed:
        server.client().wait(action("ERROR", message="full"))
    assert failed.value.action["status"] == "ERROR"


def test_patience_may_end(server: Server) -> None:
    server.answers = [httpx.Response(200, json=action("IN_PROGRESS"))]
    with pytest.raises(TimeoutError):
        server.client().wait(action("IN_PROGRESS"), timeout=0.4)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_is_for_terminals_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        with Progress("import", out) as bar:
            bar.show(50)
            bar.show(None)
    assert "import [###############...............]  50 %" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")
    assert pipe.getvalue() == ""
