"""The questions of the guided review of nude and semi-nude images. The words are our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy


@dataclass(frozen=True)
class ImageQuestion:
    """A question of the review, answered yes, no or unsure. No answer describes an image."""

    slug: str
    label: Any
    hint: Any = ""


#: A "yes" to one of these is referred at once.
AT_ONCE = (
    ImageQuestion("adult", lazy("Is an adult involved, or may one be?"),
                  lazy("Somebody aged exactly 18 is an adult.")),
    ImageQuestion("coerced", lazy("Was a child made to do it, blackmailed or groomed, or are you "
                                  "worried that they could not agree to it?")),
    ImageQuestion("acts", lazy("Do you understand that it shows sexual acts unusual for their age, "
                               "or violence?"), lazy("From what you were told. Do not look.")),
    ImageQuestion("under-13", lazy("Is anybody shown, or sending it, under 13?")),
    ImageQuestion("risk", lazy("Is a child at immediate risk of harm, such as self-harm or "
                               "suicide?")),
)  # fmt: skip
FURTHER = (
    ImageQuestion("pressure", lazy("Is there pressure, a threat, or a difference in age or "
                                   "power?")),
    ImageQuestion("spread", lazy("Has it been passed on, or put online?")),
    ImageQuestion("vulnerable", lazy("Is anybody involved especially vulnerable?")),
    ImageQuestion("known-before", lazy("Has any of them been involved in something like it "
                                       "before?")),
    ImageQuestion("taken-down", lazy("Is help needed to have it taken down?"),
                  lazy("Report Remove works for under-18s without anybody else looking at it.")),
)  # fmt: skip
QUESTIONS = AT_ONCE + FURTHER
