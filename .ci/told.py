"""What happened is told, whenever the server is killed: usage: told.py FOLDER [ROUNDS]

A demo of its own in FOLDER, and a webhook that hears of it. In each round some clients fire events and create and change records without pause until the
server is killed, at a moment that chance chooses. At the end the server is left in peace until nothing more comes. Then everything that was
acknowledged must have been told, every record that is there, none that is not, and what was told twice by one and the same id.
"""

import base64
import http.server
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path

FOLDER = Path(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
CLIENTS = 3
LONGEST_LIFE = 0.6
QUIET = 12.0
random.seed(os.environ.get("SEED", "7"))


class Receiver(http.server.BaseHTTPRequestHandler):
    told: "dict[str, set[str]]" = defaultdict(set)  # what, and by which ids
    letters = 0
    last = time.monotonic()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        what = body["data"].get("parameters", {}).get("what") or body["data"]["after"]["subject"]
        Receiver.told[f'{body["event_name"]} {what}'].add(body["id"])
        Receiver.letters += 1
        Receiver.last = time.monotonic()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """A server that can be killed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process = self.start()
        demo = json.loads((FOLDER / "demo-credentials.json").read_text())
        self.url, self.key = demo["url"], demo["apiKey"]
        owner = demo["owner"]
        self.owner = "Basic " + base64.b64encode(f"{owner['user']}:{owner['password']}".encode()).decode()

    def start(self) -> "subprocess.Popen[str]":
        server = subprocess.Popen(
            ["./passerelle", "demo", "--port", str(self.port), "--data", str(FOLDER)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert server.stdout is not None
        for line in server.stdout:
            if line.startswith("Passerelle is ready at "):
                return server
        raise SystemExit(f"the demo ended with {server.wait()} before it was ready")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ask(self, method: str, path: str, body: object, credential: str) -> "dict[str, str]":
        request = urllib.request.Request(
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": credential, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"{}")


class Client(threading.Thread):
    """Does one thing after the other, until nobody answers; writes down what was acknowledged."""

    def __init__(self, house: House, name: str, records: bool) -> None:
        super().__init__(daemon=True)
        self.house, self.word, self.records, self.acknowledged = house, name, records, list[str]()

    def run(self) -> None:
        number = 0
        key = f"Bearer {self.house.key}"
        try:
            while True:
                number += 1
                what = f"told-{self.word}-{number}"
                self.house.ask("POST", "/api/v1/events/EVENT1/fire", {"what": what}, key)
                self.acknowledged.append(f"EVENT1 {what}")
                if self.records:
                    made = self.house.ask("POST", "/api/tickets", {"subject": what, "status": "Open"}, key)
                    self.acknowledged.append(f"record.created {what}")
                    self.house.ask("PATCH", f"/api/tickets/{made['id']}", {"status": "Closed"}, key)
                    self.acknowledged.append(f"record.updated {what}")
        except OSError:
            return  # the server is gone


def rounds(house: House) -> "set[str]":
    acknowledged: "set[str]" = set()
    for number in range(ROUNDS):
        clients = [Client(house, f"{number}-{i}", RECORDS) for i in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(random.uniform(0.02, LONGEST_LIFE))
        house.kill()
        for client in clients:
            client.join()
            acknowledged.update(client.acknowledged)
        house.process = house.start()
    return acknowledged


def settle() -> None:
    while time.monotonic() - Receiver.last < QUIET:
        time.sleep(0.1)


def subjects(house: House) -> "set[str]":
    found, path = set[str](), "/api/tickets?subject[start]=told-&fields=subject&sort=id&limit=1000"
    while path:
        request = urllib.request.Request(house.url + path, headers={"Authorization": f"Bearer {house.key}"})
        with urllib.request.urlopen(request) as answer:
            found.update(row["subject"] for row in json.loads(answer.read()))
            following = re.search(r'<([^>]*)>; rel="?next"?', answer.headers.get("Link") or "")
        path = following.group(1).removeprefix(house.url) if following else ""
    return found


RECORDS = os.environ.get("RECORDS", "yes") == "yes"
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
house = House()
try:
    house.ask(
        "POST",
        "/api/v1/webhooks",
        {
            "url": f"http://127.0.0.1:{server.server_port}/in",
            "events": ["EVENT1", "record.created", "record.updated"],
        },
        house.owner,
    )
    acknowledged = rounds(house)
    settle()
    there = subjects(house) if RECORDS else set()
finally:
    house.kill()

told = Receiver.told
lost = acknowledged - told.keys()
created = {what.split(" ", 1)[1] for what in told if what.startswith("record.created ")}
doubled = {what: ids for what, ids in told.items() if len(ids) > 1}
print(
    f"{ROUNDS} rounds: {len(acknowledged)} acknowledged, {len(told)} things told in {Receiver.letters} letters;"
    f" lost {len(lost)}, committed and not told {len(there - created)}, told and not there {len(created - there)},"
    f" under two ids {len(doubled)}"
)
for name, wrong in (("lost", lost), ("not told", there - created), ("not there", created - there), ("two ids", doubled)):
    if wrong:
        print(name, sorted(wrong)[:5])
sys.exit(1 if lost or there - created or created - there or doubled or len(acknowledged) < ROUNDS else 0)
