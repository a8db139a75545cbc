"""Whom a policy reaches: bundles, audiences, read receipts; what a version says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import join
from lanyard.people.actions.sponsorship import accept_policy, sponsor
from lanyard.people.api import Person
from lanyard.rooms.policies import api
from lanyard.rooms.policies.actions import documents, signing
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.models import Document, FormOpening, Signature, Version
from lanyard.rooms.policies.queries.reach import awareness, complete, receipts
from lanyard.rooms.policies.queries.standing import bundle_of
from lanyard.rooms.policies.shipped import Aware, papers
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, signed, under
from lanyard.rooms.policies.tests.test_signing import QUESTIONS


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def test_a_bundle_is_complete_only_when_all_of_it_is_signed(people: tuple[Person, Person]) -> None:
    writer, head = people
    ann, lou = staff("Ann"), learner("Lou", email="lou@here.test")
    code, policy = a_document("Code"), a_document("Policy")
    of_code = signing.require(
        code, signing.Asked("Staff", duties.Audience(kinds=("staff",))), by=None
    )
    of_policy = signing.require(
        policy, signing.Asked("Staff", duties.Audience(kinds=("staff",)), bundle=("code",)),
        by=None,
    )  # fmt: skip
    for each in (code, policy):
        in_force(each, writer=writer, head=head)
    duties.recompute_all()
    signed(of_policy, ann)
    assert bundle_of(ann, policy) == [(policy, True), (code, False)]
    assert complete(policy, ("code",), [ann.pk, writer.pk]) == set()
    page = f"/policies/{policy.slug}/"
    assert "Signed together: not complete yet" in browse(ann).get(page).content.decode()
    signed(of_code, ann)
    assert bundle_of(ann, policy) == [(policy, True), (code, True)]
    assert complete(policy, ("code",), [ann.pk, writer.pk]) == {ann.pk}
    assert "Signed together: complete" in browse(ann).get(page).content.decode()
    assert bundle_of(lou, policy) == []
    assert "Signed together" not in browse(lou).get(page).content.decode()
    figures = browse(writer).get(f"/policies/ask/{of_policy.pk}/").content.decode()
    assert "Of 1 who have signed it, 1 have signed all that belongs to it" in figures


def test_each_audience_is_reached_by_its_channel(people: tuple[Person, Person]) -> None:
    writer, head = people
    ann, lou = staff("Ann"), learner("Lou", email="lou@here.test")
    learner("Nia")
    visitor = join(by=None, given_name="Vis", family_name="Itor")
    visit = sponsor(
        visitor, by=None, sponsored_by=head, reason="Talk", since=TODAY, until=TODAY + DAY
    )
    document = a_document()
    requirement = signing.require(
        document, signing.Asked("Staff", duties.Audience(kinds=("staff",))), by=None
    )
    in_force(document, writer=writer, head=head)
    duties.recompute_all()
    rows = (
        Aware(audience="staff", channel="sign"), Aware(audience="learner", channel="read"),
        Aware(audience="sponsored", channel="reception"),
        Aware(audience="guardian", channel="email"),
    )  # fmt: skip

    def reached() -> dict[str, tuple[int, int, int | None]]:
        found = awareness(document, rows, on=TODAY)
        return {one.audience: (one.people, one.reached, one.percent) for one in found}

    assert reached() == {
        "staff": (3, 0, 0), "learner": (2, 0, 0), "sponsored": (1, 0, 0), "guardian": (0, 0, None)
    }  # fmt: skip
    browse(ann).get(f"/policies/{document.slug}/")
    browse(lou).get(f"/policies/{document.slug}/")
    accept_policy(visit, by=head, on=TODAY)
    signed(requirement, writer)
    assert reached() == {
        "staff": (3, 1, 33), "learner": (2, 1, 50), "sponsored": (1, 1, 100),
        "guardian": (0, 0, None),
    }  # fmt: skip
    in_force(document, writer=writer, head=head, text="More is asked.")
    assert reached()["learner"] == (2, 0, 0)
    page = f"/policies/{document.slug}/reached/"
    assert "these are Lanyard" in browse(writer).get(page).content.decode()
    assert browse(ann).get(page).status_code == 404


def test_a_summary_issued_to_an_audience_counts_who_opened_it(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    ann, lou = staff("Ann"), learner("Lou", email="lou@here.test")
    document = a_document()
    version = in_force(document, writer=writer, head=head)
    page = browse(writer)
    form = {"kind": "summary", "title": "For learners", "text": "Be kind.", "audience": ["learner"]}
    assert page.post(f"/policies/{document.slug}/attach/", form).status_code == 302
    summary = version.attachments.get()
    assert receipts(version, on=TODAY) == {summary.pk: (1, 0)}
    for one in (ann, lou, lou):
        browse(one).get(f"/policies/{document.slug}/forms/{summary.pk}/")
    assert receipts(version, on=TODAY) == {summary.pk: (1, 1)}
    assert FormOpening.objects.count() == 2
    told = "issued to 1, opened by 1"
    assert told in page.get(f"/policies/{document.slug}/").content.decode()
    assert told not in browse(ann).get(f"/policies/{document.slug}/").content.decode()


def test_a_code_says_which_policy_it_reflects_and_when_that_is_past(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    policy = documents.open_document(
        "policy", "Online Safety",
        documents.Particulars(kind="policy", owner_role="dsl", approver_roles=("principal",)),
        by=None,
    )  # fmt: skip
    first = in_force(policy, writer=writer, head=head)
    code = a_document("Code", kind=Document.Kind.CODE)
    client = browse(writer)
    form = {"label": "1", "text": "Be fair.", "purpose": "New", "material": "yes",
            "reflects": str(first.pk), "trigger": "law"}  # fmt: skip
    assert client.post("/policies/code/write/", form).status_code == 302
    Version.objects.filter(document=code).update(
        state="published", sha256="x", effective_from=TODAY, review_due=TODAY + DAY,
        published_at=first.published_at,
    )  # fmt: skip
    page = client.get("/policies/code/").content.decode()
    assert "It reflects Online Safety, version 1." in page
    assert "A later version of that is in force" not in page
    in_force(policy, writer=writer, head=head, text="New words.")
    assert "A later version of that is in force" in client.get("/policies/code/").content.decode()
    assert (
        "Called for by: A change of law"
        in client.get("/policies/code/versions/1/").content.decode()
    )
    assert code.review_months == 12


def test_a_draft_is_held_against_each_value_of_the_policy(college: Organisation) -> None:
    under("oaklands")
    lead = staff("Lee", "dsl")
    begin(profile_in_force().profile)
    client, values = browse(lead), papers("oaklands").values
    shown = client.get("/policies/policy/write/").content.decode()
    assert [value for value in values if value not in shown] == []
    form = {"label": "2", "text": "Be fair.", "purpose": "New", "material": "yes",
            "value0": "It says who decides.", "value4": "All are heard."}  # fmt: skip
    assert client.post("/policies/policy/write/", form).status_code == 302
    version = Version.objects.get(number=2)
    assert version.values_notes == {
        values[0]: "It says who decides.", values[4]: "All are heard."
    }  # fmt: skip
    assert "All are heard." in client.get("/policies/policy/versions/2/").content.decode()
    assert "All are heard." in client.get("/policies/policy/write/").content.decode()


def test_whoever_had_signed_signs_what_changed(people: tuple[Person, Person]) -> None:
    writer, head = people
    ann, ben = staff("Ann"), staff("Ben")
    document = a_document()
    requirement = signing.require(
        document, signing.Asked("Staff", duties.Audience(kinds=("staff",))), by=None
    )
    in_force(document, writer=writer, head=head, text="Kept.\n\nOld rule.")
    signed(requirement, ann)
    in_force(document, writer=writer, head=head, text="Kept.\n\nNew rule.")
    signed(requirement, ann), signed(requirement, ben)
    second = {one.name: one.changes for one in Signature.objects.filter(version__number=2)}
    assert second == {
        "Ann Example": [
            {"change": "removed", "text": "Old rule."}, {"change": "added", "text": "New rule."}
        ],
        "Ben Example": [],
    }  # fmt: skip


def test_whoever_signs_by_a_link_answers_the_questions_too(people: tuple[Person, Person]) -> None:
    writer, head = people
    document = a_document()
    requirement = signing.require(
        document,
        signing.Asked("All", duties.Audience(kinds=("staff",)), questions=QUESTIONS), by=None,
    )  # fmt: skip
    version = in_force(document, writer=writer, head=head)
    invitation = signing.invite(requirement, by=writer, name="Ola", email="ola@firm.example")
    facts: dict[str, Any] = {"name": "Ola", "sha256": version.sha256, "ticked": []}
    for answers in ([], [0]):
        with pytest.raises(signing.CannotSign, match="check"):
            signing.sign_by_link(invitation.pk, answers=answers, **facts)
    assert signing.sign_by_link(invitation.pk, answers=[1], **facts).how == "link"


def test_training_knows_who_opened_the_policy_and_when(people: tuple[Person, Person]) -> None:
    writer, head = people
    ann, ben = staff("Ann"), staff("Ben")
    document = a_document("Policy")
    assert api.opened_on("policy", [ann.pk]) == {}
    first = in_force(document, writer=writer, head=head)
    api.open_version(first, by=ann)
    assert api.opened_on("policy", [ann.pk, ben.pk]) == {ann.pk: TODAY}
    in_force(document, writer=writer, head=head, text="Be kind on line.", material=False)
    assert api.opened_on("policy", [ann.pk, ben.pk]) == {ann.pk: TODAY}
    in_force(document, writer=writer, head=head, text="More is asked.")
    assert api.opened_on("policy", [ann.pk, ben.pk]) == {}


def test_learners_read_and_strangers_sign_in(college: Organisation) -> None:
    under("oaklands")
    document = a_document()
    in_force(document, writer=staff("Lee", "dsl"), head=staff("Hea", "principal"))
    lou, nobody = browse(learner("Lou", email="lou@here.test")), browser()
    assert "Acceptable Use" in lou.get("/policies/").content.decode()
    page = lou.get(f"/policies/{document.slug}/")
    assert page.status_code == 200
    assert "You answer for" not in page.content.decode()
    for path in ("", f"{document.slug}/", "signed/", "reviews/", "signatures/", "new/"):
        assert nobody.get(f"/policies/{path}").status_code == 302
