"""A clock that can be set, so that the verbs of the rooms do their work in the past.

It is set only while made-up data is loaded. Everything that asks ``timezone.now`` hears it, and so
do the fields of models whose default it is.
"""

from __future__ import annotations

import contextlib
import datetime
import heapq
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field
from django.utils import timezone

#: A story tells at which moment it goes on, does the next act when it is resumed, and so on.
Story = Iterator[datetime.datetime]


class Clock:
    """Shows one moment until it is set to another."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def now(self) -> datetime.datetime:
        """Return the moment, as ``timezone.now`` does."""
        return self.moment


@contextlib.contextmanager
def moved(clock: Clock) -> Iterator[Clock]:
    """Let everybody hear this clock within the block."""
    real = timezone.now
    fields = [field for field in _fields() if field.default is real]
    _use(fields, clock.now)
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
        _use(fields, real)


def _fields() -> Iterator[Field[Any, Any]]:
    for model in apps.get_models():
        yield from model._meta.concrete_fields


def _use(fields: list[Field[Any, Any]], now: Callable[[], datetime.datetime]) -> None:
    for field in fields:
        field.default = now
        field.__dict__.pop("_get_default", None)


def tell(stories: list[Story], clock: Clock, *, until: datetime.datetime) -> None:
    """Tell stories side by side, every act of all of them in the order of time.

    What would happen after ``until`` does not happen: such a story is not at its end yet.
    """
    waiting: list[tuple[datetime.datetime, int, Story]] = []
    for number, story in enumerate(stories):
        _await(waiting, number, story)
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        if moment <= until:
            clock.moment = max(moment, clock.moment)
            _await(waiting, number, story)


def _await(waiting: list[tuple[datetime.datetime, int, Story]], number: int, story: Story) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, story))
