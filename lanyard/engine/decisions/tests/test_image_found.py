"""``image.found``: every row of table D5, for all profiles, and what holds of every case."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanyard.engine.decisions.api import Answer, FactsRefused, decide
from lanyard.engine.policy.api import Finder, shipped, slugs

ON = datetime.date(2026, 3, 2)
FLOOR = {"do-not-view", "do-not-copy", "do-not-share", "do-not-delete", "go-straight-to-dsl"}
CHILDREN = [{"age": 17}, {"age": 15}]
MIXED = [{"age": 18}, {"age": 15}]
AGES = st.lists(st.fixed_dictionaries({}, optional={"age": st.none() | st.integers(0, 120)}))

#: profile, finder, recipients, clauses, whether it is the product's default
WHO = [
    ("company", "staff", ("dsl",), ("COM-NUD-04",), False),
    ("company", "learner", ("dsl",), ("COM-NUD-04",), False),
    ("company", "it", ("dsl",), ("COM-NUD-04",), False),
    ("kingston-maurward", "staff", ("safeguarding-team",), ("KMC-GSF-17", "KMC-GSF-19"), False),
    ("kingston-maurward", "it", ("safeguarding-team",), ("KMC-GSF-17", "KMC-GSF-19"), False),
    ("kingston-maurward", "learner",
     ("course-manager", "apprenticeship-coordinator", "student-welfare"),
     ("KMC-GST-13", "KMC-GST-03"), False),
    ("landau", "staff", ("dso", "dsl"), ("LAN-STAFF-02",), True),
    ("landau", "learner", ("dso", "dsl"), ("LAN-STAFF-02",), True),
    ("landau", "it", ("dso", "dsl"), ("LAN-IT-03",), True),
    ("oaklands", "staff", ("safeguarding-team",), ("OAK-4.7-05",), True),
    ("oaklands", "learner", ("safeguarding-team",), ("OAK-4.7-05",), True),
    ("oaklands", "it", ("safeguarding-team",), ("OAK-10.4-16", "OAK-4.7-07"), True),
    ("portland", "staff", ("dsl",), (), True),
    ("portland", "learner", ("dsl",), (), True),
    ("portland", "it", ("dsl",), (), True),
]  # fmt: skip


def found(profile: str, **facts: Any) -> Answer:
    return decide("image.found", shipped(profile), ON, facts)


@pytest.mark.parametrize(
    ("profile", "finder", "to", "why", "default"), WHO, ids=[f"{r[0]}-{r[1]}" for r in WHO]
)
def test_nobody_but_the_lead_looks(
    profile: str, finder: str, to: tuple[str, ...], why: tuple[str, ...], default: bool
) -> None:
    answer = found(profile, finder=finder, parties=[{"age": 40}])
    assert (answer.answer, answer.recipients, answer.because) == ("no", to, why)
    assert answer.silent is default
    assert set(answer.duties) >= FLOOR
    assert ("metadata-only" in answer.duties) is (finder == "it")


@pytest.mark.parametrize("profile", slugs())
def test_the_lead_works_the_full_guidance(profile: str) -> None:
    answer = found(profile, finder="dsl", parties=CHILDREN)
    assert answer.answer == "yes-if"
    assert set(answer.conditions) == {
        "viewing-is-necessary", "second-person-present", "viewing-logged",
    }  # fmt: skip
    assert "follow-full-guidance" in answer.duties
    assert "do-not-view" not in answer.duties
    assert answer.silent is (profile != "company")
    assert {"COM-NUD-05", "COM-NUD-01"} <= set(answer.because) or profile != "company"


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize("finder", [str(f) for f in Finder])
def test_ages_ask_for_their_own_duties(profile: str, finder: str) -> None:
    def due(parties: list[dict[str, Any]]) -> set[str]:
        duties = set(found(profile, finder=finder, parties=parties).duties)
        return duties & {"avoid-criminalising", "refer-police", "refer-social-care"}

    assert due(CHILDREN) == {"avoid-criminalising"}
    assert due(MIXED) == {"refer-police", "refer-social-care"}
    assert due([{"age": 18}, {"age": 60}]) == set()
    assert due([{"age": None}]) == {"avoid-criminalising"}
    assert due([{"age": None}, {"age": 18}]) == {"refer-police", "refer-social-care"}
    assert due([]) == {"avoid-criminalising"}


@pytest.mark.parametrize(
    ("profile", "clauses"),
    [
        ("company", {"COM-NUD-02", "COM-INC-06", "COM-BEH-05"}),
        ("landau", {"LAN-CB-04"}),
        ("oaklands", {"OAK-4.3-04"}),
    ],
)
def test_an_adult_and_a_child_is_a_matter_for_the_police(profile: str, clauses: set[str]) -> None:
    assert clauses <= set(found(profile, finder="staff", parties=MIXED).because)
    assert not clauses & set(found(profile, finder="staff", parties=CHILDREN).because)


def test_unknown_ages_and_finders_are_named() -> None:
    answer = found("company", finder="dsl", parties=[{"age": 15}, {}])
    assert answer.missing == ("parties[1].age",)
    nobody = found("company", parties=CHILDREN)
    assert (nobody.answer, nobody.missing) == ("unknown", ("finder",))
    assert set(nobody.duties) == FLOOR


@pytest.mark.parametrize("age", [-1, 121, True, 17.5, "17"])
def test_an_age_that_is_none_is_refused_by_name(age: object) -> None:
    with pytest.raises(FactsRefused) as refused:
        found("company", finder="dsl", parties=[{"age": age}])
    assert refused.value.field == "parties[0].age"


@settings(deadline=None)
@given(
    profile=st.sampled_from(slugs()), finder=st.sampled_from([str(f) for f in Finder]),
    parties=AGES,
)  # fmt: skip
def test_it_always_answers_and_tells_somebody(
    profile: str, finder: str, parties: list[dict[str, Any]]
) -> None:
    answer = found(profile, finder=finder, parties=parties)
    assert answer.answer == ("yes-if" if finder == "dsl" else "no")
    assert answer.recipients
    assert answer == found(profile, finder=finder, parties=parties)
    assert answer.silent or answer.because
    assert not {"vulnerable", "abuse", "victim"} & set(answer.say.lower().split())
