"""Tell of contact outside the approved channels, and say that it was dealt with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.answers import api as answers
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import Limit, attempt
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, is_learner, is_staff
from lanyard.rooms.contact.errands import MADE
from lanyard.rooms.contact.models import ContactEvent

Kind = ContactEvent.Kind
_LEAD = "dsl"
#: What a reporter has still to do, and say when.
_TO_DO = frozenset({Kind.FOLLOWED, Kind.MESSAGED, Kind.NUMBER})
#: Tellings of one learner in a quarter of an hour.
_MOST = 6


class TooOften(Exception):
    """Somebody tells more often than anything happens."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a member of staff tells of themselves."""

    kind: str
    on: datetime.date
    learner: Person | None = None
    place: str = ""
    words: str = ""


@transaction.atomic
def tell(told: Told, *, by: Person) -> ContactEvent:
    """Keep what somebody tells of themselves; what repeats reaches the lead as low-level.

    A follower whom they name is put to the policy, whose duty to block then stands (LAN-FRI-13).
    Raises PermissionError for anybody who does not work here, ValueError for a day to come.
    """
    if not is_staff(by) or told.kind == Kind.TOLD:
        raise PermissionError("Staff tell of themselves here.")
    if told.on > timezone.localdate():
        raise ValueError("It has not happened yet.")
    kept = None
    if told.kind == Kind.FOLLOWED and told.learner is not None:
        kept = answers.ask_of_follower(told.learner, platform=told.place, by=by)
    with system_duty("keep contact outside the channels"):
        made = ContactEvent.objects.create(
            person=by, kind=told.kind, learner=told.learner, place=told.place, on=told.on,
            words=told.words.strip(), reported_by=by.pk, reported_by_name=str(by),
            answer_id=kept.pk if kept else None, circle_id=_readers(by).pk,
            waits=told.kind in _TO_DO and not (kept and answers.follower_waits(kept)),
        )  # fmt: skip
        seen = _seen(made)
    _record("contact.told", made, by)
    duties.keep_errands(MADE, about=[made.pk])
    _let_the_lead_know(made, by, seen)
    return made


@transaction.atomic
def tell_as_learner(
    staff: Person | None, *, by: Person, who: str = "", words: str = "", place: str = ""
) -> ContactEvent:
    """Keep, and report, that a member of staff reached a learner privately (LAN-DD-04, POR-EM-02).

    Raises PermissionError for anybody who does not learn here, ValueError without anybody named or
    described, TooOften.
    """
    if not is_learner(by) or (staff is not None and not is_staff(staff)):
        raise PermissionError("Learners tell of staff here.")
    if staff is None and not who.strip():
        raise ValueError("Say who it was.")
    if not attempt([Limit(f"contact-told {by.pk}", _MOST)], now=timezone.now()):
        raise TooOften
    with system_duty("keep contact outside the channels"):
        made = ContactEvent.objects.create(
            person=staff, kind=Kind.TOLD, learner=by, who=who.strip(), place=place.strip(),
            on=timezone.localdate(), words=words.strip(), reported_by=by.pk,
            reported_by_name=str(by), circle_id=_readers(staff).pk,
        )  # fmt: skip
    _record("contact.learner-told", made, by)
    registry.announce(
        "contact.learner-told", by=by, staff=staff, who=str(staff or who.strip()), place=made.place,
        words=made.words,
    )  # fmt: skip
    return made


@transaction.atomic
def dealt_with(made: ContactEvent, *, by: Person, on: datetime.date) -> None:
    """Keep when the reporter blocked or changed it; raises ValueError twice, for another's."""
    with system_duty("keep contact outside the channels"):
        made.refresh_from_db(from_queryset=ContactEvent.objects.select_for_update(of=("self",)))
        if not made.waits or made.done_on or made.reported_by != by.pk:
            raise ValueError("Whoever told of it says once that it is dealt with.")
        if not made.on <= on <= timezone.localdate():
            raise ValueError("It was dealt with after it happened.")
        made.done_on = on
        made.save(update_fields=["done_on"])
    _record("contact.dealt-with", made, by)
    duties.errand_done(
        MADE, made.pk, by=by, evidence=_("Dealt with"), record=("contact-event", made.pk)
    )


@transaction.atomic
def read_all(*, by: Person) -> Sequence[ContactEvent]:
    """Return what somebody may read of others, newest first; reading is recorded."""
    rows = ContactEvent.objects.exclude(reported_by=by.pk).select_related("person", "learner")
    found = list(rows[:200])
    if found:
        audit.record(
            "contact.ledger-read", by=by, kind="contact-event",
            circle=access.circle_of([]).pk, number=len(found),
        )  # fmt: skip
    return found


def _readers(staff: Person | None) -> access.Circle:
    """Return who looks for patterns: the lead, or the head where it is the lead."""
    lead = staff is not None and _LEAD in access.roles_of(staff.pk)
    return access.circle_of([profile_in_force().profile.posts.head if lead else _LEAD])


def _seen(made: ContactEvent) -> int:
    """Count what somebody told of themselves within the time in which a pattern shows."""
    rule = profile_in_force().profile.patterns
    span = datetime.timedelta(days=rule.months * 365 // 12)
    near = (made.on - span, made.on + span)
    mine = ContactEvent.objects.filter(person=made.person_id, on__range=near)
    return mine.exclude(kind=Kind.TOLD).count()


def _let_the_lead_know(made: ContactEvent, by: Person, seen: int) -> None:
    """Make a low-level concern of a number that a learner has, and of what repeats."""
    threshold = profile_in_force().profile.patterns.threshold
    if made.kind == Kind.NUMBER:
        what = _("Told of themselves: a learner has their own number or address.")
    elif seen >= threshold and seen % threshold == 0:
        what = _("Told of themselves for the {count}. time: contact outside the channels.").format(
            count=seen
        )
    else:
        return
    registry.announce("contact.pattern", person=by, what=what, on=made.on, by=by)


def _record(verb: str, made: ContactEvent, by: Person) -> None:
    audit.record(verb, by=by, kind="contact-event", subject_id=made.pk, circle=made.circle_id)
