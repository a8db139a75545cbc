"""A guardian answers by a signed link, once, without an account, and takes it back by another."""

from __future__ import annotations

import re
import threading
from dataclasses import replace

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections, transaction

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions.guardians import end_guardian
from lanyard.people.api import GuardianLink
from lanyard.rooms.consent import links
from lanyard.rooms.consent.actions import asking, ending
from lanyard.rooms.consent.actions.giving import NotTaken, Said
from lanyard.rooms.consent.models import Consent, ConsentAnswer, ConsentRequest
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, guardian, says, shown, under
from lanyard.rooms.consent.views import public

_YES = {"shown": "yes", "pictures": ["social", "website"], "named": "no", "period": "year"}


@pytest.fixture
def link(college: Organisation) -> GuardianLink:
    under("portland")
    cache.clear()
    return guardian(aged("Lee", 16))


def _mails() -> list[str]:
    return [str(one.body) for one in mail.outbox if one.to == ["gita@home.test"]]


def _path(kind: str) -> str:
    found = re.search(rf"/pictures/{kind}/\S+", _mails()[-1])
    assert found is not None
    return found[0]


def test_a_guardian_answers_on_a_phone_and_takes_it_back(link: GuardianLink) -> None:
    says(link.learner, "social")
    asking.ask_guardian(link, by=None)
    jobs.run_waiting()
    (words,) = _mails()
    assert "Lee" not in words
    path, phone = _path("answer"), browser()
    page = phone.get(path)
    assert page.status_code == 200
    assert "Lee" in page.content.decode()
    assert "Example" not in page.content.decode(), "not the family name"
    assert phone.post(path, {"shown": "yes", "period": "year"}).status_code == 422
    assert phone.post(path, {**_YES, "pictures": ["radio"]}).status_code == 422
    assert not shown(link.learner)
    done = phone.post(path, _YES)
    assert done.status_code == 200
    assert shown(link.learner)
    made = ConsentAnswer.objects.get(by="parent")
    assert (made.how, made.giver_id, made.request_id is not None) == (
        "link", link.guardian_id, True,
    )  # fmt: skip
    assert phone.get(path).status_code == 410
    assert phone.post(path, _YES).status_code == 410
    jobs.run_waiting()
    back = _path("said")
    assert "until" in phone.get(back).content.decode()
    assert phone.post(back).status_code == 200
    assert not shown(link.learner)
    assert "taken back" in phone.get(back).content.decode()


def test_a_no_by_a_link_is_an_answer(link: GuardianLink) -> None:
    asking.ask_guardian(link, by=None)
    jobs.run_waiting()
    path = _path("answer")
    assert browser().post(path, {"shown": "no", "named": "no", "period": "year"}).status_code == 200
    assert ConsentAnswer.objects.get().consents.count() == 0
    assert ConsentRequest.objects.get().answered_at is not None


def test_a_link_that_is_over_wrong_or_of_another_college(link: GuardianLink) -> None:
    asked = asking.ask_guardian(link, by=None)
    token = links.token_of(asked)
    assert browser().get(f"/pictures/answer/{token}x/").status_code == 404
    assert browser().get(f"/pictures/said/{token}/").status_code == 404, "not the other's salt"
    assert browser("elsewhere.test").get(f"/pictures/answer/{token}/").status_code == 404
    ConsentRequest.objects.update(withdrawn_on=TODAY)
    assert browser().get(f"/pictures/answer/{token}/").status_code == 410
    with pytest.raises(NotTaken, match="link"):
        asking.answer_by_link(asked.pk, Said("publicity", TODAY + DAY, ("social",)))
    assert ConsentAnswer.objects.count() == 0


def test_a_link_holds_only_while_the_guardian_is_known(link: GuardianLink) -> None:
    asked = asking.ask_guardian(link, by=None)
    end_guardian(link, by=None, on=TODAY, because="The court said so")
    with pytest.raises(NotTaken, match="guardian"):
        asking.answer_by_link(asked.pk, Said("publicity", TODAY + DAY, ("social",)))
    assert browser().post(f"/pictures/answer/{links.token_of(asked)}/", _YES).status_code == 422


def test_guessed_links_are_bounded(
    link: GuardianLink, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(public, "_WRONG", replace(public._WRONG, by_organisation=3))
    phone = browser()
    tried = [phone.get("/pictures/answer/guess/").status_code for _ in range(5)]
    assert tried == [404, 404, 404, 429, 429]
    good = links.token_of(asking.ask_guardian(link, by=None))
    assert phone.get(f"/pictures/answer/{good}/").status_code == 200, "a true link goes on working"
    monkeypatch.setattr(public, "_SENT", replace(public._SENT, by_organisation=0))
    assert phone.post(f"/pictures/answer/{good}/", _YES).status_code == 429
    assert ConsentAnswer.objects.count() == 0


def test_who_cannot_be_asked(college: Organisation) -> None:
    under("portland")
    child, grown = aged("Lee", 16), aged("Ann", 18)
    link, unchecked = guardian(child), guardian(child, "Una", verified=False)
    silent, of_grown = guardian(child, "Sil"), guardian(grown, "Greta")
    silent.guardian.email = ""
    silent.guardian.save()
    for wrong, word in ((unchecked, "guardian"), (silent, "address"), (of_grown, "adult")):
        with pytest.raises(asking.NotAsked, match=word):
            asking.ask_guardian(wrong, by=None)
    asking.ask_guardian(link, by=None)
    with pytest.raises(asking.NotAsked, match="asked"):
        asking.ask_guardian(link, by=None)
    asking.ask_guardian(link, purpose="teaching", by=None)
    asking.ask_person(child, by=None)
    with pytest.raises(asking.NotAsked, match="asked"):
        asking.ask_person(child, by=None)
    assert ConsentRequest.objects.count() == 3


def test_a_guardian_is_warned_at_thirty_and_at_fourteen_days(link: GuardianLink) -> None:
    says(link.learner, "social", link=link, until=TODAY + 40 * DAY)
    for days, mails in ((9, 0), (10, 1), (11, 1), (25, 1), (26, 2), (27, 2)):
        asking.look_ahead(TODAY + days * DAY)
        jobs.run_waiting()
        assert len(_mails()) == mails, days
    assert _path("answer")


def test_a_link_used_twice_at_once_gives_one_answer(own_database: None) -> None:
    organisation = Organisation.objects.create(slug="race", name="Race")
    with acting_as_system(organisation.pk, "set the scene"), transaction.atomic():
        under("portland")
        asked = asking.ask_guardian(guardian(aged("Lee", 16)), by=None)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def send() -> None:
        with acting_as_system(organisation.pk, "try"):
            together.wait()
            try:
                asking.answer_by_link(asked.pk, Said("publicity", TODAY + DAY, ("social",)))
                outcomes.append("kept")
            except NotTaken as refused:
                outcomes.append(str(refused))
        connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert sorted(outcomes) == ["kept", "link"]
    with acting_as_system(organisation.pk, "look"), transaction.atomic():
        assert ConsentAnswer.objects.count() == 1
        standing = Consent.objects.filter(ended_at=None)
        assert ending.withdraw(standing, by=None, by_name="Gita") == 1
