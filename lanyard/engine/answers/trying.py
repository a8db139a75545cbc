"""Trying a draft of the profile on what was asked before: which answers it would alter."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.engine.answers import words
from lanyard.engine.answers.models import Precedent
from lanyard.engine.answers.progress import in_words
from lanyard.engine.decisions.api import Altered, FactInfo, Past, Replayed, facts_of, replayed
from lanyard.engine.policy.api import ROLES, Profile, ProfileInvalid
from lanyard.engine.profiles.api import (
    ProfileVersion,
    as_offered,
    draft_of,
    open_proposal,
    profile_in_force,
    scheduled,
)
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person

#: The most past decisions that are tried, the latest of them.
MOST_TRIED = 20_000
_FIELDS: dict[str, Any] = {
    "because": later("the reasons"), "silent": later("whether the policy is silent"),
    "until": later("until when"), "conditions": later("the conditions"),
    "approvers": later("who approves"), "recipients": later("who receives it"),
    "excluded": later("who is kept out"), "duties": later("what to do"),
    "missing": later("what must be known"), "due": later("what falls due"),
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A profile that is not in force, under a name and in words."""

    name: str
    title: Any
    profile: Profile


@dataclass(frozen=True)
class Changed:
    """One altered answer as the page shows it: no name, no day of birth, no protected fact."""

    title: Any
    month: datetime.date
    facts: Sequence[tuple[str, str]]
    before: tuple[Any, str]
    after: tuple[Any, str]
    others: Sequence[tuple[Any, str, str]]
    material: bool


def drafts_for(person: Person) -> list[Draft]:
    """Return what may be tried: one's own draft, a release's proposal, versions to come."""
    now = profile_in_force()
    found = []
    mine = draft_of(person.pk)
    if mine is not None:
        with contextlib.suppress(ProfileInvalid):
            found.append(Draft("draft", _("Your draft"), now.with_changes(mine.changes)))
    proposal = open_proposal()
    offered = as_offered(proposal) if proposal else None
    if offered is not None:
        found.append(Draft("proposal", _("What the release proposes, all taken"), offered))
    return [*found, *(_coming(one) for one in scheduled())]


def _coming(version: ProfileVersion) -> Draft:
    told = _("%(version)s, from %(day)s") % {
        "version": version, "day": day(version.effective_from)
    }  # fmt: skip
    return Draft(f"version-{version.number}", told, version.profile)


def past_decisions() -> list[Past]:
    """Return decisions without names, the latest first. As the system: nobody reads them else."""
    with system_duty("try a profile on past decisions"):
        rows = Precedent.objects.all()[:MOST_TRIED]
        return [
            Past(str(row.pk), row.question, row.on, row.facts, row.answer, str(row.version_number))
            for row in rows
        ]


@transaction.atomic
def try_draft(draft: Draft, *, by: Person) -> Replayed:
    """Ask every past decision again under a draft; that it was tried is recorded."""
    found = replayed(past_decisions(), draft.profile)
    audit.record(
        "answers.tried", by=by, subject=str(draft.title), kind="profile-draft",
        altered=len(found.altered), asked=len(found.altered) + found.same + len(found.refused),
    )  # fmt: skip
    return found


def shown(altered: Iterable[Altered], profile: Profile) -> list[Changed]:
    """Return altered answers in words, those first that alter what may or must be done."""
    ordered = sorted(altered, key=lambda one: not one.material)
    return [_changed(one, profile) for one in ordered]


def _changed(one: Altered, profile: Profile) -> Changed:
    past, after = one.past, one.after
    infos = facts_of(past.question, profile)
    # Its clauses would tell which protected fact decided.
    hidden = {"because"} if any(i.protected and past.facts.get(i.name) for i in infos) else set()
    return Changed(
        title=words.QUESTIONS[past.question].title, month=past.on,
        facts=_facts(infos, past.facts, past.on),
        before=words.answer_word(past.question, past.answer["answer"]),
        after=words.answer_word(past.question, after["answer"]),
        others=[
            (_FIELDS.get(name, name), _said(old, profile), _said(new, profile))
            for name, (old, new) in one.changes.items() if name != "answer" and name not in hidden
        ],
        material=one.material,
    )  # fmt: skip


def _facts(
    infos: Iterable[FactInfo], facts: Mapping[str, Any], on: datetime.date
) -> list[tuple[str, str]]:
    """Return facts in words: an age for a day of birth, and nothing that is protected."""
    found = []
    for info in infos:
        value = facts.get(info.name)
        if info.protected or value is None:
            continue
        if info.name == "born":
            found.append((_("Age"), str(_age(value, on))))
        elif not _holds_a_birthday(info):
            found.append((info.label, in_words(info, value)))
        else:
            found.append((info.label, _("%(count)d people") % {"count": len(value)}))
    return found


def _holds_a_birthday(info: FactInfo) -> bool:
    return info.each is not None and any(part.name == "born" for part in info.each.parts)


def _age(born: str, on: datetime.date) -> int:
    day_born = datetime.date.fromisoformat(born)
    return on.year - day_born.year - ((on.month, on.day) < (day_born.month, day_born.day))


def _said(value: Any, profile: Profile) -> str:
    if value is None or value == []:
        return str(_("none"))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(_one(entry, profile) for entry in value)
    return day(datetime.date.fromisoformat(value)) if isinstance(value, str) else str(value)


def _one(entry: Any, profile: Profile) -> str:
    if isinstance(entry, dict):
        return f"{words.COURSES.get(entry['course'], entry['course'])} ({entry['on']})"
    if entry in ROLES:
        return profile.title_of(entry)
    return str(words.DUTIES.get(entry) or words.CONDITIONS.get(entry) or entry)
