"""Tell people of an event, once each, and let it climb the chain where nobody answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access.api import holders_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import timing
from lanyard.foundation.notices.channels import email, in_app, webhook
from lanyard.foundation.notices.kept_out import kept_out
from lanyard.foundation.notices.models import Delivery, Endpoint, Notification, Occasion
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.registry import api as registry

Chain = Sequence[Sequence[UUID]]


@transaction.atomic
def notify(
    kind: str,
    people: Iterable[UUID],
    *,
    url: str,
    event: str,
    subject_kind: str = "",
    subject_id: UUID | None = None,
    due: datetime.datetime | None = None,
    severity: int | None = None,
    chain: Chain = (),
    circle: UUID | None = None,
) -> None:
    """Tell people of an event in the caller's transaction; each is told of an event once, ever.

    ``due`` is when it must be acknowledged by. Where the kind asks for an answer and nobody gives
    one, each step of ``chain`` is told in turn, and in the end that nobody answered is recorded.
    The same event told again with a chain climbs anew, along that one. "notices.escalated" is
    announced of whoever is told as a step of the chain. At ``severity`` 5 everybody of the chain is
    told at once, whatever the hour. Whoever is kept out of the record is never told. Raises
    LookupError for a kind that no manifest declares.
    """
    needs_answer = registry.notice_kind(kind).acknowledge
    with system_duty("tell people"):
        occasion, new = Occasion.objects.get_or_create(
            organisation_id=current_organisation_id(), event=event,
            defaults={
                "kind": kind, "url": url, "subject_kind": subject_kind, "subject_id": subject_id,
                "due": due, "severity": severity, "circle_id": circle,
                "needs_answer": needs_answer,
                "chain": _as_json(chain),
            },
        )  # fmt: skip
        above = [person for step in chain for person in step] if severity == timing.URGENT else []
        told = _without_kept_out(occasion, list(dict.fromkeys([*people, *above])))
        reached = _tell(occasion, told)
        if new:
            _tell_endpoints(occasion, told)
        if above:
            _announce(occasion, above)
        if new or (chain and not occasion.acknowledged_at):
            occasion.chain, occasion.step = _as_json(chain), 0
            occasion.unanswered_at = None
            occasion.save(update_fields=["chain", "unanswered_at"])
            _await_answer(occasion, reached)


def _as_json(chain: Chain) -> list[list[str]]:
    return [[str(person) for person in step] for step in chain]


def _announce(occasion: Occasion, people: Sequence[UUID]) -> None:
    registry.announce(
        "notices.escalated", kind=occasion.kind, subject_kind=occasion.subject_kind,
        subject_id=occasion.subject_id, people=_without_kept_out(occasion, people),
    )  # fmt: skip


def escalate(occasion: Occasion) -> None:
    """Tell the next of the chain; at its end record that nobody answered. Locked by the caller."""
    while occasion.step < len(occasion.chain):
        step = [UUID(person) for person in occasion.chain[occasion.step]]
        occasion.step += 1
        audit.record(
            "notices.escalated", by=None, kind="notice", subject_id=occasion.pk,
            circle=occasion.circle_id, step=occasion.step,
        )  # fmt: skip
        step = _without_kept_out(occasion, step)
        reached = _tell(occasion, step)
        _announce(occasion, step)
        last = occasion.step == len(occasion.chain)
        if reached is not None and (last or not _far_off(occasion, reached)):
            _await_answer(occasion, reached)
            return
    _nobody_answered(occasion)


def _without_kept_out(occasion: Occasion, people: Sequence[UUID]) -> list[UUID]:
    out = kept_out(occasion)
    return [person for person in people if person not in out]


def _nobody_answered(occasion: Occasion) -> None:
    occasion.unanswered_at = timezone.now()
    occasion.answer_by = None
    occasion.save(update_fields=["unanswered_at", "answer_by", "step"])
    audit.record(
        "notices.unanswered", by=None, kind="notice", subject_id=occasion.pk,
        circle=occasion.circle_id,
    )  # fmt: skip
    registry.announce(
        "notices.unanswered", kind=occasion.kind, subject_kind=occasion.subject_kind,
        subject_id=occasion.subject_id,
    )  # fmt: skip


def _tell(occasion: Occasion, people: Sequence[UUID]) -> datetime.datetime | None:
    """Tell those who do not know yet; return when the first of all can be reached, or None."""
    if not people:
        return None
    now = timezone.now()
    calendar = timing.calendar_of(people, now=now)
    known = set(occasion.notifications.values_list("person_id", flat=True))
    reached = []
    for person in people:
        at = calendar.mail_at(person, now=now, severity=occasion.severity)
        reached.append(at)
        if person not in known:
            always = occasion.needs_answer or occasion.severity == timing.URGENT
            mail = always or person not in calendar.no_routine
            _tell_one(occasion, person, at=at, mail=mail)
    return min(reached)


def _tell_one(occasion: Occasion, person: UUID, *, at: datetime.datetime, mail: bool) -> None:
    notification = Notification.objects.create(
        occasion=occasion, person_id=person, step=occasion.step
    )
    Delivery.objects.create(
        occasion=occasion, notification=notification, channel=in_app.SLUG, target_id=person,
        state=Delivery.State.SENT, settled_at=timezone.now(), tries=1,
    )  # fmt: skip
    if mail:
        _queue(
            Delivery(
                occasion=occasion, notification=notification, channel=email.SLUG, target_id=person,
                next_try=at,
            )
        )  # fmt: skip


def _tell_endpoints(occasion: Occasion, people: Sequence[UUID]) -> None:
    told = set(people)
    for endpoint in Endpoint.objects.filter(ended_at__isnull=True):
        if not endpoint.role or not told.isdisjoint(holders_of(endpoint.role)):
            _queue(Delivery(occasion=occasion, channel=webhook.SLUG, target_id=endpoint.pk))


def _queue(delivery: Delivery) -> None:
    delivery.save(force_insert=True)
    later = delivery.next_try is not None and delivery.next_try > timezone.now()
    jobs.defer(
        "notices.deliver", delivery_id=delivery.pk, lock=f"delivery:{delivery.pk}",
        at=delivery.next_try if later else None,
    )  # fmt: skip


def _await_answer(occasion: Occasion, reached: datetime.datetime | None) -> None:
    if not occasion.needs_answer or occasion.acknowledged_at:
        occasion.save(update_fields=["step"])
        return
    now = timezone.now()
    first = reached or now
    by = first + timing.answer_within(occasion.severity)
    if occasion.step == 0 and occasion.due is not None and occasion.due > first:
        by = occasion.due
    if reached is None or (occasion.step < len(occasion.chain) and _far_off(occasion, first)):
        by = now
    await_until(occasion, by)


def await_until(occasion: Occasion, by: datetime.datetime) -> None:
    """Wait for an answer until a moment; what was awaited before no longer counts."""
    occasion.answer_by = by
    occasion.save(update_fields=["answer_by", "step"])
    jobs.defer("notices.escalate", occasion_id=occasion.pk, at=by)


def _far_off(occasion: Occasion, reached: datetime.datetime) -> bool:
    """Say whether everybody told is away for so long that the next must be told at once."""
    patience = max(timing.answer_within(occasion.severity), datetime.timedelta(hours=24))
    return reached - timezone.now() > patience
