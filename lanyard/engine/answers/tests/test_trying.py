"""Trying a draft on past answers: exactly those that alter, without names, for the owner alone."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lanyard.config.cli.root import main
from lanyard.engine.answers import trying
from lanyard.engine.answers.anonymous import precedent_of
from lanyard.engine.answers.models import Precedent
from lanyard.engine.answers.tests.scene import (
    TODAY,
    asked,
    browse,
    ex_learner,
    staff,
    taught_by,
    text,
    under,
)
from lanyard.engine.decisions.api import decide
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.decisions.tests.cells import Cell
from lanyard.engine.policy.api import shipped
from lanyard.engine.profiles.api import adopt, profile_in_force, save_draft
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person

SHORTER = '[[intervals]]\nslug = "former-learner-connection"\nmonths = 24\n'
LEFT = {
    "account": "personal", "direction": "follow", "relation": "former-learner",
    "born": "2005-02-17", "platform": "instagram",
    "enrolments": [{"from": "2021-09-04", "to": f"{TODAY.year - 3}-06-12"}],
}  # fmt: skip


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("landau")
    return staff("Lee", "dsl")


def test_the_owner_sees_exactly_the_answers_that_a_draft_alters(lead: Person) -> None:
    tutor = staff("Ann", "tutor")
    gone = ex_learner("Mia", born=datetime.date(2005, 2, 17),
                      left=datetime.date(TODAY.year - 3, 6, 12))  # fmt: skip
    taught_by(tutor, gone)
    with acting_as(lead.organisation_id, tutor.pk):
        asked("contact.connect", tutor, {"account": "personal", "direction": "follow"},
              concerned=gone)  # fmt: skip
        asked("contact.connect", tutor, {"account": "personal", "relation": "public"})
        asked("recruitment.view", tutor, {"site": "personal"})
    client = browse(lead)
    page = text(client, "/may-i/replay/")
    assert "There is nothing to try yet" in page
    with acting_as(lead.organisation_id, lead.pk):
        save_draft(SHORTER, by=lead)
    page = text(client, "/may-i/replay/")
    assert "This change alters <strong>1 answer</strong> of 3." in page
    assert page.count('class="lanyard-altered"') == 1
    altered = page.partition('class="lanyard-altered"')[2].partition("</section>")[0]
    for secret in ("Mia", "Ann", "2005", "17 February", "ulnerab", "lead's list"):
        assert secret not in altered
    assert '<dt class="govuk-summary-list__key">Age</dt>' in page
    entry = Entry.objects.get(verb="answers.tried")
    assert (entry.details["altered"], entry.details["asked"]) == (1, 3)
    with acting_as(lead.organisation_id, lead.pk):
        save_draft("", by=lead)
    assert "all 3 answers stay the same" in text(client, "/may-i/replay/")


def test_versions_to_come_can_be_tried(lead: Person) -> None:
    adopt("landau", by=lead, effective_from=TODAY + datetime.timedelta(days=9), reason="Later",
          changes=SHORTER)  # fmt: skip
    with acting_as(lead.organisation_id, lead.pk):
        asked("contact.connect", lead, LEFT)
        assert [one.name for one in trying.drafts_for(lead)] == ["version-2"]
    page = text(browse(lead), "/may-i/replay/", draft="version-2")
    assert "Landau, version 2" in page
    assert "This change alters <strong>1 answer</strong> of 1." in page


def test_nobody_else_tries_anything(lead: Person) -> None:
    for stranger in (staff("Ann", "tutor"), staff("Mo", "marketing-manager")):
        assert browse(stranger).get("/may-i/replay/").status_code == 404


def test_a_precedent_holds_no_name_and_no_day_that_it_can_do_without(lead: Person) -> None:
    facts = {
        "acknowledged": True, "form_complete": True,
        "approvals": [{"role": "principal", "person": "Mo Birch", "outcome": "approved"}],
        "admins": [{"person": "Mo Birch"}, {"person": "Jo Ash"}],
    }  # fmt: skip
    with acting_as(lead.organisation_id, lead.pk):
        asked("account.go-live", lead, facts)
        asked("contact.connect", lead, LEFT)
        asked("contact.message", lead, {"lawful_basis": "Because Mia Vale asked me to"})
    rows = {row.question: row.facts for row in Precedent.objects.all()}
    assert [one["person"] for one in rows["account.go-live"]["admins"]] == ["person 1", "person 2"]
    assert rows["contact.connect"]["born"] == "2005-02-01"
    assert rows["contact.connect"]["enrolments"][0]["to"] == f"{TODAY.year - 3}-06-01"
    assert rows["contact.message"]["lawful_basis"] == "given"
    whole = json.dumps(list(Precedent.objects.values_list("facts", "answer")))
    assert "Birch" not in whole
    assert "Mia" not in whole
    fields = {field.name for field in Precedent._meta.fields}
    assert fields == {
        "id", "organisation", "question", "on", "facts", "answer", "rule", "version_id",
        "version_number",
    }  # fmt: skip


@given(st.sampled_from(CELLS))
def test_every_cell_is_the_same_decision_without_names(cell: Cell) -> None:
    profile, on = shipped(cell.profile), datetime.date.fromisoformat(cell.on)
    facts, answer = precedent_of(cell.question, profile, on, cell.facts)
    exact = decide(cell.question, profile, on, cell.facts)
    assert (answer.answer, answer.rule) == (exact.answer, exact.rule)
    assert decide(cell.question, profile, on, facts) == answer


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["replay", *arguments])
    return result.exit_code, result.output


def test_the_command_line_tries_cases_of_a_file(tmp_path: Path) -> None:
    draft, cases = tmp_path / "draft.toml", tmp_path / "cases.jsonl"
    draft.write_text(SHORTER, "utf-8")
    old = {**LEFT, "enrolments": [{"from": "2021-09-01", "to": "2023-06-30"}],
           "vulnerable": False, "deemed": False}  # fmt: skip
    lines = [
        {"id": "waits", "question": "contact.connect", "on": "2026-03-02", "facts": old},
        {"question": "recruitment.view", "on": "2026-03-02", "facts": {"site": "personal"}},
    ]
    cases.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")
    base = ("--changes", str(draft), "--profile", "landau", str(cases))
    status, told = run(*base)
    assert status == 0
    assert told.startswith("This change alters 1 answer of 2.\n  contact.connect, 2026-03-02: ")
    status, told = run(*base, "--json")
    found = json.loads(told)
    assert (found["asked"], found["same"], found["refused"]) == (2, 1, [])
    assert [one["id"] for one in found["altered"]] == ["waits"]
    assert found["altered"][0]["changes"]["answer"] == ["no", "yes"]


@pytest.mark.parametrize(
    ("draft", "case", "told"),
    [
        ("[[intervals]]\nslug = 3", "{}", "slug"),
        (SHORTER, "{", "line 1"),
        (SHORTER, '{"question": "who.knows", "on": "2026-03-02", "facts": {}}', "line 1"),
        (SHORTER, '{"question": "web.use", "on": "soon", "facts": {}}', "line 1: on: must be"),
    ],
)
def test_what_cannot_be_tried_is_refused(tmp_path: Path, draft: str, case: str, told: str) -> None:
    changes, cases = tmp_path / "draft.toml", tmp_path / "cases.jsonl"
    changes.write_text(draft, "utf-8")
    cases.write_text(case, "utf-8")
    status, said = run("--changes", str(changes), "--profile", "landau", str(cases))
    assert status == 1
    assert told in said
    assert run("--changes", str(changes))[0] == 2


def test_the_command_line_tries_an_organisations_own(lead: Person, tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text(SHORTER, "utf-8")
    with acting_as(lead.organisation_id, lead.pk):
        asked("contact.connect", lead, LEFT)
    assert profile_in_force().slug == "landau"
    status, told = run("--changes", str(draft), "--organisation", "here")
    assert (status, told.splitlines()[0]) == (0, "This change alters 1 answer of 1.")
    assert run("--changes", str(draft), "--organisation", "nowhere")[0] == 2
