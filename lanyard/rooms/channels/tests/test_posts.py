"""Posts: the checks, who approves, who lets out, pictures, the freeze, whom they are shown."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.models import Occurrence
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels import kinds
from lanyard.rooms.channels.actions import posts as acts
from lanyard.rooms.channels.models import OfficialAccount, OfficialPost, PostPicture
from lanyard.rooms.channels.tests.posts import (
    PLACE,
    TEXT,
    a_draft,
    a_sent,
    an_approved,
    say,
)
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
from lanyard.rooms.consent import api as consent
from lanyard.rooms.consent.tests.pictures import PNG

People = dict[str, Person]


@pytest.fixture
def people(college: Organisation) -> People:
    return cast()


@pytest.fixture
def account(people: People) -> OfficialAccount:
    made = an_account(people)
    a_poster(made, people["Ben"], by=people["Mo"])
    return made


def a_picture(by: Person, *who: Person, **more: Any) -> consent.Picture:
    facts: dict[str, Any] = {
        "title": "Three learners at a lathe", "alt_text": "Three people at a machine",
        "taken_on": TODAY, "taken_by": "staff", "device": "organisation", "activity": "Lathes",
        "rights": "owned", "on_premises": False, **more,
    }  # fmt: skip
    return consent.store(consent.Taken(**facts), consent.Scan("a.png", PNG), who, by=by)


def agreed(name: str) -> tuple[Person, consent.ConsentAnswer]:
    """Add an adult learner who lets themselves be shown on social media."""
    born = TODAY.replace(year=TODAY.year - 20, day=1)
    one = learner(name, born=born, email=f"{name.lower()}@here.test")
    said = consent.Said("publicity", TODAY + 200 * DAY, ("social",), ())
    return one, consent.answer(one, said, by=one, link=None)


def wrong(post: OfficialPost) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        channels.send_post(post, by=post.author)
    return set(refused.value.error_dict)


def test_from_draft_to_where_it_stands(account: OfficialAccount, people: People) -> None:
    ben = people["Ben"]
    post = a_sent(account, ben)
    assert (post.state, post.found) == ("waiting", [])
    assert told("approvals.asked") >= {people["Ann"].pk}
    for name in ("Ben", "Mo"):
        with pytest.raises(approvals.NotAsked):
            say(post, people[name])
    say(post, people["Ann"])
    assert post.state == "approved"
    assert [(one["name"], one["as"]) for one in post.approved_by] == [
        ("Ann Example", "Answers for the account")
    ]
    with pytest.raises(channels.NotReleased):
        channels.posted(post, place=PLACE, by=ben)
    with pytest.raises(channels.NotReleased, match="authorised"):
        channels.release_post(post, by=people["Ann"])
    channels.release_post(post, by=ben)
    with pytest.raises(channels.NotReleased):
        channels.release_post(post, by=ben)
    waits = Occurrence.objects.filter(definition__kind=kinds.POST_NOW, done_on=None)
    assert list(waits.values_list("person_id", "due")) == [(ben.pk, TODAY)]
    done = channels.posted(post, place=PLACE, by=ben)
    assert (done.state, done.place, done.released_by) == ("published", PLACE, ben.pk)
    assert not waits.exists()
    with pytest.raises(channels.NotReleased):
        channels.posted(post, place=PLACE, by=ben)
    for change in ({"place": "https://x.example/"}, {"state": "draft"}, {"text": "Otherwise"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            OfficialPost.objects.filter(pk=post.pk).update(**change)


def test_only_who_is_on_the_list_writes_and_lets_out(
    account: OfficialAccount, people: People
) -> None:
    with pytest.raises(acts.NotTheirs):
        a_draft(account, people["Ida"])
    post = an_approved(account, people["Ben"])
    with pytest.raises(DatabaseError), transaction.atomic():
        OfficialPost.objects.filter(pk=post.pk).update(
            state="published", published_at=timezone.now(), place=PLACE
        )
    channels.end_poster(account.posters.get(), because="Moves", by=people["Mo"])
    with pytest.raises(channels.NotReleased, match="authorised"):
        channels.release_post(post, by=people["Ben"])
    draft = OfficialPost.objects.create(
        account=account, author=people["Ben"], text=TEXT, rights_held=True,
        circle_id=post.circle_id,
    )  # fmt: skip
    assert wrong(draft) == {"__all__"}


def test_what_the_checks_find(account: OfficialAccount, people: People) -> None:
    ben = people["Ben"]
    sam = learner("Samira", email="samira@here.test")
    for words, fields in (
        ({"text": "Ring me: my password is hunter2 today."}, {"text"}),
        ({"text": "Come to the recieve desk on Saturday."}, {"set_aside"}),
        ({"rights_held": False}, {"rights_held"}),
    ):
        assert wrong(a_draft(account, ben, **words)) == fields, words
    aside = {"text": "Come to the recieve desk.", "set_aside": "It is a joke"}
    assert a_sent(account, ben, **aside).found == ["grammar"]
    named, _answer = agreed("Pia")
    picture = a_picture(ben, named)
    assert wrong(a_draft(account, ben, pictures=[picture], text=f"Well done, {sam}.")) == {"text"}
    long = {"pictures": [picture], "text": "Come and see the workshops. " * 40}
    assert "text" in wrong(a_draft(account, ben, **long))


def test_a_picture_goes_only_with_everybodys_consent_and_is_pulled_back(
    account: OfficialAccount, people: People
) -> None:
    ben = people["Ben"]
    one, said = agreed("Pia")
    other = learner("Kim", email="kim@here.test")
    both = a_picture(ben, one, other)
    assert wrong(a_draft(account, ben, pictures=[both])) == {"pictures"}
    assert not consent.Publication.objects.exists(), "nothing half-done"
    alone = a_picture(ben, one)
    post = an_approved(account, ben, pictures=[alone])
    assert wrong(a_draft(account, ben, pictures=[alone])) == {"pictures"}
    channels.release_post(post, by=ben)
    channels.posted(post, place=PLACE, by=ben)
    use = consent.Publication.objects.get()
    assert (use.state, use.place, use.released_by) == ("published", PLACE, ben.pk)
    consent.withdraw(list(said.consents.all()), by=one, by_name=str(one))
    assert consent.Takedown.objects.get().publication == use


def test_a_consent_that_ends_before_it_is_out_stops_it(
    account: OfficialAccount, people: People
) -> None:
    ben = people["Ben"]
    one, said = agreed("Pia")
    post = an_approved(account, ben, pictures=[a_picture(ben, one)])
    channels.release_post(post, by=ben)
    consent.withdraw(list(said.consents.all()), by=one, by_name=str(one))
    with pytest.raises(channels.NotReleased):
        channels.posted(post, place=PLACE, by=ben)
    post.refresh_from_db()
    assert (post.state, post.place) == ("queued", "")
    acts.take_back(post, because="She took her consent back", by=ben)
    assert consent.Publication.objects.get().state == "refused"


def test_a_refused_post_is_changed_and_sent_again(account: OfficialAccount, people: People) -> None:
    ben = people["Ben"]
    one, _said = agreed("Pia")
    picture = a_picture(ben, one)
    post = say(a_sent(account, ben, pictures=[picture]), people["Ann"], yes=False)
    assert post.state == "refused"
    with pytest.raises(channels.NotReleased):
        channels.release_post(post, by=ben)
    words = channels.Words("Come on Saturday.", "", [picture], rights_held=True)
    with pytest.raises(acts.NotTheirs):
        acts.rewrite(post, words, by=people["Ann"])
    channels.send_post(acts.rewrite(post, words, by=ben), by=ben)
    states = consent.Publication.objects.order_by("asked_at").values_list("state", flat=True)
    assert list(states) == ["refused", "asked"]
    assert say(post, people["Ann"]).state == "approved"


def test_an_owners_own_post_goes_to_marketing(account: OfficialAccount, people: People) -> None:
    a_poster(account, people["Ann"], by=people["Mo"])
    post = a_sent(account, people["Ann"])
    with pytest.raises(approvals.NotAsked):
        say(post, people["Ann"])
    assert say(post, people["Mo"]).state == "approved"


def test_under_oaklands_the_line_managers_word_is_needed_as_well(college: Organisation) -> None:
    people = cast("oaklands")
    account = an_account(people)
    a_poster(account, people["Ben"], by=people["Mo"])
    draft = a_draft(account, people["Ben"])
    with pytest.raises(ValidationError, match="line manager"):
        channels.send_post(draft, by=people["Ben"])
    page = text(browse(people["Ben"]), reverse("channels:post", args=[draft.pk]))
    assert reverse("answers:ask", args=["account.post"]) in page


def test_a_post_has_its_time(account: OfficialAccount, people: People) -> None:
    ben = people["Ben"]
    post = an_approved(account, ben)
    later = timezone.now() + 3 * DAY
    channels.release_post(post, at=later, by=ben)
    assert not Occurrence.objects.filter(definition__kind=kinds.POST_NOW).exists()
    with pytest.raises(channels.NotReleased, match="not time"):
        channels.posted(post, place=PLACE, by=ben)
    OfficialPost.objects.update(goes_at=timezone.now() - DAY / 24)
    assert channels.posted(post, place=PLACE, by=ben).state == "published"


def test_a_freeze_holds_everything_on_its_way_and_its_end_releases_nothing(
    account: OfficialAccount, people: People
) -> None:
    ben = people["Ben"]
    waiting, approved = a_sent(account, ben), an_approved(account, ben)
    queued, draft = an_approved(account, ben), a_draft(account, ben)
    channels.release_post(queued, at=timezone.now() + DAY, by=ben)
    out = an_approved(account, ben)
    channels.release_post(out, by=ben)
    channels.posted(out, place=PLACE, by=ben)
    channels.freeze(because="A fire", by=people["Mo"])

    def states() -> list[str]:
        found = [waiting, approved, queued, draft, out]
        for one in found:
            one.refresh_from_db()
        return [one.state for one in found]

    assert states() == ["held", "held", "held", "draft", "published"]
    assert told("channels.held") == {ben.pk}
    assert wrong(draft) == {"__all__"}
    with pytest.raises(channels.NotReleased):
        channels.put_back(queued, by=ben)
    asked = approvals.of_subject(channels.POST, waiting.pk)[0]
    approvals.decide(asked.pk, by=people["Ann"], approve=True, reason="Fine")
    assert states()[0] == "held", "only marketing's word counts in a freeze"
    channels.thaw(because="Over", by=people["Mo"])
    assert states() == ["held", "held", "held", "draft", "published"]
    for one in (waiting, approved, queued):
        channels.put_back(one, by=ben)
    assert states()[:3] == ["draft", "approved", "approved"]


def test_marketing_posts_in_a_freeze_without_waiting(
    account: OfficialAccount, people: People
) -> None:
    mo = people["Mo"]
    lead = staff("Dee", "director-marketing")
    a_poster(account, mo, by=lead)
    channels.freeze(because="A fire", by=mo)
    post = a_sent(account, mo)
    assert (post.state, post.approved_by[0]["as"]) == ("approved", "Marketing, in a freeze")
    with pytest.raises(channels.NotReleased):
        channels.release_post(post, by=people["Ben"])
    channels.release_post(post, by=mo)
    assert channels.posted(post, place=PLACE, by=mo).in_freeze


def test_posts_are_for_the_people_of_the_account(account: OfficialAccount, people: People) -> None:
    post = a_draft(account, people["Ben"], text="Between us until Friday.")
    stranger, page = staff("Zoe"), reverse("channels:post", args=[post.pk])
    for name in ("Ben", "Ann", "Mo", "Lee"):
        assert "Between us" in text(browse(people[name]), page), name
    for who in (stranger, people["Ida"]):
        assert browse(who).get(page).status_code == 404
        assert "Between us" not in text(browse(who), reverse("channels:posts"))
        with acting_as(who.organisation_id, who.pk):
            assert (OfficialPost.objects.count(), PostPicture.objects.count()) == (0, 0)
    sam = browse(learner("Sam", email="sam@here.test"))
    assert sam.get(reverse("channels:posts")).status_code == 404
    for name in ("edit-post", "send-post", "take-back"):
        door = reverse(f"channels:{name}", args=[post.pk])
        assert browse(people["Lee"]).get(door).status_code == 404, name


def test_the_pages_from_writing_to_the_address(account: OfficialAccount, people: People) -> None:
    one, _said = agreed("Pia")
    picture = a_picture(people["Ben"], one)
    ben, ann, zoe = browse(people["Ben"]), browse(people["Ann"]), browse(staff("Zoe"))
    door = reverse("channels:write-post", args=[account.pk])
    assert zoe.get(door).status_code == 404
    typed = {"text": TEXT, "pictures": picture.code.lower()}
    assert ben.post(door, {**typed, "pictures": "NOSUCH99"}).status_code == 422
    page = ben.post(door, typed)["Location"]
    assert "everything in it is ours" in text(ben, page)
    post = OfficialPost.objects.get()
    send = reverse("channels:send-post", args=[post.pk])
    assert ben.post(send).status_code == 422
    assert ben.post(send, {**typed, "rights_held": "on"}).status_code == 302
    assert ann.get(send).status_code == 404
    say(post, people["Ann"])
    release = reverse("channels:release-post", args=[post.pk])
    assert ann.get(release).status_code == 404
    half = {"day_day": 1, "day_month": 1, "day_year": 2031}
    assert ben.post(release, half).status_code == 422
    assert ben.post(release, {}).status_code == 302
    packed = ben.get(reverse("channels:post-package", args=[post.pk]))
    assert zoe.get(reverse("channels:post-package", args=[post.pk])).status_code == 404
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert set(archive.namelist()) == {
            "post.txt", "post.json", "pictures.csv", "picture-1.png"
        }  # fmt: skip
        told_of = json.loads(archive.read("post.json"))
        assert told_of["pictures"][0]["alt"] == "Three people at a machine"
    posted = reverse("channels:posted", args=[post.pk])
    assert ben.post(posted, {"place": "nowhere"}).status_code == 422
    assert ben.post(posted, {"place": PLACE}).status_code == 302
    assert PLACE in text(ann, page)
    assert ben.get(posted).status_code == 404
    assert ben.get(reverse("channels:take-back", args=[post.pk])).status_code == 404


def test_the_list_of_posts_costs_the_same_for_many(
    account: OfficialAccount, people: People
) -> None:
    client, path = browse(people["Ben"]), reverse("channels:posts")
    counts = []
    for more in (1, 2):
        for _one in range(more):
            a_draft(account, people["Ben"])
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
