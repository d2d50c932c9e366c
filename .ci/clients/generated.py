"""Imports every module of the Python clients that openapi-generator made, and calls the demo by each.

usage: generated.py demo-credentials.json DIR, where DIR/owner, DIR/user and DIR/partner hold the clients
"""

import importlib
import json
import pathlib
import pkgutil
import sys


def client(folder, name, **credential):
    sys.path.insert(0, str(folder / name))
    package = importlib.import_module(f"passerelle_{name}")
    modules = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
    for module in modules:
        importlib.import_module(module)
    return package, package.ApiClient(package.Configuration(**credential)), len(modules)


def main(credentials, folder):
    known = json.loads(pathlib.Path(credentials).read_text())
    folder = pathlib.Path(folder)
    for name in ("owner", "user", "partner"):
        if name == "partner":
            credential = {"api_key": {"ApiKeyAuth": known["limitedApiKey"]}}
        else:
            credential = {"username": known[name]["user"], "password": known[name]["password"]}
        package, api, modules = client(folder, name, host=known["url"], **credential)
        me = package.AuthenticationApi(api).auth_me()
        assert me.user == ("user" if name == "partner" else known[name]["user"]), me
        rows = package.DataApi(api).data_clients_list(limit=2)
        assert len(rows) == 2 and rows[0].nom, rows
        print(f"Python, {name}: {modules} modules, {me.user}, {rows[0].nom}")


if __name__ == "__main__":
    main(*sys.argv[1:])
