"""A port for a server that is killed and started again."""

import random
import socket


def free_port() -> int:
    """Of those that no outgoing connection is given while the server is away."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
