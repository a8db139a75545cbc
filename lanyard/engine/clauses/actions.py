"""Acts upon evidence: gather it, vouch for a control until a day, take that back."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import IO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.clauses.errands import KIND
from lanyard.engine.clauses.gathering import evidence_of_all
from lanyard.engine.clauses.models import Attestation, ControlState
from lanyard.engine.clauses.owning import owners_of
from lanyard.engine.clauses.queries import newest
from lanyard.engine.clauses.standing import is_worse
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import catalogue
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Evidence, State
from lanyard.people.api import Person

#: Nobody vouches for longer than this at once (Lanyard's default).
LONGEST = datetime.timedelta(days=366)
_MOST_WORDS = 5_000


@transaction.atomic
def gather(
    *, by: Person | None, on: datetime.date | None = None, only: Collection[str] | None = None
) -> int:
    """Look at every control (or some) and keep what was found; return how many rows were added.

    A control that stands as it did earlier the same day gets no second row. The owner of one that
    fell is told.
    """
    day = on or timezone.localdate()
    found = evidence_of_all(current_organisation_id(), on=day, only=only)
    before = newest(found)
    fresh = {s: one for s, one in found.items() if not _same(one, before.get(s))}
    rows = keep(fresh, taken_at=timezone.now())
    for row in rows:
        last = before.get(row.control)
        if last is not None and is_worse(State(row.state), State(last.state)):
            _tell_owner(row)
    if by is not None:
        audit.record("clauses.looked", by=by, kind="controls", rows=len(rows))
    return len(rows)


@transaction.atomic
def keep(found: Mapping[str, Evidence], *, taken_at: datetime.datetime) -> list[ControlState]:
    """Add a row for each piece of evidence, as it was found at a moment."""
    rows = [_row(slug, evidence, taken_at) for slug, evidence in found.items()]
    return ControlState.objects.bulk_create(rows)


def _row(slug: str, evidence: Evidence, taken_at: datetime.datetime) -> ControlState:
    figure = evidence.figure
    return ControlState(
        control=slug, on=evidence.on, taken_at=taken_at, state=evidence.state, basis=evidence.basis,
        part=figure.part if figure else None, whole=figure.whole if figure else None,
        as_of=evidence.as_of, until=evidence.until, link=evidence.link,
    )  # fmt: skip


def _same(evidence: Evidence, row: ControlState | None) -> bool:
    if row is None or row.on != evidence.on:
        return False
    fresh = _row(row.control, evidence, row.taken_at)
    compared = ("state", "basis", "part", "whole", "until", "link")
    return all(getattr(fresh, name) == getattr(row, name) for name in compared)


def _tell_owner(row: ControlState) -> None:
    notices.notify(
        "clauses.fell", owners_of(row.control), subject_kind="control",
        event=f"control-fell:{row.control}:{row.on}:{row.state}",
        url=reverse("clauses:control", args=[row.control]),
    )  # fmt: skip


@transaction.atomic
def attest(
    control: str,
    *,
    by: Person,
    text: str,
    expires_on: datetime.date,
    post: str = "",
    name: str = "",
    stream: IO[bytes] | None = None,
) -> Attestation:
    """Vouch for a control until a day, with words and perhaps a file.

    Raises LookupError for a control that nothing carries out yet, ValidationError by field for
    words or a day that will not do, and files.Refused for the file.
    """
    if control not in registry.controls():
        raise LookupError(f"Nothing carries {control} out yet.")
    _check(text, expires_on)
    made = Attestation(
        control=control, text=text.strip(), by=by.pk, by_name=str(by), post=post,
        expires_on=expires_on,
    )  # fmt: skip
    if stream is not None:
        kept = files.seal(
            name, stream, record_kind="attestation", record_id=made.pk, by=by,
            circle=_circle_of(control),
        )  # fmt: skip
        made.file_id = kept.pk
    made.save(force_insert=True)
    audit.record(
        "clauses.attested", by=by, subject=control, kind="attestation", subject_id=made.pk,
        until=expires_on.isoformat(),
    )  # fmt: skip
    gather(by=None, only=[control])
    duties.errand_done(
        KIND, control, by=by, record=("attestation", made.pk),
        evidence=_("Vouched for it until %(day)s") % {"day": expires_on.isoformat()},
    )  # fmt: skip
    return made


def _circle_of(control: str) -> UUID:
    """Return the circle of those who may open the file: the owner, the lead and the head."""
    profile = profile_in_force().profile
    posts = profile.posts
    owner = catalogue().owner_under(control, profile)
    return access.circle_of({owner, posts.safeguarding_lead, posts.head}).pk


def _check(text: str, expires_on: datetime.date) -> None:
    wrong = {}
    if not text.strip():
        wrong["text"] = _("Say what you vouch for, and how you know.")
    if len(text) > _MOST_WORDS:
        wrong["text"] = _("Shorten this to %(most)s characters.") % {"most": f"{_MOST_WORDS:,}"}
    today = timezone.localdate()
    if expires_on < today:
        wrong["expires_on"] = _("Choose today or a later day")
    elif expires_on > today + LONGEST:
        wrong["expires_on"] = _("Choose a day within a year; then look again")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def withdraw(attestation: Attestation, *, by: Person, because: str) -> None:
    """Take a word back, with the reason; raises ValueError without one, or where it was done."""
    if not because.strip():
        raise ValueError(_("Say why it no longer holds."))
    now = timezone.now()
    done = Attestation.objects.filter(pk=attestation.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now, withdrawn_by=by.pk, withdrawn_by_name=str(by),
        withdrawn_because=because.strip(),
    )  # fmt: skip
    if not done:
        raise ValueError(_("It was withdrawn already."))
    audit.record(
        "clauses.attestation-withdrawn", by=by, subject=attestation.control, kind="attestation",
        subject_id=attestation.pk, because=because.strip(),
    )  # fmt: skip
    gather(by=None, only=[attestation.control])
    duties.keep_errands(KIND, about=[attestation.control])


def gather_as_system() -> int:
    """Look at every control for the organisation in force, as the system does each day."""
    with system_duty("gather evidence"):
        return gather(by=None)
