"""Carry out one delivery so that nobody is ever sent the same thing twice.

An attempt is committed as "sending" before anything leaves. Where its outcome was not recorded,
because the worker was killed or the other side did not answer, the delivery is in doubt: it is not
sent again, the notification in the app says so, and the chain is told sooner.
"""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import messages
from lanyard.foundation.notices.actions.tell import await_until
from lanyard.foundation.notices.channels.email import EmailChannel
from lanyard.foundation.notices.channels.line import (
    Channel,
    InDoubtError,
    Line,
    NotSentError,
)
from lanyard.foundation.notices.channels.webhook import WebhookChannel
from lanyard.foundation.notices.kept_out import kept_out
from lanyard.foundation.notices.models import Attempt, Delivery, Notification, Occasion

CHANNELS: dict[str, Channel] = {
    channel.slug: channel for channel in (EmailChannel(), WebhookChannel())
}
#: Seconds between tries while the other side is away; after the last the delivery has failed.
WAITS = (30, 120, 300, 900, 1800, 3600, 7200, 14400, 28800, 43200)
_OPEN = (Delivery.State.QUEUED, Delivery.State.SENDING)
State = Delivery.State


def deliver(delivery_id: UUID) -> None:
    """Try one delivery once; commits its own steps, so no transaction may be open."""
    try:
        line_to = _prepare(delivery_id)
        if line_to is None:
            return
        with line_to as line:
            attempt = _begin(delivery_id)
            if attempt is not None:
                line.send()
                _settle(delivery_id, State.SENT)
    except NotSentError as error:
        _failed(delivery_id, error)
    except InDoubtError as error:
        _in_doubt(delivery_id, error.failure)


@transaction.atomic
def _prepare(delivery_id: UUID) -> AbstractContextManager[Line] | None:
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state not in _OPEN:
        return None
    if delivery.state == State.SENDING:
        # An earlier worker began this attempt and never said how it ended.
        _mark_in_doubt(delivery, "OutcomeUnknown")
        return None
    if _not_needed(delivery):
        delivery.state, delivery.settled_at = State.NOT_NEEDED, timezone.now()
        delivery.save(update_fields=["state", "settled_at"])
        return None
    message = messages.message_for(delivery)
    return CHANNELS[delivery.channel].prepare(delivery, message)


def _not_needed(delivery: Delivery) -> bool:
    """Say whether the person answered meanwhile, or was meanwhile kept out of the record."""
    told = delivery.notification
    if told is None:
        return False
    return bool(told.acknowledged_at) or told.person_id in kept_out(delivery.occasion)


@transaction.atomic
def _begin(delivery_id: UUID) -> Attempt | None:
    """Commit that sending begins now; None where another worker was first."""
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state != State.QUEUED:
        return None
    delivery.state, delivery.tries = State.SENDING, delivery.tries + 1
    delivery.save(update_fields=["state", "tries"])
    return Attempt.objects.create(delivery=delivery, number=delivery.tries)


@transaction.atomic
def _settle(delivery_id: UUID, state: State, failure: str = "") -> None:
    delivery = _locked(delivery_id)
    if delivery is None:
        return
    delivery.state, delivery.failure, delivery.next_try = state, failure, None
    delivery.settled_at = timezone.now()
    delivery.save(update_fields=["state", "failure", "next_try", "settled_at"])
    _end_attempt(delivery, Attempt.Result(str(state)), failure)


@transaction.atomic
def _failed(delivery_id: UUID, error: NotSentError) -> None:
    """Record a try that certainly sent nothing; try again later unless that is useless."""
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state not in _OPEN:
        return
    if delivery.state == State.QUEUED:
        delivery.tries += 1
        Attempt.objects.create(delivery=delivery, number=delivery.tries)
    _end_attempt(delivery, Attempt.Result.FAILED, error.failure)
    delivery.failure = error.failure
    if error.final or delivery.tries > len(WAITS):
        delivery.state, delivery.settled_at, delivery.next_try = State.FAILED, timezone.now(), None
        delivery.save()
        _tell_the_next_sooner(delivery.occasion_id)
        return
    wait = datetime.timedelta(seconds=WAITS[delivery.tries - 1])
    delivery.state, delivery.next_try = State.QUEUED, timezone.now() + wait
    delivery.save()
    jobs.defer(
        "notices.deliver", delivery_id=delivery.pk, at=delivery.next_try,
        lock=f"delivery:{delivery.pk}",
    )  # fmt: skip


@transaction.atomic
def _in_doubt(delivery_id: UUID, failure: str) -> None:
    delivery = _locked(delivery_id)
    if delivery is not None and delivery.state == State.SENDING:
        _mark_in_doubt(delivery, failure)


def _mark_in_doubt(delivery: Delivery, failure: str) -> None:
    delivery.state, delivery.failure = State.IN_DOUBT, failure
    delivery.settled_at = timezone.now()
    delivery.save(update_fields=["state", "failure", "settled_at"])
    _end_attempt(delivery, Attempt.Result.IN_DOUBT, failure)
    Notification.objects.filter(deliveries=delivery).update(mail_in_doubt=True)
    _tell_the_next_sooner(delivery.occasion_id)


def _end_attempt(delivery: Delivery, result: Attempt.Result, failure: str) -> None:
    delivery.attempts.filter(number=delivery.tries).update(
        result=result, failure=failure, ended=timezone.now()
    )


def _tell_the_next_sooner(occasion_id: UUID) -> None:
    """Somebody may not know: where an answer is awaited, the next of the chain is told now."""
    occasion = Occasion.objects.select_for_update().get(pk=occasion_id)
    if occasion.answer_by is not None and occasion.chain[occasion.step :]:
        await_until(occasion, timezone.now())


def _locked(delivery_id: UUID) -> Delivery | None:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notification")
    return rows.filter(pk=delivery_id).first()
