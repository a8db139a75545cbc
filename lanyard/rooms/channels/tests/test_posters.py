"""Who posts: the list, the yearly signature, what lapses, the list for the network."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from lanyard.engine.clauses.api import evidence_of_all
from lanyard.engine.decisions.api import Word
from lanyard.engine.duties.api import needs_of
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels import posting
from lanyard.rooms.channels.actions.posters import NotAuthorised
from lanyard.rooms.channels.models import AuthorisedPoster, PostingAgreement
from lanyard.rooms.channels.posting import Lacks, lacks
from lanyard.rooms.channels.tests.scene import (
    DAY,
    TODAY,
    a_poster,
    an_account,
    browse,
    cast,
    learner,
    staff,
    text,
    told,
)
from lanyard.rooms.channels.views.posters import _shown

YEAR = 365 * DAY


def needs(person: Person) -> list[str]:
    return [str(one.sentence) for one in needs_of(person)]


def test_nobody_posts_before_they_are_listed_and_have_signed(college: Organisation) -> None:
    people = cast()
    account, ben = an_account(people), people["Ben"]
    assert lacks(account, ben, TODAY) is Lacks.LISTED
    assert posting.answer(account, ben, "post", TODAY).answer is Word.NO
    with pytest.raises(NotAuthorised):
        channels.sign(account, uses=["promotion"], ticked=[], by=ben)
    channels.authorise(account, ben, until=TODAY + YEAR, by=people["Mo"])
    assert told("channels.authorised") == {ben.pk}
    assert lacks(account, ben, TODAY) is Lacks.AGREED
    assert f"Sign before you post on {account}" in needs(ben)
    assert posting.answer(account, ben, "post", TODAY).answer is Word.NO
    every = [slug for slug, _words in channels.RULES]
    for ticked, uses in ((every[1:], ["promotion"]), (every, []), (every, ["selling"])):
        with pytest.raises(ValidationError):
            channels.sign(account, uses=uses, ticked=ticked, by=ben)
    channels.sign(account, uses=["teaching", "promotion"], ticked=every, by=ben)
    assert lacks(account, ben, TODAY) is Lacks.NOTHING
    assert posting.answer(account, ben, "post", TODAY).answer is Word.YES
    assert not [said for said in needs(ben) if "Sign before" in said]
    signed = PostingAgreement.objects.get()
    assert (signed.uses, len(signed.words)) == (["promotion", "teaching"], len(every))


def test_the_signature_is_asked_again_before_it_lapses_and_then_takes_the_right_away(
    college: Organisation,
) -> None:
    people = cast()
    account = an_account(people)
    a_poster(account, people["Ben"], by=people["Mo"])
    lapses = TODAY + YEAR
    assert posting.owed(lapses - 20 * DAY) == []
    ((row, by),) = posting.owed(lapses - 10 * DAY)
    assert (row.person, by) == (people["Ben"], lapses)
    assert lacks(account, people["Ben"], lapses) is Lacks.NOTHING
    assert lacks(account, people["Ben"], lapses + DAY) is Lacks.LISTED
    AuthorisedPoster.objects.update(until=lapses + 9 * DAY)
    assert lacks(account, people["Ben"], lapses + DAY) is Lacks.AGREED
    with pytest.raises(DatabaseError), transaction.atomic():
        PostingAgreement.objects.update(until=lapses + YEAR)


def test_who_lists_whom(college: Organisation) -> None:
    people = cast("oaklands")
    account, head = an_account(people), staff("Pat", "principal")
    until = TODAY + 30 * DAY
    for by in ("Ann", "Lee", "Cleo"):
        with pytest.raises(NotAuthorised):
            channels.authorise(account, people["Ben"], until=until, by=people[by])
    with pytest.raises(NotAuthorised):
        channels.authorise(account, head, until=until, by=head)
    for person, day in (
        (learner("Sam"), until), (staff("Unsigned"), until), (people["Ben"], TODAY),
        (people["Ben"], TODAY + 400 * DAY),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            channels.authorise(account, person, until=day, by=head)
    first = channels.authorise(account, people["Ben"], until=until, by=head)
    again = channels.authorise(account, people["Ben"], until=until + DAY, by=people["Mo"])
    first.refresh_from_db()
    assert (first.ended_on, first.ended_because) == (TODAY, "Listed anew")
    assert (first.issued_as, again.issued_as[:8], again.ended_on) == ("Principal", "Director", None)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuthorisedPoster.objects.filter(pk=again.pk).update(issued_by=people["Ben"].pk)


def test_a_leaver_and_a_closed_account_have_no_posters(college: Organisation) -> None:
    people = cast()
    one, two = an_account(people), an_account(people, handle="@other.place", name="Other")
    for account in (one, two):
        a_poster(account, people["Ben"], by=people["Mo"])
    extra = a_poster(one, people["Ida"], by=people["Mo"])
    channels.end_poster(extra, because="Moves", by=people["Mo"])
    with pytest.raises(ValidationError):
        channels.end_poster(extra, because="Again", by=people["Mo"])
    channels.close(two, because="Done", archive="Drive", by=people["Mo"])
    leave(people["Ben"], by=None, on=TODAY)
    assert set(AuthorisedPoster.objects.values_list("ended_because", flat=True)) == {
        "Moves", "The account was closed", "Left",
    }  # fmt: skip


def test_the_list_for_the_network_names_who_may_post_and_who_runs(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    a_poster(account, people["Ben"], by=people["Mo"])
    channels.authorise(account, people["Ida"], until=TODAY + 9 * DAY, by=people["Mo"])
    path = reverse("channels:posters-csv")
    assert browse(people["Ann"]).get(path).status_code == 404
    answer = browse(people["Ida"]).get(path)
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["name", "email", "account", "platform", "group", "as", "until"]
    assert [(one[0], one[4], one[5]) for one in rows[1:]] == [
        ("Ben Example", "Social media", "posts"), ("Lee Example", "Social media", "runs"),
        ("Mo Example", "Social media", "runs"),
    ]  # fmt: skip


def test_the_control_falls_when_somebody_has_not_signed(college: Organisation) -> None:
    people = cast()
    account = an_account(people)

    def stands() -> str:
        found = evidence_of_all(college.pk, on=TODAY, only=("posters-authorised",))
        one = found["posters-authorised"]
        return f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else one.state

    assert stands() == "not-set-up"
    a_poster(account, people["Ben"], by=people["Mo"])
    assert stands() == "in-force 1/1"
    channels.authorise(account, people["Ida"], until=TODAY + 9 * DAY, by=people["Mo"])
    assert stands() == "not-in-force 1/2"


def test_the_pages_of_those_who_post(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    marketing, ben = browse(people["Mo"]), browse(people["Ben"])
    door = reverse("channels:add-poster", args=[account.pk])
    assert ben.get(door).status_code == 404
    day = TODAY + 60 * DAY
    typed = {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    own = marketing.post(door, {**typed, "person": people["Mo"].email})
    assert "Somebody else has to say" in own.content.decode()
    assert marketing.post(door, {**typed, "person": people["Ben"].email}).status_code == 302
    listed = reverse("channels:posters")
    assert "Has not signed: may not post" in text(ben, listed)
    sign = reverse("channels:agree", args=[account.pk])
    assert browse(people["Ann"]).get(sign).status_code == 404
    every = [slug for slug, _words in channels.RULES]
    assert ben.post(sign, {"uses": ["promotion"], "rules": every[1:]}).status_code == 422
    assert ben.post(sign, {"uses": ["promotion"], "rules": every}).status_code == 302
    assert "Has not signed" not in text(ben, listed)
    gone = reverse("channels:end-poster", args=[AuthorisedPoster.objects.get().pk])
    assert ben.get(gone).status_code == 404
    assert marketing.post(gone, {"because": "Moves on"}).status_code == 302
    assert marketing.get(gone).status_code == 404
    assert ben.get(sign).status_code == 404
    assert "Ben Example" not in text(marketing, listed)
    sam = browse(learner("Sam", email="sam@here.test"))
    assert sam.get(listed).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_many(
    college: Organisation, number: int, django_assert_num_queries: Any
) -> None:
    people = cast()
    account = an_account(people)
    for one in range(number):
        a_poster(account, staff(f"Poster{one}"), by=people["Mo"])
    with django_assert_num_queries(1):
        assert len(_shown()) == number
