"""The whole life of tokens by Authlib and by requests-oauthlib: usage: python.py DATA/demo-credentials.json"""

import json
import os
import re
import sys
from html import unescape
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.integrations.requests_client import OAuth2Session as Authlib
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauthlib import OAuth2Session as Oauthlib

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the demo speaks HTTP on this machine
os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"  # openid-less scopes may come in another order

with open(sys.argv[1]) as file:
    demo = json.load(file)
ISSUER = f"{demo['url']}/auth/realms/{demo['realm']}"
REDIRECT = "http://127.0.0.1:51004/callback"
META = requests.get(ISSUER + "/.well-known/openid-configuration").json()
SCOPE = "openid profile data:r"


def made() -> tuple[str, str]:
    answer = requests.post(
        demo["url"] + "/api/v1/clients",
        auth=(demo["admin"]["user"], demo["admin"]["password"]),
        json={
            "name": "Strangers",
            "grants": ["authorization_code", "client_credentials", "refresh_token"],
            "redirectUris": [REDIRECT],
            "scopes": SCOPE.split(),
            "permissions": {"data": "r"},
        },
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["secret"]


def person(link: str) -> str:
    """Follows a client's link, signs in, allows, and tells where the browser is sent."""
    browser = requests.Session()

    def hidden(page: str) -> dict[str, str]:
        return {n: unescape(v) for n, v in re.findall(r'name="(request|token)" value="([^"]*)"', page)}

    consent = browser.post(ISSUER + "/sign-in", data=hidden(browser.get(link).text) | demo["user"])
    allowed = browser.post(
        ISSUER + "/consent", data=hidden(consent.text) | {"answer": "allow"}, allow_redirects=False
    )
    assert allowed.headers["Location"].startswith(REDIRECT + "?"), allowed.headers
    return allowed.headers["Location"]


def calls_api(token: str) -> int:
    return requests.get(
        demo["url"] + "/api/list/clients/", headers={"Authorization": "Bearer " + token}
    ).status_code


def by_authlib() -> None:
    client_id, secret = made()
    for method in ("client_secret_basic", "client_secret_post"):
        session = Authlib(client_id, secret, scope="data:r", token_endpoint_auth_method=method)
        token = session.fetch_token(META["token_endpoint"], grant_type="client_credentials")
        assert calls_api(token["access_token"]) == 200
        token = session.refresh_token(META["token_endpoint"], refresh_token=token["refresh_token"])
        about = session.introspect_token(META["introspection_endpoint"], token=token["access_token"])
        assert about.json()["active"] is True
        assert session.revoke_token(META["revocation_endpoint"], token=token["refresh_token"]).status_code == 200
        assert calls_api(token["access_token"]) == 401
    session = Authlib(client_id, secret, scope=SCOPE, redirect_uri=REDIRECT, code_challenge_method="S256")
    verifier = "v" * 64
    link, state = session.create_authorization_url(
        META["authorization_endpoint"], code_verifier=verifier, nonce="n"
    )
    token = session.fetch_token(
        META["token_endpoint"], authorization_response=person(link), state=state, code_verifier=verifier
    )
    assert token["id_token"] and session.get(META["userinfo_endpoint"]).json()["sub"] == demo["user"]["user"]
    print("Authlib: all is well")


def by_requests_oauthlib() -> None:
    client_id, secret = made()
    session = Oauthlib(client=BackendApplicationClient(client_id, scope=["data:r"]))
    token = session.fetch_token(META["token_endpoint"], client_id=client_id, client_secret=secret)
    assert calls_api(token["access_token"]) == 200
    session = Oauthlib(client_id, redirect_uri=REDIRECT, scope=SCOPE.split(), pkce="S256")
    link, state = session.authorization_url(META["authorization_endpoint"])
    back = person(link)
    assert parse_qs(urlsplit(back).query)["state"] == [state]
    token = session.fetch_token(META["token_endpoint"], authorization_response=back, client_secret=secret)
    assert calls_api(token["access_token"]) == 200
    token = session.refresh_token(META["token_endpoint"], client_id=client_id, client_secret=secret)
    assert session.get(META["userinfo_endpoint"]).json()["sub"] == demo["user"]["user"]
    print("requests-oauthlib: all is well")


by_authlib()
by_requests_oauthlib()
