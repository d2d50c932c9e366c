"""Talks to a Passerelle server: tokens, resources, rehearsals, long work."""

from .client import Client, Json
from .problems import ActionFailed, PasserelleError, Problem, TokenRefused
from .tokens import ClientCredentials

__all__ = [
    "ActionFailed",
    "Client",
    "ClientCredentials",
    "Json",
    "PasserelleError",
    "Problem",
    "TokenRefused",
]
