"""What ends when somebody leaves, said before it happens."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.access import api as access
from lanyard.foundation.identity import api as identity
from lanyard.foundation.registry import api as registry
from lanyard.people.models import GuardianLink, Person, PostHolding, spans


def what_ends(person: Person, *, on: datetime.date) -> list[Any]:
    """Return in sentences what ends with somebody's last day, and what every part starts then."""
    return [
        *_posts(person, on),
        *_numbers(person, on),
        *registry.foretold("people.left", person_id=person.pk, on=on),
    ]


def began_after(person: Person, *, on: datetime.date) -> datetime.date | None:
    """Return the day after ``on`` on which work, study or a visit began, or None.

    Leaving before it would take back what has been.
    """
    begun = Q(since__gt=on, since__lt=timezone.localdate())
    spans_of = (person.employments, person.enrolments, person.sponsorships, person.posts_held)
    days = [row.since for rows in spans_of for row in rows.filter(begun)]
    return max(days, default=None)


def _posts(person: Person, on: datetime.date) -> Iterator[str]:
    held = person.posts_held.filter(spans(on)).select_related("post")
    for holding in held.order_by("post__title"):
        others = PostHolding.objects.filter(
            spans(on), post=holding.post_id, standing=access.Standing.HOLDER
        ).exclude(person=person)
        if holding.standing == access.Standing.HOLDER and not others.exists():
            yield _("The post of {title} becomes vacant.").format(title=holding.post.title)
        else:
            yield _("They no longer act in the post of {title}.").format(title=holding.post.title)


def _numbers(person: Person, on: datetime.date) -> Iterator[str]:
    if identity.Account.objects.filter(person_id=person.pk, is_active=True).exists():
        yield _("Their sign-in is closed, and every session ends.")
    work, study, groups, links, reports, visitors, devices = (
        rows.count() for rows in _counted(person, on)
    )
    said = (
        (work, ngettext("Their work ends.", "Their work ends ({n} jobs).", work)),
        (study, ngettext("Their study ends.", "Their study ends ({n} programmes).", study)),
        (groups, ngettext("They leave one group.", "They leave {n} groups.", groups)),
        (links, ngettext("One guardian link ends.", "{n} guardian links end.", links)),
        (reports, ngettext(
            "One member of staff is left without a line manager.",
            "{n} members of staff are left without a line manager.", reports,
        )),
        (visitors, ngettext(
            "One visitor is left without a sponsor.", "{n} visitors are left without a sponsor.",
            visitors,
        )),
        (devices, ngettext(
            "One device of the college's is to be handed back.",
            "{n} devices of the college's are to be handed back.", devices,
        )),
    )  # fmt: skip
    for n, words in said:
        if n:
            yield words.format(n=n)


def _counted(person: Person, on: datetime.date) -> tuple[QuerySet[Any], ...]:
    return (
        _open(person.employments, on), _open(person.enrolments, on), _open(person.memberships, on),
        _links(person), person.direct_reports.filter(spans(on)),
        person.sponsored.filter(spans(on)),
        person.devices.filter(withdrawn_on__isnull=True, ownership="college"),
    )  # fmt: skip


def _open(rows: Any, on: datetime.date) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.filter(Q(until__isnull=True) | Q(until__gt=on))
    return found


def _links(person: Person) -> QuerySet[GuardianLink]:
    either = Q(guardian=person) | Q(learner=person)
    return GuardianLink.objects.filter(either, ended_on__isnull=True)
