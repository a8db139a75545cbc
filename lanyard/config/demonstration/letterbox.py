"""The demonstration's mail server: every message becomes a file, and none leaves the machine."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Letterbox:
    """Keeps each message as ``<number>-<recipient>.eml`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._numbers = itertools.count(len(list(folder.glob("*.eml"))) + 1)

    async def handle_DATA(  # noqa: N802 - the name that the server calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one message."""
        content = envelope.original_content or b""
        recipient = (envelope.rcpt_tos or ["nobody"])[0].replace("/", "_")
        path = self.folder / f"{next(self._numbers):05}-{recipient}.eml"
        await asyncio.to_thread(path.write_bytes, content)
        return "250 Kept"


@contextlib.contextmanager
def letterbox(folder: Path, port: int) -> Iterator[Letterbox]:
    """Take mail on a port of loopback within the block."""
    box = Letterbox(folder)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
