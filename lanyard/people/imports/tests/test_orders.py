"""Any order of the same files, and of the rows in them, gives the same state, for each kind."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.imports.tests.sets import state_after, whole_set
from lanyard.people.imports.tests.test_oneroster import one_one, one_two
from lanyard.people.imports.tests.test_sds import SET
from lanyard.people.imports.tests.test_sources import sample
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import Person

_LEARNERS = re.compile(r"<Learner>.*?</Learner>", re.DOTALL)
SETS = {
    "our own": ("lanyard_csv", whole_set),
    "OneRoster 1.1": ("oneroster", one_one),
    "OneRoster 1.2": ("oneroster", one_two),
    "SDS 1": ("sds", lambda: sample("sds_one")),
    "SDS 1, United Kingdom": ("sds", lambda: sample("sds_uk")),
    "SDS 2": ("sds", lambda: sample("sds_two")),
    "SDS 2.1": ("sds", lambda: SET),
    "learner return": ("ilr", lambda: sample("ilr")),
}


def shuffled(file: Upload, mix: Random) -> Upload:
    """Return a file with its rows, or its learners, in another order."""
    text = file.data.decode("utf-8-sig")
    if file.name.endswith(".xml"):
        learners = _LEARNERS.findall(text)
        assert len(learners) > 1
        mix.shuffle(learners)
        return Upload(file.name, _LEARNERS.sub(lambda _: learners.pop(), text).encode())
    first, *rows = text.splitlines(keepends=True)
    rows = [row if row.endswith("\n") else f"{row}\n" for row in rows]
    mix.shuffle(rows)
    return Upload(file.name, "".join([first, *rows]).encode())


@pytest.mark.parametrize("name", SETS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mix=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_state(college: Organisation, name: str, mix: Random) -> None:
    kind, files = SETS[name]
    expected = state_after(files(), kind)
    assert expected["people"]
    other = [shuffled(file, mix) for file in files()]
    mix.shuffle(other)
    assert state_after(other, kind) == expected
    assert not Person.objects.exists()
