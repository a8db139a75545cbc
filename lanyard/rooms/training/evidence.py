"""How far the training of some rules stands, as evidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.rooms.training.models import Completion, ModuleAttempt, TrainingRule
from lanyard.rooms.training.queries.standing import DUTY, counting, rules_in_force

Pick = Callable[[TrainingRule], bool]


def taken(pick: Pick) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence of some rules: who took what they are asked, and who is late.

    Whoever still has time is neither right nor wrong.
    """

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        rules = [rule for rule in rules_in_force() if pick(rule)]
        right, newest = _right(rules, on)
        late = late_on(rules, on)
        figure = Figure(len(right - late), len(right | late))
        return judged(figure, newest, on=on, link=reverse("training:everything"))

    return evidence


def _right(
    rules: list[TrainingRule], on: datetime.date
) -> tuple[set[tuple[UUID, UUID]], datetime.datetime | None]:
    """Return each rule with each person who took one of its courses by a day, and the newest."""
    slugs = {slug for rule in rules for slug in rule.course_slugs}
    rows = counting().filter(
        course__slug__in=slugs, on__lte=on, person__left_on__isnull=True
    ).values_list("course__slug", "person_id", "on")  # fmt: skip
    people: dict[str, set[UUID]] = {}
    newest: datetime.date | None = None
    for slug, person, day in rows:
        people.setdefault(slug, set()).add(person)
        newest = max(day, newest or day)
    right = {
        (rule.pk, person)
        for rule in rules
        for slug in rule.course_slugs
        for person in people.get(slug, ())
    }
    return right, noon(newest)


def late_on(rules: Iterable[TrainingRule], on: datetime.date) -> set[tuple[UUID, UUID]]:
    """Return each rule with each person who is late with it on a day."""
    rows = duties.Occurrence.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gt=on),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        definition__kind=DUTY, definition__subject_id__in=[str(rule.pk) for rule in rules],
        due__lt=on, opened_on__lte=on,
    )  # fmt: skip
    return {
        (UUID(rule), person)
        for rule, person, waived in rows.values_list(
            "definition__subject_id", "person_id", "waived_until"
        )
        if waived is None or waived < on
    }


def noon(day: datetime.date | None) -> datetime.datetime | None:
    """Return the moment that a day's record speaks of; never one to come."""
    if day is None:
        return None
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    return min(at, timezone.now())


def understood(course: str) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence that people understand a module: how many passed at their first try.

    Of each person the first finished try within the year counts, so that trying again until it is
    passed shows as what it is.
    """

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        tries = ModuleAttempt.objects.filter(
            text__course__slug=course, finished_at__date__lte=on,
            finished_at__date__gt=on - datetime.timedelta(days=365),
            person__left_on__isnull=True,
        ).order_by("person_id", "finished_at")  # fmt: skip
        first = list(tries.distinct("person_id").values_list("passed", "finished_at", "person_id"))
        newest = max((at for _passed, at, _ in first if at), default=None)
        figure = Figure(sum(passed for passed, *_rest in first), len(first))
        return judged(figure, newest, on=on, link=reverse("training:everything"))

    return evidence


def known_to_staff(course: str) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence that staff know what the words in force say, measured by questions.

    Right is whoever passed in the edition in force; wrong, whoever is late or has answered it and
    not passed. Attendance counts for nothing.
    """

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        rules = [rule for rule in rules_in_force() if course in rule.course_slugs]
        late = {person for _rule, person in late_on(rules, on)}
        here = {"person__left_on__isnull": True}
        passed = Completion.objects.filter(
            course__slug=course, how=Completion.How.MODULE, set_aside_on__isnull=True, on__lte=on,
            **here,
        ).values_list("person_id", "edition", "on", "course__edition")  # fmt: skip
        right = {person for person, edition, _on, now in passed if edition == now}
        tried = ModuleAttempt.objects.filter(
            text__course__slug=course, finished_at__date__lte=on, **here
        ).values_list("person_id", flat=True)  # fmt: skip
        newest = noon(max((day for *_who, day, _now in passed), default=None))
        known = right - late
        figure = Figure(len(known), len(known | late | set(tried)))
        return judged(figure, newest, on=on, link=reverse("training:everything"))

    return evidence
