"""Pages of the policy: who may enter, how much each sees, filters, exports, fixed questions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.clauses.actions import attest
from lanyard.engine.clauses.models import Attestation, ControlState
from lanyard.engine.clauses.tests.scene import CLAUSE, EARLY, STEP, a_look, in_force
from lanyard.engine.policy import packs as shipped_packs
from lanyard.engine.policy.api import catalogue, clauses
from lanyard.engine.policy.tests.test_register import EDITION
from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Employment, Enrolment, Person
from tests.visitors import Visitor, visitor

ATTEST = f"/clauses/controls/{STEP}/attest/"
READING = ["/clauses/", f"/clauses/{CLAUSE}/", f"/clauses/controls/{STEP}/", "/clauses/law/",
           "/clauses/law/kcsie/2026/", "/clauses/law/kcsie/2026/changes/",
           "/clauses/KCSIE-RECORDS/", "/clauses/export/csv/", "/clauses/export/json/"]  # fmt: skip
PAGES = [*READING, "/clauses/controls/", ATTEST]


@pytest.fixture
def policy(college: Organisation) -> None:
    in_force()


def tutor() -> Visitor:
    """Somebody who works here and holds no role at all."""
    one = visitor("tess")
    person = Person.objects.get(pk=one.person_id)
    Employment.objects.create(person=person, job_title="Mentor", since=EARLY)
    return one


def learner() -> Visitor:
    one = visitor("lou")
    Enrolment.objects.create(
        person=Person.objects.get(pk=one.person_id), programme="Art", band="adult", since=EARLY
    )
    return one


def text(who: Visitor, path: str, **query: str) -> str:
    answer = who.client.get(path, query)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def finds(who: Visitor, words: str) -> str:
    answer = who.client.post("/search/", {"q": words}, follow=True)
    return str(answer.content.decode())


def codes(who: Visitor) -> dict[str, int]:
    return {path: who.client.get(path).status_code for path in PAGES}


def test_all_staff_read_the_policy_owners_see_more_learners_nothing(policy: None) -> None:
    a_look()
    assert codes(visitor("head", "principal")) == dict.fromkeys(PAGES, 200)
    closed = {"/clauses/controls/": 404, ATTEST: 404}
    assert codes(tutor()) == {**dict.fromkeys(READING, 200), **closed}
    assert codes(visitor("gov", "governors")) == {**dict.fromkeys(PAGES, 200), ATTEST: 404}
    assert codes(learner()) == dict.fromkeys(PAGES, 404)
    assert codes(visitor("nobody")) == dict.fromkeys(PAGES, 404)


def test_figures_history_and_words_are_for_those_who_answer_for_them(policy: None) -> None:
    lead = visitor("dee", "dsl")
    a_look(days=1)
    a_look()
    attest(STEP, by=Person.objects.get(pk=lead.person_id), text="I looked.", post="Lead",
           expires_on=timezone.localdate())  # fmt: skip
    a_look()
    hidden = ["7 of 7", "lanyard-days__bar", "I looked.", "The records behind it"]
    for path in (f"/clauses/{CLAUSE}/", f"/clauses/controls/{STEP}/"):
        told, kept = text(lead, path), text(tutor_of(path), path)
        assert "In force" in told
        assert "In force" in kept
        wanted = hidden if "controls" in path else [h for h in hidden if h != "I looked."]
        assert [h for h in wanted if h not in told] == ["The records behind it"]
        assert [h for h in hidden if h in kept] == []


def test_a_clause_names_who_answers_for_it_to_those_who_see_figures(policy: None) -> None:
    lead = visitor("dee", "dsl")
    name = str(Person.objects.get(pk=lead.person_id))
    a_look()
    assert f"<br>{name}" in text(visitor("head", "principal"), f"/clauses/{CLAUSE}/")
    assert name not in text(tutor(), f"/clauses/{CLAUSE}/")


def test_small_numbers_and_moments_are_for_owner_team_and_head(policy: None) -> None:
    a_look("lado-considered", part=1, whole=1, state="in-force")
    path, moment = "/clauses/controls/lado-considered/", timezone.localtime().strftime("%B")
    for role, exact in (("principal", True), ("dsl", True), ("safeguarding-team", True),
                        ("governors", False), ("it-support", False)):  # fmt: skip
        who = visitor(f"v-{role}", role)
        page = text(who, path).split("lanyard-days")[0]
        shown = (">1 of 1<" in page, moment in page, "kept back" in page, "Within a week" in page)
        assert shown == (exact, exact, not exact, not exact), role


def tutor_of(path: str) -> Visitor:
    return visitor(f"t{len(path)}", "tutor")


def test_a_clause_stands_as_the_worst_of_its_controls(policy: None) -> None:
    head = visitor("head", "principal")
    a_look("staff-conduct-decided")
    page = text(head, "/clauses/OAK-4.3-03/")
    assert re.findall(r"</svg>(In force|Not yet set up|Not in force)</strong>", page) == [
        "Not yet set up", "In force", "Not yet set up",
    ]  # fmt: skip
    a_look("bullying-investigated", part=1)
    page = text(head, "/clauses/OAK-4.3-03/")
    assert re.findall(r"</svg>(In force|Not yet set up|Not in force)</strong>", page) == [
        "Not in force", "In force", "Not in force",
    ]  # fmt: skip


def test_what_nothing_carries_out_is_never_green(policy: None) -> None:
    a_look("filtering-tested")
    page = text(visitor("head", "principal"), "/clauses/OAK-10.4-16/")
    assert "Not built" in page
    assert "In force" not in page


def test_the_policy_is_filtered_by_state_actor_capability_and_strength(policy: None) -> None:
    a_look()
    who = visitor("head", "principal")

    def shown(**query: str) -> set[str]:
        return set(re.findall(r'<li class="lanyard-clause" id="([^"]+)"', text(
            who, "/clauses/", **query)))  # fmt: skip

    register = clauses("oaklands")
    assert shown() == set(register)
    assert shown(state="in-force") == {CLAUSE}
    assert shown(capability="risk") == {"OAK-4.2-01"}
    assert shown(strength="may") == {i for i, c in register.items() if c.strength == "may"}
    assert "OAK-4.6-11" in shown(actor="tutors")
    assert shown(actor="learners") < shown()
    assert shown(actor="nonsense", state="nonsense") == shown()
    assert shown(state="in-force", capability="risk") == set()
    assert "What the policy asks of tutors and teachers" in text(who, "/clauses/", actor="tutors")


def test_the_policy_asks_the_same_questions_however_much_there_is(policy: None) -> None:
    who = visitor("head", "principal")
    paths = ["/clauses/", f"/clauses/{CLAUSE}/", "/clauses/OAK-4.3-03/", "/clauses/controls/",
             f"/clauses/controls/{STEP}/", "/clauses/law/", "/clauses/law/kcsie/2026/",
             "/clauses/export/json/"]  # fmt: skip
    built = [STEP, "staff-conduct-decided", "bullying-investigated"]
    person = Person.objects.get(pk=who.person_id)

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                text(who, path)
            counts.append(len(captured))
        return counts

    for _warm in range(2):
        asked()
    a_look()
    given(person)
    one = asked()
    for days in range(1, 4):
        for control in built:
            a_look(control, days=days)
        given(person)
    assert asked() == one


def given(person: Person) -> Attestation:
    return Attestation.objects.create(
        control=STEP, text="Sound.", by=person.pk, by_name="Head", expires_on=timezone.localdate()
    )


def test_the_export_holds_what_is_shown_and_figures_for_some(policy: None) -> None:
    a_look()
    head, other = visitor("head", "principal"), visitor("tess", "tutor")
    answer = head.client.get("/clauses/export/json/", {"state": "in-force"})
    assert 'attachment; filename="policy-oaklands-' in answer["Content-Disposition"]
    (clause,) = answer.json()["clauses"]
    (control,) = clause["controls"]
    assert (clause["id"], clause["state"], clause["strength"]) == (CLAUSE, "in-force", "must")
    assert (control["control"], control["part"], control["whole"]) == (STEP, 7, 7)
    (kept,) = json.loads(text(other, "/clauses/export/json/", state="in-force"))["clauses"]
    (less,) = kept["controls"]
    assert (less["control_state"], less["part"], less["whole"]) == ("in-force", None, None)
    assert (less["as_of"], less["age"]) == (None, "within a week")
    whole = text(head, "/clauses/export/csv/")
    rows = list(csv.DictReader(io.StringIO(whole.removeprefix("\ufeff"))))
    register = clauses("oaklands")
    assert [(r["id"], r["control"]) for r in rows] == [
        (one.id, control) for one in register.values() for control in one.controls
    ]
    assert head.client.get("/clauses/export/xml/").status_code == 404


def test_looking_again_keeps_a_row_for_each_control(policy: None) -> None:
    head = visitor("head", "principal")
    answer = head.client.post("/clauses/controls/look-again/")
    assert (answer.status_code, answer["Location"]) == (302, "/clauses/controls/")
    assert ControlState.objects.filter(control=STEP).count() == 1
    assert tutor().client.post("/clauses/controls/look-again/").status_code == 404


def test_a_word_is_given_shown_and_taken_back(policy: None) -> None:
    head = visitor("head", "principal")
    day = timezone.localdate()
    sent = {"text": "Rehearsed twice.", "expires_on_day": str(day.day),
            "expires_on_month": str(day.month), "expires_on_year": str(day.year)}  # fmt: skip
    assert head.client.post(ATTEST, {**sent, "text": ""}).status_code == 422
    assert head.client.post(ATTEST, {**sent, "expires_on_year": "2020"}).status_code == 422
    assert Attestation.objects.count() == 0
    assert head.client.post(ATTEST, sent).status_code == 302
    word = Attestation.objects.get()
    assert (word.by, word.expires_on) == (head.person_id, day)
    page = text(head, f"/clauses/controls/{STEP}/")
    assert "Rehearsed twice." in page
    assert "Attested by a named person" in page
    back = f"/clauses/attestations/{word.pk}/withdraw/"
    for stranger in (visitor("gov", "governors"), tutor(), learner()):
        assert stranger.client.post(back, {"because": "Mine."}).status_code == 404
    assert head.client.post(back, {"because": ""}).status_code == 422
    assert head.client.post(back, {"because": "It lapsed."}).status_code == 302
    assert "Taken back by" in text(head, f"/clauses/controls/{STEP}/")
    assert head.client.get(back).status_code == 404


def test_only_owner_lead_and_head_vouch_and_only_for_what_is_built(policy: None) -> None:
    paths = ["/clauses/controls/leavers-handled/attest/",
             "/clauses/controls/filtering-tested/attest/"]  # fmt: skip
    for roles, expected in (
        (("hr-director",), [200, 404]), (("dsl",), [200, 404]), (("principal",), [200, 404]),
        (("it-support",), [404, 404]), (("tutor",), [404, 404]),
    ):  # fmt: skip
        who = visitor(f"v-{roles[0]}", *roles)
        assert [who.client.get(path).status_code for path in paths] == expected, roles


def test_search_finds_clauses_by_word_and_by_id_for_staff_only(policy: None) -> None:
    page = finds(visitor("tess", "tutor"), "cyberbullying disciplinary")
    assert "/clauses/OAK-4.3-03/" in page
    assert "/clauses/OAK-4.7-02/" not in page
    assert "/clauses/OAK-4.7-02/" in finds(visitor("ted", "tutor"), "oak-4.7-02")
    assert "OAK-4.7-02" not in finds(learner(), "oak-4.7-02").replace('value="oak-4.7-02"', "")


def test_the_home_of_the_head_says_how_the_policy_stands(policy: None) -> None:
    a_look()
    home = text(visitor("hea", "principal"), "/")
    whole = len(clauses("oaklands"))
    found = re.findall(r'href="(/clauses/\?state=[a-z-]+)"[^>]*>\s*([^<]+?)\s*<', home)
    assert [address for address, _ in found] == [
        "/clauses/?state=in-force", "/clauses/?state=at-risk", "/clauses/?state=not-in-force",
    ]  # fmt: skip
    told = [words for _, words in found]
    assert re.fullmatch(rf"Clauses of the policy in force: [1-9]\d* of {whole}", told[0])
    assert told[1] == f"Clauses of the policy at risk: 0 of {whole}"
    assert "Clauses of the policy" not in text(tutor(), "/")


def test_unknown_things_are_absent(policy: None) -> None:
    head = visitor("head", "principal")
    for path in ("/clauses/OAK-99-99/", "/clauses/LAN-COV-01/", "/clauses/controls/none/",
                 "/clauses/law/none/2026/", "/clauses/law/kcsie/1999/",
                 "/clauses/law/kcsie/1999/changes/"):  # fmt: skip
        assert head.client.get(path).status_code == 404, path


def test_a_college_without_a_policy_has_no_page(college: Organisation) -> None:
    assert visitor("head", "principal").client.get("/clauses/").status_code == 404


def test_another_colleges_evidence_is_not_shown(policy: None, elsewhere: Organisation) -> None:
    ControlState.objects.all()
    who = visitor("head", "principal")
    page = text(who, f"/clauses/controls/{STEP}/")
    assert "Not yet set up" in page
    assert access.roles_of(who.person_id) == {"principal"}


def test_duties_not_read_in_the_source_say_so(policy: None) -> None:
    who = visitor("head", "principal")
    assert "Check this against the source" in text(who, "/clauses/KCSIE-RECORDS/")
    assert "Check this against the source" not in text(who, "/clauses/UKCIS-NEVER-VIEW/")
    assert "Check this against the source" not in text(who, f"/clauses/{CLAUSE}/")
    page = text(who, "/clauses/law/ukcis-nudes/2024/")
    assert page.count("Check against the source") == 2


@pytest.fixture
def two_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pack of two editions in a folder of its own."""
    folder = tmp_path / "law"
    folder.mkdir()
    known = iter(catalogue().controls)
    first = EDITION.replace("[one]", f"[{next(known)}]").replace("[two]", f"[{next(known)}]")
    later = (
        first.replace("2026-06-01", "2026-07-01").replace("It is done.", "It is done yearly.")
        .replace("LAW-TWO", "LAW-THREE").replace("It is written down.", "It is shown.")
    )  # fmt: skip
    (folder / "2026.yaml").write_text(first, "utf-8")
    (folder / "2026b.yaml").write_text(later, "utf-8")
    monkeypatch.setattr(shipped_packs, "_PACKS", tmp_path)
    shipped_packs.packs.cache_clear()
    yield
    shipped_packs.packs.cache_clear()


def test_the_edition_of_2026_shows_what_it_changed_for_every_college(policy: None) -> None:
    who = visitor("head", "principal")
    assert "/clauses/law/kcsie/2026/changes/" in text(who, "/clauses/law/")
    page = text(who, "/clauses/law/kcsie/2026/changes/")
    for words in ("KCSIE-DEEPFAKES", "short version of Annex A", "at least once in each academic"):
        assert words in page, words


def test_a_new_edition_shows_what_it_changed(policy: None, two_editions: None) -> None:
    who = visitor("head", "principal")
    assert "2026b" in text(who, "/clauses/law/")
    page = text(who, "/clauses/law/law/2026b/changes/")
    for words in ("It is done.", "It is done yearly.", "It is written down.", "It is shown.",
                  "LAW-TWO", "LAW-THREE", "Wording"):  # fmt: skip
        assert words in page, words
    old = text(who, "/clauses/law/law/2026/")
    assert "This is not the edition in force." in old
    assert "It is done yearly." not in old
    assert "the first edition" in text(who, "/clauses/law/law/2026/changes/")
