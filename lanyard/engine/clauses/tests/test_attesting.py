"""Words given: by name, with an end, taken back with a reason; what is measured counts first."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lanyard.engine.clauses.actions import LONGEST, attest, gather, withdraw
from lanyard.engine.clauses.models import Attestation
from lanyard.engine.clauses.queries import newest, standings
from lanyard.engine.clauses.standing import Stand
from lanyard.engine.clauses.tests.scene import STEP, in_force
from lanyard.engine.clauses.tests.test_gathering import in_time
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def who(college: Organisation) -> Person:
    in_force()
    return Person.objects.create(given_name="Dee", family_name="Lead")


def give(
    who: Person, *, days: int = 30, control: str = STEP, text: str = "Seen it."
) -> Attestation:
    until = timezone.localdate() + days * DAY
    return attest(control, by=who, text=text, expires_on=until, post="Lead")


def state(control: str = STEP) -> tuple[str, str]:
    row = newest()[control]
    return row.state, row.basis


def test_a_word_counts_where_nothing_is_measured(who: Person) -> None:
    gather(by=None)
    assert state() == ("not-set-up", "measured")
    word = give(who)
    assert state() == ("in-force", "attested")
    entry = Entry.objects.get(verb="clauses.attested")
    assert (entry.actor_id, entry.subject, entry.subject_id) == (who.pk, STEP, str(word.pk))


def test_what_is_measured_counts_before_any_word(who: Person) -> None:
    give(who)
    in_time()
    gather(by=None)
    assert state() == ("in-force", "measured")


def test_a_word_runs_out_without_anybody_looking(who: Person) -> None:
    give(who, days=1)
    profile, today = profile_in_force().profile, timezone.localdate()
    stands = [standings(profile, on=today + days * DAY)[STEP].stand for days in (0, 1, 2)]
    assert stands == [Stand.IN_FORCE, Stand.IN_FORCE, Stand.NOT_IN_FORCE]
    gather(by=None, on=today + 2 * DAY)
    assert state() == ("not-in-force", "attested")


def test_a_word_taken_back_counts_no_more(who: Person) -> None:
    word = give(who)
    withdraw(word, by=who, because="The step was not written down.")
    assert state() == ("not-set-up", "measured")
    word.refresh_from_db()
    assert (word.text, word.withdrawn_by_name) == ("Seen it.", "Dee Lead")
    assert Entry.objects.filter(verb="clauses.attestation-withdrawn").count() == 1
    with pytest.raises(ValueError, match="already"):
        withdraw(word, by=who, because="Again.")


def test_a_word_is_taken_back_with_a_reason_only(who: Person) -> None:
    word = give(who)
    with pytest.raises(ValueError, match="Say why"):
        withdraw(word, by=who, because="  ")
    assert state() == ("in-force", "attested")


def test_nobody_vouches_for_what_nothing_carries_out(who: Person) -> None:
    for control in ("filtering-tested", "no-such-control"):
        with pytest.raises(LookupError):
            give(who, control=control)
    assert not Attestation.objects.exists()


@pytest.mark.parametrize(
    ("text", "days", "field"),
    [(" ", 30, "text"), ("x" * 5001, 30, "text"), ("Seen.", -1, "expires_on"),
     ("Seen.", LONGEST.days + 1, "expires_on")],
)  # fmt: skip
def test_words_and_days_that_will_not_do(who: Person, text: str, days: int, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        give(who, text=text, days=days)
    assert set(refused.value.message_dict) == {field}
    assert not Attestation.objects.exists()


def test_a_file_is_sealed_for_owner_lead_and_head(who: Person, college: Organisation) -> None:
    with acting_as(college.pk, who.pk):
        word = attest(
            STEP, by=who, text="Minutes.", expires_on=timezone.localdate(), name="minutes.txt",
            stream=io.BytesIO(b"Agreed."),
        )  # fmt: skip
        # Somebody of no role does not read it, not even the one who sealed it.
        assert list(StoredFile.objects.all()) == []
    assert word.file_id is not None
    stored = StoredFile.objects.get(pk=word.file_id)
    assert (stored.record_kind, stored.record_id) == ("attestation", word.pk)
