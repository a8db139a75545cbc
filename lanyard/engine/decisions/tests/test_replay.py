"""Replay: which past decisions a draft profile would answer otherwise, from what to what."""

from __future__ import annotations

import datetime
from typing import Any

from lanyard.engine.decisions.api import Past, decide, replayed
from lanyard.engine.policy.api import changed, shipped

ON = datetime.date(2026, 3, 2)
LEFT = {
    "account": "personal", "platform": "instagram", "direction": "follow", "born": "2005-02-01",
    "relation": "former-learner", "enrolments": [{"from": "2021-09-01", "to": "2023-06-30"}],
    "vulnerable": False, "deemed": False, "responsible": False,
}  # fmt: skip


def stored(name: str, question: str, facts: dict[str, Any]) -> Past:
    answer = decide(question, shipped("landau"), ON, facts).as_json()
    return Past(name, question, ON, facts, answer, "3")


def past() -> list[Past]:
    return [
        stored("waits", "contact.connect", LEFT),
        stored("public", "contact.connect", {"relation": "public", "account": "personal"}),
        stored("recruits", "recruitment.view", {"site": "personal"}),
        stored("route", "concern.route", {"about": "learner", "reporter": "staff"}),
    ]


def test_nothing_changes_under_the_same_profile() -> None:
    found = replayed(past(), shipped("landau"))
    assert (found.altered, found.same, found.refused) == ((), 4, ())


def test_a_shorter_wait_changes_exactly_the_answers_that_it_touches() -> None:
    draft = changed(
        "landau", '[[intervals]]\nslug = "former-learner-connection"\nmonths = 24', "draft"
    )
    found = replayed(past(), draft)
    assert [one.past.id for one in found.altered] == ["waits"]
    (altered,) = found.altered
    assert altered.material
    assert altered.changes["answer"] == ("no", "yes")
    assert altered.changes["until"] == ("2028-06-30", None)
    assert altered.changes["because"] == (["LAN-FRI-06"], ["LAN-FRI-01", "LAN-FRI-06"])
    assert "say" not in altered.changes
    assert found.same == 3


def test_a_new_reason_alone_is_no_material_change() -> None:
    draft = changed("landau", '[[recruitment.rules]]\nslug = "personal-site"\ndefault = true', "d")
    (altered,) = replayed(past(), draft).altered
    assert altered.fields == ("because", "silent")
    assert not altered.material


def test_a_rule_taken_away_falls_through_to_the_default() -> None:
    draft = changed("landau", '[[connect.rules]]\nslug = "five-years"\nremove = true', "draft")
    (altered,) = replayed(past(), draft).altered
    assert altered.changes["answer"] == ("no", "avoid")
    assert altered.changes["silent"] == (False, True)


def test_what_can_no_longer_be_asked_is_told_with_the_reason() -> None:
    gone = Past("old", "contact.wave", ON, {}, {}, "1")
    odd = Past("odd", "web.use", ON, {"colour": "red"}, {}, "1")
    found = replayed([gone, odd], shipped("landau"))
    assert [(one.id, told.split(" ")[0]) for one, told in found.refused] == [
        ("old", "No"), ("odd", "colour:"),
    ]  # fmt: skip
    assert (found.altered, found.same) == ((), 0)
