"""Who is on call and away, and who would be told right now."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.profiles.actions import adopt
from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.actions.hours import set_quiet_hours
from lanyard.foundation.organisations.models import Organisation
from lanyard.people import actions, telling
from lanyard.people.models import Person
from lanyard.people.tests.scene import DAY, TODAY, parts, somebody

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def lead(college: Organisation) -> tuple[Person, Client]:
    return somebody("Lee", "dsl")


def on_call(
    day: datetime.date, until: datetime.date, at: str = "9 am", to: str = "5 pm"
) -> dict[str, object]:
    return {"person": "lee@here.test", "since_time": at, "until_time": to,
            **parts("since_day", day), **parts("until_day", until)}  # fmt: skip


def test_pages_open_by_role(lead: tuple[Person, Client], elsewhere: Organisation) -> None:
    now = timezone.now()
    call = notices.set_on_call(lead[0].pk, since=now - HOUR, until=now + HOUR, by=lead[0])
    absence = actions.record_absence(lead[0], by=None, since=TODAY, until=TODAY + DAY)
    seeing = ["/people/rota/", "/people/rota/told/"]
    doing = ["/people/rota/call/", f"/people/rota/call/{call.pk}/end/", "/people/rota/away/",
             f"/people/rota/away/{absence.pk}/back/"]  # fmt: skip
    visitors = (lead[1], somebody("Wyn", "student-welfare")[1], somebody("Tia", "tutor")[1],
                browser())  # fmt: skip
    for path in seeing:
        assert [who.get(path).status_code for who in visitors] == [200, 200, 404, 302], path
    for path in doing:
        assert [who.get(path).status_code for who in visitors] == [200, 404, 404, 302], path
    with acting_as_system(elsewhere.pk, "look"):
        assert list(notices.on_call_from(now)) == []


def test_somebody_is_put_on_call_and_taken_off(lead: tuple[Person, Client]) -> None:
    me, client = lead
    backwards = client.post("/people/rota/call/", on_call(TODAY + 2 * DAY, TODAY + DAY))
    assert backwards.context["form"].errors == {"until_day": ["It ends before it starts."]}
    over = client.post("/people/rota/call/", on_call(TODAY - 2 * DAY, TODAY - DAY))
    assert over.context["form"].errors == {"until_day": ["This is over already."]}
    assert client.post("/people/rota/call/", on_call(TODAY - DAY, TODAY + DAY)).status_code == 302
    (call,) = notices.on_call_from(timezone.now())
    assert call.person_id == me.pk
    page = client.get("/people/rota/")
    assert [(str(person), now) for _, person, now in page.context["calls"]] == [
        ("Lee Example", True)
    ]
    client.post(f"/people/rota/call/{call.pk}/end/")
    assert list(notices.on_call_from(timezone.now())) == []
    call.refresh_from_db()
    assert call.until <= timezone.now()
    assert Entry.objects.filter(verb="notices.on-call-set", actor_id=me.pk).count() == 2


def test_an_absence_ends_early_or_never_was(lead: tuple[Person, Client]) -> None:
    _me, client = lead
    ann = actions.join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    bo = actions.join(by=None, given_name="Bo", family_name="Reed", email="bo@here.test")
    post = actions.open_post(by=None, title="Welfare lead", role="student-welfare")
    actions.give_post(post, ann, by=None, since=TODAY - 9 * DAY)
    away = {"person": "ann reed", "cover": "Bo Reed", **parts("since", TODAY),
            **parts("until", TODAY + 3 * DAY)}  # fmt: skip
    assert client.post("/people/rota/away/", away).status_code == 302
    ((absence, person, now, covers),) = client.get("/people/rota/").context["absences"]
    assert (person, now, covers) == (ann, True, ["Bo Reed (Welfare lead)"])
    path = f"/people/rota/away/{absence.pk}/back/"
    later = client.post(path, parts("until", TODAY + 9 * DAY))
    assert set(later.context["form"].errors) == {"until"}
    client.post(path, parts("until", TODAY - DAY))
    assert access.holders_of("student-welfare") == [ann.pk]
    assert not access.Absence.objects.exists()
    assert bo.posts_held.count() == 0
    assert access.roles_of(bo.pk) == frozenset()


def test_the_rota_asks_as_often_for_three_as_for_one(lead: tuple[Person, Client]) -> None:
    now = timezone.now()

    def away(name: str) -> None:
        holder = actions.join(by=None, given_name=name, family_name="Reed")
        cover = actions.join(by=None, given_name=f"{name}x", family_name="Reed")
        post = actions.open_post(by=None, title=f"Post {name}", role="marketing-team")
        actions.give_post(post, holder, by=None, since=TODAY)
        actions.record_absence(holder, by=None, since=TODAY, until=TODAY, cover=cover)
        notices.set_on_call(holder.pk, since=now, until=now + HOUR, by=holder)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            page = lead[1].get("/people/rota/")
        return len(queries), len(page.context["absences"])

    away("A")
    asked()
    one = asked()
    for name in ("B", "C"):
        away(name)
    assert (one[1], asked()) == (1, (one[0], 3))
    covers = {names[0] for *_, names in lead[1].get("/people/rota/").context["absences"]}
    assert covers == {"Ax Reed (Post A)", "Bx Reed (Post B)", "Cx Reed (Post C)"}


def test_the_preview_names_who_acts_now_and_when_mail_goes(
    lead: tuple[Person, Client], college: Organisation
) -> None:
    me, client = lead
    deputy = actions.join(by=None, given_name="Dee", family_name="Reed")
    access.hold_role("dsl", deputy.pk, standing=access.Standing.DEPUTY, since=TODAY)
    adopt("oaklands", by=None, effective_from=datetime.date(2025, 1, 1), reason="Set up")
    set_quiet_hours(
        quiet_from=datetime.time(18), quiet_until=datetime.time(8), weekends=False, by=me
    )
    noon = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(12)))
    night = noon + 9 * HOUR

    def told(now: datetime.datetime) -> list[tuple[str, str, datetime.datetime]]:
        (way,) = [w for w in telling.told_now(now) if "nobody else" in w.words]
        (role,) = [r for r in way.roles if r.title == "Designated safeguarding lead"]
        return [(str(one.person), str(one.how), one.at) for one in role.reached]

    assert told(noon) == [("Lee Example", "Holder", noon)]
    assert told(night) == [("Lee Example", "Holder", night + 11 * HOUR)]
    notices.set_on_call(me.pk, since=noon, until=noon + 24 * HOUR, by=me)
    assert told(night) == [("Lee Example", "Holder", night)]
    actions.record_absence(me, by=None, since=TODAY, until=TODAY)
    assert told(noon) == [("Dee Reed", "Deputy", noon)]
    tables = client.get("/people/rota/told/").context["tables"]
    rows = {(str(t.caption), row.cells[0]): row for t in tables for row in t.rows}
    assert len(rows) > 5
    manager = next(row for (_, title), row in rows.items() if title == "Line manager")
    assert str(manager.cells[1]) == "The reporter's own, found for each report"
    vacant = [row for row in rows.values() if row.exception]
    assert {str(row.cells[1]) for row in vacant} == {"Nobody"}


def test_without_a_policy_the_preview_says_so(lead: tuple[Person, Client]) -> None:
    page = lead[1].get("/people/rota/told/")
    assert (page.context["tables"], "No policy is in force" in page.content.decode()) == ([], True)
