"""A scanner for tests: Debian's clamd where it is installed, else a server of the same protocol."""

from __future__ import annotations

import contextlib
import shutil
import socket
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.workers import until

#: The test file of the antivirus makers, in two halves so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
_NAME = "Eicar-Test-Signature"


@contextlib.contextmanager
def scanner(folder: Path) -> Iterator[Path]:
    """Keep a scanner up within the block; gives its socket."""
    program = shutil.which("clamd")
    with _real(program, folder) if program else _stand_in(folder) as path:
        yield path


@contextlib.contextmanager
def _real(program: str, folder: Path) -> Iterator[Path]:
    path = folder / "clamd.socket"
    (folder / "db").mkdir()
    (folder / "db" / "test.ndb").write_text(f"{_NAME}:0:*:{EICAR.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {folder}/db\nLocalSocket {path}\nForeground yes\nUser root\n"
        f"TemporaryDirectory {folder}\nMaxThreads 2\n"
    )
    process = subprocess.Popen(
        [program, "--config-file", str(settings)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: _answers(path))
        yield path
    finally:
        process.kill()
        process.wait()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.connect(str(path))
        line.sendall(b"zPING\0")
        return line.recv(10) == b"PONG\0"
    return False


@contextlib.contextmanager
def _stand_in(folder: Path) -> Iterator[Path]:
    path = folder / "clamd.socket"
    with socketserver.ThreadingUnixStreamServer(str(path), _Instream) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield path
        server.shutdown()
        thread.join()


class _Instream(socketserver.StreamRequestHandler):
    """``zINSTREAM``, then chunks that each follow their length, then a length of nought."""

    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\0"))
        if command != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        answer = f"{_NAME}.UNOFFICIAL FOUND" if EICAR in content else "OK"
        self.wfile.write(f"stream: {answer}\0".encode())
