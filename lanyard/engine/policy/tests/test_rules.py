"""Rules as data: mistakes are refused by key, and each default ends a table."""

from __future__ import annotations

import pytest

from lanyard.engine.policy.api import (
    ProfileInvalid,
    Rule,
    changed,
    sections,
    shipped,
    slugs,
    values,
)

ROW = '[[{0}.rules]]\nslug = "x"\nanswer = "no"\ndefault = true\n'
MISTAKES = [
    (ROW.format("connect") + 'relation = ["cousin"]', "connect.rules.x.relation[0]"),
    (ROW.format("connect") + 'adult = "no"', "connect.rules.x.adult"),
    (ROW.format("connect") + "adults = true", "connect.rules.x.adults"),
    (ROW.format("web") + 'clauses = ["COM-CMS-01"]', "web.rules.x"),
    (ROW.format("message") + 'awaits = ["boss"]', "message.rules.x.awaits"),
    (ROW.format("publish") + 'publisher-not = ["boss"]', "publish.rules.x.publisher-not"),
    (ROW.format("search") + 'conditions = ["y"]', "search.rules.x.conditions"),
    (ROW.format("post") + 'approvers = ["dsl"]', "post.rules.x.approvers"),
    (ROW.format("go-live") + 'duties = ["dance"]', "go-live.rules.x.duties"),
    (ROW.format("removal") + 'also = ["dance"]', "removal.rules.x.also"),
    (ROW.format("connect") + 'clock = ["running"]', "connect.rules.x.clock"),
    (ROW.format("connect") + "declarable = true", "connect.rules.x.declarable"),
    ('[[web.rules]]\nslug = "x"\nanswer = "perhaps"\ndefault = true', "web.rules.x.answer"),
    ('[[web.rules]]\nslug = "x"\nanswer = "unknown"\ndefault = true', "web.rules.x.answer"),
    ('[[web.rules]]\nslug = "x"\nanswer = "yes-if"\ndefault = true', "web.rules.x.conditions"),
    ('[[web.rules]]\nslug = "x"\nanswer = "ask-first"\ndefault = true', "web.rules.x.approvers"),
    ('[[web.rules]]\nslug = "x"\nanswer = "no"\nclauses = ["COM-CMS-01"]\nnear = ["COM-CMS-03"]',
     "web.rules.x.near"),
    ('[[web.otherwise]]\nslug = "z"\nanswer = "no"\nsocial = true\ndefault = true',
     "web.otherwise"),
    ('[[web.otherwise]]\nslug = "caution"\nremove = true', "web.otherwise"),
    ('[[training.courses]]\nslug = "kcsie"\nunset = ["months"]\ninterval = "never"',
     "training.courses.kcsie.interval"),
    ('[[training.courses]]\nslug = "kcsie"\nmethods = 0', "training.courses.kcsie.methods"),
    ('[[training.courses]]\nslug = "kcsie"\ninterval = "policy-review"', "training.courses.kcsie"),
    ('[[training.courses]]\nslug = "kcsie"\nmonths = 0', "training.courses.kcsie.months"),
    ('[go-live.admins]\nleast = 0', "go-live.admins.least"),
    ('[publish.consent]\nadult = "nobody"', "publish.consent.adult"),
    ('[[police.kinds]]\nslug = "x"\nkind = ["arson"]\nduty = "must"\ndefault = true',
     "police.kinds.x.kind[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("toml", "key"), MISTAKES, ids=[key for _, key in MISTAKES])
def test_a_mistake_is_refused_by_its_key(toml: str, key: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        changed("company", toml, "changes.toml")
    assert key in {problem.key for problem in refused.value.problems}


@pytest.mark.parametrize("slug", slugs())
def test_every_rule_shows_with_its_conditions_and_its_source(slug: str) -> None:
    shown = {value.key: value for value in values(shipped(slug))}
    for section, rules in sections(shipped(slug)):
        for name, rows in (("rules", rules.rules), ("otherwise", rules.otherwise)):
            for row in rows:
                value = shown[f"{section}.{name}.{row.slug}"]
                assert ("answer", str(row.answer)) in value.parts
                told = [part for part, _ in value.parts]
                assert told.index("answer") == len(row.tests)
                assert bool(value.clauses) != value.default


def test_a_condition_that_is_false_is_shown() -> None:
    (value,) = [v for v in values(shipped("landau")) if v.key == "connect.rules.under-18"]
    assert ("adult", "no") in value.parts


def test_what_is_common_to_all_rows_is_no_condition() -> None:
    assert Rule(slug="x", answer=shipped("landau").web.rules[0].answer, default=True).tests == ()


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ('[[chains]]\nslug = "direct-messages"\nsteps = []', "chains.direct-messages.steps"),
        ("[go-live.approval]\nsteps = []", "go-live.approval.steps"),
        (
            '[connect.declared]\napprovers = []\nconditions = ["boundaries"]\ndefault = true',
            "connect.declared.approvers",
        ),
    ],
)
def test_a_chain_without_an_approver_is_refused_by_its_key(table: str, key: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        changed("portland", table, "draft.toml")
    assert [(one.key, one.what) for one in refused.value.problems] == [
        (key, "names nobody who approves")
    ]
