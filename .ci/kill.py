"""What was taken back stays so, whenever the server is killed: usage: kill.py FOLDER [ROUNDS]

A demo of its own in FOLDER; in each round one token and one family of tokens are taken back, the server is killed as soon as it has
answered, and what was taken back must be refused by the next one, and nothing else.
"""

import base64
import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from free_port import free_port

FOLDER = Path(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 2
# tokens outlive the server only where their key does
ENVIRONMENT = os.environ | {"DD_JWT_SECRETKEY": base64.b64encode(os.urandom(48)).decode()}
PORT = free_port()  # one for all of them: it is part of the issuer


def start() -> "subprocess.Popen[str]":
    server = subprocess.Popen(
        ["./passerelle", "demo", "--port", str(PORT), "--data", str(FOLDER)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=ENVIRONMENT,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if line.startswith("Passerelle is ready at "):
            return server
    raise SystemExit(f"the demo ended with {server.wait()} before it was ready")


def ask(url: str, headers: dict[str, str], form: dict[str, str] | None = None) -> tuple[int, dict[str, str]]:
    data = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        status, body = refused.code, refused.read()
    try:
        return status, json.loads(body)
    except ValueError:
        return status, {}


class House:
    """A server that runs, asked as the demo's OAuth client."""

    def __init__(self) -> None:
        self.process = start()
        demo = json.loads((FOLDER / "demo-credentials.json").read_text())
        self.url, client = demo["url"], demo["oauthClient"]
        pair = base64.b64encode(f"{client['id']}:{client['secret']}".encode()).decode()
        self.basic = {"Authorization": f"Basic {pair}"}
        self.realm = f"{self.url}/auth/realms/{demo['realm']}/protocol/openid-connect"

    def tokens(self) -> dict[str, str]:
        status, tokens = ask(f"{self.realm}/token", self.basic, {"grant_type": "client_credentials"})
        assert status == 200, status
        return tokens

    def revoke(self, token: str) -> None:
        status, _ = ask(f"{self.realm}/revoke", self.basic, {"token": token})
        assert status == 200, status

    def call(self, tokens: dict[str, str]) -> int:
        return ask(f"{self.url}/api/v1/auth/me", {"Authorization": f"Bearer {tokens['access_token']}"})[0]

    def refresh(self, tokens: dict[str, str]) -> int:
        form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        return ask(f"{self.realm}/token", self.basic, form)[0]

    def kill_and_start(self) -> None:
        self.kill()
        self.process = start()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def rounds(house: House) -> None:
    for _ in range(ROUNDS):
        kept, token, family = house.tokens(), house.tokens(), house.tokens()
        assert [house.call(t) for t in (kept, token, family)] == [200] * 3
        house.revoke(token["access_token"])
        house.revoke(family["refresh_token"])
        house.kill_and_start()
        assert [house.call(t) for t in (kept, token, family)] == [200, 401, 401]
        assert [house.refresh(t) for t in (kept, token, family)] == [200, 200, 400]
        used = house.tokens()
        assert house.refresh(used) == 200
        house.kill_and_start()
        assert house.refresh(used) == 400, "a used refresh token is used"
        assert house.call(used) == 401, "and its replay ended what came of it"


house = House()
try:
    rounds(house)
finally:
    house.kill()
print(f"{ROUNDS} rounds: what was taken back stayed so")
