"""The real web server, killed with its processes, and presses of buttons that it may not answer."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from urllib.parse import urlencode

from lanyard.config.processes import Children, free_port
from tests.faults.scene import HOST
from tests.workers import until

_TOKEN = "a" * 32
_PATIENCE = 20


class Site:
    """Starts ``lanyard serve`` and ends it as a power cut would."""

    def __init__(self) -> None:
        self.children = Children({"LANYARD_LOOPBACK": "1", "LANYARD_LOG_LEVEL": "ERROR"})
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start two processes of the server on a fresh port."""
        self.port = free_port()
        self.server = self.children.start("web", "serve", "--port", str(self.port), "--quiet")
        self.children.wait_for("127.0.0.1", self.port)

    def kill(self) -> None:
        """Send SIGKILL to the server and to all its processes."""
        if self.server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None


@dataclass
class Press:
    """A button pressed in somebody's browser; ``status`` is what was answered, 0 for nothing."""

    kind: str
    about: int
    path: str
    cookies: str
    answers: dict[str, str]
    status: int = 0
    led: str = ""

    def send(self, port: int) -> None:
        """Press it, once."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        headers = {
            "Host": HOST, "Cookie": f"{self.cookies}; lanyard_csrf={_TOKEN}",
            "X-CSRFToken": _TOKEN, "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "Mozilla/5.0",
        }  # fmt: skip
        try:
            connection.request("POST", self.path, urlencode(self.answers), headers)
            answer = connection.getresponse()
            answer.read()
            self.status, self.led = answer.status, answer.headers.get("location", "")
        except (OSError, http.client.HTTPException):
            self.status = 0
        finally:
            connection.close()


class Crowd:
    """Presses many buttons at once."""

    def __init__(self, presses: list[Press], port: int, *, at_once: int = 6) -> None:
        self.waiting = list(presses)
        self.answered = 0
        self.left = False
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._press, args=(port,)) for _ in range(at_once)
        ]  # fmt: skip

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for thread in self._threads:
            thread.join()

    def wait_for_answers(self, number: int) -> None:
        """Wait until so many were answered."""
        until(lambda: self.answered >= number)

    def go(self) -> None:
        """Press nothing more."""
        self.left = True

    def _press(self, port: int) -> None:
        while True:
            with self._lock:
                if self.left or not self.waiting:
                    return
                press = self.waiting.pop()
            press.send(port)
            with self._lock:
                self.answered += bool(press.status)
