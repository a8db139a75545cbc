"""Ask ClamAV, over its socket, whether content is malware."""

from __future__ import annotations

import socket

from django.conf import settings

_CHUNK = 1 << 16
_TIMEOUT = 60


class AwayError(Exception):
    """The scanner is set up but gave no answer: nothing may be taken for clean."""


def configured() -> bool:
    """Say whether a scanner is set up."""
    return bool(settings.CLAMD_SOCKET)


def found_in(content: bytes) -> str:
    """Return the name of the malware found, "" for none; raises AwayError."""
    try:
        with _connect() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                line.sendall(len(chunk).to_bytes(4, "big") + chunk)
            line.sendall((0).to_bytes(4, "big"))
            answer = _read(line)
    except OSError as error:
        raise AwayError(type(error).__name__) from None
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise AwayError("unexpected answer")


def _connect() -> socket.socket:
    name = settings.CLAMD_SOCKET
    if name.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_TIMEOUT)
        try:
            line.connect(name)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = name.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_TIMEOUT)


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()
