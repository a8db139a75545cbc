"""A policy of another kind than the five, from data alone: it decides every question by itself."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from lanyard.engine.decisions.api import Answer, decide, questions
from lanyard.engine.policy.api import Profile
from lanyard.engine.policy.overlay import laid_over
from lanyard.engine.policy.shipped import CONTENT, made_of, parse

PAGE = Path(__file__).resolve().parents[4] / "docs" / "adding-a-profile.md"
#: Values that no shipped policy has: two years' wait, the principal for messages, three
#: administrators, trustees for suspects, records of the guardian at any age, and so on.
POLICY = """
[[intervals]]
slug = "former-learner-connection"
says = "How long after leaving a former under-18 learner may not be added"
months = 24
clauses = ["SEV-1"]

[[intervals]]
slug = "yearly"
says = "How often the reading is done"
months = 6
clauses = ["SEV-10"]

[[connect.rules]]
slug = "wait"
relation = ["former-learner"]
clock = ["running"]
answer = "no"
clauses = ["SEV-1"]

[[connect.rules]]
slug = "too-few"
account = "official"
second-staff = false
answer = "ask-first"
approvers = ["principal"]
clauses = ["SEV-5"]

[[message.rules]]
slug = "texts"
channel = ["sms"]
awaits = ["principal"]
answer = "ask-first"
approvers = ["principal"]
clauses = ["SEV-2"]

[[message.rules]]
slug = "texts-approved"
channel = ["sms"]
answer = "yes"
clauses = ["SEV-2"]

[[routing.by-category]]
category = ["hacking"]
to = ["trustee", "dsl"]
clauses = ["SEV-3"]

[publish.consent]
subjects = ["learner", "staff"]
under-18 = "guardian"
adult = "self"
clauses = ["SEV-4"]

[[publish.rules]]
slug = "no-consent"
consented = false
answer = "no"
clauses = ["SEV-4"]

[[publish.rules]]
slug = "print"
outlet = ["print"]
awaits = ["hr-director"]
answer = "ask-first"
approvers = ["hr-director"]
clauses = ["SEV-4"]

[go-live.approval]
steps = ["trustee", "it-support"]
ordered = true
clauses = ["SEV-5"]

[go-live.admins]
steps = []
least = 3
clauses = ["SEV-5"]

[[go-live.rules]]
slug = "not-approved"
approved = false
answer = "ask-first"
approvers = ["trustee", "it-support"]
clauses = ["SEV-5"]

[[go-live.rules]]
slug = "too-few"
second-admin = false
answer = "no"
clauses = ["SEV-5"]

[[post.rules]]
slug = "likes"
kind = ["like"]
answer = "no"
clauses = ["SEV-6"]

[[search.rules]]
slug = "visitors"
subject = ["visitor"]
answer = "no"
clauses = ["SEV-7"]

[[web.rules]]
slug = "breaks-too"
social = true
time = ["break"]
answer = "no"
clauses = ["SEV-8"]

[police]
duty = "must"
clauses = ["SEV-9"]

[[training.courses]]
slug = "kcsie"
course = "kcsie"
interval = "yearly"
unset = ["months"]
clauses = ["SEV-10"]

[[removal.rules]]
slug = "phones"
carrier = ["phone"]
answer = "no"
clauses = ["SEV-11"]

[[recruitment.rules]]
slug = "open"
site = "personal"
answer = "yes"
clauses = ["SEV-12"]

[image.adult-and-child]
duties = ["refer-social-care"]
clauses = ["SEV-13"]

[[chains]]
slug = "direct-messages"
title = "Text a learner"
steps = ["principal"]
clauses = ["SEV-2"]
"""


@pytest.fixture(scope="module")
def seventh() -> Profile:
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    defaults = parse((CONTENT / "defaults.toml").read_text("utf-8"), "defaults.toml")
    least = laid_over(defaults, parse(example[1], "least"))
    return made_of(laid_over(least, parse(POLICY, "seventh")), "seventh")


def ask(profile: Profile, question: str, on: str, **facts: Any) -> Answer:
    return decide(question, profile, datetime.date.fromisoformat(on), facts)


LEFT = {"account": "personal", "relation": "former-learner", "born": "2005-02-01",
        "vulnerable": False, "deemed": False,
        "enrolments": [{"from": "2021-09-01", "to": "2023-06-30"}]}  # fmt: skip
SMS = {"channel": "sms", "recipient": "current-learner", "device": "organisation",
       "account": "work"}  # fmt: skip
PICTURE = {"rights": "owned", "channel": "print", "names_shown": False, "subjects": [
    {"kind": "learner", "born": "2010-01-01", "consents": [{"by": "parent", "channels": ["print"]}]}
]}  # fmt: skip
THREE = [{"person": name, "role": "tutor"} for name in "abc"]
BOTH = [{"role": role, "person": role, "outcome": "approved"} for role in ("trustee", "it-support")]
MAIL = {"subject": "staff", "purpose": "crime", "requester_is_subject": False}
#: question, day, facts, answer, clause, and fields of the answer that are this policy's own.
DECIDED: list[tuple[str, str, dict[str, Any], str, str, dict[str, Any]]] = [
    ("contact.connect", "2025-06-29", LEFT, "no", "SEV-1", {"until": "2025-06-30"}),
    ("contact.connect", "2025-06-30", LEFT, "avoid", "", {}),
    ("contact.connect", "2026-03-02", {"account": "official", "staff_with_access": 2,
     "relation": "public"}, "ask-first",
     "SEV-5", {}),
    ("contact.connect", "2026-03-02", {"account": "official", "staff_with_access": 3,
     "relation": "public"}, "yes", "",
     {}),
    ("contact.message", "2026-03-02", SMS, "ask-first", "SEV-2", {"approvers": ["principal"]}),
    ("contact.message", "2026-03-02", {**SMS, "approvals": [{"role": "principal"}]}, "yes",
     "SEV-2", {}),
    ("concern.route", "2026-03-02", {"category": "hacking", "about": "learner"}, "yes", "SEV-3",
     {"recipients": ["trustee", "dsl"]}),
    ("image.found", "2026-03-02", {"finder": "staff", "parties": [{"age": 30}, {"age": 12}]}, "no",
     "SEV-13", {}),
    ("media.publish", "2026-03-02", PICTURE, "ask-first", "SEV-4", {"approvers": ["hr-director"]}),
    ("media.publish", "2026-03-02", {**PICTURE, "subjects": [{"kind": "staff", "born":
     "1990-01-01"}]}, "no", "SEV-4", {}),
    ("account.go-live", "2026-03-02", {"admins": THREE}, "ask-first", "SEV-5",
     {"approvers": ["trustee", "it-support"]}),
    ("account.go-live", "2026-03-02", {"admins": THREE[:2], "approvals": BOTH}, "no", "SEV-5", {}),
    ("account.go-live", "2026-03-02", {"admins": THREE, "approvals": BOTH}, "yes", "", {}),
    ("account.post", "2026-03-02", {"kind": "like", "author_role": "staff", "authorised": True},
     "no", "SEV-6", {}),
    ("monitoring.search", "2026-03-02", {**MAIL, "subject": "visitor"}, "no", "SEV-7", {}),
    ("monitoring.search", "2026-03-02", MAIL, "yes", "", {}),
    ("web.use", "2026-03-02", {"person": "staff", "social": True, "time": "break"}, "no", "SEV-8",
     {}),
    ("police.report", "2026-03-02", {"kind": "other", "illegal": True}, "yes", "SEV-9",
     {"duties": ["report-to-police"]}),
    ("training.due", "2026-03-02", {"role_flags": [], "started": "2020-01-01", "records":
     [{"course": "kcsie", "on": "2025-12-01"}, {"course": "prevent", "on": "2021-01-01"}]}, "no",
     "SEV-10", {"until": "2026-06-01"}),
    ("data.remove", "2026-03-02", {"data": "personal", "device": "phone", "encrypted": True,
     "password": True}, "no", "SEV-11", {}),
    ("recruitment.view", "2026-03-02", {"site": "personal"}, "yes", "SEV-12", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "on", "facts", "answer", "clause", "more"), DECIDED,
    ids=[f"{one[0]}-{n}" for n, one in enumerate(DECIDED)],
)  # fmt: skip
def test_it_decides_by_its_own_values(
    seventh: Profile, question: str, on: str, facts: dict[str, Any], answer: str, clause: str,
    more: dict[str, Any],
) -> None:  # fmt: skip
    found = ask(seventh, question, on, **facts)
    told = found.as_json()
    assert told["answer"] == answer, told
    assert (clause in told["because"]) if clause else told["silent"], told
    assert {name: told[name] for name in more} == more


def test_it_has_a_word_of_its_own_on_every_question() -> None:
    assert {one[0] for one in DECIDED} == set(questions())
    assert {one[0] for one in DECIDED if one[4]} == set(questions())
