"""The catalogue: both sides, terms, named uses, lessons with tools, precautions from a bank."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.guidance import technology as reads
from lanyard.rooms.guidance.actions import technology as acts
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.models import ChosenPrecautions, Technology, ToolInClass
from lanyard.rooms.guidance.precautions import bank
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.tests.test_classroom import HUB, Scene
from lanyard.rooms.guidance.tests.test_controls import stands

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = TODAY + 90 * DAY
SAID = acts.Proposed(
    "Padlet", ["classroom"], "A wall for all.", "Unkind notes.", "Notes wait for me.", True,
    "https://padlet.example/terms", "From 13 only.", LATER, "staying-safe",
)  # fmt: skip
CATALOGUE = "/guidance/catalogue/"


@pytest.fixture
def scene(college: Organisation) -> Scene:
    adopt("landau", by=None, effective_from=EARLY, reason="Set up")
    made = Scene()
    made.head = staff("Cleo", "ceo")
    return made


def form(**more: Any) -> dict[str, Any]:
    return {
        **{name: getattr(SAID, name) for name in ("name", "uses", "benefit", "risks", "safeguard",
                                                  "terms_url", "terms_summary", "lesson")},
        "social": "yes", "terms_review_on_day": LATER.day, "terms_review_on_month": LATER.month,
        "terms_review_on_year": LATER.year, **more,
    }  # fmt: skip


def agreed(scene: Scene, said: acts.Proposed = SAID, *, approve: bool = True) -> Technology:
    made = acts.propose(said, by=scene.tutor)
    asked = approvals.of_subject(acts.APPROVAL, made.pk).get()
    approvals.decide(
        asked.pk, by=scene.head, approve=approve, reason="Read",
        weighed=[approvals.Weighed("Yes, from 13")],
    )  # fmt: skip
    made.refresh_from_db()
    return made


def page(client: Any, path: str = CATALOGUE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_both_sides_stand_in_the_catalogue_once_approved(
    scene: Scene, college: Organisation, elsewhere: Organisation
) -> None:
    tutor = browse(scene.tutor)
    assert browse(scene.lou).get(f"{CATALOGUE}new/").status_code == 404
    for missing in ("benefit", "risks", "safeguard", "terms_summary", "terms_url"):
        assert tutor.post(f"{CATALOGUE}new/", form(**{missing: ""})).status_code == 422, missing
    assert tutor.post(f"{CATALOGUE}new/", form()).status_code == 302
    one = Technology.objects.get()
    assert "Padlet" not in page(browse(scene.lou))
    assert browse(scene.lou).get(f"{CATALOGUE}{one.pk}/").status_code == 404
    assert "technology-catalogued" not in stands(college)
    asked = approvals.of_subject(acts.APPROVAL, one.pk).get()
    deciding = page(browse(scene.head), f"/approvals/{asked.pk}/")
    assert "From 13 only." in deciding, "its terms at the moment of approval"
    approvals.decide(
        asked.pk, by=scene.head, approve=True, reason="Read", weighed=[approvals.Weighed("Yes")]
    )
    for reader in (scene.lou, scene.other):
        both = page(browse(reader))
        for words in ("A wall for all.", "Unkind notes.", "Notes wait for me.", "Social media",
                      "Work in class"):  # fmt: skip
            assert words in both
        alone = page(browse(reader), f"{CATALOGUE}{one.pk}/")
        assert "From 13 only." in alone
        assert 'href="https://padlet.example/terms"' in alone
    assert browser().get(CATALOGUE).status_code == 302
    assert stands(college)["technology-catalogued"] == "in-force 1/1"
    with acting_as_system(elsewhere.pk, "look"):
        for model in (Technology, ToolInClass, ChosenPrecautions):
            assert not model.objects.exists()


def test_the_database_keeps_both_sides_and_one_entry_of_a_name(scene: Scene) -> None:
    one = agreed(scene)
    for wrong in ({"risks": ""}, {"name": "PADLET"}):
        fields = {**vars(SAID), **wrong, "state": "approved", "by": scene.tutor}
        with pytest.raises(IntegrityError), transaction.atomic():
            Technology.objects.create(**fields)
    assert Technology.objects.get() == one


def test_a_refused_technology_is_in_no_catalogue(scene: Scene) -> None:
    assert agreed(scene, approve=False).state == "refused"
    assert not reads.approved()


def test_terms_are_read_again_in_time(scene: Scene, college: Organisation) -> None:
    one = agreed(scene)
    Technology.objects.update(terms_review_on=TODAY)
    assert stands(college)["technology-catalogued"] == "not-in-force 0/1"
    terms = f"{CATALOGUE}{one.pk}/terms/"
    assert [item.url for item in due(scene.head)] == [terms]
    assert list(due(scene.other)) == []
    assert browse(scene.tutor).get(terms).status_code == 404
    head = browse(scene.head)
    again = {name: value for name, value in form().items() if name.startswith("terms")}
    assert head.post(terms, {**again, "terms_review_on_year": 2020}).status_code == 422
    assert head.post(terms, {**again, "terms_summary": "From 16 now."}).status_code == 302
    assert "From 16 now." in page(browse(scene.lou), f"{CATALOGUE}{one.pk}/")
    assert stands(college)["technology-catalogued"] == "in-force 1/1"
    with pytest.raises(ValueError, match="day to come"):
        acts.read_terms(one, by=scene.head, url="https://x.example", summary="x", review_on=TODAY)


def test_a_use_without_a_code_needs_a_new_approval(scene: Scene) -> None:
    one = agreed(scene)
    with pytest.raises(acts.NotApproved):
        acts.bring(one, scene.mine, use="assessment", by=scene.tutor)
    bring = f"{CATALOGUE}{one.pk}/bring/"
    given = {"group": str(scene.mine.pk), "use": "assessment"}
    assert browse(scene.tutor).post(bring, given).status_code == 422
    with pytest.raises(ValueError, match="uses of the list"):
        acts.propose(replace(SAID, uses=["gambling"]), by=scene.tutor)
    tool = acts.bring(one, scene.mine, use="classroom", by=scene.tutor)
    more = f"{CATALOGUE}{one.pk}/more/"
    assert 'value="Padlet"' in page(browse(scene.tutor), more)
    assert browse(scene.lou).get(more).status_code == 404
    wider = agreed(scene, replace(SAID, uses=["assessment", "classroom"]))
    assert list(reads.approved()) == [wider]
    tool.refresh_from_db()
    assert (tool.technology, tool.ended_on) == (wider, None)
    acts.bring(wider, scene.mine, use="assessment", by=scene.tutor)
    narrower = agreed(scene, replace(SAID, uses=["assessment"]))
    assert [(o.technology, o.use) for o in reads.in_class([scene.mine])] == [
        (narrower, "assessment")
    ]


def test_what_comes_into_a_class_comes_with_a_lesson(scene: Scene, college: Organisation) -> None:
    for lesson in ("", "no-page", "staff-online"):
        with pytest.raises(acts.NoLesson):
            acts.propose(replace(SAID, lesson=lesson), by=scene.tutor)
    assert browse(scene.tutor).post(f"{CATALOGUE}new/", form(lesson="")).status_code == 422
    acts.propose(replace(SAID, uses=["records"], lesson=""), by=scene.tutor)
    one = agreed(scene)
    bring = f"{CATALOGUE}{one.pk}/bring/"
    given = {"group": str(scene.mine.pk), "use": "classroom"}
    assert browse(scene.lou).get(bring).status_code == 404
    with pytest.raises(acts.NotTheirs):
        acts.bring(one, scene.mine, use="classroom", by=scene.other)
    for _twice in range(2):
        assert browse(scene.tutor).post(bring, given).status_code == 302
    tool = ToolInClass.objects.get()
    assert "Lesson not given" in page(browse(scene.tutor), HUB)
    assert "Padlet" in page(browse(scene.lou), HUB)
    assert "Padlet" not in page(browse(scene.max), HUB)
    assert [item.url for item in due(scene.tutor)] == [HUB]
    assert reads.lessons_given(TODAY) == (0, 1)
    taught = f"{HUB}tools/{tool.pk}/taught/"
    assert browse(scene.other).post(taught).status_code == 404
    assert browse(scene.tutor).post(taught).status_code == 302
    assert "Lesson given" in page(browse(scene.tutor), HUB)
    assert list(due(scene.tutor)) == []
    assert reads.lessons_given(TODAY) == (1, 1)
    away = f"{HUB}tools/{tool.pk}/away/"
    assert browse(scene.other).post(away).status_code == 404
    assert browse(scene.tutor).post(away).status_code == 302
    assert "Padlet" not in page(browse(scene.lou), HUB)


def test_what_is_ended_is_used_in_no_class(scene: Scene) -> None:
    one = agreed(scene)
    acts.bring(one, scene.mine, use="classroom", by=scene.tutor)
    assert browse(scene.tutor).post(f"{CATALOGUE}{one.pk}/end/").status_code == 404
    assert browse(scene.head).post(f"{CATALOGUE}{one.pk}/end/").status_code == 302
    assert not reads.in_class([scene.mine])
    with pytest.raises(acts.NotApproved):
        acts.withdraw(one, by=scene.head)


def test_precautions_are_chosen_told_seen_and_listed(scene: Scene, college: Organisation) -> None:
    slugs = {slug: words for shelf in bank() for slug, words in shelf.precautions}
    assert len(slugs) > 15
    path, tutor = f"{HUB}{scene.mine.pk}/precautions/", browse(scene.tutor)
    assert browse(scene.other).get(path).status_code == 404
    assert tutor.post(path, {}).status_code == 422
    assert tutor.post(path, {"accounts": ["pictures-1"]}).status_code == 422
    given = {"accounts": ["accounts-1"], "pictures": ["pictures-3"]}
    assert tutor.post(path, given).status_code == 302
    for wrong in ([], ["accounts-99"]):
        with pytest.raises(ValueError, match="bank"):
            acts.choose(scene.mine, wrong, by=scene.tutor)
    theirs = page(browse(scene.lou), HUB)
    assert slugs["accounts-1"] in theirs
    assert slugs["pictures-3"] in theirs
    assert slugs["accounts-2"] not in theirs
    assert slugs["accounts-1"] not in page(browse(scene.max), HUB)
    everything = page(browse(scene.head), f"{HUB}everything/")
    assert "Chosen, not told" in everything
    assert "None chosen" in everything
    chosen = ChosenPrecautions.objects.get()
    assert browse(scene.other).post(f"{HUB}precautions/{chosen.pk}/told/").status_code == 404
    assert tutor.post(f"{HUB}precautions/{chosen.pk}/told/").status_code == 302
    chosen.refresh_from_db()
    assert (chosen.told_on, chosen.told_by_name) == (TODAY, str(scene.tutor))
    acts.choose(scene.mine, ["accounts-2"], by=scene.tutor)
    assert slugs["accounts-1"] not in page(browse(scene.lou), HUB)


def test_lists_ask_no_more_for_more(scene: Scene, django_assert_max_num_queries: Any) -> None:
    counts = []
    for number in range(3):
        one = agreed(scene, replace(SAID, name=f"Tool {number}"))
        acts.bring(one, scene.mine, use="classroom", by=scene.tutor)
        if number in {0, 2}:
            client = browse(scene.tutor)
            for path in (CATALOGUE, HUB):
                with django_assert_max_num_queries(100) as captured:
                    page(client, path)
                counts.append(len(captured))
    assert counts[:2] == counts[2:]
