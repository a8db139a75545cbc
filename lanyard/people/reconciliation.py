"""What does not fit together: sign-ins without a person, people without one, unknown devices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from lanyard.people.acknowledgement import acknowledged
from lanyard.people.models import (
    Device,
    Employment,
    Enrolment,
    Login,
    Person,
    Sponsorship,
    spans,
)
from lanyard.people.queries import belonging_on
from lanyard.people.readiness import network_waits

#: A group of the Wi-Fi system, as the policies name it (KMC-INT-01).
STUDENTS, APPRENTICES, STAFF, VISITORS = "students", "apprentices", "staff", "visitors"


def logins_without_a_person() -> QuerySet[Login]:
    """Return enabled sign-ins that match nobody (LAN-SCO-01, KMC-WHO-02)."""
    return Login.objects.filter(enabled=True, person__isnull=True).order_by("system", "user_name")


def logins_of_leavers() -> QuerySet[Login]:
    """Return enabled sign-ins of people who have left."""
    gone = Login.objects.filter(enabled=True, person__left_on__isnull=False)
    return gone.select_related("person").order_by("system", "user_name")


def logins_of_nobody_enrolled(on: datetime.date) -> QuerySet[Login]:
    """Return enabled sign-ins whose person does not study, work or visit here (LAN-TL-05)."""
    here = belonging_on(Person.objects.all(), on)
    stray = Login.objects.filter(enabled=True, person__isnull=False, person__left_on__isnull=True)
    return stray.exclude(person__in=here).select_related("person").order_by("system", "user_name")


def _without_a_login(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.filter(~Exists(Login.objects.filter(person=OuterRef("pk"), enabled=True)))


def learners_without_a_login(on: datetime.date) -> QuerySet[Person]:
    """Return enrolled learners who have no sign-in anywhere (LAN-TL-05)."""
    of = spans(on) & Q(person=OuterRef("pk"))
    return _without_a_login(Person.objects.filter(Exists(Enrolment.objects.filter(of))))


def staff_without_a_login(on: datetime.date) -> QuerySet[Person]:
    """Return staff who have no sign-in anywhere."""
    of = spans(on) & Q(person=OuterRef("pk"))
    return _without_a_login(Person.objects.filter(Exists(Employment.objects.filter(of))))


def unacknowledged(on: datetime.date, *, remote: bool = False) -> list[Login] | None:
    """Return enabled sign-ins whose person has not acknowledged the policy.

    ``remote`` gives only those from outside (KMC-WHO-02). None where no record is kept yet.
    """
    done = acknowledged(on)
    if done is None:
        return None
    logins = Login.objects.filter(enabled=True, person__isnull=False).select_related("person")
    if remote:
        logins = logins.filter(remote=True)
    return [
        login for login in logins.order_by("system", "user_name") if login.person_id not in done
    ]


def remote_logins_of_others(on: datetime.date) -> QuerySet[Login]:
    """Return enabled sign-ins from outside whose person does not work here (POR-DEF-02)."""
    return remote_logins().exclude(works_here(on))


def works_here(on: datetime.date) -> Q:
    """Return the filter for sign-ins whose person is of the staff on a day."""
    jobs = Employment.objects.filter(spans(on), person=OuterRef("person"))
    return Q(person__isnull=False, person__left_on__isnull=True) & Q(Exists(jobs))


def remote_logins() -> QuerySet[Login]:
    """Return enabled sign-ins that reach in from outside (VPN)."""
    logins = Login.objects.filter(enabled=True, remote=True)
    return logins.select_related("person").order_by("system", "user_name")


def unknown_devices() -> QuerySet[Device]:
    """Return devices in use whose user is not known, or who accepted no terms (LAN-SCO-02)."""
    used = Device.objects.filter(withdrawn_on__isnull=True)
    lost = Q(person__isnull=True) | Q(
        ownership=Device.Ownership.OWN, terms_accepted_on__isnull=True
    )
    return used.filter(lost).select_related("person").order_by("identifier")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One line of the Wi-Fi system's export: who may use it, in which group, until when."""

    person: Person
    group: str
    until: datetime.date | None
    sponsor: str = ""


def entitlements(on: datetime.date) -> Iterator[Entitlement]:
    """Give whoever may use the network on a day (KMC-INT-01, POR-SCO-01).

    Staff, apprentices and students; and visitors who accepted the policy, with their sponsor,
    until their last day. Whoever has still to do what a policy asks before is not among them
    (POR-SM-05).
    """
    given: set[object] = set(network_waits(on))
    employed = Employment.objects.filter(spans(on)).select_related("person")
    for job in employed.order_by("person__family_name", "person__given_name", "person_id"):
        if job.person_id not in given:
            given.add(job.person_id)
            yield Entitlement(job.person, STAFF, job.until)
    enrolled = Enrolment.objects.filter(spans(on)).select_related("person")
    for study in enrolled.order_by(
        "person__family_name", "person__given_name", "person_id", "-apprentice"
    ):
        if study.person_id not in given:
            given.add(study.person_id)
            yield Entitlement(
                study.person, APPRENTICES if study.apprentice else STUDENTS, study.until
            )
    visiting = Sponsorship.objects.filter(spans(on), acknowledged_on__isnull=False)
    for visit in visiting.select_related("person", "sponsor").order_by(
        "person__family_name", "-until"
    ):
        if visit.person_id not in given:
            given.add(visit.person_id)
            yield Entitlement(visit.person, VISITORS, visit.until, str(visit.sponsor or ""))
