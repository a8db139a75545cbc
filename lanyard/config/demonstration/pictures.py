"""Pictures in the store of the demonstration: published, waiting, refused and to be taken down."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from lanyard.config.demonstration.dice import Dice
from lanyard.people.api import Person
from lanyard.rooms.consent import api as consent

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
#: Title, alternative text, people on it, where it is wanted.
_TOLD = (
    ("The workshop in the morning", "Machines in an empty workshop", 0, "website"),
    ("Open evening in the foyer", "Tables with models in a foyer", 0, "social"),
    ("Two apprentices at a bench", "Two people bend over a workbench", 2, "social"),
    ("The new greenhouse", "Rows of seedlings under glass", 0, "print"),
    ("A prize for a model bridge", "Somebody holds up a bridge of wood", 1, "website"),
)  # fmt: skip
_SIZE = (1280, 960)


def record(college: College) -> None:
    """Store a few pictures and publish those that may go out; one of them is withdrawn again."""
    dice = Dice(f"pictures/{college.organisation.slug}")
    tutor, marketing = college.shown["tutor"], college.shown["marketing"]
    willing = _willing(college)
    for number, (title, alt, people, channel) in enumerate(_TOLD):
        on = college.on - dice.randint(4, 30) * _DAY
        said = consent.Taken(
            title=title, alt_text=alt, taken_on=on, taken_by="staff", device="organisation",
            activity="A day at the college", rights="owned", on_premises=False, basis="consent",
        )  # fmt: skip
        shown = willing[:people]
        picture = consent.store(said, consent.Scan(f"{number}.png", _image(dice)), shown, by=tutor)
        asked = consent.request(
            picture, channel=channel, purpose="publicity", caption=title, doubt=False, by=tutor
        )
        if asked.state != "asked" or number == len(_TOLD) - 1:
            continue
        for what in ("quality", "privacy"):
            consent.check(asked, what, by=marketing, passed=True)
        try:
            consent.release(asked, by=marketing, place=f"https://{channel}.example/{number + 1}")
        except (consent.NotPublished, consent.NotNow):
            continue
        if shown:
            given = consent.standing_of(shown[0]).filter(channel=channel)
            consent.withdraw(given, by=shown[0], by_name=str(shown[0]))


def _willing(college: College) -> list[Person]:
    """Return two grown-up learners who may be shown on the website and on social media."""
    grown = [p for p in college.learners.people if (p.age_on(college.on) or 0) >= 19]
    ids = [one.pk for one in grown[:80]]
    lacking = {
        person
        for channel in ("website", "social")
        for person in consent.may_show(ids, channel=channel, on=college.on).lacking
    }
    return [one for one in grown[:80] if one.pk not in lacking][:2]


def _image(dice: Dice) -> bytes:
    """Draw something that can be told apart from the next."""
    ground = tuple(dice.randint(60, 220) for _ in range(3))
    shape = tuple((level + 128) % 256 for level in ground)
    image = Image.new("RGB", _SIZE, ground)
    pen = ImageDraw.Draw(image)
    for _ in range(9):
        x, y, side = dice.randint(0, 1120), dice.randint(0, 800), dice.randint(60, 320)
        pen.rectangle((x, y, x + side, y + side), outline=shape, width=9)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()
