"""The quick start of the ITCare documents, on a running demo: PASSERELLE_DEMO names its demo-credentials.json."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from itcare import ITCareService, Problem, TokenRefused

pytestmark = pytest.mark.skipif("PASSERELLE_DEMO" not in os.environ, reason="no demo is running (PASSERELLE_DEMO)")


def credentials() -> dict[str, Any]:
    text = Path(os.environ["PASSERELLE_DEMO"]).read_text()
    return dict(json.loads(text))


def service(**change: str) -> ITCareService:
    c = credentials()
    arguments = {
        "url": c["url"] + "/itcare",
        "oidc_provider": f"{c['url']}/auth/realms/{c['realm']}",
        "oidc_client_id": c["oauthClient"]["id"],
        "oidc_client_secret": c["oauthClient"]["secret"],
    }
    return ITCareService(**{**arguments, **change})


def test_the_quick_start(capsys: pytest.CaptureFixture[str]) -> None:
    itcare = service()
    instances = itcare.get("/api/instances")
    for instance in instances:
        print("Instance {}".format(instance.get("name")))
    assert capsys.readouterr().out.count("Instance ") == len(instances) > 0


def test_a_record_is_made_changed_rehearsed_and_removed() -> None:
    itcare = service()
    wanted = {"subject": f"from python {time.time_ns()}", "status": "Open"}
    rehearsed = itcare.post("/api/tickets", payload=wanted, dry_run=True)
    assert rehearsed["subject"] == wanted["subject"]
    made = itcare.post("/api/tickets", payload=wanted)
    assert itcare.patch(f"/api/tickets/{made['id']}", payload={"status": "Closed"})["status"] == "Closed"
    assert itcare.delete(f"/api/tickets/{made['id']}") is None
    with pytest.raises(Problem) as gone:
        itcare.get(f"/api/tickets/{made['id']}")
    assert gone.value.status == 404


def test_a_wrong_secret_is_told() -> None:
    with pytest.raises(TokenRefused) as refused:
        service(oidc_client_secret="wrong").get("/api/instances")
    assert refused.value.error == "invalid_client"


def test_long_work_is_followed_as_the_documents_show(capsys: pytest.CaptureFixture[str]) -> None:
    itcare = service()
    my_payload = [{"cle": f"python-{time.time_ns()}-{i}", "num_commande": str(i)} for i in range(10_001)]
    action = itcare.post("/api/items/commandes", payload=my_payload)
    assert action["status"] == "IN_PROGRESS"
    while action["status"] == "IN_PROGRESS":
        time.sleep(1)
        action = itcare.get("/api/actions/{}".format(action["id"]))
    print(action["status"])
    assert capsys.readouterr().out == "SUCCESS\n"


def test_wait_follows_it_by_itself() -> None:
    itcare = service()
    rows = [{"cle": f"waited-{time.time_ns()}-{i}", "num_commande": str(i)} for i in range(10_001)]
    ended = itcare.wait(itcare.post("/api/items/commandes", payload=rows), timeout=120)
    assert ended["status"] == "SUCCESS"
    assert ended["completedAt"]
