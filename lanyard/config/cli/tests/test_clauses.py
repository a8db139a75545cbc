"""``lanyard clauses --coverage``: counts that add up, from the code or a college's evidence."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lanyard.config.cli.root import main
from lanyard.engine.policy.api import clauses, slugs
from lanyard.foundation.registry import api as registry

STATES = ("in_force", "at_risk", "not_in_force", "not_set_up", "not_built")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["clauses", *arguments])


@pytest.fixture
def no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANYARD_DATABASE_URL", raising=False)
    monkeypatch.setenv("LANYARD_HOME", str(tmp_path))


def counted(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert set(found) == {"total", "profiles", "capabilities"}
    groups = [found["total"], *found["profiles"].values(), *found["capabilities"].values()]
    for counts in groups:
        assert list(counts) == ["clauses", "built", *STATES]
        assert sum(counts[state] for state in STATES) == counts["clauses"]
        assert counts["built"] == counts["clauses"] - counts["not_built"]
    for group in ("profiles", "capabilities"):
        added = Counter[str]()
        for counts in found[group].values():
            added.update(counts)
        assert dict(added) == found["total"]
    return found


def built() -> dict[str, int]:
    there = registry.controls().keys()
    return {
        slug: sum(there >= set(one.controls) for one in clauses(slug).values()) for slug in slugs()
    }


def test_without_a_database_it_counts_what_is_built(no_database: None) -> None:
    result = run("--coverage", "--json")
    found = counted(result)
    assert found["total"]["clauses"] == 625
    assert {slug: one["built"] for slug, one in found["profiles"].items()} == built()
    assert found["total"]["not_set_up"] == found["total"]["built"] > 100
    assert "from the code alone" in result.stderr


def test_one_policy_is_counted_alone(no_database: None) -> None:
    found = counted(run("--coverage", "--json", "--profile", "portland"))
    assert list(found["profiles"]) == ["portland"]
    assert found["total"] == found["profiles"]["portland"]
    assert found["total"]["clauses"] == 63


def test_a_table_is_for_people(no_database: None) -> None:
    result = run("--coverage")
    assert result.exit_code == 0
    for words in ("oaklands", "itsecurity", "not in force", "625"):
        assert words in result.stdout


def test_clauses_are_listed_with_what_carries_them_out(no_database: None) -> None:
    listed = json.loads(run("--profile", "landau", "--json").stdout)
    assert len(listed) == 170
    assert listed[0]["id"] == "LAN-COV-01"
    assert listed[0]["controls"] == ["policy-approved"]
    assert "policy-approved" in run("--profile", "landau").stdout


def test_an_unknown_policy_is_refused(no_database: None) -> None:
    result = run("--coverage", "--profile", "none")
    assert result.exit_code == 2
    assert "oaklands" in result.stderr


def test_a_college_has_states_from_its_own_evidence(made_up_colleges: None) -> None:
    here, there = (run("--coverage", "--json", "--organisation", s) for s in ("some", "none"))
    assert "gathered" in here.stderr
    # A college without a concern has no record of most of what is done about them.
    without = [counted(one)["total"]["not_set_up"] for one in (here, there)]
    assert without[0] < without[1]
    assert {s: one["built"] for s, one in counted(here)["profiles"].items()} == built()
    several = run("--coverage", "--json")
    assert counted(several)["total"]["in_force"] == 0
    assert "from the code alone" in several.stderr
    wrong = run("--coverage", "--organisation", "nowhere")
    assert wrong.exit_code == 2
    assert "much, none, some" in wrong.stderr
