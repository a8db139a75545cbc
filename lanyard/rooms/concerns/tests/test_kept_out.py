"""Whoever is kept out of a case is passed over, and somebody else always hears of it."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import leave
from lanyard.people.models import Person
from lanyard.rooms.concerns import jobs
from lanyard.rooms.concerns.actions import glass, people, team, triage, work
from lanyard.rooms.concerns.models import Action, Case, Concern
from lanyard.rooms.concerns.tests.college import learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def case(lead: Person) -> Case:
    return a_case(named(learner("Mia Okoro")), by=lead)


def _told(kind: str) -> list[str]:
    found = Notification.objects.filter(occasion__kind=kind)
    ids = list(found.values_list("person_id", flat=True))
    return sorted(str(one) for one in Person.objects.filter(pk__in=ids))


def test_an_emergency_asks_for_its_reason_before_it_looks_for_the_case(
    college: Organisation, case: Case
) -> None:
    manager = person("Man Ager", "principal")
    with acting_as(college.pk, manager.pk):
        for number in (case.reference, "2026-9999"):
            with pytest.raises(access.NoReason):
                glass.open_in_emergency(number, by=manager, reason="short")


def test_the_lead_who_breaks_the_glass_does_not_do_so_unseen(
    college: Organisation, lead: Person
) -> None:
    holder = person("Hol Der", "safeguarding-team")
    case = a_case(named(learner("Bo Benn")), by=holder)
    with acting_as(college.pk, lead.pk):
        assert glass.open_in_emergency(case.reference, by=lead, reason="Somebody is hurt.") == case
    assert _told("concerns.glass-broken") == ["Hol Der"]


def test_a_case_that_the_lead_is_kept_out_of_still_has_somebody_above_it(
    college: Organisation, lead: Person
) -> None:
    person("He Ad", "principal")
    holder = person("Hol Der")
    second = person("Sec Ond", "safeguarding-team")
    case = a_case(named(learner("Bo Benn")), by=second)
    team.give_to(case, holder, by=second, because="Knows him.")
    team.keep_out(case, lead, by=second, because="Is his aunt.")
    team.keep_out(case, second, by=holder, because="Is his uncle.")
    with transaction.atomic():
        case.next_due = timezone.now() - datetime.timedelta(hours=5)
        case.save()
        jobs.remind(college.pk)
    assert _told("concerns.due") == ["He Ad"]


def test_a_task_goes_to_nobody_who_is_kept_out(lead: Person, case: Case) -> None:
    aunt = person("Au Nt", "hr-director")
    due = timezone.now() + datetime.timedelta(days=1)
    task = work.give_task(case, by=lead, kind="support", what="Meet her.", owner=aunt, due=due)
    team.keep_out(case, aunt, by=lead, because="Is her aunt.")
    task.refresh_from_db()
    assert task.owner == lead
    with pytest.raises(ValueError, match="kept out"):
        work.give_task(case, by=lead, kind="support", what="Meet her.", owner=aunt, due=due)
    with pytest.raises(ValueError, match="kept out"):
        work.pass_task(task, by=lead, owner=aunt, because="Knows her.")


def test_a_compulsory_task_passes_over_who_is_kept_out_and_its_owner_is_told(
    lead: Person,
) -> None:
    out, other = person("Ou T", "hr-director"), person("Ot Her", "principal")
    concern = a_report(named(learner("Mia Okoro")), category="negative-post")
    access.exclude("concern", concern.pk, out.pk, because="Is her brother.")
    judged = an_assessment(category="negative-post", breaches=("OAK-10.4-08",))
    triage.open_case(concern, by=lead, step=a_step(), assessment=judged)
    assert Action.objects.get(kind="legal").owner == other
    assert str(other) in _told("concerns.action")


def test_an_allegation_found_at_triage_goes_behind_its_wall_at_once(
    college: Organisation, lead: Person
) -> None:
    head, former = person("He Ad", "principal"), person("For Mer")
    concern = a_report(named(learner("Mia Okoro")))
    access.grant("concern", concern.pk, former.pk, because="receives the report")
    with acting_as(college.pk, lead.pk):
        case = triage.open_case(
            concern, by=lead, assessment=an_assessment(kind="allegation"), step=a_step()
        )
    seen = {}
    for who in (lead, former, head):
        with acting_as(college.pk, who.pk):
            seen[str(who)] = (Case.objects.count(), Concern.objects.count())
    assert seen == {"Dee Essell": (0, 0), "For Mer": (0, 0), "He Ad": (1, 1)}
    case.refresh_from_db()
    assert (case.holder, _told("concerns.case")) == (None, ["He Ad"])


def test_whoever_left_reads_nothing_by_name_when_they_come_back(
    college: Organisation, lead: Person
) -> None:
    worker, holder = person("Wor Ker"), person("Hol Der", "safeguarding-team")
    first, second = (a_case(named(learner(name)), by=holder) for name in ("Mia Okoro", "Bo Benn"))
    due = timezone.now() + datetime.timedelta(days=1)
    for case in (first, second):
        team.add_member(case, worker, by=lead, part="worker", because="Teaches them.")
        work.give_task(case, by=lead, kind="support", what="Meet them.", owner=worker, due=due)
    report = a_report(named(learner("Cy Dann")))
    access.grant("concern", report.pk, worker.pk, because="receives the report")
    team.give_to(second, worker, by=lead, because="Knows him.")
    with acting_as(college.pk, worker.pk):
        assert (Case.objects.count(), Concern.objects.count()) == (2, 3)
    leave(worker, by=lead, on=timezone.localdate(), because="Retired.")
    with acting_as(college.pk, worker.pk):
        assert (Case.objects.count(), Concern.objects.count()) == (0, 0)
    owners = Action.objects.filter(kind="support").values_list("case_id", "owner__given_name")
    assert dict(owners) == {first.pk: "Hol", second.pk: "Dee"}
    second.refresh_from_db()
    assert (second.holder, team.members(first).filter(person=worker).exists()) == (None, False)


@pytest.mark.parametrize(
    ("name", "who"),
    [("Jo", None), ("Joan", None), ("Jo Smith", None), ("Joan Smith", None),
     ("joan smithson", "Joan Smithson")],
)  # fmt: skip
def test_part_of_a_name_makes_nobody_a_subject(
    lead: Person, case: Case, name: str, who: str | None
) -> None:
    person("Joan Smithson")
    added = people.add_person(case, by=lead, name=name, part="alleged")
    assert (str(added.person) if added.person else None) == who
