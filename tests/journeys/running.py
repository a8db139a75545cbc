"""A running Lanyard for journeys: a database with a small demonstration, served on loopback."""

from __future__ import annotations

import datetime
import email
import email.policy
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.db import connections
from django.utils import timezone

from lanyard.config.demonstration import college, signins
from lanyard.config.demonstration.letterbox import letterbox
from lanyard.config.processes import Children, free_port
from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE
from tests.database import Databases

PROFILE = "oaklands"
HOST = f"{PROFILE}.localhost"
ELSEWHERE = "elsewhere.localhost"
#: Seconds in which the web server answers; the machine may be busy.
_PATIENCE = 240


@dataclass
class Lanyard:
    """A running installation: where it is, who is in it, and what it has mailed."""

    port: int
    database: str
    environment: dict[str, str]
    children: Children
    mail_folder: Path
    college: college.College

    def url(self, path: str = "/", *, host: str = HOST) -> str:
        """Return the address of a page."""
        return f"http://{host}:{self.port}{path}"

    def person(self, who: str) -> signins.SignIn:
        """Return how a demonstration person signs in."""
        return signins.sign_in(PROFILE, college.SEED, who)

    def code(self, who: str, *, ahead: int = 0) -> str:
        """Return the authenticator's code, some periods of 30 seconds ahead."""
        return signins.code(self.person(who), at=time.time() + 30 * ahead)

    def mails(self, to: str = "") -> list[EmailMessage]:
        """Return the messages that arrived, oldest first."""
        found = []
        for path in sorted(self.mail_folder.glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in str(message["To"]):
                found.append(message)
        return found

    def start(self) -> None:
        """Start web server and worker, and wait until pages are served."""
        self.start_server()
        self.start_worker()

    def start_server(self) -> None:
        """Start the web server; returns once it answers."""
        self.children.start("web server", "serve", "--port", str(self.port), "--quiet")
        self.children.wait_for("127.0.0.1", self.port, seconds=_PATIENCE)

    def start_worker(self) -> None:
        """Start the worker."""
        self.children.start("worker", "worker")


@contextmanager
def lanyard(databases: Databases, on: datetime.date | None = None) -> Iterator[Lanyard]:
    """Run a whole Lanyard with a small demonstration within the block."""
    name = f"lanyard_journeys_{os.getpid()}"
    databases.copy(databases.template(), name)
    databases.use(name)
    made = college.load(PROFILE, hosts=(HOST,), on=on or timezone.localdate(), size=college.SMALL)
    college.load(
        "landau", slug="elsewhere", hosts=(ELSEWHERE,), on=timezone.localdate(), size=college.SMALL
    )
    port, mail = free_port(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="lanyard-mail-"))
    environment = {
        "LANYARD_DATABASE_URL": databases.url(name, APPLICATION_ROLE),
        "LANYARD_OWNER_DATABASE_URL": databases.url(name, OWNER_ROLE),
        "LANYARD_LOOPBACK": "1",
        "LANYARD_SMTP_HOST": "127.0.0.1",
        "LANYARD_SMTP_PORT": str(mail),
    }
    running = Lanyard(port, name, environment, Children(environment), folder, made)
    try:
        running.start()
        with letterbox(folder, mail):
            yield running
    finally:
        running.children.stop()
        for alias in ("default", "owner"):
            connections[alias].close()
        databases.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
