"""Safeguarding files follow their learners: in time, apart, against a receipt, or with a reason."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.controls import State
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import transfers
from lanyard.rooms.concerns.models import Transfer
from lanyard.rooms.concerns.queries.due import due
from lanyard.rooms.concerns.queries.transfers import to_decide
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, named
from lanyard.rooms.concerns.tests.test_controls import ask

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
CONTROL = "child-files-transferred"


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


def gone(name: str, *, days_ago: int, by: Person, case: bool = True) -> Person:
    """Let a learner with a case leave."""
    somebody = learner(name)
    if case:
        a_case(named(somebody), by=by)
    somebody.left_on = TODAY - days_ago * DAY
    somebody.save()
    return somebody


def decided(who: Person, lead: Person, *, days_ago: int = 0) -> Transfer:
    return transfers.decide_transfer(
        who, by=lead, setting="Mill Lane School", starts_on=TODAY - days_ago * DAY,
        beforehand="Her plan, told to Ms Ash.",
    )  # fmt: skip


def send(transfer: Transfer, lead: Person, **more: Any) -> None:
    given = {"method": "sealed", "sent_to": "Ms Ash, lead", "sent_on": TODAY, "apart": True, **more}
    transfers.send_transfer(transfer, by=lead, **given)


def test_those_who_left_with_a_file_wait_for_a_decision(lead: Person) -> None:
    mia = gone("Mia Okoro", days_ago=20, by=lead)
    gone("No Case", days_ago=20, by=lead, case=False)
    gone("Long Gone", days_ago=400, by=lead)
    a_case(named(learner("Still Here")), by=lead)
    assert to_decide() == [mia]
    decided(mia, lead)
    assert to_decide() == []


def test_a_file_goes_apart_and_is_confirmed(lead: Person) -> None:
    file = decided(gone("Mia Okoro", days_ago=20, by=lead), lead)
    assert file.due_on == TODAY + 5 * DAY
    with pytest.raises(ValueError, match="no receipt"):
        transfers.keep_receipt(file, by=lead, receipt_on=TODAY, receipt_from="Ms Ash")
    with pytest.raises(ValueError, match="apart"):
        send(file, lead, apart=False)
    send(file, lead)
    with pytest.raises(ValueError, match="has gone"):
        send(file, lead)
    with pytest.raises(ValueError, match="older"):
        transfers.keep_receipt(file, by=lead, receipt_on=TODAY - DAY, receipt_from="Ms Ash")
    transfers.keep_receipt(file, by=lead, receipt_on=TODAY, receipt_from="Ms Ash")
    verbs = Entry.objects.filter(subject_kind="transfer").order_by("at").values_list("verb")
    assert [verb for (verb,) in verbs] == [
        "concerns.transfer-decided", "concerns.transfer-sent", "concerns.transfer-received",
    ]  # fmt: skip


def test_it_goes_somewhere_or_says_why_not_and_is_decided_once(lead: Person) -> None:
    mia = gone("Mia Okoro", days_ago=20, by=lead)
    for wrong in ({}, {"setting": "x"}, {"setting": "x", "starts_on": TODAY, "why_none": "y"}):
        with pytest.raises(ValueError, match=r"Give|say"):
            transfers.decide_transfer(mia, by=lead, **wrong)
    file = transfers.decide_transfer(mia, by=lead, why_none="She is 19 and works now.")
    with pytest.raises(ValueError, match="before"):
        decided(mia, lead)
    with pytest.raises(ValueError, match="goes nowhere"):
        send(file, lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=file.pk).update(sent_on=TODAY, sent_to="x", method="post")


def test_who_reads_it(college: Organisation, elsewhere: Organisation, lead: Person) -> None:
    mia = gone("Mia Okoro", days_ago=20, by=lead)
    file = decided(mia, lead)
    seen = {}
    for who in (lead, mia, person("He Ad", "principal"), person("Str Anger")):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = Transfer.objects.count()
    with acting_as(elsewhere.pk, lead.pk):
        seen["elsewhere"] = Transfer.objects.count()
    assert seen == {"Dee": 1, "Mia": 0, "He": 0, "Str": 0, "elsewhere": 0}
    for name, args in (("transfers", []), ("transfer-new", []), ("transfer", [file.pk])):
        address = reverse(f"concerns:{name}", args=args)
        assert browser(person(f"Hr {name}", "hr-director")).get(address).status_code == 404


def test_the_pages_lead_from_leaving_to_the_receipt(lead: Person) -> None:
    mia = gone("Mia Okoro", days_ago=20, by=lead)
    client = browser(lead)
    assert "1 to decide" in client.get(reverse("concerns:registers")).content.decode()
    listed = client.get(reverse("concerns:transfers")).content.decode()
    assert "Mia Okoro" in listed
    new = reverse("concerns:transfer-new")
    assert new in listed
    wrong = client.post(new, {"person": str(mia.pk), "goes": "yes"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (
        422, ["setting", "starts_on"],
    )  # fmt: skip
    no = client.post(new, {"person": str(mia.pk), "goes": "no"})
    assert sorted(no.context["form"].errors) == ["why_none"]
    made = client.post(new, {
        "person": str(mia.pk), "goes": "yes", "setting": "Mill Lane School",
        **parts("starts_on", TODAY),
    })  # fmt: skip
    file = Transfer.objects.get()
    assert made["location"] == reverse("concerns:transfer", args=[file.pk])
    (waiting,) = [item for item in due(lead) if "Mill Lane School" in str(item.sentence)]
    assert "Mia" not in str(waiting.sentence)
    together = client.post(made["location"], {
        "method": "post", "sent_to": "Ms Ash", **parts("sent_on", TODAY),
    })  # fmt: skip
    assert "must go apart" in together.content.decode()
    client.post(made["location"], {
        "method": "post", "sent_to": "Ms Ash", **parts("sent_on", TODAY), "apart": "on",
    })  # fmt: skip
    assert "No receipt yet" in client.get(reverse("concerns:transfers")).content.decode()
    client.post(made["location"], {"receipt_from": "Ms Ash", **parts("receipt_on", TODAY)})
    page = client.get(made["location"]).content.decode()
    assert "Ms Ash confirmed on" in page
    assert '<form method="post" novalidate' not in page


def parts(name: str, day: datetime.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_one_and_three_rows_take_the_same_queries(lead: Person) -> None:
    client, address = browser(lead), reverse("concerns:transfers")
    taken = []
    for names in (("A A",), ("B B", "C C")):
        for name in names:
            decided(gone(name, days_ago=20, by=lead), lead)
            gone(f"{name} Open", days_ago=20, by=lead)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_evidence_counts_whoever_left_with_a_file(college: Organisation, lead: Person) -> None:
    assert ask(CONTROL, college) == (State.NOT_SET_UP, None)
    gone("Just Left", days_ago=2, by=lead)
    gone("No Case", days_ago=20, by=lead, case=False)
    assert ask(CONTROL, college) == (State.NOT_SET_UP, None)
    mia, bo, cy = (gone(name, days_ago=20, by=lead) for name in ("Mia Okoro", "Bo Benn", "Cy Dann"))
    assert ask(CONTROL, college) == (State.NOT_IN_FORCE, (0, 3))
    send(decided(mia, lead), lead)
    transfers.decide_transfer(bo, by=lead, why_none="He went to work.")
    late = decided(cy, lead, days_ago=15)
    assert ask(CONTROL, college) == (State.NOT_IN_FORCE, (2, 3))
    send(late, lead)
    assert ask(CONTROL, college) == (State.NOT_IN_FORCE, (2, 3)), "it went too late"


def test_a_file_without_a_receipt_for_a_fortnight_counts_against(
    college: Organisation, lead: Person
) -> None:
    file = decided(gone("Mia Okoro", days_ago=40, by=lead), lead, days_ago=30)
    send(file, lead, sent_on=TODAY - 28 * DAY)
    assert ask(CONTROL, college) == (State.NOT_IN_FORCE, (0, 1))
    transfers.keep_receipt(file, by=lead, receipt_on=TODAY - 20 * DAY, receipt_from="Ms Ash")
    assert ask(CONTROL, college) == (State.IN_FORCE, (1, 1))
