"""The pages of consent for the owner, a colleague, a keeper, a stranger; and how many queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.engine.duties.models import Occurrence
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.consent.actions.asking import ask_person
from lanyard.rooms.consent.models import Consent, ConsentAnswer, ConsentPaper, ConsentRequest
from lanyard.rooms.consent.owing import begin
from lanyard.rooms.consent.tests.pictures import PNG
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, guardian, says, shown, under

_YES = {"shown": "yes", "pictures": ["social"], "named": "no", "period": "year"}
MINE = "/consent/"


@pytest.fixture
def one(college: Organisation) -> Person:
    under("company")
    return aged("Lee", 19)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_ones_own_page_gives_and_withdraws_in_two_clicks(one: Person) -> None:
    me, other = browse(one), browse(staff("Stan"))
    assert "You have not said anything yet" in text(me, MINE)
    assert me.get("/consent/answer/fun/").status_code == 404
    assert me.post("/consent/answer/publicity/", {**_YES, "pictures": []}).status_code == 422
    assert me.post("/consent/answer/publicity/", {**_YES, "pictures": ["radio"]}).status_code == 422
    named = {**_YES, "named": "yes", "names": ["website"]}
    assert me.post("/consent/answer/publicity/", named).status_code == 422
    assert me.post("/consent/answer/publicity/", _YES).status_code == 302
    assert shown(one)
    said = ConsentAnswer.objects.get()
    assert f"/consent/withdraw/{said.pk}/" in text(me, MINE), "the first click"
    path, pks = f"/consent/withdraw/{said.pk}/", [str(c.pk) for c in said.consents.all()]
    assert other.get(path).status_code == 404
    assert other.post(path, {"which": pks}).status_code == 404
    assert all(pk in text(me, path) for pk in pks)
    assert me.post(path, {"which": pks}).status_code == 302, "the second"
    assert not shown(one)
    assert me.get(path).status_code == 404


def test_a_guardian_signed_in_answers_for_their_child_alone(one: Person) -> None:
    child, other = aged("Kim", 15), aged("Una", 15)
    link, theirs, grown = guardian(child), guardian(other, "Otto"), guardian(one, "Greta")
    me = browse(link.guardian)
    page = text(me, MINE)
    assert "Kim" in page
    assert "Una" not in page
    assert me.post(f"/consent/for/{link.pk}/publicity/", _YES).status_code == 302
    assert shown(child)
    for wrong in (theirs, grown):
        assert me.post(f"/consent/for/{wrong.pk}/publicity/", _YES).status_code == 404
    assert browse(grown.guardian).get(f"/consent/for/{grown.pk}/publicity/").status_code == 404
    assert ConsentAnswer.objects.count() == 1


def test_staff_see_whether_and_never_why(college: Organisation, one: Person) -> None:
    teacher, keeper = staff("Tia"), staff("Kit", "dsl")
    group = Group.objects.create(name="Art 1", kind="tutor-group")
    silent = aged("Lena", 19)
    for person, part in ((teacher, "tutor"), (one, "learner"), (silent, "learner")):
        Membership.objects.create(group=group, person=person, part=part, since=TODAY)
    says(one, "social")
    client = browse(teacher)
    found = client.post("/consent/may-they-be-shown/", {"q": "le"}, follow=True)
    page = found.content.decode()
    assert "le" not in found.redirect_chain[0][0].partition("?")[2].split("=")[0]
    assert ("Lee Example" in page, "Lena Example" in page, "Withdrawn" in page) == (
        True, True, False,
    )  # fmt: skip
    page = text(client, f"/consent/may-they-be-shown/?group={group.pk}")
    assert "Social media: <strong>No</strong>" in page
    says(silent, "social")
    page = text(client, f"/consent/may-they-be-shown/?group={group.pk}")
    assert "Social media: <strong>Yes</strong>" in page
    assert "The website: <strong>No</strong>" in page
    assert browse(one).get("/consent/may-they-be-shown/").status_code == 404
    for path in ("/consent/people/", f"/consent/people/{one.pk}/", "/consent/papers/"):
        assert client.get(path).status_code == 404
        assert browse(keeper).get(path).status_code == 200


def _day(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_keepers_ask_enter_paper_check_and_take_down(one: Person) -> None:
    kit, pat = browse(staff("Kit", "dsl")), browse(staff("Pat", "principal"))
    page = f"/consent/people/{one.pk}/"
    assert kit.post(f"{page}ask/", {"who": "self", "purpose": "publicity"}).status_code == 302
    assert kit.post(f"{page}ask/", {"who": "self", "purpose": "publicity"}).status_code == 422
    assert "Lee Example" in text(kit, "/consent/people/")
    form = {"who": "self", "purpose": "publicity", "pictures": ["social"],
            **_day("signed_on", TODAY), **_day("until", TODAY + 90 * DAY)}  # fmt: skip
    scan = SimpleUploadedFile("form.png", PNG)
    late = {**form, **_day("until", TODAY - DAY), "scan": SimpleUploadedFile("form.png", PNG)}
    assert kit.post(f"{page}paper/", late).status_code == 422
    bad = {**form, "scan": SimpleUploadedFile("form.png", b"Yes, he may.")}
    assert kit.post(f"{page}paper/", bad).status_code == 422
    assert kit.post(f"{page}paper/", {**form, "scan": scan}).status_code == 302
    entered = ConsentPaper.objects.get()
    check = f"/consent/papers/{entered.pk}/"
    assert kit.post(check, {"same": "yes"}).status_code == 422
    assert pat.post(check, {"same": "no"}).status_code == 422
    assert pat.post(check, {"same": "yes"}).status_code == 302
    assert shown(one)
    said = ConsentAnswer.objects.get()
    assert "checked by Pat Example" in text(kit, page)
    (given,) = said.consents.all()
    down = f"/consent/answers/{said.pk}/withdrawn/"
    assert kit.post(down, {"which": [str(given.pk)]}).status_code == 422, "who told it?"
    told = {"which": [str(given.pk)], "note": "Lee, by telephone"}
    assert kit.post(down, told).status_code == 302
    assert not shown(one)
    assert "Lee, by telephone" in text(kit, page)


def test_who_is_asked_has_a_duty_until_they_answer(college: Organisation, one: Person) -> None:
    begin()
    ask_person(one, by=None)
    owed = Occurrence.objects.filter(person_id=one.pk, done_on=None, withdrawn_on=None)
    assert [o.due for o in owed] == [TODAY + 14 * DAY]
    told = Notification.objects.filter(person_id=one.pk)
    assert [n.occasion.kind for n in told] == ["consent.asked"]
    with acting_as(college.pk, one.pk):
        assert ConsentRequest.objects.count() == 1
    says(one, "social", until=TODAY + 20 * DAY)
    assert [o.due for o in owed.all()] == [TODAY + 20 * DAY], "and again before the end"
    (definition,) = {o.definition for o in owed.all()}
    assert definition.steps == [-30, -14, 0]
    says(one, "social", until=TODAY + 100 * DAY)
    assert not owed.all()
    assert Occurrence.objects.filter(person_id=one.pk, done_on=TODAY).count() == 2


def test_pages_ask_the_same_for_one_row_and_for_three(one: Person) -> None:
    keeper = browse(staff("Kit", "dsl"))
    people = [one, aged("Ann", 19), aged("Bea", 19)]
    paths = ["/consent/people/", f"/consent/people/{one.pk}/", MINE]
    counts: list[list[int]] = []
    for some in (people[:1], people):
        for n, person in enumerate(some):
            ConsentRequest.objects.all().update(withdrawn_on=TODAY)
            says(person, "social", "website")
            says(one, "social", purpose="teaching" if n else "publicity")
        for person in some:
            ask_person(person, by=None)
        keeper.get(paths[0])
        counts.append([])
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert keeper.get(path).status_code == 200
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]
    assert Consent.objects.exists()
