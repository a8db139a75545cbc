"""Whom a clause speaks to: the policies' many names for people, put into a few audiences."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Audience:
    """A group of people. ``bound_with`` are the audiences whose clauses bind it too."""

    slug: str
    #: Any of these words in an actor's name makes it one of the audience.
    words: str
    bound_with: tuple[str, ...] = ()


AUDIENCES = (
    Audience(
        "tutors", r"tutors?|tutorial|teach\w*|course managers?|academy|apprenticeship coordinator",
        ("staff", "everybody"),
    ),
    Audience("managers", r"(line |senior )?managers?|supervisors", ("staff", "everybody")),
    Audience("safeguarding", r"safeguarding|dsl|dso|student welfare", ("staff", "everybody")),
    Audience("it", r"it|ict", ("staff", "everybody")),
    Audience("marketing", r"marketing|publishers|account owners|contributors|official",
             ("staff", "everybody")),
    Audience("leadership",
             r"ceo|trustee|principal|director|leadership|senior management|policy lead|board",
             ("staff", "everybody")),
    Audience("human-resources", r"human resources|hr", ("staff", "everybody")),
    Audience("learners", r"learners?|students?|apprentices?", ("everybody",)),
    Audience("visitors", r"contract\w*|agency|volunteers?|third parties|temporary|experts",
             ("everybody",)),
    Audience("staff", r"staff|employees?|applicant", ("everybody",)),
    Audience("everybody", r"all|every|anyone|everyone|users?|stakeholders?|device holders|members"),
)  # fmt: skip
_BY_SLUG = {one.slug: one for one in AUDIENCES}
_PATTERNS = {one.slug: re.compile(rf"\b(?:{one.words})\b", re.IGNORECASE) for one in AUDIENCES}
#: What is asked of the organisation as a whole.
ORGANISATION = "organisation"
#: Names in which a word means something else than it says.
_APART = {
    "course manager": ("tutors",), "course managers": ("tutors",),
    "marketing manager": ("marketing",), "student": ("learners",),
    "student welfare team": ("safeguarding",), "student welfare staff": ("safeguarding",),
    "designated safeguarding lead": ("safeguarding",), "teaching staff": ("tutors",),
    "contracted third party it support provider": ("it",), "users of it": ("everybody",),
    "all members with it access": ("everybody",), "head of digital and ict": ("it",),
    "assistant principal student experience & progression": ("leadership",),
    "director of marketing and communication": ("marketing", "leadership"),
    "director of marketing and communications": ("marketing", "leadership"),
    "managing director": ("leadership",), "all students": ("learners",),
    "senior management team": ("leadership",), "senior manager": ("leadership",),
    "all except marketing team": ("everybody",), "staff other than the dsl": ("staff",),
    "all staff": ("staff",), "all employees": ("staff",), "staff members": ("staff",),
    "members of staff": ("staff",), "each member of staff": ("staff",), "key staff": ("staff",),
    "member of staff": ("staff",), "apprentice employees": ("staff", "learners"),
    "employees with an official role": ("marketing",), "new or temporary users": ("visitors",
    "staff"), "tutorial team": ("tutors",), "user of site": ("everybody",),
    "users of landau ip": ("everybody",), "marketing team": ("marketing",),
}  # fmt: skip


def audiences_of(actor: str) -> tuple[str, ...]:
    """Return the audiences that an actor's name means; the organisation where it names nobody."""
    name = actor.strip().casefold()
    if name in _APART:
        return _APART[name]
    found = tuple(slug for slug, pattern in _PATTERNS.items() if pattern.search(name))
    return found or (ORGANISATION,)


def asks_of(actors: tuple[str, ...], audience: str) -> bool:
    """Say whether what is asked of these actors is asked of an audience, directly or as staff."""
    wanted = {audience, *(_BY_SLUG[audience].bound_with if audience in _BY_SLUG else ())}
    return any(not wanted.isdisjoint(audiences_of(actor)) for actor in actors)
