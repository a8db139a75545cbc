"""A profile as its page shows it: sections of rows, each with its words and its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Clause, Value, clauses, values
from lanyard.engine.profiles.differences import Change, set_here
from lanyard.engine.profiles.models import ProfileVersion
from lanyard.engine.profiles.proposals import Offer

#: The sections in the order of the page, each with its title.
SECTIONS: dict[str, Any] = {
    "routing": _("Who receives a concern"),
    "image": _("When a nude or semi-nude image is found"),
    "police": _("Telling the police"),
    "connect": _("Who may connect with whom"),
    "message": _("How messages may go"),
    "publish": _("Which pictures may be published"),
    "go-live": _("When an official account goes live"),
    "post": _("Who posts on official accounts"),
    "search": _("When logs and mailboxes may be searched"),
    "web": _("When the web may be used"),
    "removal": _("Which data may leave"),
    "recruitment": _("Which applicants' profiles may be looked at"),
    "training": _("Which training falls due"),
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
    "casework": _("What working a case asks for"),
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
#: Tables whose rows are called by what they are for, and what each is called with no condition.
_TABLES: dict[str, tuple[Any, Any]] = {
    "about-dsl": (_("About the safeguarding lead"), ""),
    "about-head": (_("About the head of the organisation"), ""),
    "about-staff": (_("About a member of staff"), ""),
    "by-category": (_("What it is"), _("anything else")),
    "by-reporter": (_("Reported by"), _("anybody else")),
    "finders": (_("Found by"), ""),
    "categories": (_("Police"), ""),
    "timers": (_("Severity"), ""),
    "misdemeanours": (_("Level"), ""),
    "severities": (_("Level"), ""),
    "learner-recipients": (_("Contact"), ""),
}
#: Parts that go into the label of such a row, with the words that stand before them.
_CONDITIONS: dict[str, Any] = {
    "category": "", "reporter": "", "source": "", "serious": _("serious"), "finder": "",
    "severity": "", "age": "", "level": "", "role": "",
}  # fmt: skip
PARTS: dict[str, Any] = {"all": _("All parts"), **SECTIONS}
_LABELLED_BY = ("title", "says", "name", "system")


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


def groups(every: list[Row], chosen: str, part: str) -> list[dict[str, Any]]:
    """Return the filters beside the list, each choice with its count and address."""
    shown = [row for row in every if row.is_in(chosen)]
    by_source = [
        _choice(words, f"?show={key}&part={part}", key == chosen, sum(r.is_in(key) for r in every))
        for key, words in FILTERS.items()
    ]
    by_part = [
        _choice(words, f"?show={chosen}&part={key}", key == part, _count(shown, key))
        for key, words in PARTS.items()
    ]
    return [
        {"label": _("Show"), "choices": by_source},
        {"label": _("Part"), "choices": [c for c in by_part if c["count"] or c["on"]]},
    ]


def _count(shown: list[Row], part: str) -> int:
    return sum(part in {"all", row.value.section} for row in shown)


def _choice(words: Any, url: str, on: bool, count: int) -> dict[str, Any]:
    return {"label": words, "url": url, "on": on, "count": count}


def told(change: Change) -> tuple[str, str, str]:
    """Return a change in words: its label, and what was and is different."""
    shown = change.after or change.before
    label = label_of(shown) if shown else change.key
    old, new = _parts(change.before), _parts(change.after)
    return label, _other_than(old, new), _other_than(new, old)


def offered(offer: Offer) -> tuple[str, str, str]:
    """Return an offer in words: its label, what is there now, and what the release brings."""
    words = [told(change) for change in offer.changes]
    if not words:
        name = plain(": ".join(offer.unit)) or str(_("The name"))
        hidden = str(_("In another order, or different in what this page does not show"))
        return name[:1].upper() + name[1:], str(_("As it is now")), hidden
    if len(words) == 1:
        label, before, after = words[0]
        return label, before or str(_("Not there")), after or str(_("Taken away"))
    title = SECTIONS.get(offer.unit[0] if offer.unit else "", words[0][0])
    before = " · ".join(f"{label}: {old or _('not there')}" for label, old, _new in words)
    after = " · ".join(f"{label}: {new or _('taken away')}" for label, _old, new in words)
    return str(title), before, after


def _parts(value: Value | None) -> dict[str, str]:
    if value is None:
        return {}
    source = ", ".join(value.clauses) or str(_("Lanyard's default"))
    return {**dict(value.parts), "from": source}


def _other_than(parts: dict[str, str], others: dict[str, str]) -> str:
    told = [f"{name}: {words}" for name, words in parts.items() if others.get(name) != words]
    return "; ".join(told) or (str(_("Not set")) if parts else "")


def _row(slug: str, value: Value, *, here: bool) -> Row:
    label = label_of(value)
    labelled = set(_CONDITIONS) if _table_of(value) else set()
    lines = tuple(
        (name, plain(words))
        for name, words in value.parts
        if name not in labelled and words != label and name != "duty"
    )
    known = _clauses(slug)
    return Row(value, label, lines, tuple(known[c] for c in value.clauses if c in known), here)


def plain(words: str) -> str:
    """Write slugs as words: "sexual-violence, nudes" gives "sexual violence, nudes"."""
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", words) if words.islower() else words


def _table_of(value: Value) -> str:
    name = value.key.split(".")[-1].split("[")[0]
    return name if name in _TABLES and "[" in value.key else ""


@cache
def _clauses(slug: str) -> dict[str, Clause]:
    return clauses(slug)


def label_of(value: Value) -> str:
    """Return what a value is called: its own title, else its conditions, else its key in words."""
    parts = dict(value.parts)
    table = _table_of(value)
    if table:
        return _label_of_row(table, parts)
    if "duty" in parts and value.section == "routing":
        return str(_("Duty: %(duty)s") % {"duty": plain(parts["duty"])})
    for name in _LABELLED_BY:
        if name in parts:
            return parts[name]
    tail = value.key.split(".")[-1].replace("-", " ")
    return tail[:1].upper() + tail[1:]


def _label_of_row(table: str, parts: dict[str, str]) -> str:
    title, otherwise = _TABLES[table]
    conditions = [str(_CONDITIONS[n] or plain(parts[n])) for n in _CONDITIONS if n in parts]
    told = ", ".join(conditions) or str(otherwise)
    return f"{title}: {told}" if told else str(title)
