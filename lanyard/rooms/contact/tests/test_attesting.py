"""The word that staff give each term."""

from __future__ import annotations

import datetime

import pytest

from lanyard.engine.duties.api import Term, owed_by, recompute_all
from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.api import controls
from lanyard.people.api import Person
from lanyard.rooms.contact.actions import attesting
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.models import ContactAttestation
from lanyard.rooms.contact.terms import term_of
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    browse,
    learner,
    part_of,
    refused,
    staff,
    text,
    under,
)

WORD = "/contact/word/"
_DAY = datetime.timedelta(days=1)


def owed(person: Person) -> list[tuple[str, datetime.date]]:
    with acting_as(person.organisation_id, person.pk):
        return [(one.definition.kind, one.due) for one in owed_by(person)]


def test_each_term_asks_staff_once(college: Organisation) -> None:
    under("landau")
    tutor, child = staff("Tia", "tutor"), learner("Lee")
    Term.objects.create(name="Autumn", since=TODAY - 10 * _DAY, until=TODAY + 60 * _DAY)
    attesting.begin()
    assert owed(tutor) == [("contact.attest", TODAY + 11 * _DAY)]
    assert owed(child) == []
    me = browse(tutor)
    page = text(me, WORD)
    assert "LAN-DD-04" in page
    wanted = contact_of("landau").attest
    assert me.post(WORD, {"said_0": "on"}).status_code == 422
    assert me.post(WORD, {f"said_{n}": "on" for n in range(len(wanted))}).status_code == 302
    assert owed(tutor) == []
    assert ContactAttestation.objects.get().statements == [one.says for one in wanted]
    assert "You said this on" in text(me, WORD)
    with pytest.raises(attesting.NotAsked):
        attesting.attest([one.says for one in wanted], by=tutor)
    Term.objects.create(name="Next", since=TODAY, until=TODAY + 90 * _DAY)
    with system_duty("test"):
        recompute_all()
    assert owed(tutor) == [("contact.attest", TODAY + 21 * _DAY)], "a new term asks again"


def test_only_staff_and_only_where_the_policy_asks(college: Organisation) -> None:
    under("oaklands")
    tutor = staff("Tia", "tutor")
    attesting.begin()
    assert owed(tutor) == []
    assert browse(tutor).get(WORD).status_code == 404
    with pytest.raises(attesting.NotAsked):
        attesting.attest([], by=tutor)
    under("kingston-maurward")
    assert "KMC-GSF-10" in text(browse(tutor), WORD)
    assert browse(learner("Lee", email="lee@here.test")).get(WORD).status_code == 404
    with pytest.raises(ValueError, match="sentence"):
        attesting.attest(["I do what I like."], by=tutor)


def test_a_word_is_its_givers_and_stands(college: Organisation) -> None:
    under("kingston-maurward")
    tutor, other = staff("Tia", "tutor"), staff("Otto", "tutor")
    attesting.begin()
    control = controls()["private-contact-attested"]
    with system_duty("test"):
        assert control.evidence(college.pk, TODAY).figure is None
    attesting.attest([one.says for one in contact_of("kingston-maurward").attest], by=tutor)
    for person, seen in ((tutor, 1), (other, 0)):
        with acting_as(college.pk, person.pk):
            assert ContactAttestation.objects.count() == seen
    with system_duty("test"), refused():
        ContactAttestation.objects.update(said_on=TODAY - _DAY)
    with system_duty("test"):
        assert part_of(control.evidence(college.pk, TODAY)) == (1, 2)


def test_terms_that_nobody_set_begin_at_the_usual_days(college: Organisation) -> None:
    assert term_of(datetime.date(2026, 11, 26)) == datetime.date(2026, 9, 1)
    assert term_of(datetime.date(2026, 3, 31)) == datetime.date(2026, 1, 1)
    assert term_of(datetime.date(2026, 8, 31)) == datetime.date(2026, 4, 15)
