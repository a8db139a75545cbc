"""By what right a picture is used: evidence, sources, ends, the lists, and how good it is."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from PIL import Image, ImageFilter

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files import api as files
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.consent import errands, gate
from lanyard.rooms.consent.actions import claiming, publishing, storing
from lanyard.rooms.consent.actions.claiming import Claim, NotClaimed
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.controls import CONTROLS
from lanyard.rooms.consent.models import MediaListEntry, Picture, RightsStatement
from lanyard.rooms.consent.tests.pictures import PNG
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, says, under
from lanyard.rooms.consent.tests.test_pictures import asked, said, stored

_FILE = Scan("licence.png", PNG)
_LEAVE = "By mail of 3 May, from her own address"


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("landau")
    return staff("Tia")


@pytest.fixture
def mel(college: Organisation) -> Person:
    return staff("Mel", "marketing-team", "marketing-manager")


def licensed(source: MediaListEntry | None = None, **more: Any) -> Claim:
    facts: dict[str, Any] = {
        "rights": "licensed", "rights_holder": "A library", "licensed_until": TODAY + DAY,
        "licence": "Web, one year", "source": source, "document": _FILE, **more,
    }  # fmt: skip
    return Claim(**facts)


@pytest.mark.parametrize(
    ("taken_by", "claim", "out"),
    [
        ("staff", {"rights": "owned"}, True),
        ("learner", {"rights": "owned"}, False),
        ("learner", {"rights": "owned", "document": _FILE}, True),
        ("external", {"rights": "owned"}, False),
        ("external", {"rights": "none"}, False),
        ("external", {"rights": "owner-permission", "rights_holder": "Ann"}, False),
        ("external", {"rights": "owner-permission", "rights_holder": "Ann", "evidence": _LEAVE},
         True),
        ("external", {"rights": "owner-permission", "rights_holder": "Ann", "document": _FILE},
         True),
    ],
)  # fmt: skip
def test_each_source_asks_for_its_own_evidence(
    tutor: Person, taken_by: str, claim: dict[str, Any], *, out: bool
) -> None:
    made = stored(by=tutor, taken_by=taken_by, authorised_by_name="Tia", **claim)
    wanted = asked(made, tutor)
    assert (made.proved, wanted.state) == (out, "asked" if out else "refused")
    if not out:
        assert wanted.because[0] == "LAN-IMG-05"
    waits = {one.about for one in duties.owed_by(tutor) if one.about}
    assert waits == (set() if out else {str(made.pk)})


def test_an_owner_is_traced_and_what_was_said_before_stands(
    college: Organisation, tutor: Person
) -> None:
    made = stored(by=tutor, taken_by="external", rights="none")
    assert asked(made, tutor).state == "refused"
    (told,) = errands.tell_rights(tutor, [str(made.pk)]).values()
    assert told[1] == f"/pictures/{made.pk}/right/"
    assert errands.tell_rights(staff("Stan"), [str(made.pk)]) == {}
    found = Claim(rights="owner-permission", rights_holder="Ann", evidence=_LEAVE)
    claiming.claim(made, found, by=tutor)
    assert [one.rights for one in made.statements.all()] == ["owner-permission", "none"]
    assert asked(made, tutor).state == "asked"
    assert not [one for one in duties.owed_by(tutor) if one.about]
    with pytest.raises(DatabaseError), transaction.atomic():
        made.statements.update(evidence="Other")


def test_a_source_of_the_list_passes_and_another_needs_a_second_look(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    shop = claiming.add_to_list("source", "A library of pictures", by=mel)
    listed = stored(by=tutor, taken_by="external", **vars(licensed(shop)))
    assert asked(listed, tutor).state == "asked"
    with pytest.raises(storing.NotStored, match="source"):
        stored(by=tutor, taken_by="external", **vars(licensed(None)))
    other = stored(by=tutor, taken_by="external", **vars(licensed(None, evidence="A blog")))
    assert asked(other, tutor).state == "refused"
    statement = other.statements.get()
    waiting = list(errands.sources(TODAY, None))
    assert [(one.about, set(one.people)) for one in waiting] == [(str(other.pk), {mel.pk})]
    assert errands.tell_sources(mel, [str(other.pk)])
    with pytest.raises(NotClaimed, match="own"):
        claiming.check_source(statement, by=tutor, right=True)
    claiming.check_source(statement, by=mel, right=True)
    with pytest.raises(NotClaimed, match="state"):
        claiming.check_source(statement, by=mel, right=True)
    other.refresh_from_db()
    assert asked(other, tutor, channel="website").state == "asked"
    refused = stored(by=tutor, taken_by="external", **vars(licensed(None, evidence="A blog")))
    claiming.check_source(refused.statements.get(), by=mel, right=False)
    refused.refresh_from_db()
    assert asked(refused, tutor).state == "refused"
    assert [one.about for one in errands.rights(TODAY, None)] == [str(refused.pk)]


def test_a_licence_that_is_over_stops_the_use_and_is_its_owners_task(
    tutor: Person, mel: Person
) -> None:
    shop = claiming.add_to_list("source", "A library of pictures", by=mel)
    made = stored(by=tutor, taken_by="external", **vars(licensed(shop)))
    assert gate.usable(made, "social", "publicity", TODAY + DAY).permitted
    assert not gate.usable(made, "social", "publicity", TODAY + 2 * DAY).permitted
    assert list(errands.rights(TODAY + DAY, None)) == []
    (late,) = errands.rights(TODAY + 2 * DAY, None)
    assert (late.about, set(late.people), late.since) == (
        str(made.pk), {tutor.pk}, TODAY + DAY,
    )  # fmt: skip
    renewed = licensed(shop, licensed_until=TODAY + 90 * DAY)
    claiming.claim(made, renewed, by=tutor)
    assert list(errands.rights(TODAY + 2 * DAY, None)) == []


def test_devices_and_stores_come_from_the_colleges_lists(tutor: Person, mel: Person) -> None:
    stored(by=tutor)
    camera = claiming.add_to_list("device", "CAM-17", by=mel)
    with pytest.raises(storing.NotStored, match="asset"):
        stored(by=tutor)
    drive = claiming.add_to_list("store", "The archive", by=mel)
    made = stored(by=tutor, asset=camera, kept_also=drive)
    page = browse(tutor).get(f"/pictures/{made.pk}/").content.decode()
    assert "CAM-17" in page
    assert "The archive" in page
    with pytest.raises(NotClaimed, match="twice"):
        claiming.add_to_list("device", "cam-17", by=mel)
    with pytest.raises(NotClaimed, match="name"):
        claiming.add_to_list("device", " ", by=mel)
    with pytest.raises(NotClaimed, match="name"):
        claiming.add_to_list("radio", "Any", by=mel)
    stores = next(one for one in CONTROLS if one.slug == "image-stores-approved")
    claiming.take_off_list(drive, by=mel)
    figure = stores.evidence(made.organisation_id, TODAY).figure
    assert figure is not None
    assert (figure.part, figure.whole) == (1, 2)
    claiming.take_off_list(camera, by=mel)
    stored(by=tutor)
    claiming.add_to_list("device", "CAM-17", by=mel)


def test_a_circumstance_of_the_list_asks_a_senior_manager(tutor: Person, mel: Person) -> None:
    under("oaklands")
    made = stored(by=tutor)
    page = browse(tutor)
    form = f"/pictures/{made.pk}/publish/"
    assert "Does any of this hold" not in page.get(form).content.decode()
    claiming.add_to_list("circumstance", "Somebody is looked after", by=mel)
    shown = page.get(form).content.decode()
    assert "Somebody is looked after" in shown
    assert "Whatever is public is copied" in shown
    sent = {"channel": "print", "purpose": "publicity", "caption": "",
            "circumstances": ["Somebody is looked after"]}  # fmt: skip
    page.post(form, sent)
    wanted = made.publications.get()
    assert (wanted.doubt, wanted.doubt_because) == (True, "Somebody is looked after")
    (found,) = approvals.of_subject(gate.SUBJECT, wanted.pk)
    assert [step.role for step in found.steps.all()] == ["senior-manager"]


def test_a_small_or_blurred_picture_needs_a_reason(tutor: Person) -> None:
    sharp = Image.open(io.BytesIO(PNG))
    blurred, little = io.BytesIO(), io.BytesIO()
    sharp.convert("L").filter(ImageFilter.GaussianBlur(30)).save(blurred, "PNG")
    sharp.resize((400, 300)).save(little, "PNG")
    for content in (blurred, little):
        with pytest.raises(storing.NotStored, match="poor"):
            storing.store(said(), Scan("a.png", content.getvalue()), [], by=tutor)
        assert files.StoredFile.objects.count() == 0
    made = storing.store(
        said(poor_because="The only one of the day"), Scan("a.png", little.getvalue()), [], by=tutor
    )
    assert (made.width, made.height) == (400, 300)
    assert stored(by=tutor).sharpness > 14


def test_the_release_button_appears_after_both_checks(college: Organisation, mel: Person) -> None:
    under("portland")
    one, tutor = aged("Lee", 19), staff("Tia")
    says(one, "social")
    wanted = asked(stored(one, by=tutor), tutor)
    page, address = browse(mel), f"/pictures/asked/{wanted.pk}/"
    for what in ("quality", "privacy"):
        assert "release/" not in page.get(address).content.decode()
        publishing.check(wanted, what, by=mel, passed=True)
    shown = page.get(address).content.decode()
    assert "release/" in shown
    assert shown.count("Mel") > 1, "the checkers by name"


def test_pages_take_evidence_and_refuse_downloads(tutor: Person, mel: Person) -> None:
    made = stored(by=tutor, taken_by="external", rights="none")
    page, address = browse(tutor), f"/pictures/{made.pk}/right/"
    refused = page.post(address, {"rights": "downloaded", "evidence": ""})
    assert (refused.status_code, "Link to it or embed" in refused.content.decode()) == (422, True)
    gone = page.post(address, {"rights": "owner-permission", "owner": "Ann", "evidence": _LEAVE})
    assert gone.status_code == 302
    assert _LEAVE in page.get(f"/pictures/{made.pk}/").content.decode()
    assert browse(staff("Stan")).get(address).status_code == 404
    other = stored(by=tutor, taken_by="external", **vars(licensed(None, evidence="A blog")))
    statement = other.statements.get()
    look = f"/pictures/sources/{statement.pk}/"
    assert page.get(look).status_code == 404
    assert "A blog" in browse(mel).get(look).content.decode()
    assert browse(mel).post(look, {"right": "yes"}).status_code == 302
    marketing = browse(mel)
    assert marketing.post("/pictures/lists/", {"kind": "store", "name": "S"}).status_code == 302
    again = marketing.post("/pictures/lists/", {"kind": "store", "name": "s"})
    assert (again.status_code, "stands on the list" in again.content.decode()) == (422, True)
    entry = MediaListEntry.objects.get()
    assert page.post(f"/pictures/lists/{entry.pk}/end/").status_code == 404
    assert page.get("/pictures/lists/").status_code == 404
    for _again in range(2):
        assert marketing.post(f"/pictures/lists/{entry.pk}/end/").status_code == 302
    assert Entry.objects.filter(verb="consent.list-changed").count() == 2, "added, ended once"
    assert not MediaListEntry.objects.filter(ended_at=None).exists()


def test_rows_of_rights_and_lists_are_seen_with_their_pictures(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    camera = claiming.add_to_list("device", "CAM-17", by=mel)
    claiming.add_to_list("device", "CAM-18", by=mel)
    one, stranger, helper = aged("Lee", 19), staff("Stan"), staff("Ida", "it-department")
    stored(one, by=tutor, asset=camera)
    seen = {}
    for who in (tutor, mel, stranger, helper, one):
        with acting_as(college.pk, who.pk):
            names = MediaListEntry.objects.values_list("name", flat=True)
            seen[who.given_name] = (RightsStatement.objects.count(), sorted(names))
            assert RightsStatement.objects.update(checked_by_name="x") == 0
            assert MediaListEntry.objects.update(ended_by_name="x") == 0
            with pytest.raises(DatabaseError), transaction.atomic():
                MediaListEntry.objects.create(kind="store", name="Mine", added_by_name="Me")
    assert seen == {
        "Tia": (1, ["CAM-17"]), "Mel": (1, ["CAM-17", "CAM-18"]), "Stan": (0, []),
        "Ida": (0, ["CAM-17", "CAM-18"]), "Lee": (0, []),
    }  # fmt: skip


def test_the_database_refuses_a_right_of_nobody(tutor: Person) -> None:
    made = stored(by=tutor)
    with pytest.raises(IntegrityError, match="has_a_holder"), transaction.atomic():
        claiming.keep_claim(made, dataclasses.replace(licensed(), rights_holder=""), by=tutor)
    with pytest.raises(NotClaimed, match="licence"):
        claiming.claim(made, licensed(licensed_until=TODAY - DAY), by=tutor)
    assert Picture.objects.get().rights == "owned"
