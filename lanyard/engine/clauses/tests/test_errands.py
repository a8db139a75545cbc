"""A word given that ends is a duty of whoever answers for the control."""

from __future__ import annotations

import datetime

from django.utils import timezone

from lanyard.engine.clauses.actions import attest, gather, withdraw
from lanyard.engine.clauses.errands import KIND
from lanyard.engine.clauses.tests.scene import STEP, in_force
from lanyard.engine.clauses.tests.test_gathering import in_time
from lanyard.engine.duties.api import keep_errands, needs_of
from lanyard.engine.duties.models import Occurrence
from lanyard.engine.duties.tests.scene import DAY, TODAY, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from tests.errands import waits_as_declared


def owing(on: datetime.date) -> set[tuple[str, datetime.date]]:
    keep_errands(KIND, today=on)
    rows = Occurrence.objects.filter(definition__kind=KIND, done_on=None, withdrawn_on=None)
    return set(rows.values_list("person__given_name", "due"))


def vouch(who: Person, days: int) -> None:
    attest(STEP, by=who, text="Seen it.", expires_on=TODAY + days * DAY)


def test_the_owner_looks_again_from_a_month_before_the_end(college: Organisation) -> None:
    in_force()
    lead = staff("Dee", "dsl")
    vouch(lead, 60)
    end = TODAY + 60 * DAY
    assert owing(TODAY) == owing(TODAY + 29 * DAY) == set()
    assert owing(TODAY + 30 * DAY) == owing(end + 9 * DAY) == {("Dee", end)}
    vouch(lead, 300)
    assert owing(TODAY + 30 * DAY) == set()
    done = Occurrence.objects.get(done_on=TODAY)
    assert (done.person, done.about, done.evidence_kind) == (lead, STEP, "attestation")


def test_what_is_measured_or_taken_back_asks_for_no_word(college: Organisation) -> None:
    in_force()
    lead = staff("Dee", "dsl")
    vouch(lead, 10)
    (need,) = needs_of(lead)
    assert need.url == f"/clauses/controls/{STEP}/"
    assert "the word given ends on" in str(need.sentence)
    in_time()
    gather(by=None)
    assert owing(timezone.localdate()) == set()


def test_a_word_taken_back_is_not_asked_again(college: Organisation) -> None:
    in_force()
    lead = staff("Dee", "dsl")
    word = attest(STEP, by=lead, text="Seen it.", expires_on=TODAY + 10 * DAY)
    assert owing(TODAY) == {("Dee", TODAY + 10 * DAY)}
    assert waits_as_declared(KIND) == 1
    withdraw(word, by=lead, because="It was not so.")
    assert owing(TODAY) == set()
