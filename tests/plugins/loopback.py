"""No test talks to another machine."""

import ipaddress
import socket

import pytest


def is_loopback(address: object) -> bool:
    """Whether a socket address (a path, or host and port) is on this machine."""
    if not isinstance(address, tuple):
        return True  # a Unix socket's path
    host = address[0]
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(scope="session", autouse=True)
def _sockets_only_to_loopback():
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if not is_loopback(address):
            raise AssertionError(f"a test wanted to connect to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
