"""What a channel gives the delivery: an open line, on which one message is sent."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from lanyard.foundation.notices.models import Delivery


class NotSentError(Exception):
    """It was certainly not sent. ``final`` says that trying again is useless."""

    def __init__(self, failure: str, *, final: bool = False) -> None:
        super().__init__(failure)
        self.failure = failure
        self.final = final


class InDoubtError(Exception):
    """It may or may not have arrived: the other side did not answer."""

    def __init__(self, failure: str) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class Message:
    """What is told. There is no name, category or narrative in it by construction."""

    title: str
    text: str
    link: str
    due: str


class Line(Protocol):
    """Everything short of sending is done: connected, greeted, recipient accepted."""

    def send(self) -> None:
        """Send it; raises NotSentError or InDoubtError."""


class Channel(Protocol):
    """A way to tell somebody."""

    slug: str

    def prepare(self, delivery: Delivery, message: Message) -> AbstractContextManager[Line]:
        """Read all that is needed (a transaction is open); entering the result opens the line.

        Both raise NotSentError.
        """
