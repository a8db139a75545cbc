"""The pages of duties, as each reader sees them."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties.api import Audience, Rule, complete, needs_of
from lanyard.engine.duties.models import Occurrence, Term
from lanyard.engine.duties.pages import Band, bands
from lanyard.engine.duties.tests.scene import DAY, TODAY, a_duty, browse, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import DueItem, Manifest


def day(name: str, when: datetime.date) -> dict[str, str]:
    return {
        f"{name}_day": str(when.day), f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }  # fmt: skip


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def queries_of(client: Client, path: str) -> int:
    text(client, path)
    with CaptureQueriesContext(connection) as caught:
        text(client, path)
    return len(caught)


def test_each_sees_what_is_due_from_them(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty(), a_duty("Late one", rule=Rule(anchor="day", day=TODAY - 9 * DAY))
    a_duty("Only Ben's", audience=Audience(people=(str(staff("Ben").pk),)))
    page = text(browse(ann), "/duties/")
    assert "Overdue" in page
    assert "Late one" in page
    assert "Check the group" in page
    assert "Only Ben" not in page
    assert [need.sentence for need in needs_of(ann)] == ["Late one", "Check the group's channels"]


def test_one_inbox_holds_what_waits_in_every_part(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = staff("Ann")
    a_duty("Late one", rule=Rule(anchor="day", day=TODAY - 9 * DAY))
    waiting = {
        "overdue": DueItem("A report waits", "/a", timezone.now() - 2 * DAY),
        "soon": DueItem("A task", "/b", TODAY + 3 * DAY),
        "later": DueItem("A review", "/c", timezone.now() + 60 * DAY),
        "none": DueItem("An approval", "/d"),
    }
    part = Manifest(
        slug="example", title="Example",
        due=lambda person: iter(waiting.values() if person == ann else ()),
    )  # fmt: skip
    monkeypatch.setitem(registry._manifests, "example", part)
    answer = browse(ann).get("/duties/")
    bands = {band.slug: band for band in answer.context["bands"]}
    assert {slug: band.beside for slug, band in bands.items()} == {
        slug: [item] for slug, item in waiting.items()
    }
    assert [one.definition.title for one in bands["overdue"].duties] == ["Late one"]
    page = answer.content.decode()
    assert all(item.sentence in page and f'href="{item.url}"' in page for item in waiting.values())
    assert "no-store" in answer.headers["Cache-Control"]
    assert "A report waits" not in text(browse(staff("Ben")), "/duties/")
    boss = staff("Bo", "hr-director")
    assert "A report waits" not in text(browse(boss), f"/duties/team/{ann.pk}/")


def test_ones_own_word_closes_it(college: Organisation) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    a_duty()
    one = Occurrence.objects.get(person=ann)
    client, path = browse(ann), f"/duties/{one.pk}/done/"
    answer = client.post(path, {"evidence": " "})
    assert (answer.status_code, "evidence" in answer.content.decode()) == (422, True)
    assert browse(ben).post(path, {"evidence": "Mine"}).status_code == 404
    assert client.post(path, {"evidence": "Looked at each"}).status_code == 302
    assert "Looked at each" in text(client, "/duties/")
    assert "Looked at each" in text(client, "/duties/done/")
    assert client.get(path).status_code == 404


def test_what_a_room_completes_takes_no_word(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty(by_hand=False)
    one = Occurrence.objects.get(person=ann)
    assert browse(ann).post(f"/duties/{one.pk}/done/", {"evidence": "x"}).status_code == 404


def test_a_manager_sees_the_team_and_sets_aside_but_not_their_own(college: Organisation) -> None:
    boss = staff("Bo", "line-manager")
    ann, ben = staff("Ann", manager=boss), staff("Ben")
    a_duty(rule=Rule(anchor="day", day=TODAY - DAY))
    client = browse(boss)
    page = text(client, "/duties/team/")
    assert "Ann Example" in page
    assert "Ben Example" not in page
    assert "1 thing is overdue in your team" in page
    team = "1 thing is overdue in your team"
    assert [(str(one.sentence), one.url) for one in needs_of(boss) if one.due is None] == [
        (team, "/duties/team/")
    ]
    assert team not in [str(one.sentence) for one in needs_of(ann)]
    assert team in text(client, "/duties/")
    owed = {one.person_id: one for one in Occurrence.objects.all()}
    form = {**day("until", TODAY + 9 * DAY), "because": "On leave after an operation"}
    path = f"/duties/{owed[ann.pk].pk}/waive/"
    wrong = client.post(path, {**day("until", TODAY), "because": "Long story"})
    assert wrong.status_code == 422
    assert "Choose a day to come" in wrong.content.decode()
    assert "Long story" in wrong.content.decode()
    assert client.post(path, form).status_code == 302
    assert team not in [str(one.sentence) for one in needs_of(boss)]
    assert "On leave after an operation" in text(client, f"/duties/team/{ann.pk}/")
    again = f"/duties/{owed[ann.pk].pk}/waive/end/"
    assert "Ask again before that day" in text(client, f"/duties/team/{ann.pk}/")
    for other in (boss, ben):
        path_of_other = f"/duties/{owed[other.pk].pk}/waive/end/"
        assert client.post(path_of_other, {"because": "x"}).status_code == 404
    assert client.post(again, {"because": ""}).status_code == 422
    assert browse(ann).post(again, {"because": "Mine"}).status_code == 404
    assert client.post(again, {"because": "Back early"}).status_code == 302
    assert team in [str(one.sentence) for one in needs_of(boss)]
    assert client.get(again).status_code == 404
    for not_theirs in (owed[boss.pk], owed[ben.pk]):
        assert client.post(f"/duties/{not_theirs.pk}/waive/", form).status_code == 404
    assert client.get(f"/duties/team/{ben.pk}/").status_code == 404
    assert Entry.objects.filter(verb="duties.waived").count() == 1


def test_all_duties_for_whoever_answers_for_them(college: Organisation) -> None:
    hr, ann = staff("Hal", "hr-director"), staff("=Ann")
    definition = a_duty(rule=Rule(anchor="day", day=TODAY - DAY))
    complete("duties.by-hand", ("test", definition.title), hr.pk, by=hr, evidence="Done")
    client = browse(hr)
    page = text(client, "/duties/all/")
    assert "1 thing is overdue in the whole organisation" in page
    assert "=Ann Example" in text(client, f"/duties/all/{definition.pk}/")
    exported = text(client, f"/duties/all/{definition.pk}/csv/")
    due = (TODAY - DAY).isoformat()
    assert exported.splitlines() == ["person,due,state", f"'=Ann Example,{due},overdue"]
    assert Entry.objects.filter(verb="duties.exported", actor=str(hr)).count() == 1
    assert ann.pk


def test_the_way_back_from_the_terms_is_open_to_whoever_sets_them(college: Organisation) -> None:
    for name, role in (("Hal", "hr-director"), ("Ida", "it-department")):
        client = browse(staff(name, role))
        page = client.get("/duties/terms/").content.decode()
        back = re.search(r'govuk-back-link" href="([^"]+)"', page)
        assert back is not None
        assert client.get(back[1]).status_code == 200, role


def test_terms_are_set_and_removed(college: Organisation) -> None:
    client = browse(staff("Hal", "hr-director"))
    form: dict[str, Any] = {"name": "Autumn", **day("since", TODAY), **day("until", TODAY + DAY)}
    assert client.post("/duties/terms/", form).status_code == 302
    wrong = client.post("/duties/terms/", {**form, **day("since", TODAY + DAY), "name": "Other"})
    assert wrong.status_code == 422
    assert "in another term already" in wrong.content.decode()
    back = client.post("/duties/terms/", {**form, **day("until", TODAY - DAY)})
    assert "The last day comes after the first" in back.content.decode()
    assert "Autumn" in text(client, "/duties/terms/")
    term = Term.objects.get()
    assert client.get(f"/duties/terms/{term.pk}/remove/").status_code == 405
    assert client.post(f"/duties/terms/{term.pk}/remove/").status_code == 302
    assert not Term.objects.exists()


def test_whose_bank_holidays_count_is_said_on_a_page(college: Organisation) -> None:
    client = browse(staff("Hal", "hr-director"))
    assert "Bank holidays: those of England and Wales." in text(client, "/duties/terms/")
    assert client.post("/duties/terms/nation/", {"nation": "wales"}).status_code == 422
    assert client.post("/duties/terms/nation/", {"nation": "scotland"}).status_code == 302
    assert "Bank holidays: those of Scotland." in text(client, "/duties/terms/")
    assert "checked" in text(client, "/duties/terms/nation/")


def test_strangers_find_nothing(college: Organisation) -> None:
    ann = staff("Ann")
    definition = a_duty()
    one = Occurrence.objects.get(person=ann)
    paths = ["team/", f"team/{ann.pk}/", "all/", f"all/{definition.pk}/",
             f"all/{definition.pk}/csv/", "terms/", "terms/nation/", f"{one.pk}/waive/",
             f"{one.pk}/waive/end/"]  # fmt: skip
    client, nobody = browse(staff("Ben")), browser()
    assert {path: client.get(f"/duties/{path}").status_code for path in paths} == dict.fromkeys(
        paths, 404
    )
    every = [*paths, "", "done/", f"{one.pk}/done/"]
    assert {nobody.get(f"/duties/{path}").status_code for path in every} == {302}


def test_lists_ask_as_often_for_three_as_for_one(college: Organisation) -> None:
    boss = staff("Bo", "line-manager", "hr-director")
    staff("Ann", manager=boss)
    definition = a_duty()
    client = browse(boss)
    paths = ["/duties/", "/duties/done/", "/duties/team/", "/duties/all/", "/duties/terms/",
             f"/duties/all/{definition.pk}/"]  # fmt: skip
    one = {path: queries_of(client, path) for path in paths}
    for name in ("Cy", "Di"):
        staff(name, manager=boss)
    for title in ("Second", "Third"):
        a_duty(title)
    a_duty()
    assert {path: queries_of(client, path) for path in paths} == one


def test_a_long_band_opens_below_and_leaves_nothing_out() -> None:
    letters = [DueItem(f"Letter {number}", f"/{number}/") for number in range(11)]
    owed = [Occurrence(due=TODAY - DAY) for _number in range(5)]
    late, undated = bands(owed, today=TODAY, beside=letters)
    assert (late.parts, late.further) == ([([], owed)], 0)
    assert (undated.parts, undated.further) == ([(letters, [])], 0)
    both = Band("overdue", "Overdue", owed, letters)
    assert both.parts == [(letters, owed[:1]), ([], owed[1:])]
    assert both.further == 4


def test_what_opens_below_is_on_the_page(college: Organisation) -> None:
    ann = staff("Ann")
    for number in range(14):
        a_duty(f"Read letter {number}")
    page = text(browse(ann), "/duties/")
    assert "2 more: " in page
    assert {number for number in range(14) if f"Read letter {number}<" in page} == {*range(14)}
