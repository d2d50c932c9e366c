"""Deliveries, verified by the library of Standard Webhooks: usage: webhooks.py demo-credentials.json LETTER

Makes a webhook in the demo, has an event told to it, and verifies what came; one flipped byte, id or second must not verify. Writes what came to
LETTER, for verifiers in other languages.
"""

import base64
import http.server
import json
import queue
import sys
import threading
import urllib.request
from pathlib import Path

from standardwebhooks import Webhook, WebhookVerificationError

DEMO = json.loads(Path(sys.argv[1]).read_text())
OWNER = base64.b64encode(f"{DEMO['owner']['user']}:{DEMO['owner']['password']}".encode()).decode()
CAME: "queue.Queue[tuple[dict[str, str], str]]" = queue.Queue()


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        CAME.put(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def ask(method: str, path: str, body: object = None) -> dict[str, str]:
    request = urllib.request.Request(
        DEMO["url"] + path,
        None if body is None else json.dumps(body).encode(),
        {"Authorization": f"Basic {OWNER}", "Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"{}")


def refused(secret: str, body: str, headers: dict[str, str], **other: str) -> None:
    try:
        Webhook(secret).verify(body, headers | {name.replace("_", "-"): value for name, value in other.items()})
    except WebhookVerificationError:
        return
    raise SystemExit(f"{other or 'another body'} verifies")


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/in"
hook = ask("POST", "/api/v1/webhooks", {"url": url, "events": ["EVENT1"]})
try:
    ask("POST", "/api/v1/events/EVENT1/fire", {"word": "été"})
    headers, body = CAME.get(timeout=15)
finally:
    ask("DELETE", f"/api/v1/webhooks/{hook['id']}")
secret = hook["secret"]
told = Webhook(secret).verify(body, headers)
assert told["data"]["parameters"] == {"word": "été"}, told
refused(secret, body.replace("EVENT1", "EVENT2"), headers)
refused(secret, body, headers, webhook_id=headers["webhook-id"] + "0")
refused(secret, body, headers, webhook_timestamp=str(int(headers["webhook-timestamp"]) + 1))
refused("whsec_" + base64.b64encode(bytes(32)).decode(), body, headers)
Path(sys.argv[2]).write_text(json.dumps({"secret": secret, "headers": headers, "body": body}))
print("standardwebhooks (Python) verifies what came, and nothing that was changed")
