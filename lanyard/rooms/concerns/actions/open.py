"""Receive a report: number it, send it to the right people and to nobody else, give a receipt."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import AgeGroup
from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people import api as directory
from lanyard.people.models import Person
from lanyard.rooms.concerns import sentences
from lanyard.rooms.concerns.actions.attachments import take_from_draft
from lanyard.rooms.concerns.actions.receipts import code_for, hash_of, hold_key
from lanyard.rooms.concerns.addresses import of_concern, of_response
from lanyard.rooms.concerns.matters import Report, matter_of_report
from lanyard.rooms.concerns.models import Concern, Involved, Receipt
from lanyard.rooms.concerns.numbers import next_number
from lanyard.rooms.concerns.readers import audit_circle
from lanyard.rooms.concerns.reasons import Category, Part
from lanyard.rooms.concerns.routing import Routed, chain_for, route

#: What fits a report in the reporter's words; a novel is sent as messages afterwards.
MOST_WORDS = 20_000
#: Why a named reader of a report reads it, where the route made them one.
RECEIVES = "receives the report"
_URGENT, _SERIOUS, _USUAL = 5, 4, 3
_COPIED = (
    "reporter_kind", "reporter_name", "reporter_contact", "source", "category", "risk_area",
    "prevent", "immediate_danger", "happened", "opinion", "when_said", "happened_at",
    "first_known_at", "place", "place_said", "platform", "device", "connection", "link",
    "action_taken", "promise_made", "nothing_left_out", "attempted_only", "image_said", "is_test",
    "sent_key", "ideology", "group_id", "session_said",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What the reporter learns: the number, who has it, what happens next, and their receipt.

    ``code`` is the sixteen digits of a reporter without a name, "" for one who signed in.
    """

    reference: str
    receipt_id: UUID
    sent_key: UUID
    code: str
    who_has_it: str
    what_next: str


@transaction.atomic
def open_concern(report: Report, *, by: Person | None) -> Opened:
    """Receive a report from ``by``, None for somebody who did not sign in.

    In one transaction: the number, the route under the profile in force, who is kept out, the
    circle and named readers, the receipt, notices and the audit entry. The same ``sent_key`` sent
    again gives the first answer. Raises ValidationError, with a message by field, for answers that
    do not make a report.
    """
    _check(report)
    report = replace(report, sent_key=report.sent_key or uuid4())
    with system_duty("receive a report"):
        before = _sent_before(report.sent_key, by)
        if before is not None:
            return _opened(before)
        version = profile_in_force()
        routed = route(matter_of_report(report, by=by), version)
        concern = _write(report, routed, version, by=by)
        _involve(concern, report)
        apply_route(concern, routed)
        receipt = _receipt(concern, routed, version, by=by)
        take_from_draft(receipt, concern)
        told = sentences.titles(routed.told, version)
    audit.record(
        "concerns.reported", by=by, subject=concern.reference, kind="concern",
        subject_id=concern.pk, circle=audit_circle(concern),
    )  # fmt: skip
    with system_duty("send a report on its way"):
        audit.record(
            "concerns.routed", by=None, subject=concern.reference, kind="concern",
            subject_id=concern.pk, circle=audit_circle(concern), recipients=told,
        )  # fmt: skip
        _notify(concern, routed, version)
    return _opened(receipt)


def apply_route(concern: Concern, routed: Routed) -> None:
    """Keep out whom the route keeps out, and let its named people read. Done as the system."""
    for person, because in routed.kept_out.items():
        access.exclude("concern", concern.pk, person, because=because)
    readers = {grant.person_id for grant in access.readers_by_grant("concern", concern.pk)}
    for person in routed.people:
        if person not in readers:
            access.grant("concern", concern.pk, person, because=RECEIVES)


def _check(report: Report) -> None:
    wrong: dict[str, str] = {}
    if not report.happened.strip() and report.category != Category.NUDES:
        wrong["happened"] = _("Tell us what happened, in your own words.")
    if max(len(report.happened), len(report.opinion), len(report.action_taken)) > MOST_WORDS:
        wrong["happened"] = sentences.too_long(MOST_WORDS)
    now = timezone.now()
    for field in ("happened_at", "first_known_at"):
        moment = getattr(report, field)
        if moment is not None and moment > now:
            wrong[field] = _("This is in the future. Give a day up to today.")
    if not report.prevent:
        wrong["prevent"] = _("Choose yes, no or not sure.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def opened_before(sent_key: UUID | None, *, by: Person | None) -> Opened | None:
    """Return what the same reporter was answered when this key was sent, None if it never was."""
    with system_duty("answer a report sent twice"):
        before = _sent_before(sent_key, by)
        return _opened(before) if before is not None else None


def opened_for(receipt: Receipt, *, by: Person) -> Opened:
    """Return again what a reporter was answered; raises PermissionError for somebody else's."""
    if receipt.reporter_id != by.pk:
        raise PermissionError("This receipt is somebody else's.")
    with system_duty("answer a reporter again"):
        return _opened(Receipt.objects.select_related("concern").get(pk=receipt.pk))


def _sent_before(sent_key: UUID | None, by: Person | None) -> Receipt | None:
    """Return the receipt of a report sent before; waits for one that is being sent right now."""
    if sent_key is None:
        return None
    hold_key(sent_key)
    found = Receipt.objects.select_related("concern").filter(concern__sent_key=sent_key)
    return found.filter(reporter_id=by.pk if by is not None else None).first()


def _write(
    report: Report, routed: Routed, version: ProfileVersion, *, by: Person | None
) -> Concern:
    now = timezone.now()
    year = timezone.localtime(now).year
    acknowledge, act = _due(report, version, now)
    return Concern.objects.create(
        **{name: getattr(report, name) for name in _COPIED},
        year=year,
        number=next_number("report", year),
        received_at=now,
        acknowledge_by=acknowledge,
        first_action_by=act,
        circle=access.circle_of(routed.roles),
        reporter=by,
        chosen_adult_id=report.chosen_adult_id,
        about=routed.about,
        serious=report.serious or report.immediate_danger,
        channels=list(report.channels),
        routed=routed.as_json(chosen_role=report.chosen_role, post_seen=report.post_seen),
        profile_version=version.pk,
    )


def _due(
    report: Report, version: ProfileVersion, now: datetime.datetime
) -> tuple[datetime.datetime, datetime.datetime]:
    """Return until when it is acknowledged and first acted on, before anybody has graded it."""
    timer = version.profile.timer(presumed_severity(report), _age_group(report))
    return (
        now + datetime.timedelta(minutes=timer.acknowledge_minutes),
        now + datetime.timedelta(minutes=timer.first_action_minutes),
    )


def presumed_severity(report: Report) -> int:
    """Return the severity that the clocks run by until somebody grades the report."""
    if report.immediate_danger:
        return _URGENT
    return _SERIOUS if report.serious else _USUAL


def _age_group(report: Report) -> AgeGroup:
    """Return "adult" only where everybody harmed is known to be one; a child is presumed."""
    today = timezone.localdate()
    harmed = [named for named in report.people if named.part is Part.HARMED]
    known = directory.people_by_id(n.person_id for n in harmed if n.person_id)
    ages = [known[n.person_id].age_on(today) if n.person_id in known else None for n in harmed]
    grown = bool(ages) and all(age is not None and age >= 18 for age in ages)
    return AgeGroup.ADULT if grown else AgeGroup.UNDER_18


def _involve(concern: Concern, report: Report) -> None:
    for named in report.people:
        Involved.objects.create(
            concern=concern, person_id=named.person_id, name=named.name[:200], part=named.part,
            relation=named.relation, conflict=named.conflict,
        )  # fmt: skip


def _receipt(
    concern: Concern, routed: Routed, version: ProfileVersion, *, by: Person | None
) -> Receipt:
    code = "" if by is not None or concern.sent_key is None else code_for(concern.sent_key)
    return Receipt.objects.create(
        concern=concern,
        reporter_id=by.pk if by is not None else None,
        code_hash=hash_of(code) if code else "",
        sent_to=sentences.titles(routed.told, version),
    )


def _notify(concern: Concern, routed: Routed, version: ProfileVersion) -> None:
    notices.notify(
        "concerns.received",
        [person for person in routed.recipients if person != concern.chosen_adult_id],
        url=of_concern(concern),
        event=f"concern-received:{concern.pk}",
        subject_kind="concern",
        subject_id=concern.pk,
        due=concern.acknowledge_by,
        severity=_URGENT if concern.immediate_danger else None,
        chain=chain_for(routed, version),
    )
    tell_chosen_adult(concern, routed.recipients)


def tell_chosen_adult(concern: Concern, reached: Iterable[UUID]) -> None:
    """Tell the adult whom a learner chose, and lead them first to how to respond (LAN-DD-11)."""
    chosen = concern.chosen_adult_id
    if chosen is not None and chosen in reached:
        notices.notify(
            "concerns.received", [chosen], url=of_response(concern),
            event=f"concern-adult:{concern.pk}", subject_kind="concern", subject_id=concern.pk,
            due=concern.acknowledge_by,
        )  # fmt: skip


def _opened(receipt: Receipt) -> Opened:
    concern = receipt.concern
    key = concern.sent_key or concern.pk
    return Opened(
        reference=concern.reference,
        receipt_id=receipt.pk,
        sent_key=key,
        code=code_for(key) if receipt.reporter_id is None else "",
        who_has_it=sentences.who_has_it(receipt.sent_to),
        what_next=sentences.what_next(concern.received_at),
    )
