"""Chance that repeats itself: the same seed gives the same college, ids included."""

from __future__ import annotations

import datetime
import random
import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice")
_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def words(name: str) -> list[str]:
    """Return one of the lists of words."""
    found: list[str] = _WORDS[name]
    return found


class Dice(random.Random):
    """Throws for ids, days and choices, seeded with text."""

    def id(self) -> uuid.UUID:
        """Return the next id."""
        return uuid.UUID(int=self.getrandbits(128), version=4)

    def chance(self, share: float) -> bool:
        """Say yes in so large a share of throws."""
        return self.random() < share

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """Return a day between two, both included."""
        return first + datetime.timedelta(days=self.randint(0, max((last - first).days, 0)))

    def word(self, name: str) -> str:
        """Return a word of a list."""
        return self.choice(words(name))

    def some(self, things: Sequence[Choice], least: int, most: int) -> list[Choice]:
        """Return between ``least`` and ``most`` different things."""
        return self.sample(things, min(self.randint(least, most), len(things)))


class Names:
    """Names of people, and e-mail addresses that are used once."""

    def __init__(self, dice: Dice, domain: str) -> None:
        self.dice = dice
        self.domain = domain
        self._taken: set[str] = set()

    def given(self) -> str:
        """Return a given name."""
        return self.dice.word("given")

    def family(self) -> str:
        """Return a family name made of two halves."""
        return self.dice.word("family_first") + self.dice.word("family_second")

    def email(self, given: str, family: str, *, part: str = "") -> str:
        """Return an address of these names; a number is added where it is taken."""
        stem = f"{given}.{family}".lower()
        host = f"{part}.{self.domain}" if part else self.domain
        address, number = f"{stem}@{host}", 1
        while address in self._taken:
            number += 1
            address = f"{stem}{number}@{host}"
        self._taken.add(address)
        return address
