"""What an asker may not know shows nowhere: not in the pages asked, the copy, trail or replay."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from lanyard.engine.answers import trying
from lanyard.engine.answers.models import KeptAnswer
from lanyard.engine.answers.tests.scene import (
    TODAY,
    a_restriction,
    asked,
    browse,
    ex_learner,
    learner,
    post,
    staff,
    taught_by,
    text,
    under,
    walk,
)
from lanyard.engine.policy.api import shipped
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import set_vulnerability
from lanyard.people.api import Person, Vulnerability

CONNECT = "/may-i/ask/contact.connect/"
_YEAR = datetime.timedelta(days=366)
_CHILD = TODAY - 16 * _YEAR
_AGO = TODAY - datetime.timedelta(days=30)


@pytest.fixture
def tutor(college: Organisation) -> Person:
    return staff("Ann", "tutor")


@pytest.fixture
def lead(college: Organisation) -> Person:
    return staff("Lee", "dsl")


def learners(lead: Person) -> dict[str, Person]:
    """Four learners who are refused under Landau, each for another reason that nobody may know."""
    since = {"since": _AGO}
    found = {"child": learner("Chi", born=_CHILD, **since), "flagged": learner("Fla", **since),
             "listed": learner("Lis", **since),
             "begun as a child": learner("Beg", born=TODAY - 19 * _YEAR,
                                         since=TODAY - 2 * _YEAR)}  # fmt: skip
    with acting_as(lead.organisation_id, lead.pk):
        set_vulnerability(found["flagged"], by=lead, kind=Vulnerability.Kind.CARE_ACT, since=_AGO)
        a_restriction(found["listed"], by=lead)
    return found


def ask(tutor: Person, person: Person, **said: str) -> tuple[list[str], KeptAnswer, str]:
    """Ask about somebody; return the pages that were asked, the copy and its page."""
    client = browse(tutor)
    post(client, f"{CONNECT}account/", value="personal")
    client.post(f"{CONNECT}who/", {"name": person.given_name})
    ways = walk(client, post(client, f"{CONNECT}who/", person=str(person.pk)), **said)
    page = text(client, ways[-1])
    with acting_as(tutor.organisation_id, tutor.pk):
        return ways[:-1], KeptAnswer.objects.all()[0], page


def held(kept: KeptAnswer) -> str:
    """Return everything that the copy holds but whom it is about."""
    fields = ("answer", "told", "filled_in", "given", "unknown", "approval_of", "clearance_id")
    return json.dumps([getattr(kept, name) for name in fields])


@pytest.mark.parametrize("direction", ["send", "accept", "follow", "followed-by"])
def test_neither_pages_nor_copy_tell_why_somebody_is_refused(
    tutor: Person, lead: Person, direction: str
) -> None:
    under("landau")
    every = learners(lead)
    taught_by(tutor, *every.values(), until=TODAY - datetime.timedelta(days=9))
    told = [ask(tutor, person, direction=direction, responsible="no", platform="Instagram")
            for person in every.values()]  # fmt: skip
    assert {kept.answer["answer"] for _, kept, _ in told} == {"no"}
    assert len({held(kept) for _, kept, _ in told}) == 1
    assert len({json.dumps(ways) for ways, _, _ in told}) == 1
    assert all(str(_CHILD.year) not in page for _, _, page in told)
    entries = Entry.objects.filter(verb="answers.asked")
    assert len({(one.subject, json.dumps(one.details, sort_keys=True)) for one in entries}) == 1


def test_the_day_on_which_a_no_lifts_tells_no_birthday(tutor: Person) -> None:
    """Under Oaklands an ex-student is free to connect on their 18th birthday: it is not said."""
    under("oaklands")
    young = ex_learner("Mia", born=_CHILD, left=_AGO)
    taught_by(tutor, young, until=_AGO)
    _, kept, page = ask(tutor, young, direction="send", platform="Instagram")
    assert (kept.answer["answer"], kept.answer["until"]) == ("no", None)
    assert kept.answer["say"] == "No, you may not be connected with this person."
    assert f"{_CHILD.year + 18}" not in page.partition("What was asked")[0]
    with acting_as(tutor.organisation_id, tutor.pk):
        own = asked("contact.connect", tutor, {"account": "personal", "direction": "send", "born":
                    _CHILD.isoformat(), "relation": "former-learner"})  # fmt: skip
    assert own.answer["until"] == _CHILD.replace(year=_CHILD.year + 18).isoformat()


def test_replay_shows_neither_a_birthday_nor_a_record(tutor: Person, lead: Person) -> None:
    under("landau")
    every = learners(lead)
    taught_by(tutor, *every.values(), until=TODAY - datetime.timedelta(days=9))
    for person in every.values():
        ask(tutor, person, direction="send", responsible="no", platform="Instagram")
    profile = shipped("kingston-maurward")
    with acting_as(tutor.organisation_id, lead.pk):
        found = trying.try_draft(trying.Draft("x", "X", profile), by=lead)
    rows = trying.shown(found.altered, profile)
    assert len(rows) == 4
    words: list[Any] = [one for row in rows for one in (*row.facts, *row.others)]
    plain = json.dumps(words, default=str).casefold()
    for secret in (
        _CHILD.isoformat(),
        _CHILD.strftime("%Y-%m"),
        "vulnerab",
        "lead's list",
        "deemed",
        "fla learner",
        *(clause.casefold() for clause in ("LAN-FRI-03", "LAN-FRI-05")),
    ):
        assert secret not in plain
