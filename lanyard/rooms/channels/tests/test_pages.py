"""The pages of official accounts, as each reader sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.urls import reverse

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountApplication,
    FoundAccount,
    FoundStep,
    OfficialAccount,
    PostingFreeze,
)
from lanyard.rooms.channels.tests.scene import (
    DAY,
    TODAY,
    allowed,
    an_account,
    an_application,
    browse,
    cast,
    learner,
    staff,
    text,
    told,
)
from lanyard.rooms.channels.views import public


def test_an_application_is_saved_as_it_is_and_says_what_is_missing(college: Organisation) -> None:
    people = cast()
    client = browse(people["Ann"])
    typed = {
        "platform": str(channels.ChannelPlatform.objects.get(name="Instagram").pk),
        "handle": "@landau", "name": "Landau news", "owner": "ann@here.test",
        "administrators": "lee@here.test\nNobody Known", "purpose": "News of the college",
    }  # fmt: skip
    unclear = client.post(reverse("channels:apply"), typed)
    assert unclear.status_code == 422
    assert "Nobody Known: We know nobody by this name" in unclear.content.decode()
    assert "News of the college" in unclear.content.decode()
    typed["administrators"] = "lee@here.test"
    sent = client.post(reverse("channels:apply"), {**typed, "then": "send"})
    made = AccountApplication.objects.get()
    assert sent["Location"] == reverse("channels:send", args=[made.pk])
    page = text(client, sent["Location"])
    assert page.count("Fill this in: no section may be empty") >= 2 * (len(SECTIONS) - 1)
    assert "Somebody has to assess the risks" in page
    assert "Name at least 2 people" in page
    allowed(by=people["Lee"])
    typed |= {name: f"All about {name}" for name in SECTIONS}
    typed["administrators"] = "lee@here.test\nmo@here.test"
    done = client.post(reverse("channels:send", args=[made.pk]), typed)
    assert done.status_code == 302
    made.refresh_from_db()
    assert made.state == "waiting"
    assert "Waits for approval" in text(client, reverse("channels:application", args=[made.pk]))
    assert client.get(reverse("channels:write", args=[made.pk])).status_code == 404


def test_an_application_is_absent_to_strangers(college: Organisation) -> None:
    people = cast()
    secret = an_application(people, name="Unheard of", admins=("Lee", "Ida"))
    stranger = browse(people["Ben"])
    for name in ("application", "write", "send"):
        path = reverse(f"channels:{name}", args=[secret.pk])
        assert stranger.get(path).status_code == 404
        assert browse(people["Mo"]).get(path).status_code == 404, "a draft is nobody else's"
        assert browser().get(path).status_code == 302
    assert "Unheard of" not in text(stranger, reverse("channels:applications"))
    assert "Unheard of" in text(browse(people["Ann"]), reverse("channels:applications"))


def test_the_account_from_access_to_the_public_page(college: Organisation) -> None:
    people = cast()
    account = an_account(people, live=False)
    here = reverse("channels:account", args=[account.pk])
    assert "IT has not given access yet" in text(browse(people["Ann"]), here)
    set_up = {"group": "Social media", "devices": "Office", "url": "https://example.org/landau"}
    path = reverse("channels:access", args=[account.pk])
    assert browse(people["Ann"]).get(path).status_code == 404
    assert browse(people["Ida"]).post(path, set_up).status_code == 302
    for name in ("Lee", "Mo"):
        answer = browse(people[name]).post(reverse("channels:confirm", args=[account.pk]))
        assert answer.status_code == 302
    stranger = browse(people["Ben"])
    assert stranger.post(reverse("channels:confirm", args=[account.pk])).status_code == 404
    assert "Live" in text(stranger, here)
    anybody = browser()
    assert "https://example.org/landau" in text(anybody, reverse("channels:ours"))
    feed = anybody.get(reverse("channels:ours-json"))
    assert feed["Access-Control-Allow-Origin"] == "*"
    assert feed.json()["accounts"] == [
        {
            "platform": "Instagram", "handle": "@landau", "name": "Landau news",
            "url": "https://example.org/landau", "since": TODAY.isoformat(),
        }
    ]  # fmt: skip


def test_only_live_accounts_are_public(college: Organisation) -> None:
    people = cast()
    an_account(people, live=False)
    assert "@landau" not in text(browser(), reverse("channels:ours"))
    assert browser().get(reverse("channels:ours-json")).json()["accounts"] == []


def test_its_owner_and_the_keeper_change_who_runs_it(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    row = account.administrators.get(person=people["Lee"])
    doors = [
        reverse(f"channels:{name}", args=[account.pk]) for name in ("add", "hand-over", "close")
    ]
    doors.append(reverse("channels:remove", args=[row.pk]))
    found = {
        name: [browse(people[name]).get(door).status_code for door in doors]
        for name in ("Ann", "Mo", "Lee", "Ben")
    }
    assert found == {"Ann": [200] * 4, "Mo": [200] * 4, "Lee": [404] * 4, "Ben": [404] * 4}
    owner = browse(people["Ann"])
    few = owner.post(doors[3], {"because": "Moves"})
    assert "The account needs 2 administrators beside them" in few.content.decode()
    assert owner.post(doors[0], {"person": "ben@here.test"}).status_code == 302
    assert owner.post(doors[3], {"because": "Moves"}).status_code == 302
    gone = reverse("channels:revoke", args=[row.pk])
    assert browse(people["Lee"]).get(gone).status_code == 404
    assert browse(people["Ben"]).post(gone, {"proof": "Off the list"}).status_code == 302
    assert owner.get(gone).status_code == 404
    assert owner.post(doors[2], {"because": "Done", "archive": "Drive"}).status_code == 302
    assert OfficialAccount.objects.get().state == "closed"
    assert "Landau news" in text(owner, reverse("channels:closed"))


def test_learners_find_no_register(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    sam = browse(learner("Sam", email="sam@here.test"))
    for name in ("home", "closed", "applications", "platforms", "found", "apply", "report-found"):
        assert sam.get(reverse(f"channels:{name}")).status_code == 404, name
    assert sam.get(reverse("channels:account", args=[account.pk])).status_code == 404
    assert sam.get(reverse("channels:ours")).status_code == 200


def test_platforms_and_their_risks(college: Organisation) -> None:
    people = cast()
    client, stranger = browse(people["Mo"]), browse(people["Ben"])
    listed = reverse("channels:platforms")
    assert "Not assessed: not to be used yet" in text(stranger, listed)
    new = reverse("channels:new-platform")
    assert stranger.get(new).status_code == 404
    assert client.post(new, {"name": "threads", "kind": "network"}).status_code == 302
    assert (
        "on the list already"
        in client.post(new, {"name": "Threads", "kind": "network"}).content.decode()
    )
    platform = channels.ChannelPlatform.objects.get(name="threads")
    door = reverse("channels:assess", args=[platform.pk])
    assert stranger.get(door).status_code == 404
    day = TODAY + 30 * DAY
    typed = {
        "risks": "Strangers", "measures": "Private", "allowed": "yes", "review_on_day": day.day,
        "review_on_month": day.month, "review_on_year": day.year,
    }  # fmt: skip
    assert client.post(door, typed).status_code == 302
    assert "May be used" in text(stranger, reverse("channels:platform", args=[platform.pk]))


def test_the_freeze_is_for_the_named_posts_and_everybody_hears(college: Organisation) -> None:
    people = cast()
    an_account(people)
    door = reverse("channels:freeze")
    assert browse(people["Ben"]).get(door).status_code == 404
    client = browse(people["Mo"])
    assert client.get(reverse("channels:thaw")).status_code == 404
    assert client.post(door, {"because": ""}).status_code == 422
    assert client.post(door, {"because": "A fire on the farm"}).status_code == 302
    assert told("channels.frozen") == {people[one].pk for one in ("Ann", "Lee", "Mo")}
    assert "A fire on the farm" in text(browse(people["Ben"]), reverse("channels:home"))
    assert client.get(door).status_code == 404
    with pytest.raises(Exception, match="frozen already"):
        channels.freeze(because="Again", by=people["Lee"])
    assert client.post(reverse("channels:thaw"), {"because": "It is over"}).status_code == 302
    assert channels.frozen() is None
    row = PostingFreeze.objects.get()
    assert (row.by_name, row.thawed_because) == ("Mo Example", "It is over")


def test_anybody_reports_a_false_account_without_a_name(college: Organisation) -> None:
    people = cast()
    client, door = browser(), reverse("channels:report-false")
    typed = {"url": "https://example.org/landau-offers", "kind": "impostor", "what": "Sells shoes"}
    assert client.post(door, {**typed, "url": "not one"}).status_code == 422
    assert client.post(door, typed).status_code == 302
    assert told("channels.found") == {people["Mo"].pk}
    found = FoundAccount.objects.get()
    assert (found.found_by, found.found_by_name, found.state) == (None, "", "new")
    handler, stranger = browse(people["Mo"]), browse(people["Ben"])
    one = reverse("channels:found-one", args=[found.pk])
    assert "pretends to be" in text(handler, one)
    assert stranger.get(one).status_code == 404
    assert "landau-offers" not in text(stranger, reverse("channels:found"))
    step = {"state": "closing", "what": "Asked the platform"}
    assert handler.post(one, step).status_code == 422
    assert handler.post(one, {**step, "reference": "R-1"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.look_again_on) == ("closing", TODAY + 3 * DAY)
    assert handler.post(one, {"state": "closed", "what": "It is gone, seen"}).status_code == 302
    assert handler.post(one, {"state": "closed", "what": "Again"}).status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        FoundStep.objects.update(what="Otherwise")


def test_staff_read_what_they_reported_and_no_others(college: Organisation) -> None:
    people = cast()
    typed = {"url": "https://example.org/x", "kind": "posing", "what": "Poses as Mo"}
    ben = browse(people["Ben"])
    answer = ben.post(reverse("channels:report-found"), typed)
    assert "Poses as Mo" in text(ben, answer["Location"])
    assert ben.post(answer["Location"], {"state": "closed", "what": "Me"}).status_code == 404
    assert browse(people["Ann"]).get(answer["Location"]).status_code == 404
    with acting_as(college.pk, people["Ann"].pk):
        assert FoundAccount.objects.count() == 0
    with acting_as(college.pk, people["Ben"].pk):
        assert FoundAccount.objects.count() == 1


def test_the_public_form_is_bounded_and_loses_nothing(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast()
    monkeypatch.setattr(public, "_REPORTS", replace(public._REPORTS, by_organisation=1))
    cache.clear()
    typed = {"url": "https://example.org/x", "kind": "unknown", "what": "Odd words here"}
    client = browser()
    assert client.post(reverse("channels:report-false"), typed).status_code == 302
    full = client.post(reverse("channels:report-false"), typed)
    assert full.status_code == 422
    assert "Odd words here" in full.content.decode()
    assert FoundAccount.objects.count() == 1


def test_without_marketing_the_lead_is_told(college: Organisation) -> None:
    people = cast()
    access.end_holdings(people["Mo"].pk, until=TODAY - DAY)
    channels.report_found(channels.Seen("impostor", "https://example.org/", "Us"), by=staff("Zoe"))
    assert told("channels.found") == {people["Lee"].pk}
