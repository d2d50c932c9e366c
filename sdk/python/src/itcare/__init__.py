"""The client of the ITCare documents: the same as passerelle, under their names."""

from __future__ import annotations

from passerelle import ActionFailed, Client, ClientCredentials, PasserelleError, Problem, TokenRefused

__all__ = ["ActionFailed", "ITCareService", "PasserelleError", "Problem", "TokenRefused"]


class ITCareService(Client):
    """An ITCare API, and the API account that asks it. Thread-safe.

    url: where the API is, e.g. https://itcare.example.org/itcare
    oidc_provider: the issuer of its tokens, e.g. https://accounts.example.org/auth/realms/cloud
    """

    def __init__(self, url: str, oidc_provider: str, oidc_client_id: str, oidc_client_secret: str) -> None:
        super().__init__(url, ClientCredentials(oidc_provider, oidc_client_id, oidc_client_secret))
