"""The door to addresses outside: none is reached that lies inside, and no redirect is followed."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

TIMEOUT = 10
_ASKING = {"Accept": "text/html, */*;q=0.5", "User-Agent": "Lanyard (link check)"}


class NotAllowed(ValueError):
    """An address that is not reached at all; the message is a word: NotHttps, AddressInside."""


class Unanswered(OSError):
    """Nothing useful came back; the message is a word."""


def connect(parts: SplitResult) -> http.client.HTTPConnection:
    """Resolve once, check what was resolved, and connect to exactly that address.

    Raises NotAllowed, OSError, and ValueError for a port that is none.
    """
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    address = checked_address(host, port, scheme=parts.scheme)
    raw = socket.create_connection((address, port), timeout=TIMEOUT)
    if secure:
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = raw
    return connection


def fetch(url: str, *, most: int) -> bytes:
    """Return up to ``most`` bytes of what an address gives; raises NotAllowed and Unanswered."""
    parts = urlsplit(url)
    try:
        connection = connect(parts)
        try:
            connection.request("GET", target(parts), headers={"Accept": "application/json"})
            answer = connection.getresponse()
            content = answer.read(most)
        finally:
            connection.close()
    except NotAllowed:
        raise
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unanswered(type(error).__name__) from None
    if answer.status != 200:
        raise Unanswered(f"Answered{answer.status}")
    return content


@dataclass(frozen=True)
class Seen:
    """What an address answered: its status, and where it sends one, "" for nowhere."""

    status: int
    onward: str = ""


def look(url: str) -> Seen:
    """Ask an address whether it is there, without following where it sends one.

    Raises NotAllowed for one that is not reached at all, and Unanswered. Nothing of the page is
    kept.
    """
    parts = urlsplit(url)
    try:
        connection = connect(parts)
        try:
            connection.request("GET", target(parts), headers=_ASKING)
            answer = connection.getresponse()
        finally:
            connection.close()
    except NotAllowed:
        raise
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unanswered(type(error).__name__) from None
    onward = answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""
    return Seen(answer.status, urljoin(url, onward) if onward else "")


def target(parts: SplitResult) -> str:
    """Return what a request line asks for."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def checked_address(host: str, port: int, *, scheme: str) -> str:
    """Return the address to connect to; raises NotAllowed for one inside, or without TLS.

    In development, and only there, plain HTTP to a loopback address is allowed.
    """
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    addresses = [ipaddress.ip_address(one) for one in sorted(found)]
    loopback = all(one.is_loopback for one in addresses)
    if settings.LOOPBACK and loopback and scheme in {"http", "https"}:
        return str(addresses[0])
    if scheme != "https":
        raise NotAllowed("NotHttps")
    if not all(_outside(one) for one in addresses):
        raise NotAllowed("AddressInside")
    return str(addresses[0])


def _outside(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not (mapped or address).is_multicast
