"""A profile as its page shows it: sections of rows, each with its words and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Clause, Value, clauses, values
from lanyard.engine.profiles.differences import Change, set_here
from lanyard.engine.profiles.models import ProfileVersion

#: The sections in the order of the page, each with its title.
SECTIONS: dict[str, Any] = {
    "routing": _("Who receives a concern"),
    "image": _("When a nude or semi-nude image is found"),
    "police": _("Telling the police"),
    "posts": _("Who leads"),
    "roles": _("What posts are called"),
    "learner-recipients": _("Whom learners may tell"),
    "trusted-adult": _("Trusted adults"),
    "positions": _("What the policy asks and forbids"),
    "severities": _("Levels of severity"),
    "timers": _("How soon concerns are acknowledged and acted on"),
    "agencies": _("Agencies"),
    "breaches": _("Rules that may have been broken"),
    "sanctions": _("Sanctions, and who decides them"),
    "outcomes": _("How a case may end"),
    "misdemeanours": _("The ladder of misdemeanours"),
    "closing": _("What closing a case asks for"),
    "follow-up": _("Recording in another system"),
    "guardians": _("Parents and guardians"),
    "employers": _("Employers"),
    "feedback": _("What reporters hear"),
    "patterns": _("Patterns of low-level concerns"),
    "chains": _("Who approves"),
    "intervals": _("How often things are done"),
    "hours": _("Hours"),
    "document": _("The policy document"),
}
#: Which rows are shown, each with its words.
FILTERS: dict[str, Any] = {
    "all": _("Everything"),
    "open": _("To set before go-live"),
    "policy": _("From the policy"),
    "default": _("Lanyard's defaults"),
    "here": _("Changed here"),
}
#: Tables whose rows are called by what they are for.
_TABLES: dict[str, Any] = {
    "about-dsl": _("About the safeguarding lead"),
    "about-head": _("About the head of the organisation"),
    "about-staff": _("About a member of staff"),
    "by-category": _("By what it is"),
    "by-reporter": _("By who reports it"),
    "finders": _("Found by"),
    "categories": _("Police"),
    "timers": _("Severity"),
    "misdemeanours": _("Level"),
    "severities": _("Level"),
    "learner-recipients": _("Contact"),
}
_CONDITIONS = (
    "category",
    "reporter",
    "source",
    "serious",
    "finder",
    "severity",
    "age",
    "level",
    "role",
)
_LABELLED_BY = ("title", "says", "name", "duty", "system")


@dataclass(frozen=True)
class Row:
    """One value: its label, its words, and where it comes from."""

    value: Value
    label: str
    lines: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]
    here: bool

    def is_in(self, chosen: str) -> bool:
        """Say whether the row is shown under a filter."""
        return {
            "open": self.value.unset,
            "policy": not self.value.default,
            "default": self.value.default,
            "here": self.here,
        }.get(chosen, True)


@dataclass(frozen=True)
class Section:
    """A part of a profile with its rows."""

    key: str
    title: Any
    rows: tuple[Row, ...]


def rows(version: ProfileVersion) -> list[Row]:
    """Return every value of a version as a row."""
    changed = set_here(version)
    return [
        _row(version.slug, value, here=value.key in changed)
        for value in values(version.profile, titled=True)
    ]


def sections(found: Iterable[Row]) -> list[Section]:
    """Return rows in their sections, in the order of the page; empty ones are left out."""
    grouped: dict[str, list[Row]] = {key: [] for key in SECTIONS}
    for row in found:
        grouped[row.value.section].append(row)
    return [Section(key, SECTIONS[key], tuple(group)) for key, group in grouped.items() if group]


def left_open(version: ProfileVersion) -> list[Row]:
    """Return what must still be set before go-live."""
    return [row for row in rows(version) if row.value.unset]


def told(change: Change) -> tuple[str, str, str]:
    """Return a change in words: its label, before and after."""
    shown = change.after or change.before
    assert shown is not None  # noqa: S101
    return label_of(shown), _line(change.before), _line(change.after)


def _line(value: Value | None) -> str:
    if value is None:
        return ""
    source = ", ".join(value.clauses) or str(_("Lanyard's default"))
    return f"{value.text} ({source})"


def _row(slug: str, value: Value, *, here: bool) -> Row:
    label = label_of(value)
    lines = tuple((name, words) for name, words in value.parts if words != label)
    known = _clauses(slug)
    return Row(value, label, lines, tuple(known[c] for c in value.clauses if c in known), here)


@cache
def _clauses(slug: str) -> dict[str, Clause]:
    return clauses(slug)


def label_of(value: Value) -> str:
    """Return what a value is called: its own title, else its key in words."""
    parts = dict(value.parts)
    table = value.key.split(".")[-1].split("[")[0]
    if table in _TABLES and "[" in value.key:
        conditions = [parts[name] for name in _CONDITIONS if name in parts]
        return f"{_TABLES[table]}: {', '.join(conditions) or _('everything else')}"
    for name in _LABELLED_BY:
        if name in parts:
            return parts[name]
    tail = value.key.split(".")[-1].replace("-", " ")
    return tail[:1].upper() + tail[1:]
