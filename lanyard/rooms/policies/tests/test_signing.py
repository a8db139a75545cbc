"""Signatures: under exact words, asked anew of exactly those who signed, by link and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations.models import Organisation
from lanyard.people import acknowledgement
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions import signing
from lanyard.rooms.policies.actions.signing import CannotSign
from lanyard.rooms.policies.models import Document, Invitation, Signature, Version
from lanyard.rooms.policies.queries.signing import reach, restricted
from lanyard.rooms.policies.tests.scene import (
    DAY,
    STAFF,
    TODAY,
    a_document,
    asked_of_staff,
    in_force,
    signed,
    under,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cfc0f01f00050001ff89993d1d0000000049454e44ae426082"
)
QUESTIONS = ({"ask": "Whom do you tell?", "choices": ["Nobody", "The lead"], "right": 1},)


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def owe() -> dict[str, tuple[str, object]]:
    rows = duties.Occurrence.objects.filter(done_on=None, withdrawn_on=None)
    return {one.person.given_name: (one.period, one.due) for one in rows.select_related("person")}


def force(document: Document, people: tuple[Person, Person], **more: Any) -> Version:
    return in_force(document, writer=people[0], head=people[1], **more)


def test_nothing_is_asked_before_there_are_words(people: tuple[Person, Person]) -> None:
    document = a_document()
    asked_of_staff(document)
    assert owe() == {}
    force(document, people)
    assert owe() == dict.fromkeys(("Wes", "Hea"), ("1", TODAY + 14 * DAY))


def test_a_material_version_asks_exactly_the_former_signers_again(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    ann = staff("Ann")
    learner("Lou")
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    signed(requirement, ann), signed(requirement, writer)
    assert owe() == {"Hea": ("1", TODAY + 14 * DAY)}
    force(document, people, material=False, text="Be kind on line.")
    assert owe() == {"Hea": ("1", TODAY + 14 * DAY)}
    force(document, people, material=True, text="Be kind, and tell.")
    assert owe() == dict.fromkeys(("Ann", "Wes", "Hea"), ("3", TODAY + 14 * DAY))
    periods = duties.Occurrence.objects.filter(
        period="1", done_on__isnull=False, definition__kind=signing.DUTY
    )
    assert {one.person.given_name for one in periods} == {"Ann", "Wes"}
    signed(requirement, ann)
    assert set(owe()) == {"Wes", "Hea"}
    assert head.pk


def test_a_signature_names_the_exact_words(people: tuple[Person, Person]) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document, statements=("I am liable for what I publish.",))
    first = force(document, people)
    shown = first.sha256
    force(document, people, text="Changed while Ann was reading.")
    with pytest.raises(CannotSign, match="changed"):
        signed(requirement, ann, sha256=shown)
    with pytest.raises(CannotSign, match="statements"):
        signed(requirement, ann, ticked=[])
    one = signed(requirement, ann)
    assert (one.sha256, one.statements, one.job_title) == (
        one.version.sha256, ["I am liable for what I publish."], "Staff",
    )  # fmt: skip
    assert signed(requirement, ann).pk == one.pk
    assert Entry.objects.filter(verb="policies.signed").count() == 1


def test_signatures_are_never_altered_or_deleted(people: tuple[Person, Person]) -> None:
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    one = signed(requirement, people[0])
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        Signature.objects.filter(pk=one.pk).update(name="Somebody else")
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        Signature.objects.filter(pk=one.pk).delete()


def test_understanding_comes_before_signing(people: tuple[Person, Person]) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document, questions=QUESTIONS)
    force(document, people)
    with pytest.raises(CannotSign, match="check"):
        signed(requirement, ann)
    assert not signing.answer_check(requirement, [0], by=ann).passed
    with pytest.raises(CannotSign, match="check"):
        signed(requirement, ann)
    assert signing.answer_check(requirement, [1], by=ann).passed
    assert signed(requirement, ann).pk
    with pytest.raises(ValueError, match="none of its choices"):
        asked_of_staff(a_document("Other"), questions=({"ask": "?", "choices": ["a"], "right": 1},))


def test_companions_are_opened_first_and_kept_with_the_signature(
    people: tuple[Person, Person],
) -> None:
    ann = staff("Ann")
    document = a_document("Online Safety", companions=("IT Policy", "Not here"))
    other = a_document("IT Policy")
    requirement = asked_of_staff(document, with_companions=True)
    force(document, people)
    companion = force(other, people)
    with pytest.raises(CannotSign, match="companions"):
        signed(requirement, ann)
    signing.open_version(companion, by=ann)
    one = signed(requirement, ann)
    assert [(c["title"], c["label"]) for c in one.companions] == [("IT Policy", "1")]


def test_whoever_has_no_account_signs_once_by_a_link(people: tuple[Person, Person]) -> None:
    document = a_document()
    requirement = asked_of_staff(document)
    version = force(document, people)
    sha256 = version.sha256
    invitation = signing.invite(
        requirement, by=people[0], name="Ola Visitor", email="ola@firm.example"
    )
    assert links.invitation_of(links.token_of(invitation)) == invitation
    assert links.invitation_of("forged") is None
    with pytest.raises(CannotSign, match="changed"):
        signing.sign_by_link(invitation.pk, name="Ola", sha256="x", ticked=[])
    one = signing.sign_by_link(invitation.pk, name="Ola Visitor", sha256=sha256, ticked=[])
    assert (one.person, one.name, one.how) == (None, "Ola Visitor", "link")
    with pytest.raises(CannotSign, match="link"):
        signing.sign_by_link(invitation.pk, name="Ola", sha256=sha256, ticked=[])
    Invitation.objects.update(signature=None, expires_on=TODAY - DAY)
    with pytest.raises(CannotSign, match="link"):
        signing.sign_by_link(invitation.pk, name="Ola", sha256=sha256, ticked=[])


def test_paper_is_entered_by_another_with_its_scan(people: tuple[Person, Person]) -> None:
    ann, writer = staff("Ann"), people[0]
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)

    def enter(person: Person, **more: Any) -> Signature:
        facts: dict[str, Any] = {"by": writer, "on": TODAY, "scan": ("page.png", PNG), **more}
        return signing.sign_on_paper(requirement, person, **facts)

    for wrong in ({"by": ann}, {"on": TODAY + DAY}, {"on": TODAY - 400 * DAY}):
        with pytest.raises(CannotSign):
            enter(ann, **wrong)
    one = enter(ann)
    assert (one.how, one.entered_by_name, one.paper_id is not None) == ("paper", str(writer), True)
    assert "Ann" not in owe()


def test_figures_and_who_stands_to_lose_access(people: tuple[Person, Person]) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    document = a_document()
    requirement = asked_of_staff(document, consequence="access", grace_days=0)
    force(document, people)
    signed(requirement, ann), signed(requirement, ben)
    leave(ben, by=None, on=TODAY - DAY)
    duties.recompute_people([ben.pk])
    one = reach(document)[0]
    assert (one.asked, one.signed, one.overdue, one.percent) == (3, 1, 0, 33)
    later = TODAY + 2 * DAY
    assert {p.given_name for p in restricted(later)} == {"Wes", "Hea"}
    assert {p.given_name for p in restricted(TODAY)} == set()
    known = acknowledgement.acknowledged(later)
    assert known is not None
    assert ann.pk in known
    assert people[0].pk not in known


def test_a_requirement_ends_with_a_reason_and_signatures_stay(
    people: tuple[Person, Person],
) -> None:
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    signed(requirement, people[0])
    with pytest.raises(ValueError, match="reason"):
        signing.end_requirement(requirement, by=people[1], because="")
    signing.end_requirement(requirement, by=people[1], because="Replaced")
    assert owe() == {}
    assert Signature.objects.count() == 1
    assert STAFF.kinds == ("staff",)
