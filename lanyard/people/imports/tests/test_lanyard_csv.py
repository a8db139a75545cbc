from __future__ import annotations

import datetime

import pytest

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions.sponsorship import accept_policy, sponsor
from lanyard.people.imports.apply import NotApplied, apply_plan
from lanyard.people.imports.tests.sets import (
    MEMBERSHIPS,
    PEOPLE,
    TODAY,
    dry_run,
    load,
    messages,
    state,
    table,
    whole_set,
)
from lanyard.people.models import Employment, Enrolment, GuardianLink, Person


def test_whole_set_is_added(college: Organisation) -> None:
    plan = dry_run(whole_set())
    assert Person.objects.count() == 0
    assert messages(plan) == set()
    added = {kind: count.add for kind, count in plan.counts.items()}
    assert added == {
        "site": 1, "employer": 1, "person": 4, "group": 1, "employment": 2, "enrolment": 1,
        "membership": 2, "guardian": 1,
    }  # fmt: skip
    load(whole_set())
    mara = Person.objects.get(given_name="Mara")
    assert {(e.job_title, str(e.line_manager), str(e.site)) for e in mara.employments.all()} == {
        ("Tutor", "Tom Reeve", "Main campus")
    }
    zoe = Person.objects.get(given_name="Zoë")
    assert zoe.name_folded == "zoe abara"
    enrolment = zoe.enrolments.get()
    assert (enrolment.band, enrolment.apprentice, str(enrolment.employer)) == (
        "16-18", True, "Brook and Sons",
    )  # fmt: skip
    assert GuardianLink.objects.get().verified_on is None


def test_second_import_changes_nothing(college: Organisation) -> None:
    load(whole_set(), full=True)
    before = state()
    again = load(whole_set(), full=True)
    assert not again.changes_anything
    assert state() == before


def test_import_is_recorded_once_without_names(college: Organisation) -> None:
    load(whole_set())
    entry = Entry.objects.get(verb="people.imported")
    assert entry.details["counts"]["person"] == {
        "add": 4, "change": 0, "end": 0, "same": 0, "sent": 0,
    }  # fmt: skip
    assert "Quill" not in str(entry.details)


def test_errors_name_their_rows_and_nothing_is_applied(college: Organisation) -> None:
    files = [
        table(
            "people.csv", *PEOPLE,
            ("P5", "=cmd()", "Bad", "bad@college.example", ""),
            ("P6", "Date", "Bad", "", "2009-02-30"),
            ("P7", "Mail", "Bad", "no mail", ""),
            ("P1", "Mara", "Other", "", ""),
            ("P8", "Same", "Mail", "MARA@college.example", ""),
            ("P9", "x" * 2_000_000, "Long", "", ""),
            ("P10", "y" * 5_000, "Long", "", ""),
            ("P11", "Future", "Born", "", "2031-01-01"),
        ),
        table("memberships.csv", *MEMBERSHIPS[:1], ("G9", "P1", "teacher", "2025-09-08"),
              ("G1", "P1", "boss", "")),
    ]  # fmt: skip
    plan = dry_run(files)
    assert messages(plan) == {
        ("people.csv", 6, "The given name starts with “=”, which a spreadsheet would calculate."),
        ("people.csv", 7, "The birth date “2009-02-30” is no date."),
        ("people.csv", 8, "The email is no e-mail address."),
        ("people.csv", 9, "“P1” is there twice, with other details (people.csv, row 2)."),
        ("people.csv", 10, "The e-mail address is already somebody else's."),
        ("people.csv", 11, "The row cannot be read: a value is too long or a quote is open."),
        ("people.csv", 12, "The given name is longer than 120 letters."),
        ("people.csv", 13, "The birth date 2031-01-01 is not that of somebody alive today."),
        ("memberships.csv", 2, "No group is called “G9”, here or earlier."),
        ("memberships.csv", 3, "The part is “boss”; it must be one of learner, teacher, tutor, "
         "course-manager, apprenticeship-coordinator, member."),
    }  # fmt: skip
    with pytest.raises(NotApplied):
        apply_plan(plan, by=None, files={})
    assert Person.objects.count() == 0


def test_people_may_swap_their_addresses(college: Organisation) -> None:
    load([table("people.csv", *PEOPLE)])
    swapped = [list(row) for row in PEOPLE]
    swapped[1][3], swapped[2][3] = swapped[2][3], swapped[1][3]
    plan = load([table("people.csv", *swapped)])
    assert plan.count("person").change == 2
    assert Person.objects.get(given_name="Zoë").email == "mara@college.example"


def test_only_a_full_set_makes_leavers(college: Organisation) -> None:
    load(whole_set())
    Person.objects.create(given_name="By", family_name="Hand")
    fewer = [
        table("people.csv", *(row for row in PEOPLE if row[0] != "P1")),
        *[f for f in whole_set() if f.name[:6] not in {"people", "employ", "member"}],
        table("employers.csv", ("employer id", "name"), ("E1", "Brook and Sons")),
        table("employments.csv", ("person id", "job title", "since", "site id"),
              ("P4", "Head of engineering", "2015-01-05", "S1")),
        table("memberships.csv", *MEMBERSHIPS[:1], MEMBERSHIPS[2]),
    ]  # fmt: skip
    assert dry_run(fewer).leavers == {}
    plan = dry_run(fewer, full=True)
    assert plan.leaver_names == ["Mara Quill"]
    assert plan.too_many_leavers
    with pytest.raises(NotApplied):
        apply_plan(plan, by=None, files={})
    assert Person.objects.filter(left_on__isnull=False).count() == 0
    apply_plan(plan, by=None, files={}, confirm_leavers=True)
    mara = Person.objects.get(given_name="Mara")
    assert mara.left_on == datetime.date(2026, 3, 1)
    assert {e.until for e in mara.employments.all()} == {mara.left_on}
    assert {m.until for m in mara.memberships.all()} == {mara.left_on}
    assert {p.given_name for p in Person.objects.filter(left_on__isnull=True)} == {
        "Zoë", "Ida", "Tom", "By",
    }  # fmt: skip


def test_who_is_in_the_next_set_is_back(college: Organisation) -> None:
    load(whole_set())
    mara = Person.objects.get(given_name="Mara")
    Employment.objects.filter(person=mara).update(until=TODAY - datetime.timedelta(days=9))
    Person.objects.filter(pk=mara.pk).update(left_on=TODAY - datetime.timedelta(days=9))
    load(whole_set())
    mara.refresh_from_db()
    assert mara.left_on is None
    assert mara.employments.get().until is None


def test_new_job_ends_the_old_one(college: Organisation) -> None:
    load(whole_set())
    jobs = table(
        "employments.csv", ("person id", "job title", "since"), ("P1", "Dean", "2026-02-01")
    )
    load([jobs])
    held = Employment.objects.filter(person__given_name="Mara").values_list("job_title", "until")
    assert set(held) == {("Tutor", datetime.date(2026, 1, 31)), ("Dean", None)}
    assert not load([jobs]).changes_anything


def test_second_organisation_is_untouched(college: Organisation, elsewhere: Organisation) -> None:
    with acting_as_system(elsewhere.pk, "set the scene"):
        load(whole_set())
        before = state()
    load([table("people.csv", *PEOPLE[:2])], full=True)
    assert Person.objects.count() == 1
    with acting_as_system(elsewhere.pk, "look"):
        assert state() == before
        assert Enrolment.objects.count() == 1


def test_a_volunteer_who_has_not_signed_is_left_out_of_the_group(college: Organisation) -> None:
    load(whole_set())
    host = Person.objects.get(given_name="Mara")
    load([table("people.csv", *PEOPLE, ("P9", "Val", "Unteer", "", ""))])
    val = Person.objects.get(given_name="Val")
    visit = sponsor(val, by=host, sponsored_by=host, reason="Reading", since=TODAY,
                    until=TODAY + datetime.timedelta(days=90), kind="volunteer")  # fmt: skip
    lines = table("memberships.csv", *MEMBERSHIPS, ("G1", "P9", "member", "2025-09-08"))
    plan = dry_run([lines])
    assert ("memberships.csv", 4, "This volunteer has not signed: left out of the group.") in (
        messages(plan)
    )
    assert plan.counts["membership"].add == 0
    accept_policy(visit, by=host, on=TODAY)
    plan = dry_run([lines])
    assert (messages(plan), plan.counts["membership"].add) == (set(), 1)
