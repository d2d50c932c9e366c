"""What happened is told, whenever the server is killed: usage: told.py FOLDER [ROUNDS]

A demo of its own in FOLDER, and a webhook that hears of it. In each round some clients fire events and create and change records without pause until the
server is killed, at a moment that chance chooses: so long after so many things were acknowledged. At the end the server is left in peace until
nothing more comes. Then everything that was acknowledged must have been told, every record that is there, none that is not, and what was told
twice by one and the same id.
"""

import base64
import http.server
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path

from free_port import free_port

FOLDER = Path(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
CLIENTS = 3
MOST_ACKNOWLEDGED = 20
LONGEST_LIFE = 10.0
QUIET = 12.0
random.seed(os.environ.get("SEED"))


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
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


class Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        pass  # whoever was speaking has been killed


class House:
    """A server that can be killed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.starts: "list[float]" = []
        self.command = ["./passerelle", "demo", "--port", str(self.port), "--data", str(FOLDER)]
        self.process = self.start()
        # the script has built what was to be built and has become the program: from now on that is started at once
        java, *rest = Path(f"/proc/{self.process.pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
        self.command = [java, "-XX:TieredStopAtLevel=1", *rest]  # what lives for a second is not worth the second compiler
        demo = json.loads((FOLDER / "demo-credentials.json").read_text())
        self.url, self.key = demo["url"], demo["apiKey"]
        owner = demo["owner"]
        self.owner = "Basic " + base64.b64encode(f"{owner['user']}:{owner['password']}".encode()).decode()

    def start(self) -> "subprocess.Popen[str]":
        began = time.monotonic()
        with (FOLDER.parent / "told.err").open("w") as said:
            server = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=said, text=True)
        assert server.stdout is not None
        for line in server.stdout:
            if line.startswith("Passerelle is ready at "):
                self.starts.append(time.monotonic() - began)
                return server
        said = (FOLDER.parent / "told.err").read_text()
        raise SystemExit(f"the demo ended with {server.wait()} before it was ready: {said}")

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


def await_chance(clients: "list[Client]") -> None:
    """The moment of the kill, on a slow machine as on a quick one."""
    wanted, end = random.randint(0, MOST_ACKNOWLEDGED), time.monotonic() + LONGEST_LIFE
    while sum(len(client.acknowledged) for client in clients) < wanted and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.02))


def rounds(house: House) -> "set[str]":
    acknowledged: "set[str]" = set()
    for number in range(ROUNDS):
        clients = [Client(house, f"{number}-{i}", RECORDS) for i in range(CLIENTS)]
        for client in clients:
            client.start()
        await_chance(clients)
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
server = Listener(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
house = House()
began = time.monotonic()
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
    each = (time.monotonic() - began) / ROUNDS
    settle()
    there = subjects(house) if RECORDS else set()
finally:
    house.kill()

told = Receiver.told
lost = acknowledged - told.keys()
created = {what.split(" ", 1)[1] for what in told if what.startswith("record.created ")}
doubled = {what: ids for what, ids in told.items() if len(ids) > 1}
print(f"{each:.2f} s a round, of which {sorted(house.starts)[len(house.starts) // 2]:.2f} s (median) are the start")
print(
    f"{ROUNDS} rounds: {len(acknowledged)} acknowledged, {len(told)} things told in {Receiver.letters} letters;"
    f" lost {len(lost)}, committed and not told {len(there - created)}, told and not there {len(created - there)},"
    f" under two ids {len(doubled)}"
)
for name, wrong in (("lost", lost), ("not told", there - created), ("not there", created - there), ("two ids", doubled)):
    if wrong:
        print(name, sorted(wrong)[:5])
sys.exit(1 if lost or there - created or created - there or doubled or len(acknowledged) < ROUNDS else 0)
