"""What holds of every decision, whatever the facts."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lanyard.engine.decisions.api import (
    Answer,
    FactsRefused,
    decide,
    facts_of,
    for_asker,
    questions,
    still_to_ask,
)
from lanyard.engine.decisions.questions import ALL
from lanyard.engine.decisions.tests.strategies import ASKED_ON, PROFILES, facts, values
from lanyard.engine.policy.api import ROLES, clauses, shipped, slugs

BRISK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
#: Words that would let somebody guess at a record about the person asked about.
TELLING = ("vulnerab", "safeguard", "deemed", "at risk", "listed", "protect", "concern", "welfare",
           "abuse", "victim", "harm", "inappropriate", "restricted")  # fmt: skip
STRICT = {"yes": 0, "yes-if": 1, "avoid": 2, "ask-first": 3, "unknown": 4, "no": 4}


def ask(question: str, profile: str, known: dict[str, Any], on: datetime.date) -> Answer:
    return decide(question, shipped(profile), on, known)


@pytest.mark.parametrize("question", questions())
@BRISK
@given(data=st.data(), profile=PROFILES, on=ASKED_ON)
def test_every_question_always_answers_and_answers_alike(
    question: str, data: st.DataObject, profile: str, on: datetime.date
) -> None:
    known = data.draw(facts(question))
    answer = ask(question, profile, known, on)
    told = answer.as_json()
    assert json.loads(json.dumps(told)) == told
    assert told == ask(question, profile, dict(reversed(known.items())), on).as_json()
    assert told["because"] or told["silent"]
    assert set(told["because"]) <= set(clauses(profile))
    assert told["until"] is None or (told["answer"] == "no" and told["until"] > on.isoformat())
    assert set(told["approvers"]) <= set(ROLES)
    assert bool(told["approvers"]) == (told["answer"] == "ask-first")
    assert bool(told["conditions"]) == (told["answer"] == "yes-if")
    assert bool(told["missing"]) or told["answer"] != "unknown"
    assert answer.rule
    assert told["say"].endswith(".")
    assert "None" not in told["say"]


@pytest.mark.parametrize("question", questions())
@CALM
@given(data=st.data(), profile=PROFILES)
def test_a_malformed_fact_is_refused_by_its_name(
    question: str, data: st.DataObject, profile: str
) -> None:
    kinds = ALL[question].facts
    name = data.draw(st.sampled_from(list(kinds)))
    junk = data.draw(st.sampled_from([3.5, "no such thing", [1], {"x": 1}, [{"x": 1}], -1]))
    assume(not (kinds[name].name == "text" and isinstance(junk, str)))
    with pytest.raises(FactsRefused) as refused:
        ask(question, profile, {name: junk}, datetime.date(2026, 3, 2))
    assert refused.value.field.startswith(name)


@pytest.mark.parametrize("question", ["contact.message", "media.publish"])
@CALM
@given(data=st.data(), profile=PROFILES, on=ASKED_ON)
def test_one_more_approval_never_makes_it_stricter(
    question: str, data: st.DataObject, profile: str, on: datetime.date
) -> None:
    known = data.draw(facts(question))
    kind = ALL[question].facts["approvals"].each
    assert kind is not None
    more = [*known.get("approvals", []), data.draw(values(kind))]
    before, after = (
        ask(question, profile, known, on),
        ask(question, profile, {**known, "approvals": more}, on),
    )
    if question == "contact.message":
        assert STRICT[after.answer] <= STRICT[before.answer]
    else:  # gates are tried in order, so the next one may be the one that fails
        assert after.permitted or not before.permitted
    assert set(after.approvers) <= set(before.approvers) or after.answer != before.answer


@CALM
@given(data=st.data(), profile=PROFILES, role=st.sampled_from(sorted(ROLES)))
def test_one_more_approval_of_an_account_never_makes_it_stricter(
    data: st.DataObject, profile: str, role: str
) -> None:
    known, on = data.draw(facts("account.go-live")), datetime.date(2026, 3, 2)
    more = [*known.get("approvals", []), {"role": role, "person": "z", "outcome": "approved"}]
    before = ask("account.go-live", profile, known, on)
    after = ask("account.go-live", profile, {**known, "approvals": more}, on)
    assert after.permitted or not before.permitted
    if before.answer == after.answer == "ask-first":
        assert set(after.approvers) <= set(before.approvers)


@CALM
@given(data=st.data(), profile=PROFILES, on=ASKED_ON, days=st.integers(0, 4000))
def test_a_later_day_never_shortens_a_wait(
    data: st.DataObject, profile: str, on: datetime.date, days: int
) -> None:
    known = {k: v for k, v in data.draw(facts("contact.connect")).items() if k != "declaration"}
    begun = all(span.get("from", "") <= on.isoformat() for span in known.get("enrolments", []))
    assume(begun)
    later = on + datetime.timedelta(days)
    before, after = (ask("contact.connect", profile, known, day) for day in (on, later))
    if before.until is not None and later < before.until:
        assert (after.answer, after.until) == ("no", before.until)
    if before.until is not None and later >= before.until:
        assert after.until is None or after.until >= before.until


@CALM
@given(data=st.data(), profile=PROFILES, on=ASKED_ON, days=st.integers(0, 4000))
def test_a_later_day_never_brings_training_forward(
    data: st.DataObject, profile: str, on: datetime.date, days: int
) -> None:
    known = {"role_flags": [], "started": "2020-01-01", "records": [],
             **data.draw(facts("training.due"))}  # fmt: skip
    later = on + datetime.timedelta(days)
    before, after = (ask("training.due", profile, known, day).more["due"] for day in (on, later))
    was = {entry["course"]: entry["on"] for entry in before}
    for entry in after:
        assert entry["on"] >= was[entry["course"]]
    assert [e["on"] for e in after] == sorted(e["on"] for e in after)


@pytest.mark.parametrize("profile", sorted(slugs()))
def test_an_induction_before_the_first_day_brings_nothing_forward(profile: str) -> None:
    known = {"role_flags": [], "started": "2027-01-02",
             "records": [{"course": "induction", "on": "2027-01-01"}]}  # fmt: skip
    days = [datetime.date(2026, 3, 1), datetime.date(2027, 1, 1), datetime.date(2027, 1, 3)]
    asked = [ask("training.due", profile, known, day).more["due"] for day in days]
    found = [{one["course"]: one["on"] for one in due if one["course"] != "induction"}
             for due in asked]  # fmt: skip
    assert found == [found[0]] * 3


@CALM
@given(data=st.data(), profile=PROFILES, on=ASKED_ON)
def test_no_refusal_to_connect_tells_of_a_record(
    data: st.DataObject, profile: str, on: datetime.date
) -> None:
    answer = ask("contact.connect", profile, data.draw(facts("contact.connect")), on)
    if answer.answer in {"no", "avoid", "unknown"}:
        assert not [word for word in TELLING if word in answer.say.lower()]
    shown = for_asker("contact.connect", answer)
    assert not {"vulnerable", "deemed"} & set(shown.missing)


PROTECTED = [{"vulnerable": True}, {"deemed": True}, {"vulnerable": True, "deemed": True}]


@pytest.mark.parametrize("direction", ["send", "accept", "follow", "followed-by"])
@pytest.mark.parametrize("relation", ["current-learner", "former-learner"])
def test_an_asker_cannot_tell_which_record_decided(relation: str, direction: str) -> None:
    base = {
        "account": "personal", "platform": "instagram", "direction": direction,
        "relation": relation, "born": "1990-01-01", "vulnerable": False, "deemed": False,
        "responsible": False, "enrolments": [{"from": "2025-09-01", "to": None}],
    }  # fmt: skip
    ordinary = {"responsible": True}
    on = datetime.date(2026, 3, 2)
    told = [
        for_asker("contact.connect", ask("contact.connect", "landau", {**base, **more}, on))
        for more in [*PROTECTED, ordinary]
    ]
    assert {json.dumps(answer.as_json()) for answer in told} == {json.dumps(told[0].as_json())}
    assert {answer.rule for answer in told} == {""}
    stored = [ask("contact.connect", "landau", {**base, **more}, on) for more in PROTECTED]
    assert len({answer.because for answer in stored}) > 1


@pytest.mark.parametrize("question", questions())
@CALM
@given(data=st.data(), profile=PROFILES)
def test_what_is_still_to_ask_leads_to_an_answer(
    question: str, data: st.DataObject, profile: str
) -> None:
    """Asked one after the other, the questions come to an end, and to an answer that stands."""
    on, known = datetime.date(2026, 3, 2), dict[str, Any]()
    for _ in range(len(ALL[question].facts) + 1):
        wanted = still_to_ask(question, shipped(profile), on, known)
        if not wanted:
            break
        assert not {fact.name for fact in wanted} & set(known)
        name = wanted[0].name
        known[name] = data.draw(values(ALL[question].facts[name]), label=name)
    answer = ask(question, profile, known, on)
    inside = [name for name in answer.missing if name not in known]
    assert answer.answer != "unknown" or not [n for n in inside if n.split("[")[0] not in known]


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", questions())
def test_every_fact_can_be_asked(question: str, profile: str) -> None:
    told = facts_of(question, shipped(profile))
    assert {fact.name for fact in told} == set(ALL[question].facts)
    for fact in told:
        assert fact.label[0].isupper()
        assert (fact.kind == "choice") == bool(fact.choices)
        assert all(label for _, label in fact.choices)
