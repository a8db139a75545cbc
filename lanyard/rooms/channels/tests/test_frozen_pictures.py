"""A freeze holds pictures as well: only marketing releases them, and none slips through."""

from __future__ import annotations

import functools

import pytest
from django.db import transaction

from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.channels.actions.freezing import freeze, thaw
from lanyard.rooms.channels.models import PostingFreeze
from lanyard.rooms.consent import gate
from lanyard.rooms.consent.actions import publishing
from lanyard.rooms.consent.models import Publication
from lanyard.rooms.consent.tests.scene import TODAY, aged, says, under
from lanyard.rooms.consent.tests.test_pictures import asked, stored
from lanyard.rooms.consent.tests.test_races import Racing

_RUNS = 200


def test_while_posting_is_frozen_only_marketing_publishes(college: Organisation) -> None:
    under("landau")
    one, tutor = aged("Lee", 19), staff("Tia")
    head, mel = staff("Hea", "principal"), staff("Mel", "marketing-team")
    says(one, "social", "website")
    picture = stored(one, by=tutor)
    wanted = asked(picture, tutor)
    assert not registry.holds("posting-frozen")
    freeze(because="A fire on the farm", by=head)
    assert registry.holds("posting-frozen")
    with pytest.raises(publishing.NotPublished) as refused:
        publishing.release(wanted, by=head, place="A post")
    assert "LAN-SMU-04" in gate_of(wanted, head)
    assert str(refused.value).endswith(".")
    wanted.refresh_from_db()
    assert wanted.state == "asked", "it waits; thawing releases nothing by itself"
    publishing.release(wanted, by=mel, place="A post")
    again = asked(picture, tutor, channel="website")
    thaw(because="It is out", by=head)
    again.refresh_from_db()
    assert again.state == "asked"
    publishing.release(again, by=head, place="A page")


def gate_of(wanted: Publication, by: Person) -> tuple[str, ...]:
    facts = gate.as_it_stands(wanted, publisher=by, on=TODAY, lock=False)
    return tuple(gate.answer_of(facts, TODAY).because)


def test_freeze_against_publication_lets_nothing_out_after_it(own_database: None) -> None:
    with transaction.atomic():
        college = Organisation.objects.create(slug="race", name="Race")
    with acting_as_system(college.pk, "set the scene"), transaction.atomic():
        under("landau")
        one, tutor, head = aged("Lee", 19), staff("Tia"), staff("Hea", "principal")
        says(one, "social")
        picture = stored(one, by=tutor)
    with Racing(college) as race:
        for n in range(_RUNS):
            with acting_as_system(college.pk, "set the scene"), transaction.atomic():
                wanted = asked(picture, tutor)
            outcome = race.run(
                functools.partial(publishing.release, wanted, by=head, place=f"post {n}"),
                functools.partial(freeze, because="A fire", by=head),
            )
            with acting_as_system(college.pk, "look"), transaction.atomic():
                wanted.refresh_from_db()
                frozen = PostingFreeze.objects.get(until=None)
                if outcome == "done":
                    assert wanted.released_at is not None
                    assert wanted.released_at < frozen.since
                else:
                    assert wanted.state == "asked"
                thaw(because="It is out", by=head)
                Publication.objects.filter(pk=wanted.pk, state="asked").update(state="refused")
