"""What holds of every decision, whatever the facts."""

from __future__ import annotations

import datetime
import itertools
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
from lanyard.engine.decisions.tests.strategies import ASKED_ON, DAYS, PROFILES, any_facts, values
from lanyard.engine.policy.api import ROLES, Course, clauses, shipped, slugs

BRISK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
#: Words that would let somebody guess at a record about the person asked about.
TELLING = ("vulnerab", "safeguard", "deemed", "at risk", "listed", "child protection", "concern",
           "welfare", "abuse", "victim", "harm", "inappropriate", "restricted")  # fmt: skip
#: Of them those that could be said of nobody but the person whom it is about.
ABOUT_SOMEBODY = ("vulnerab", "deemed", "at risk", "abuse", "victim", "restricted")
STRICT = {"yes": 0, "yes-if": 1, "avoid": 2, "ask-first": 3, "unknown": 4, "no": 4}


def ask(question: str, profile: str, known: dict[str, Any], on: datetime.date) -> Answer:
    return decide(question, shipped(profile), on, known)


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", questions())
@BRISK
@given(data=st.data(), on=ASKED_ON)
def test_every_question_always_answers_and_answers_alike(
    question: str, profile: str, data: st.DataObject, on: datetime.date
) -> None:
    known = data.draw(any_facts(question, profile))
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


#: Facts that say that somebody approved, permitted, assessed or made ready: more of them never
#: makes an answer stricter. Gates are tried in order, so the next may fail where one is passed.
LEAVES: dict[str, tuple[str, ...]] = {
    "contact.connect": ("site_authorised", "it_permission"),
    "contact.message": ("it_permission", "risk_assessed"),
    "media.publish": ("tutor_authorised", "learning_activity"),
    "account.go-live": ("acknowledged", "form_complete", "risk_assessed", "it_permission",
                        "it_applied"),
    "account.post": ("authorised", "line_manager_authorised"),
    "monitoring.search": ("notified", "second_approval", "requested_by_authority", "secure"),
    "web.use": ("line_manager_authorised", "trained", "programme_needs", "approved_user"),
    "data.remove": ("encrypted", "password", "manager_permission", "policy_consulted"),
}  # fmt: skip
#: Questions of which an approval is no fact: they say what is to be done, or what is never done.
WITHOUT_LEAVE = {"concern.route", "image.found", "police.report", "training.due",
                 "recruitment.view"}  # fmt: skip
#: What a list of a question may have one more of.
LISTS: dict[str, str] = {
    "contact.message": "approvals", "media.publish": "approvals", "account.go-live": "approvals",
}  # fmt: skip
GATED = {"media.publish", "account.go-live", "monitoring.search", "data.remove", "account.post",
         "web.use"}  # fmt: skip


def looser(question: str, before: Answer, after: Answer) -> None:
    """Hold an answer after one more approval to the answer before it."""
    assert after.permitted or not before.permitted, (before, after)
    if question not in GATED:
        assert STRICT[after.answer] <= STRICT[before.answer], (before, after)
    if after.answer == before.answer:
        assert set(after.approvers) <= set(before.approvers)


def test_every_question_says_what_an_approval_is() -> None:
    assert set(LEAVES) | WITHOUT_LEAVE == set(questions())
    known = {q: {n for n, k in ALL[q].facts.items() if k.name == "flag"} for q in LEAVES}
    assert all(set(flags) <= known[question] for question, flags in LEAVES.items())


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", sorted(LEAVES))
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_one_more_leave_never_makes_it_stricter(
    question: str, profile: str, data: st.DataObject, on: datetime.date
) -> None:
    known = data.draw(any_facts(question, profile))
    name = data.draw(st.sampled_from(LEAVES[question]))
    before = ask(question, profile, {**known, name: False}, on)
    after = ask(question, profile, {**known, name: True}, on)
    if after.answer != "unknown":  # what decides next may not be known yet
        looser(question, before, after)


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", sorted(LISTS))
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_one_more_approval_never_makes_it_stricter(
    question: str, profile: str, data: st.DataObject, on: datetime.date
) -> None:
    known, name = data.draw(any_facts(question, profile)), LISTS[question]
    kind = ALL[question].facts[name].each
    assert kind is not None
    one = data.draw(values(kind))
    if "outcome" in (kind.parts or {}):
        one = {**one, "outcome": "approved"}
    before = ask(question, profile, known, on)
    more = {**known, name: [*known.get(name, []), one]}
    looser(question, before, ask(question, profile, more, on))


@pytest.mark.parametrize("profile", slugs())
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_one_more_channel_never_makes_it_stricter(
    profile: str, data: st.DataObject, on: datetime.date
) -> None:
    known = {"approved_channels": [], **data.draw(any_facts("contact.message", profile))}
    kind = ALL["contact.message"].facts["approved_channels"].each
    assert kind is not None
    more = [*known["approved_channels"], data.draw(values(kind))]
    before = ask("contact.message", profile, known, on)
    after = ask("contact.message", profile, {**known, "approved_channels": more}, on)
    looser("contact.message", before, after)


@pytest.mark.parametrize("profile", slugs())
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_a_crime_never_asks_less_of_the_police_than_what_is_none(
    profile: str, data: st.DataObject, on: datetime.date
) -> None:
    order = {(): 0, ("decide-police",): 1, ("report-to-police",): 2}
    known = data.draw(any_facts("police.report", profile))
    legal, illegal = (
        ask("police.report", profile, {**known, "illegal": seems}, on) for seems in (False, True)
    )
    if "unknown" not in {legal.answer, illegal.answer}:
        assert order[illegal.duties] >= order[legal.duties]


@pytest.mark.parametrize("profile", slugs())
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_one_more_course_taken_brings_nothing_forward(
    profile: str, data: st.DataObject, on: datetime.date
) -> None:
    known = {"role_flags": [], "started": "2020-01-01", "records": [],
             **data.draw(any_facts("training.due", profile))}  # fmt: skip
    kind = ALL["training.due"].facts["records"].each
    assert kind is not None
    # Taken here, and not somewhere before.
    one = {**data.draw(values(kind)), "on": max(data.draw(DAYS), known["started"])}
    more = {**known, "records": [*known["records"], one]}
    before, after = (
        {one["course"]: one["on"] for one in ask("training.due", profile, every, on).more["due"]}
        for every in (known, more)
    )
    assert all(after[course] >= before[course] for course in after)


def held(known: dict[str, Any], on: datetime.date) -> dict[str, Any]:
    """Return facts of which every day has come, since a day to come is news."""
    day = on.isoformat()
    return {name: _come(value, day) for name, value in known.items() if name != "declaration"}


def _come(value: Any, day: str) -> Any:
    if isinstance(value, list):
        return [_come(one, day) for one in value]
    if isinstance(value, dict):
        return {k: v for k, v in value.items() if not (_is_day(v) and v > day)}
    return value


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4:5] == "-"


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", questions())
@CALM
@given(data=st.data(), on=ASKED_ON, days=st.integers(0, 4000))
def test_a_later_day_never_shortens_a_wait(
    question: str, profile: str, data: st.DataObject, on: datetime.date, days: int
) -> None:
    known = held(data.draw(any_facts(question, profile)), on)
    later = on + datetime.timedelta(days)
    before, after = (ask(question, profile, known, day) for day in (on, later))
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
             **data.draw(any_facts("training.due", profile))}  # fmt: skip
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


@pytest.mark.parametrize("profile", sorted(slugs()))
@pytest.mark.parametrize("course", sorted(Course))
def test_training_before_the_first_day_or_the_induction_brings_nothing_forward(
    course: Course, profile: str
) -> None:
    records = [{"course": course.value, "on": "2020-01-02", "method": "read"},
               {"course": "induction", "on": "2020-03-01"},
               {"course": course.value, "on": "2020-03-05", "method": "talk"}]  # fmt: skip
    known = {"role_flags": ["key-staff"], "started": "2020-02-01", "records": records}
    days = [datetime.date(2020, *day) for day in ((1, 1), (1, 3), (2, 1), (3, 1), (3, 5), (4, 1))]
    told = [
        {one["course"]: one["on"] for one in ask("training.due", profile, known, day).more["due"]}
        for day in days
    ]
    for before, after in itertools.pairwise(told):
        assert {name: on for name, on in after.items() if on < before[name]} == {}


#: Questions whose answer names the safeguarding posts because it sends somebody to them.
TO_THE_POSTS = {"concern.route", "image.found"}


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("question", questions())
@CALM
@given(data=st.data(), on=ASKED_ON)
def test_no_refusal_bears_a_word_of_safeguarding(
    question: str, profile: str, data: st.DataObject, on: datetime.date
) -> None:
    """Posts that must approve are called by their titles; of the person nothing is said."""
    answer = ask(question, profile, data.draw(any_facts(question, profile)), on)
    said = answer.say.lower()
    for role in (*answer.approvers, *answer.recipients):
        said = said.replace(shipped(profile).title_of(role).lower(), "")
    if answer.answer not in {"yes", "yes-if"} and question not in TO_THE_POSTS:
        assert not [word for word in TELLING if word in said], answer.say
    elif question in TO_THE_POSTS:
        assert not [word for word in ABOUT_SOMEBODY if word in said], answer.say
    shown = for_asker(question, answer)
    protected = {name for name, ask_ in ALL[question].asks.items() if ask_.protected}
    assert not protected & set(shown.missing)


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
