"""``lanyard profile show``: every value with its source, for people and for programs."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from lanyard.config.cli.root import main
from lanyard.engine.policy.api import slugs


@pytest.mark.parametrize("slug", slugs())
def test_a_profile_is_printed_readably(slug: str) -> None:
    result = CliRunner().invoke(main, ["profile", "show", slug])
    assert result.exit_code == 0
    for words in ("Routing", "Agencies", "Lanyard's default", slug):
        assert words in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 120


def test_a_value_left_open_says_so() -> None:
    result = CliRunner().invoke(main, ["profile", "show", "oaklands", "--section", "intervals"])
    assert "Not set: set it before go-live" in result.stdout
    assert "OAK-7-06" in result.stdout


def test_a_profile_is_printed_as_json() -> None:
    result = CliRunner().invoke(main, ["profile", "show", "landau", "--json"])
    shown = json.loads(result.stdout)
    by_key = {value["key"]: value for value in shown["values"]}
    assert by_key["routing.about-staff[0]"]["clauses"] == ["LAN-RESP-01", "LAN-STAFF-02"]
    assert by_key["routing.about-dsl[0]"]["default"] is True
    assert by_key["agencies.isa"]["value"]["successor"] == "Disclosure and Barring Service"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sixth"], "no profile 'sixth'"),
        (["oaklands", "--section", "weather"], "there is no weather"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["profile", "show", *arguments])
    assert result.exit_code == 2
    assert told in result.stderr
