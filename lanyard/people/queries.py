"""Reads of people: who is visible to whom, and lists that annotate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.people.access_state import READY, access_states
from lanyard.people.acknowledgement import acknowledged, recorded_here
from lanyard.people.models import (
    Employment,
    Enrolment,
    GuardianLink,
    Membership,
    Person,
    Sponsorship,
    spans,
)
from lanyard.people.names import fold

#: A word for a filter of the directory, and what it means.
KINDS = ("staff", "learner", "apprentice", "guardian", "sponsored", "left")


def visible_to(reader: Person | None) -> QuerySet[Person]:
    """Return the people whom a reader may look up.

    All for those who see the directory, else oneself, those one manages, and those in the groups
    that one teaches.
    """
    if reader is None:
        return Person.objects.none()
    if access.may(reader.pk, "people.see-directory"):
        return Person.objects.all()
    today = timezone.localdate()
    taught = Membership.objects.filter(spans(today), person=reader).exclude(part="learner")
    in_them = Membership.objects.filter(spans(today), group__in=taught.values("group"))
    managed = Employment.objects.filter(spans(today), line_manager=reader)
    return Person.objects.filter(
        Q(pk=reader.pk) | Q(pk__in=in_them.values("person")) | Q(pk__in=managed.values("person"))
    )


def search(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Keep the people whose folded names, or e-mail, hold every word."""
    for word in fold(words).split():
        people = people.filter(Q(name_folded__contains=word) | Q(email__icontains=word))
    return people


def of_kind(people: QuerySet[Person], kind: str, *, on: datetime.date) -> QuerySet[Person]:
    """Keep the people who are of one kind on a day; an unknown kind keeps all."""
    if kind == "left":
        return people.filter(left_on__isnull=False)
    of = spans(on) & Q(person=OuterRef("pk"))
    rows = {
        "staff": Employment.objects.filter(of),
        "learner": Enrolment.objects.filter(of),
        "apprentice": Enrolment.objects.filter(of, apprentice=True),
        "sponsored": Sponsorship.objects.filter(of),
        "guardian": GuardianLink.objects.filter(guardian=OuterRef("pk"), ended_on__isnull=True),
    }
    return people.filter(Exists(rows[kind])) if kind in rows else people


def at_site(people: QuerySet[Person], site_id: UUID, *, on: datetime.date) -> QuerySet[Person]:
    """Keep the people who work or study at a site on a day."""
    of = spans(on) & Q(person=OuterRef("pk"), site=site_id)
    return people.filter(
        Exists(Employment.objects.filter(of)) | Exists(Enrolment.objects.filter(of))
    )


def in_group(people: QuerySet[Person], group_id: UUID, *, on: datetime.date) -> QuerySet[Person]:
    """Keep the people who are in a group on a day."""
    of = spans(on) & Q(person=OuterRef("pk"), group=group_id)
    return people.filter(Exists(Membership.objects.filter(of)))


#: How a guardian link may stand.
GUARDIAN_STATES = ("waiting", "verified", "refused", "ended")


def guardian_links(state: str) -> QuerySet[GuardianLink]:
    """Return the guardian links that stand in one way (of GUARDIAN_STATES), by learner."""
    running = Q(ended_on__isnull=True)
    filters = {
        "waiting": running & Q(verified_on__isnull=True, refused_on__isnull=True),
        "verified": running & Q(verified_on__isnull=False),
        "refused": running & Q(refused_on__isnull=False),
        "ended": ~running,
    }
    links = GuardianLink.objects.filter(filters[state]).select_related("guardian", "learner")
    return links.order_by("learner__family_name", "learner__given_name", "id")


def learners_now() -> QuerySet[Person]:
    """Return everybody who is enrolled today."""
    return of_kind(Person.objects.filter(left_on=None), "learner", on=timezone.localdate())


def found(person: Person, words: str) -> Iterator[tuple[str, str]]:
    """Give the name and address of everybody whom somebody may look up and the words find.

    A learner finds nobody, not even themselves. Nothing but the name and what people do here is
    said: never a reason for particular care, nor what is held in confidence.
    """
    today = timezone.localdate()
    if not _may_search(person, today):
        return
    people = search(visible_to(person), words)
    here_first = people.order_by(
        F("left_on").desc(nulls_first=True), "family_name", "given_name", "id"
    )
    for one in with_kinds(here_first, on=today):
        yield f"{one}, {_is_here_as(one)}", reverse("people:person", args=[one.pk])


def _may_search(person: Person, today: datetime.date) -> bool:
    """Say whether somebody looks people up at all: staff do, and holders of the permission."""
    works = person.employments.filter(spans(today)).exists()
    return works or access.may(person.pk, "people.see-directory")


def _is_here_as(one: Any) -> str:
    if one.left_on is not None:
        return _("left")
    if one.is_staff:
        return _("staff")
    if one.is_learner:
        return _("apprentice") if one.is_apprentice else _("learner")
    return _("visitor") if one.is_sponsored else _("neither staff nor learner")


def with_kinds(people: QuerySet[Person], *, on: datetime.date) -> QuerySet[Person]:
    """Say what each person is on a day: is_staff, is_learner, is_apprentice, is_sponsored."""
    of = spans(on) & Q(person=OuterRef("pk"))
    return people.annotate(
        is_staff=Exists(Employment.objects.filter(of)),
        is_learner=Exists(Enrolment.objects.filter(of)),
        is_apprentice=Exists(Enrolment.objects.filter(of, apprentice=True)),
        is_sponsored=Exists(Sponsorship.objects.filter(of)),
    )


def belonging_on(people: QuerySet[Person], day: datetime.date) -> QuerySet[Person]:
    """Keep the people who work, study, or are sponsored on a day."""
    of = spans(day) & Q(person=OuterRef("pk"))
    return people.filter(
        Exists(Employment.objects.filter(of)) | Exists(Enrolment.objects.filter(of))
        | Exists(Sponsorship.objects.filter(of))
    )  # fmt: skip


def people_whose_time_has_passed(today: datetime.date) -> dict[UUID, datetime.date]:
    """Return those not recorded as leavers all of whose belongings have ended, and the last day."""
    later = Q(person=OuterRef("pk")) & (Q(until__isnull=True) | Q(until__gte=today))
    here = Person.objects.filter(left_on__isnull=True)
    for model in (Employment, Enrolment, Membership, Sponsorship):
        here = here.exclude(Exists(model._default_manager.filter(later)))
    here = here.exclude(
        Exists(GuardianLink.objects.filter(guardian=OuterRef("pk"), ended_on__isnull=True))
    )
    last: dict[UUID, datetime.date] = {}
    for model in (Employment, Enrolment, Membership, Sponsorship):
        ends = model._default_manager.filter(person__in=here).values("person")
        for row in ends.annotate(last=Max(F("until"))):
            last[row["person"]] = max(row["last"], last.get(row["person"], row["last"]))
    return last


def may_have_a_sign_in(person: Person, *, on: datetime.date) -> bool:
    """Say whether somebody may be given a sign-in on a day.

    Whoever is here on a sponsor's word only must have accepted the policy first (POR-SCO-01).
    """
    if person.left_on is not None and person.left_on < on:
        return False
    if (
        person.employments.filter(spans(on)).exists()
        or person.enrolments.filter(spans(on)).exists()
    ):
        return True
    sponsorships = person.sponsorships.all()
    return not sponsorships or any(
        one.acknowledged_on is not None and one.since <= on <= one.until for one in sponsorships
    )


def kept_out_of_groups(*, on: datetime.date) -> set[UUID]:
    """Return the volunteers who are put in no group yet: they have not signed (COM-SAF-02).

    Somebody who also works or studies here is no volunteer only. A signature is one recorded here,
    or in the room of policies; where access waits for one there, nothing else will do.
    """
    here = Sponsorship.objects.filter(spans(on), kind=Sponsorship.Kind.VOLUNTEER)
    volunteers = set(here.values_list("person_id", flat=True))
    for belongs in (Employment, Enrolment):
        also = belongs.objects.filter(spans(on), person_id__in=list(volunteers))
        volunteers -= set(also.values_list("person_id", flat=True))
    if not volunteers:
        return set()
    signed = recorded_here(on) | (acknowledged(on) or set())
    states = access_states(on, volunteers)
    return {
        one for one in volunteers
        if one not in signed or states.get(one, READY).state == "provisional"
    }  # fmt: skip
