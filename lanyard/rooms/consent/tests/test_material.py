"""Leave to use what is the college's, and what is used without it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.consent import errands
from lanyard.rooms.consent.actions import claiming, material, publishing
from lanyard.rooms.consent.actions.material import NotReported, Outcome
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.models import MaterialComplaint, MaterialLicence
from lanyard.rooms.consent.tests.pictures import PNG
from lanyard.rooms.consent.tests.scene import DAY, TODAY, aged, under
from lanyard.rooms.consent.tests.test_pictures import asked, stored

_GONE = "Opened the address signed out: page not found"


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("landau")
    return staff("Tia")


@pytest.fixture
def mel(college: Organisation) -> Person:
    return staff("Mel", "marketing-team", "marketing-manager")


def leave(by: Person, **more: Any) -> MaterialLicence:
    facts = {"what": "The logo", "where": "A poster", "for_whom": "The choir",
             "until": TODAY + 30 * DAY, **more}  # fmt: skip
    return material.ask_for_material(by=by, **facts)


def reported(by: Person, **more: Any) -> MaterialComplaint:
    facts = {"kind": "ours", "where": "https://shop.example/", "what": "Our logo on mugs",
             "who": "A shop", **more}  # fmt: skip
    return material.report_material(by=by, **facts)


def outcome(**more: Any) -> Outcome:
    facts: dict[str, Any] = {
        "discipline": False, "discipline_because": "Nobody of ours did it", "law": True,
        "law_because": "The shop knew", "gone_how": _GONE, **more,
    }  # fmt: skip
    return Outcome(**facts)


@pytest.mark.parametrize("approve", [True, False])
def test_marketing_issues_a_licence_with_an_end_or_refuses(
    tutor: Person, mel: Person, *, approve: bool
) -> None:
    with pytest.raises(NotReported, match="until"):
        leave(tutor, until=TODAY - DAY)
    made = leave(tutor)
    (found,) = approvals.of_subject(material.SUBJECT, made.pk)
    assert [step.role for step in found.steps.all()] == ["marketing-manager"]
    approvals.decide(found.pk, by=mel, approve=approve, reason="As asked")
    made.refresh_from_db()
    assert (made.state, made.decided_by_name) == ("issued" if approve else "refused", str(mel))
    page = browse(tutor).get("/pictures/material/").content.decode()
    assert ("Licence" in page, "Refused" in page) == (approve, not approve)
    with pytest.raises(DatabaseError), transaction.atomic():
        MaterialLicence.objects.update(state="issued")


def test_a_use_of_ours_carries_the_licences_and_needs_both_decisions(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    for what, approve in (("The logo", True), ("The crest", False)):
        (found,) = approvals.of_subject(material.SUBJECT, leave(tutor, what=what).pk)
        approvals.decide(found.pk, by=mel, approve=approve, reason="So")
    made = reported(tutor)
    assert made.on_record == [f"The logo: The choir, A poster ({TODAY + 30 * DAY})"]
    (waiting,) = errands.complaints(TODAY, None)
    assert (waiting.about, set(waiting.people), waiting.due) == (
        str(made.pk), {mel.pk}, TODAY + 2 * DAY,
    )  # fmt: skip
    assert set(errands.touched_complaints(mel.pk, ["marketing-team"])) == {str(made.pk)}
    assert set(errands.touched_complaints(tutor.pk, ["line-manager"])) == set()
    assert errands.tell_complaints(tutor, [str(made.pk)]) == {}
    for lacking in ({"law_because": " "}, {"discipline_because": ""}):
        with pytest.raises(NotReported, match="because"):
            material.close_complaint(made, outcome(**lacking), by=mel)
    with pytest.raises(NotReported, match="gone"):
        material.close_complaint(made, outcome(gone_how=" "), by=mel)
    with pytest.raises(IntegrityError, match="decided_and_gone"), transaction.atomic():
        MaterialComplaint.objects.update(closed_at=made.reported_at)
    material.close_complaint(made, outcome(), by=mel)
    assert not [one for one in duties.owed_by(mel) if one.about == str(made.pk)]
    with pytest.raises(NotReported, match="state"):
        material.close_complaint(made, outcome(), by=mel)
    with pytest.raises(NotReported, match="where"):
        reported(tutor, where=" ")


def test_a_complaint_about_ours_has_the_posters_evidence(tutor: Person, mel: Person) -> None:
    under("oaklands")
    shop = claiming.add_to_list("source", "A library of pictures", by=mel)
    picture = stored(
        by=tutor, taken_by="external", rights="licensed", rights_holder="A library",
        licence="Web, one year", licensed_until=TODAY + DAY, source=shop,
        document=Scan("licence.png", PNG),
    )  # fmt: skip
    wanted = asked(picture, tutor)
    publishing.release(wanted, by=mel, place="A post")
    made = reported(tutor, kind="theirs", publication=wanted, where="A post")
    assert made.on_record == ["It is licensed to us, A library, Web, one year (Tia Example)"]
    assert made.due == TODAY + 2 * DAY
    assert reported(tutor, kind="theirs").on_record == []


def test_pages_ask_report_and_close(college: Organisation, tutor: Person, mel: Person) -> None:
    page, marketing, stranger = browse(tutor), browse(mel), browse(aged("Lee", 19))
    day = {"until_day": TODAY.day, "until_month": TODAY.month, "until_year": TODAY.year}
    words = {"what": "The logo", "where": "A poster", "for_whom": "The choir"}
    assert page.post("/pictures/material/ask/", {**words, **day}).status_code == 302
    late = {**day, "until_year": TODAY.year - 1}
    assert page.post("/pictures/material/ask/", {**words, **late}).status_code == 422
    use = {"kind": "ours", "where": "A page", "what": "Our logo", "who": ""}
    assert page.post("/pictures/material/report/", use).status_code == 302
    made = MaterialComplaint.objects.get()
    address = f"/pictures/material/reported/{made.pk}/"
    assert page.get(address).status_code == 404
    assert page.get("/pictures/material/reported/").status_code == 404
    assert stranger.get("/pictures/material/").status_code == 404
    assert "A page" in marketing.get("/pictures/material/reported/").content.decode()
    assert "Our logo" in marketing.get(address).content.decode()
    decided = {"gone_how": _GONE, "discipline": "no", "discipline_because": "Not ours",
               "law": "yes", "law_because": "They knew"}  # fmt: skip
    assert marketing.post(address, {**decided, "law_because": ""}).status_code == 422
    assert marketing.post(address, decided).status_code == 302
    assert marketing.get(address).status_code == 404
    made.refresh_from_db()
    assert (made.discipline, made.law, made.gone_how) == (False, True, _GONE)


def test_rows_of_material_are_seen_by_who_asked_and_who_publishes(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    leave(tutor)
    reported(tutor)
    other, learner = staff("Stan"), aged("Lee", 19)
    seen = {}
    for who in (tutor, mel, other, learner):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = (
                MaterialLicence.objects.count(), MaterialComplaint.objects.count()
            )  # fmt: skip
            assert MaterialComplaint.objects.update(gone_how="x") == 0
    assert seen == {"Tia": (1, 1), "Mel": (1, 1), "Stan": (0, 0), "Lee": (0, 0)}


def test_lists_ask_as_much_for_three_as_for_one(
    college: Organisation, tutor: Person, mel: Person
) -> None:
    page, asked_for = browse(mel), []
    for count in (1, 2):
        for _ in range(count):
            leave(tutor)
            reported(tutor)
        for address in ("/pictures/material/", "/pictures/material/reported/"):
            page.get(address)
            with CaptureQueriesContext(connection) as caught:
                page.get(address)
            asked_for.append(len(caught))
    assert asked_for[:2] == asked_for[2:]
