"""Reading an address that a person typed, without letting it reach into the agency's own network.

https only; the host is resolved once and the connection goes to the very address that was checked (a second answer of
the name server changes nothing); every redirect is checked anew; time and size are bounded in total, not per packet;
no credentials, no cookies, no proxy from the environment, no compression. Faults carry no part of the address, because
it may be a secret. What stays possible: whoever types an address learns whether a public host answers.
"""

import io
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from time import monotonic
from typing import Any, cast
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

Address = IPv4Address | IPv6Address
REDIRECTS = {301, 302, 303, 307, 308}
AGENT = "BKN-portal/1.0"
CHUNK = 64 * 1024
# Python's table counts some of these as global; each leads to IPv4 by a detour, or nowhere.
DETOURS = [
    ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "2002::/16", "2001::/23", "3fff::/20", "5f00::/16")
]
UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is handed out to the world: without mapped IPv4, NAT64, local and multicast addresses."""


class FetchFault(models.TextChoices):
    """Why nothing was read, as a person may be told."""

    NOT_ALLOWED = "not_allowed", _("The address leads to a place that the portal does not read from.")
    UNREACHABLE = "unreachable", _("Nothing answers at this address.")
    UNTRUSTED = "untrusted", _("The certificate of this address can't be trusted.")
    TOO_SLOW = "too_slow", _("The answer took too long.")
    TOO_LARGE = "too_large", _("The answer is too large.")
    REFUSED = "refused", _("The address is refused there: it may have been withdrawn or changed.")
    UNREADABLE = "unreadable", _("What is found at this address can't be read.")


class FetchError(Exception):
    """Nothing was read. Neither the message nor its cause names the address.

    `part` is what of an address is to blame before anything is looked up: "host", "port", or empty.
    """

    def __init__(self, fault: FetchFault, part: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.part = fault, part


@dataclass(frozen=True)
class Reach:
    """Where a fetch may go and how far. `networks` are allowed besides the public internet; `seconds` is the total."""

    networks: tuple[str, ...] = ()
    ports: tuple[int, ...] = (443,)
    ca_file: str = ""
    seconds: float = 10
    size: int = 2 * 1024 * 1024
    redirects: int = 3


@dataclass(frozen=True)
class Fetched:
    """`is_new` is False when the host says that nothing changed since; header names are in small letters."""

    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = True


def reach() -> Reach:
    """What the settings allow."""
    return Reach(
        networks=tuple(settings.FETCH_NETWORKS), ports=tuple(settings.FETCH_PORTS), ca_file=settings.FETCH_CA_FILE
    )


def is_public(address: Address) -> bool:
    """Whether the address belongs to the public internet and to one host there."""
    if address.version == 6 and address not in UNICAST:
        return False
    return address.is_global and not address.is_multicast and not any(address in each for each in DETOURS)


def check(address: str, *, within: Reach) -> None:
    """What can be said of an address before anything is looked up. Raises FetchError."""
    host = _Target.of(address, within).host.rstrip(".").lower()
    literal = ip_address("127.0.0.1") if f".{host}".endswith(".localhost") else _literal(host)
    if literal and not _is_allowed(literal, within):
        raise FetchError(FetchFault.NOT_ALLOWED, "host")


def fetch(address: str, *, within: Reach, headers: Mapping[str, str] | None = None) -> Fetched:
    """What stands at the address, by GET. `headers` are conditions such as If-None-Match. Raises FetchError."""
    end = _End(within.seconds)
    for _turn in range(within.redirects + 1):
        target = _Target.of(address, within)
        response = _asked(target, within, headers or {}, end)
        with response:
            if response.status not in REDIRECTS:
                return _answer(response, within, end)
            address = urljoin(address, response.headers.get("Location", ""))
    raise FetchError(FetchFault.REFUSED)


@dataclass(frozen=True)
class _Target:
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, address: str, within: Reach) -> "_Target":
        """Refuses what is no plain https address before anything is looked up."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = parts.port or 443
        except ValueError:
            raise FetchError(FetchFault.NOT_ALLOWED) from None
        odd = any(sign <= " " or sign in "\\\x7f" for sign in address)
        if odd or parts.scheme != "https" or not host or "@" in parts.netloc:
            raise FetchError(FetchFault.NOT_ALLOWED)
        if port not in within.ports:
            raise FetchError(FetchFault.NOT_ALLOWED, "port")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
        return cls(host, port, f"{path}?{query}" if query else path)


class _End:
    """The moment at which patience ends."""

    def __init__(self, seconds: float) -> None:
        self.at = monotonic() + seconds

    def left(self) -> float:
        """Seconds; raises FetchError when there are none."""
        left = self.at - monotonic()
        if left <= 0:
            raise FetchError(FetchFault.TOO_SLOW)
        return left


class _Source(io.RawIOBase):
    """A socket as http.client reads it, each read only as long as the whole may take."""

    def __init__(self, connection: socket.socket, end: _End) -> None:
        self.connection, self.end = connection, end

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(self.end.left())
        return self.connection.recv_into(buffer)

    def close(self) -> None:
        self.connection.close()
        super().close()


def _asked(target: _Target, within: Reach, headers: Mapping[str, str], end: _End) -> HTTPResponse:
    """The answer's head; its body is still on the way."""
    try:
        addresses = _allowed_addresses(target, within, end)
        connection = _secured(_connected(addresses, target.port, end), target.host, within, end)
        return _spoken(connection, target, headers, end)
    except ssl.SSLError as error:
        fault = FetchFault.UNTRUSTED if isinstance(error, ssl.SSLCertVerificationError) else FetchFault.UNREACHABLE
        raise FetchError(fault) from None
    except TimeoutError:
        raise FetchError(FetchFault.TOO_SLOW) from None
    except (OSError, HTTPException, ValueError):
        raise FetchError(FetchFault.UNREACHABLE) from None


def _allowed_addresses(target: _Target, within: Reach, end: _End) -> list[str]:
    """All that the name stands for; one that is not allowed refuses them all."""
    pool = ThreadPoolExecutor(1)  # the system's resolver knows no time limit
    try:
        question = pool.submit(socket.getaddrinfo, target.host, target.port, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(row[4][0]) for row in question.result(end.left())))
    finally:
        pool.shutdown(wait=False)
    if not all(_is_allowed(ip_address(text), within) for text in found):
        raise FetchError(FetchFault.NOT_ALLOWED)
    return found


def _is_allowed(address: Address, within: Reach) -> bool:
    return is_public(address) or any(address in ip_network(each) for each in within.networks)


def _literal(host: str) -> Address | None:
    """The address that a host spells out, in any of the forms that a resolver takes for one."""
    try:
        return ip_address(host) if ":" in host else IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def _connected(addresses: list[str], port: int, end: _End) -> socket.socket:
    """To the first address that answers; numeric, so that no name is looked up again."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=end.left() / 2)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=end.left())


def _secured(connection: socket.socket, host: str, within: Reach, end: _End) -> socket.socket:
    try:
        connection.settimeout(end.left())
        context = ssl.create_default_context(cafile=within.ca_file or None)
        return context.wrap_socket(connection, server_hostname=host)
    except BaseException:
        connection.close()
        raise


def _spoken(connection: socket.socket, target: _Target, headers: Mapping[str, str], end: _End) -> HTTPResponse:
    source = _Source(connection, end)
    try:
        speaker = HTTPConnection(target.host, target.port)
        speaker.default_port = 443  # a Host line without the usual port
        speaker.sock = connection
        always = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close"}
        speaker.request("GET", target.path, headers={**always, **headers})
        response = HTTPResponse(cast(socket.socket, source), method="GET")
        response.begin()
    except BaseException:
        source.close()
        raise
    return response


def _answer(response: HTTPResponse, within: Reach, end: _End) -> Fetched:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status == 304:
        return Fetched(b"", headers, is_new=False)
    if response.status != 200:
        raise FetchError(FetchFault.REFUSED)
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchError(FetchFault.UNREADABLE)  # a small packet may unfold to a large one
    return Fetched(_body(response, within, end), headers)


def _body(response: HTTPResponse, within: Reach, end: _End) -> bytes:
    content = bytearray()
    try:
        while chunk := response.read(CHUNK):
            end.left()
            content += chunk
            if len(content) > within.size:
                raise FetchError(FetchFault.TOO_LARGE)
    except TimeoutError:
        raise FetchError(FetchFault.TOO_SLOW) from None
    except (OSError, HTTPException, ValueError):
        raise FetchError(FetchFault.UNREACHABLE) from None
    if response.length:
        raise FetchError(FetchFault.UNREACHABLE)  # cut off: half a calendar would free what is taken
    return bytes(content)
