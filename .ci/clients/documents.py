"""Fetches the documents of the demo's owner, of a user and of a partner's key into a folder.

DIR/NAME.json is as /openapi.json gives it; DIR/judged/NAME.json is the same as a server behind HTTPS would give it, which is what linters
are to judge: the demo listens on localhost alone.

usage: documents.py demo-credentials.json DIR
"""

import base64
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request


def basic(who):
    pair = f"{who['user']}:{who['password']}".encode()
    return {"Authorization": "Basic " + base64.b64encode(pair).decode()}


def fetched(url, headers):
    """The document; a key that has used up its minute waits as long as it is told."""
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code != 429:
                raise
            time.sleep(int(refusal.headers["Retry-After"]))


def main(credentials, folder):
    known = json.loads(pathlib.Path(credentials).read_text())
    folder = pathlib.Path(folder)
    (folder / "judged").mkdir(parents=True, exist_ok=True)
    readers = {
        "owner": basic(known["owner"]),
        "user": basic(known["user"]),
        "partner": {"X-API-Key": known["limitedApiKey"]},
    }
    for name, headers in readers.items():
        document = fetched(known["url"] + "/openapi.json", headers)
        (folder / f"{name}.json").write_text(json.dumps(document))
        for server in document["servers"]:
            server["url"] = server["url"].replace(known["url"], "https://api.passerelle.test")
        (folder / "judged" / f"{name}.json").write_text(json.dumps(document))
        print(name, sum(len(path) for path in document["paths"].values()), "operations")


if __name__ == "__main__":
    main(*sys.argv[1:])
