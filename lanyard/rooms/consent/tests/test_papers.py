"""A form on paper counts only once somebody else has compared it with its scan."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files.api import Refused
from lanyard.foundation.files.models import StoredFile
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.consent.actions import paper
from lanyard.rooms.consent.actions.giving import NotTaken, Said
from lanyard.rooms.consent.due import due
from lanyard.rooms.consent.models import ConsentAnswer, ConsentPaper
from lanyard.rooms.consent.tests.pictures import PNG
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, guardian, says, shown, under


@pytest.fixture
def keepers(college: Organisation) -> tuple[Person, Person]:
    under("portland")
    return staff("Kit", "dsl"), staff("Pat", "principal")


def entered(person: Person, by: Person, **more: Any) -> ConsentPaper:
    facts: dict[str, Any] = {
        "link": None, "signed_on": TODAY, "scan": paper.Scan("form.png", PNG),
        "said": Said("publicity", TODAY + 100 * DAY, ("social",)), **more,
    }  # fmt: skip
    said = facts.pop("said")
    return paper.enter(person, said, by=by, **facts)


def test_it_counts_once_another_has_checked_it(
    college: Organisation, keepers: tuple[Person, Person]
) -> None:
    first, second = keepers
    one = aged("Lee", 16)
    link = guardian(one)
    says(one, "social")
    made = entered(one, first, link=link)
    assert not shown(one)
    with acting_as(college.pk, first.pk):
        assert list(due(first)) == []
    with acting_as(college.pk, second.pk):
        assert [item.url for item in due(second)] == ["/consent/papers/"]
    with pytest.raises(NotTaken, match="checker"):
        paper.agree(made, by=first)
    kept = paper.agree(made, by=second)
    assert shown(one)
    assert (kept.how, kept.by, kept.giver_id) == ("paper", "parent", link.guardian_id)
    with pytest.raises(NotTaken, match="checked"):
        paper.agree(made, by=second)
    with acting_as(college.pk, second.pk):
        assert list(due(second)) == []


def test_the_database_refuses_one_pair_of_eyes(keepers: tuple[Person, Person]) -> None:
    first, second = keepers
    one = aged("Lee", 19)
    made = entered(one, first)
    rows = ConsentPaper.objects.filter(pk=made.pk)
    agreed = {"state": "agreed", "checked_at": timezone.now()}
    for checker, broken in (
        (first.pk, "paper_checked_by_another"), (one.pk, "paper_not_about_oneself"),
        (None, "paper_checked_by_somebody"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=broken), transaction.atomic():
            rows.update(**agreed, checked_by=checker)
    paper.agree(made, by=second)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(state="waits", checked_by=None, checked_at=None)


def test_one_that_says_something_else_is_refused(keepers: tuple[Person, Person]) -> None:
    first, second = keepers
    one = aged("Lee", 19)
    made = entered(one, first)
    with pytest.raises(NotTaken, match="reason"):
        paper.refuse(made, by=second, because=" ")
    paper.refuse(made, by=second, because="It says print alone.")
    assert not shown(one)
    assert ConsentAnswer.objects.count() == 0


def test_what_cannot_be_entered(keepers: tuple[Person, Person]) -> None:
    first, _second = keepers
    one = aged("Lee", 19)
    until = TODAY + DAY
    for more, word in (
        ({"said": Said("publicity", until, ("radio",))}, "channel"),
        ({"said": Said("fun", until, ("social",))}, "purpose"),
        ({"said": Said("publicity", until, (), ("social",))}, "name"),
        ({"signed_on": TODAY + DAY}, "period"),
        ({"said": Said("publicity", TODAY - DAY, ("social",))}, "period"),
    ):
        with pytest.raises(NotTaken, match=word):
            entered(one, first, **more)
    with pytest.raises(NotTaken, match="own"):
        entered(first, first)
    with pytest.raises(Refused):
        entered(one, first, scan=paper.Scan("form.png", b"MZ\x90\x00"))
    with pytest.raises(NotTaken, match="scan"):
        entered(one, first, scan=paper.Scan("form.png", b"Yes, she may."))
    assert ConsentPaper.objects.count() == 0


def test_the_scan_is_read_by_keepers_alone(
    college: Organisation, keepers: tuple[Person, Person]
) -> None:
    first, second = keepers
    one, teacher = aged("Lee", 19), staff("Tia")
    made = entered(one, first)
    read = {}
    for who in (first, second, teacher, one):
        with acting_as(college.pk, who.pk):
            read[who.given_name] = (
                StoredFile.objects.filter(pk=made.scan_id).count(), ConsentPaper.objects.count(),
            )  # fmt: skip
    assert read == {"Kit": (1, 1), "Pat": (1, 1), "Tia": (0, 0), "Lee": (0, 0)}
