"""Ask to use what is the college's; report what is used without leave, decide, and close."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.consent.models import (
    MaterialComplaint,
    MaterialLicence,
    Publication,
    RightsStatement,
)

LICENCE, SUBJECT = "consent.material-licence", "material-licence"
COMPLAINT = "consent.complaint"
#: Marketing's posts; the first that somebody holds is asked (LAN-REP-03).
_MARKETING = ("marketing-manager", "director-marketing", "marketing-team")
#: Days in which it is taken down (Lanyard's default; no policy says).
_DEADLINE = datetime.timedelta(days=2)


class NotReported(ValueError):
    """What is asked or reported lacks something; the text names what."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was decided on a complaint, and how one knows that the use is over."""

    discipline: bool
    discipline_because: str
    law: bool
    law_because: str
    gone_how: str


@transaction.atomic
def ask_for_material(
    *, what: str, where: str, for_whom: str, until: datetime.date, by: Person
) -> MaterialLicence:
    """Ask marketing for leave to use what is the college's until a day (LAN-REP-03).

    Raises NotReported: "until" for a day that is over.
    """
    if until < timezone.localdate():
        raise NotReported("until")
    with system_duty("ask for leave"):
        made = MaterialLicence.objects.create(
            what=what.strip(), where=where.strip(), for_whom=for_whom.strip(), until=until,
            asked_by=by,
        )  # fmt: skip
    audit.record(
        "consent.material-asked", by=by, subject=made.what, kind=SUBJECT, subject_id=made.pk
    )
    role = next((one for one in _MARKETING if access.holders_of(one)), _MARKETING[0])
    chain = approvals.Chain(
        [(role, profile_in_force().profile.title_of(role))], in_order=False, by_default=True
    )
    approvals.ask(
        LICENCE, chain, by=by, subject=(SUBJECT, made.pk), title=made.what,
        url=reverse("consent:material"),
    )  # fmt: skip
    return made


def material_decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, by: Person | None,
    **_facts: object,
) -> None:  # fmt: skip
    """Issue the licence that marketing approved, or note that it was refused."""
    if approval_kind != LICENCE:
        return
    issued = approval.state == approvals.Approval.State.APPROVED
    state = MaterialLicence.State.ISSUED if issued else MaterialLicence.State.REFUSED
    with system_duty("issue a licence"):
        MaterialLicence.objects.filter(pk=subject_id, state=MaterialLicence.State.ASKED).update(
            state=state, decided_by_name=str(by or ""), decided_at=timezone.now()
        )


@transaction.atomic
def report_material(
    *,
    kind: str,
    where: str,
    what: str,
    who: str,
    by: Person,
    publication: Publication | None = None,
) -> MaterialComplaint:
    """Report a use without leave; it is to be gone by a day (OAK-10.4-17, LAN-REP-04).

    What is on record in that moment is kept with it: the evidence for the picture that we show, or
    the licences that we have given. Raises NotReported("where") without a place.
    """
    if kind not in MaterialComplaint.Kind.values or not where.strip():
        raise NotReported("where")
    today = timezone.localdate()
    with system_duty("keep a complaint"):
        made = MaterialComplaint.objects.create(
            kind=kind, where=where.strip(), what=what.strip(), who=who.strip(), reported_by=by,
            publication=publication, due=today + _DEADLINE,
            on_record=_on_record(kind, publication, today),
        )  # fmt: skip
    audit.record(
        "consent.complaint", by=by, subject=made.get_kind_display(), kind="material-complaint",
        subject_id=made.pk,
    )  # fmt: skip
    duties.keep_errands(COMPLAINT, about=[made.pk])
    return made


def _on_record(kind: str, publication: Publication | None, on: datetime.date) -> list[str]:
    if kind == MaterialComplaint.Kind.OURS:
        given = MaterialLicence.objects.filter(state=MaterialLicence.State.ISSUED, until__gte=on)
        return [f"{one.what}: {one.for_whom}, {one.where} ({one.until})" for one in given]
    if publication is None:
        return []
    said = RightsStatement.objects.filter(picture=publication.picture_id).first()
    if said is None:
        return []
    parts = (said.get_rights_display(), said.rights_holder, said.licence, said.evidence)
    return [f"{', '.join(filter(None, map(str, parts)))} ({said.said_by_name})"]


@transaction.atomic
def close_complaint(one: MaterialComplaint, outcome: Outcome, *, by: Person) -> None:
    """Close a complaint with its decisions, each with a reason, once the use is over (LAN-CPY-03).

    Raises NotReported: "because" without a reason, "gone" without how one knows, "state" twice.
    """
    if not outcome.discipline_because.strip() or not outcome.law_because.strip():
        raise NotReported("because")
    if not outcome.gone_how.strip():
        raise NotReported("gone")
    with system_duty("close a complaint"):
        found = MaterialComplaint.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if found.closed_at is not None:
            raise NotReported("state")
        for name, value in vars(outcome).items():
            setattr(found, name, value)
        found.gone_at = found.closed_at = timezone.now()
        found.closed_by_name = str(by)
        found.save(update_fields=[*vars(outcome), "gone_at", "closed_at", "closed_by_name"])
    audit.record(
        "consent.complaint-closed", by=by, subject=found.get_kind_display(),
        kind="material-complaint", subject_id=found.pk, discipline=outcome.discipline,
        law=outcome.law,
    )  # fmt: skip
    duties.errand_done(COMPLAINT, found.pk, by=by, evidence="Closed with its decisions")
    duties.keep_errands(COMPLAINT, about=[found.pk])
