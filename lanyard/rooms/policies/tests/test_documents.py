"""Documents and versions: who approves, what stands still, what follows."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.tests.scene import staff
from lanyard.engine.policy.api import clauses as register_of
from lanyard.engine.policy.api import slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import NOBODY, acting, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions import documents, publishing
from lanyard.rooms.policies.actions.approving import chain_of
from lanyard.rooms.policies.actions.documents import Draft, NotNow, save_draft
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.models import Companion, Document, Version
from lanyard.rooms.policies.queries.documents import companions, found, line
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, submitted, under
from lanyard.rooms.policies.tests.test_words import a_word_file


def test_from_draft_to_force_and_the_next_supersedes(college: Organisation) -> None:
    under("oaklands")
    writer, head = staff("Wes", "dsl"), staff("Hea", "principal")
    document = a_document()
    first = in_force(document, writer=writer, head=head)
    assert (first.state, first.sha256) == ("published", first.fingerprint())
    assert first.review_due == TODAY.replace(year=TODAY.year + 1)
    second = in_force(document, writer=writer, head=head, text="Be kind, always.")
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "published", 2)
    verbs = Entry.objects.filter(verb__startswith="policies.").order_by("at", "id")
    assert [entry.verb for entry in verbs] == [
        "policies.opened", *[
            "policies.sent-for-review", "policies.draft-read", "policies.submitted",
            "policies.published",
        ] * 2,
    ]  # fmt: skip


def test_both_signatories_of_the_policy_approve_before_it_can_be_published(
    college: Organisation,
) -> None:
    under("landau")
    writer, chief, trustee = staff("Wes", "dsl"), staff("Cee", "ceo"), staff("Tru", "trustee")
    document = a_document(approver_roles=())
    version = save_draft(document, Draft("1", "Be kind.", purpose="New"), by=writer)
    asked = submitted(version, writer=writer, reader=staff("Rea"))
    assert {step.role for step in approvals.open_steps(asked)} == {"ceo", "trustee"}
    with pytest.raises(NotNow):
        publishing.publish(version, by=writer, effective_from=TODAY)
    approvals.decide(asked.pk, by=chief, approve=True, reason="Signed")
    with pytest.raises(NotNow):
        publishing.publish(version, by=writer, effective_from=TODAY)
    approvals.decide(asked.pk, by=trustee, approve=True, reason="Signed")
    assert publishing.publish(version, by=writer, effective_from=TODAY).state == "published"


def test_a_rejected_version_goes_back_to_its_writer(college: Organisation) -> None:
    under("oaklands")
    writer, head = staff("Wes", "dsl"), staff("Hea", "principal")
    version = save_draft(a_document(), Draft("1", "Be kind.", purpose="New"), by=writer)
    asked = submitted(version, writer=writer, reader=staff("Rea"))
    with pytest.raises(NotNow):
        save_draft(version.document, Draft("1", "Be unkind."), by=writer)
    approvals.decide(asked.pk, by=head, approve=False, reason="Say whom to tell")
    version.refresh_from_db()
    assert (version.state, version.sha256) == ("draft", "")
    again = save_draft(version.document, Draft("1", "Tell the lead.", purpose="New"), by=writer)
    assert again.pk == version.pk


def test_the_chain_comes_from_the_profile_or_is_a_labelled_default(college: Organisation) -> None:
    chains = {}
    for slug in sorted(slugs()):
        under(slug)
        chain = chain_of(Document(title="x", kind="policy", owner_role="dsl"))
        chains[slug] = ([role for role, _ in chain.roles], chain.by_default)
    assert chains == {
        "company": (["managing-director"], True),
        "kingston-maurward": (["senior-management-team"], False),
        "landau": (["ceo", "trustee"], False),
        "oaklands": (["principal"], True),
        "portland": (["management"], True),
    }


def test_what_is_not_ready_is_not_sent(college: Organisation) -> None:
    under("oaklands")
    writer, reader = staff("Wes", "dsl"), staff("Rea")
    for draft in (
        Draft("1", " ", purpose="New"), Draft("1", "Words"),
        Draft("1", "Words {#OAK-99-99}", purpose="New"),
    ):  # fmt: skip
        version = save_draft(a_document(f"T{hash(draft)}", register="oaklands"), draft, by=writer)
        with pytest.raises(NotNow):
            submitted(version, writer=writer, reader=reader)
    assert not approvals.waiting_for(staff("Hea", "principal"))


def test_approved_words_never_change(college: Organisation) -> None:
    under("oaklands")
    version = in_force(a_document(), writer=staff("Wes"), head=staff("Hea", "principal"))
    for change in ({"text": "Other"}, {"sha256": "0" * 64}, {"label": "9"}, {"material": False}):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**change)


def test_words_may_come_from_a_file(college: Organisation) -> None:
    under("oaklands")
    writer = staff("Wes", "dsl")
    version = save_draft(a_document(), Draft("1", "", purpose="New"), by=writer)
    documents.take_file(version, "policy.docx", a_word_file("Be kind online."), by=writer)
    assert version.text.startswith("Be kind online.")
    assert len(version.file_sha256) == 64
    with pytest.raises(words.Unreadable):
        documents.take_file(version, "policy.docx", b"PK\x03\x04", by=writer)


def test_companions_are_linked_when_they_exist_and_flagged_while_they_do_not(
    college: Organisation,
) -> None:
    under("oaklands")
    policy = a_document("Online Safety", companions=("IT Policy", "Code of Conduct"))
    assert line(policy).missing == 2
    a_document("Information Technology", aliases=("IT policy",))
    assert [(str(c), c.linked is not None) for c, _ in companions(policy)] == [
        ("Code of Conduct", False), ("IT Policy", True),
    ]  # fmt: skip
    late = a_document("Behaviour", companions=("online safety",))
    assert Companion.objects.get(document=late).linked == policy


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_each_shipped_policy_begins_with_its_true_dates(college: Organisation, slug: str) -> None:
    under(slug)
    staff("Lee", "dsl")
    profile = profile_in_force().profile
    document = begin(profile)
    assert begin(profile) == document
    shown = line(document, on=TODAY + DAY)
    assert shown.version is not None
    assert shown.state == "overdue"
    assert set(words.anchors(shown.version.text)) == set(register_of(slug))
    assert shown.missing == len(profile.document.companions)


def test_search_finds_words_in_force_only(college: Organisation) -> None:
    under("oaklands")
    writer, head = staff("Wes", "dsl"), staff("Hea", "principal")
    document = a_document()
    in_force(document, writer=writer, head=head, text="Speak to the lanyard team.")
    save_draft(document, Draft("2", "Secret draft words"), by=writer)
    assert [str(v) for v in found("lanyard TEAM")] == ["Acceptable Use Policy, version 1"]
    assert not found("secret")
    documents.archive(document, by=writer, because="Merged")
    assert not found("lanyard")


def test_organisations_are_apart(college: Organisation, elsewhere: Organisation) -> None:
    a_document()
    with acting(NOBODY):
        assert Document.objects.count() == 0
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert Document.objects.count() == 0
    assert Document.objects.count() == 1
