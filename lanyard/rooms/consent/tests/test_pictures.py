"""Pictures in the store, the gate before they go out, and what pulls them back."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from PIL import Image

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files.api import Refused, StoredFile
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.actions.vulnerability import set_vulnerability
from lanyard.people.api import Person
from lanyard.rooms.consent import gate
from lanyard.rooms.consent.actions import claiming, ending, publishing, storing
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.controls import CONTROLS
from lanyard.rooms.consent.models import Consent, Picture, Publication, Takedown
from lanyard.rooms.consent.tests.pictures import PNG
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, guardian, says, under

_PLACE = "https://social.example/1"


def said(**more: Any) -> storing.Taken:
    facts: dict[str, Any] = {
        "title": "Three learners at a lathe", "alt_text": "Three people at a machine",
        "taken_on": TODAY, "taken_by": "staff", "device": "organisation", "activity": "Lathes",
        "rights": "owned", "on_premises": False, **more,
    }  # fmt: skip
    return storing.Taken(**facts)


def stored(*people: Person, by: Person, name: str = "lathe.png", **more: Any) -> Picture:
    return storing.store(said(**more), Scan(name, PNG), people, by=by)


def asked(picture: Picture, by: Person, **more: Any) -> Publication:
    facts = {"channel": "social", "purpose": "publicity", "caption": "", "doubt": False, **more}
    return publishing.request(picture, by=by, **facts)


def approve(one: Publication, *approvers: Person) -> None:
    (found,) = approvals.of_subject(gate.SUBJECT, one.pk)
    for who in approvers:
        approvals.decide(found.pk, by=who, approve=True, reason="It is fine")


@pytest.fixture
def tutor(college: Organisation) -> Person:
    return staff("Tia")


@pytest.fixture
def mel(college: Organisation) -> Person:
    return staff("Mel", "marketing-team", "marketing-manager", "director-marketing")


def test_a_picture_comes_out_without_what_the_camera_wrote(tutor: Person) -> None:
    under("oaklands")
    camera, exif = Image.new("RGB", (40, 20), "red"), Image.Exif()
    exif[0x010F], exif[0x0132] = "Camera of Lee Example", "2026:01:01 10:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    sent = io.BytesIO()
    camera.save(sent, "JPEG", exif=exif)
    made = storing.store(said(poor_because="Small"), Scan("IMG.jpg", sent.getvalue()), [], by=tutor)
    file = StoredFile.objects.get(pk=made.file_id)
    kept = browse(tutor).get(f"/pictures/{made.pk}/image/")
    assert kept.status_code == 200
    assert b"Camera of Lee" not in kept.content
    assert not Image.open(io.BytesIO(kept.content)).getexif()
    assert made.sha256_received == file.sha256_received != file.sha256_kept
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{6}", made.code)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"taken_on": TODAY + DAY}, "day"),
        ({"rights": "licensed", "licensed_until": TODAY}, "holder"),
        ({"rights": "licensed", "rights_holder": "A library"}, "licence"),
        ({"rights": "licensed", "rights_holder": "A", "licensed_until": TODAY - DAY}, "licence"),
    ],
)
def test_what_is_not_stored(tutor: Person, more: dict[str, Any], word: str) -> None:
    under("oaklands")
    with pytest.raises(storing.NotStored, match=word):
        stored(by=tutor, **more)
    assert Picture.objects.count() == 0


def test_files_that_are_no_pictures_are_refused(tutor: Person) -> None:
    under("oaklands")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    video, huge = b"\x00\x00\x00\x18ftypmp42", PNG[:16] + b"\x00\x00\x40\x00" * 2 + PNG[24:]
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
    for content in (svg, video, huge, heic, b"MZ\x90\x00", b""):
        with pytest.raises((Refused, storing.NotStored)):
            storing.store(said(), Scan("picture.jpg", content), [], by=tutor)
    assert (Picture.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_one_to_one_is_told_to_the_line_manager(college: Organisation) -> None:
    under("kingston-maurward")
    boss = staff("Bo")
    tutor = staff("Tia", manager=boss)
    stored(by=tutor)
    made = stored(by=tutor, one_to_one_because="A portrait for the prize")
    told = Notification.objects.filter(occasion__kind="consent.one-to-one")
    assert [(n.person_id, n.occasion.subject_id) for n in told] == [(boss.pk, made.pk)]
    assert gate.usable(made, "social", "publicity", TODAY).answer == "avoid"


def test_one_of_a_group_without_consent_refuses_and_a_withdrawal_pulls_back(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("portland")
    one, other = aged("Lee", 19), aged("Ann", 19)
    picture = stored(one, other, by=tutor)
    says(one, "social")
    refused = asked(picture, tutor)
    assert (refused.state, "consented" in refused.say) == ("refused", True)
    assert "POR-IMG-01" in refused.because
    says(other, "social")
    wanted = asked(picture, tutor)
    assert wanted.state == "asked"
    with pytest.raises(publishing.NotPublished):
        publishing.release(wanted, by=mel, place=_PLACE)
    for what in ("quality", "privacy"):
        with pytest.raises(publishing.NotNow, match="own"):
            publishing.check(wanted, what, by=tutor, passed=True)
        publishing.check(wanted, what, by=mel, passed=True)
    with pytest.raises(publishing.NotPublished, match="marketing"):
        publishing.release(wanted, by=staff("Hea", "principal"), place=_PLACE)
    with pytest.raises(publishing.NotNow, match="place"):
        publishing.release(wanted, by=mel, place=" ")
    publishing.release(wanted, by=mel, place=_PLACE)
    assert not Takedown.objects.exists()
    ending.withdraw(Consent.objects.filter(person=other), by=other, by_name="Ann")
    (down,) = Takedown.objects.all()
    assert (down.publication_id, down.due) == (wanted.pk, TODAY + 2 * DAY)
    picture.refresh_from_db()
    assert picture.hidden_at is not None
    with pytest.raises(publishing.NotNow, match="hidden"):
        asked(picture, tutor)
    told = Notification.objects.filter(occasion__kind="consent.takedown")
    assert {n.person_id for n in told} >= {mel.pk}
    with pytest.raises(publishing.NotNow, match="proof"):
        publishing.take_down(down, by=mel, proof=" ")
    publishing.take_down(down, by=mel, proof="Page not found, signed out")
    with pytest.raises(publishing.NotNow, match="state"):
        publishing.take_down(down, by=mel, proof="Again")
    wanted.refresh_from_db()
    assert wanted.state == "removed"
    says(other, "social")
    picture.refresh_from_db()
    assert picture.hidden_at is None


def test_landau_asks_both_posts_and_a_refusal_ends_it(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("landau")
    one, boss = aged("Lee", 16), staff("Sam", "senior-management-team")
    says(one, "social")
    picture = stored(one, by=tutor, on_premises=True)
    wanted = asked(picture, tutor)
    with pytest.raises(publishing.NotPublished, match="approve"):
        publishing.release(wanted, by=mel, place=_PLACE)
    approve(wanted, boss)
    with pytest.raises(publishing.NotPublished, match="approve"):
        publishing.release(wanted, by=mel, place=_PLACE)
    approve(wanted, mel)
    publishing.release(wanted, by=mel, place=_PLACE)
    again = asked(picture, tutor, channel="website")
    assert again.state == "refused", "nobody consented to the website"
    says(one, "website", "social")
    again = asked(picture, tutor, channel="website")
    (found,) = approvals.of_subject(gate.SUBJECT, again.pk)
    approvals.decide(found.pk, by=boss, approve=False, reason="Not this one")
    again.refresh_from_db()
    assert again.state == "refused"


def test_doubt_goes_to_a_senior_manager(college: Organisation, tutor: Person, mel: Person) -> None:
    under("oaklands")
    picture = stored(by=tutor)
    assert not approvals.of_subject(gate.SUBJECT, asked(picture, tutor).pk)
    wanted = asked(picture, tutor, channel="print", doubt=True)
    (found,) = approvals.of_subject(gate.SUBJECT, wanted.pk)
    assert [step.role for step in found.steps.all()] == ["senior-manager"]


@pytest.mark.parametrize("where", ["caption", "title", "alt_text", "name"])
def test_a_name_anywhere_is_caught(tutor: Person, where: str) -> None:
    under("oaklands")
    one, absent = aged("Lee", 19), aged("Zo\u00eb", 19)
    says(one, "social")
    for words in ("LEE at work", "Well done, zoe example"):
        more = {where: words if where != "name" else f"{words}.png"}
        caption = more.pop("caption", "")
        picture = stored(one, by=tutor, **more)
        refused = asked(picture, tutor, caption=caption)
        assert (refused.state, refused.because) == ("refused", ["OAK-4.4-05"])
        assert str(one.pk if "LEE" in words else absent.pk) in refused.named
    assert asked(stored(one, by=tutor), tutor, caption="Sleek work").state == "asked"


def test_a_name_needs_its_own_consent_where_the_policy_says_so(tutor: Person) -> None:
    under("company")
    one, absent = aged("Lee", 19), aged("Ann", 19)
    says(one, "social")
    picture = stored(one, by=tutor)
    assert asked(picture, tutor, caption="Lee at work").because[0] == "COM-IMG-05"
    says(one, "social", names=["social"])
    assert asked(picture, tutor, caption="Lee at work").state == "asked"
    refused = asked(picture, tutor, caption="By Ann Example", purpose="publicity")
    assert refused.state == "refused", "she is named and has consented to nothing"
    assert str(absent.pk) in refused.named


def test_rights_devices_strangers_and_uses_that_do_not_exist(tutor: Person, mel: Person) -> None:
    under("landau")
    stranger = stored(by=tutor, others=1)
    assert asked(stranger, tutor).state == "refused"
    assert asked(stored(by=tutor, rights="none"), tutor).because[0] == "LAN-IMG-05"
    assert asked(stored(by=tutor, device="personal"), tutor).because[0] == "LAN-DD-08A"
    source = claiming.add_to_list("source", "A library of pictures", by=mel)
    licensed = stored(
        by=tutor, rights="licensed", rights_holder="A library", licensed_until=TODAY,
        source=source, document=Scan("licence.png", PNG),
    )  # fmt: skip
    assert gate.usable(licensed, "social", "publicity", TODAY).permitted
    assert not gate.usable(licensed, "social", "publicity", TODAY + DAY).permitted
    with pytest.raises(publishing.NotNow, match="channel"):
        asked(licensed, tutor, channel="radio")
    asked(licensed, tutor)
    with pytest.raises(publishing.NotNow, match="asked"):
        asked(licensed, tutor)


def test_whom_safeguarding_hides_is_pulled_back_and_not_explained(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("oaklands")
    one, lead = aged("Lee", 19), staff("Dee", "dsl")
    says(one, "social")
    wanted = asked(stored(one, by=tutor), tutor)
    publishing.release(wanted, by=mel, place=_PLACE)
    with acting_as(college.pk, lead.pk):
        set_vulnerability(one, by=lead, kind="not-shown", since=TODAY)
    (down,) = Takedown.objects.all()
    assert down.publication_id == wanted.pk
    page = browse(mel).get(f"/pictures/takedowns/{down.pk}/").content.decode()
    assert "may not be shown there any more" in page
    assert not {"safeguarding", "withdr"} & set(re.findall(r"[a-z]+", page.lower()))


def test_a_person_found_on_it_later_pulls_it_back(tutor: Person, mel: Person) -> None:
    under("oaklands")
    picture = stored(by=tutor)
    wanted = asked(picture, tutor)
    publishing.release(wanted, by=mel, place=_PLACE)
    stranger = aged("Lee", 19)
    storing.tag(picture, stranger, by=tutor)
    assert Takedown.objects.get().publication_id == wanted.pk
    (subject,) = picture.subjects.all()
    with pytest.raises(ValueError, match="why"):
        storing.untag(subject, by=tutor, because=" ")
    storing.untag(subject, by=tutor, because="It is her sister")
    assert asked(picture, tutor, channel="website").state == "asked"


def test_a_guardians_withdrawal_orders_each_place_by_its_own_day(
    tutor: Person, mel: Person
) -> None:
    under("company")
    one = aged("Lee", 15)
    link = guardian(one)
    given = says(one, "social", "print", link=link)
    picture = stored(one, by=tutor)
    head = staff("Hea", "managing-director")
    for channel in ("social", "print"):
        publishing.release(asked(picture, tutor, channel=channel), by=head, place=channel)
    ending.withdraw(given.consents.all(), by=None, by_name="Gita")
    due = dict(Takedown.objects.values_list("publication__channel", "due"))
    assert due == {"social": TODAY + 2 * DAY, "print": TODAY + 28 * DAY}


def test_rows_are_seen_by_who_stored_and_who_publishes(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("oaklands")
    one, other, senior = aged("Lee", 19), staff("Stan"), staff("Sam", "senior-manager")
    says(one, "social")
    picture = stored(one, by=tutor)
    asked(picture, tutor)
    lead = staff("Dee", "dsl")

    def seen() -> dict[str, tuple[int, int, int]]:
        found = {}
        for who in (tutor, mel, senior, other, one, lead):
            with acting_as(college.pk, who.pk):
                found[who.given_name] = (
                    Picture.objects.count(), Publication.objects.count(),
                    StoredFile.objects.filter(pk=picture.file_id).count(),
                )  # fmt: skip
                assert Picture.objects.update(hidden_at=None) == 0
        return found

    nothing, everything = (0, 0, 0), (1, 1, 1)
    assert seen() == {
        "Tia": everything, "Mel": everything, "Sam": everything, "Stan": nothing, "Lee": nothing,
        "Dee": nothing,
    }  # fmt: skip
    ending.withdraw(Consent.objects.all(), by=one, by_name="Lee")
    assert {name: rows[:2] for name, rows in seen().items()} == {
        "Tia": (0, 0), "Mel": (1, 1), "Sam": (0, 0), "Stan": (0, 0), "Lee": (0, 0), "Dee": (0, 0),
    }  # fmt: skip


def test_the_database_holds_what_was_done(tutor: Person, mel: Person) -> None:
    under("oaklands")
    picture = stored(by=tutor)
    wanted = asked(picture, tutor)
    rows = Publication.objects.filter(pk=wanted.pk)
    with pytest.raises(IntegrityError, match="publication_has_its_place"), transaction.atomic():
        rows.update(state="published")
    publishing.release(wanted, by=mel, place=_PLACE)
    changes: list[dict[str, Any]] = [{"channel": "print"}, {"caption": "Other"}, {"named": []}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        picture.delete()


def test_the_code_answers_any_member_of_staff_and_never_why(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    says(one, "social")
    picture = stored(one, by=tutor)
    other = browse(staff("Stan"))
    page = other.get(f"/p/{picture.code.lower()}/").content.decode()
    yes = re.findall(r"<dt[^>]*>([^<]+)</dt><dd[^>]*><strong>(\w+)</strong>", page)
    assert dict(yes) == {
        "The website": "No", "Social media": "Yes", "Print, such as the prospectus": "No",
        "Blogs and other sites": "No",
    }  # fmt: skip
    assert "consented" not in page
    assert "Lee" not in page
    assert other.get(f"/pictures/{picture.pk}/").status_code == 404
    assert browse(one).get(f"/p/{picture.code}/").status_code == 404
    assert other.get("/p/AAAAAA/").status_code == 404


def test_evidence_falls_with_what_is_late(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    under("landau")
    assert {one.slug for one in CONTROLS} <= set(registry.controls())

    def stands(on: datetime.date = TODAY) -> dict[str, str]:
        found = {one.slug: one.evidence(college.pk, on) for one in CONTROLS}
        return {s: f"{e.figure.part}/{e.figure.whole}" for s, e in found.items() if e.figure}

    assert stands() == {}
    one = aged("Lee", 16)
    says(one, "social")
    wanted = asked(stored(one, by=tutor), tutor)
    publishing.release(wanted, by=mel, place=_PLACE)
    good = dict.fromkeys((one.slug for one in CONTROLS), "1/1")
    assert stands() == good
    ending.withdraw(Consent.objects.all(), by=one, by_name="Lee")
    assert stands(TODAY + 2 * DAY)["image-consent"] == "1/1", "still in time"
    assert stands(TODAY + 3 * DAY)["image-consent"] == "0/1"
    stored(by=tutor, rights="none", device="personal")
    asked(stored(by=tutor), tutor)
    later = stands(TODAY + 20 * DAY)
    assert (later["rights-declared"], later["image-capture-logged"]) == ("2/3", "2/3")
