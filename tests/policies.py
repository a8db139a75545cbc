"""A policy with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.models import Occurrence
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.actions import join
from lanyard.people.actions import sponsorship as sponsoring
from lanyard.people.api import Person
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions import (
    access,
    approving,
    copies,
    documents,
    publishing,
    readings,
    reviews,
    signing,
    starting,
)
from lanyard.rooms.policies.models import Companion, Document, OutsideCopy, Requirement, Version

_DAY = datetime.timedelta(days=1)
#: In no term that the demonstration has.
_LATER = datetime.date(2040, 9, 1)


def stand_policies(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Make them; return the arguments of their addresses, by the address where they differ."""
    lead, tutor = shown["dsl"], shown["tutor"]
    document = starting.begin(profile_in_force().profile)
    words = documents.Draft("2", "Be kind online.", purpose="Shorter")
    approval = _submitted(document, words, lead, tutor)
    standing = document.versions.get(state="published")
    summary = documents.attach(standing, by=lead, kind="summary", title="In short", text="Be kind.")
    requirement = Requirement.objects.get(document=document, name="All staff")
    check = signing.require(
        document,
        signing.Asked(
            "Tutors", duties.Audience(people=(str(tutor.pk),)),
            questions=({"ask": "Whom?", "choices": ["Nobody", "The lead"], "right": 1},),
        ),
        by=lead,
    )  # fmt: skip
    signature = signing.sign(
        requirement, by=tutor, sha256=standing.sha256, ticked=requirement.statements
    )
    invitation = signing.invite(requirement, by=lead, name="Ola", email="ola@firm.example")
    review = reviews.open_review(document, source="law", because="New guidance", event="sweep")
    said = reviews.give_feedback(document, "Say it shorter", by=tutor)
    by_hand = duties.define(
        "duties.by-hand", duties.Asked("Check the group's channels", "/duties/", by_hand=True),
        by=lead, audience=duties.Audience(people=(str(tutor.pk),)),
        rule=duties.Rule(anchor="day", day=timezone.localdate() - _DAY), subject=("sweep", "1"),
    )  # fmt: skip
    aside = duties.define(
        "duties.by-hand", duties.Asked("Read the news of the month", "/duties/", by_hand=True),
        by=lead, audience=duties.Audience(people=(str(tutor.pk),)),
        rule=duties.Rule(anchor="day", day=timezone.localdate() + _DAY), subject=("sweep", "2"),
    )  # fmt: skip
    waived = duties.waive(
        Occurrence.objects.get(definition=aside), by=shown["head"], because="On leave",
        until=timezone.localdate() + 9 * _DAY,
    )  # fmt: skip
    other, read = _a_draft(lead), _in_review(lead, tutor)
    helper = _a_volunteer(shown["hr"])
    held = access.suspend(
        helper, by=shown["hr"], since=timezone.localdate(), until=timezone.localdate() + 9 * _DAY,
        because="Games at work",
    )  # fmt: skip
    term = duties.set_term("A term to come", by=lead, since=_LATER, until=_LATER + 90 * _DAY)
    return {
        "approval_id": approval.pk, "term_id": term.pk, "attachment_id": summary.pk,
        "requirement_id": requirement.pk, "signature_id": signature.pk, "review_id": review.pk,
        "feedback_id": said.pk, "definition_id": by_hand.pk, "secret": links.token_of(invitation),
        "number": standing.number, "check_id": check.pk, "draft_slug": other.slug,
        "policy_slug": document.slug, "notice_slug": "log-on-notice",
        "approved_slug": _approved(lead, shown["head"]).slug,
        "coming_slug": _coming(lead, shown["head"]).slug,
        "read_slug": read.document.slug, "read_number": read.number,
        "copy_id": _a_place(document, lead).pk, "comment_id": read.comments.get().pk,
        "companion_id": Companion.objects.filter(document=document)[0].pk,
        "policies:confirm-restriction.restriction_id": held.pk, "sponsored_id": helper.pk,
        "policies:suspend.person_id": helper.pk,
        "occurrence_id": Occurrence.objects.get(definition=by_hand).pk,
        "duties:end-waiver.occurrence_id": waived.pk,
    }  # fmt: skip


def _a_volunteer(sponsor: Person) -> Person:
    """Let in a volunteer for whom a member of staff answers."""
    helper = join(by=None, given_name="Val", family_name="Unteer", email="val@helps.example")
    today = timezone.localdate()
    sponsoring.sponsor(
        helper, by=sponsor, sponsored_by=sponsor, reason="Reading group", since=today,
        until=today + 90 * _DAY, kind="volunteer",
    )  # fmt: skip
    return helper


def _approved(lead: Person, head: Person) -> Document:
    """Open an agreement whose first version is approved and waits for publication."""
    facts = documents.Particulars(kind="agreement", owner_role="dsl", approver_roles=("principal",))
    agreement = documents.open_document("agreement", "Use of Technology", facts, by=lead)
    words = documents.Draft("1", "Lock your screen.", purpose="New")
    asked = _submitted(agreement, words, lead, head)
    approvals.decide(asked.pk, by=head, approve=True, reason="Agreed")
    return agreement


def _submitted(
    document: Document, words: documents.Draft, lead: Person, reader: Person
) -> approvals.Approval:
    """Write a version, have it read, and send it for approval."""
    version = documents.save_draft(document, words, by=lead)
    until = timezone.localdate() + 14 * _DAY
    readings.send_for_review(version, readings.Readers(people=[reader]), by=lead, until=until)
    readings.finish(version, by=reader, verdict="ready")
    return approving.submit(version, by=lead)


def _a_place(document: Document, lead: Person) -> OutsideCopy:
    """Say that the policy is to be linked from the intranet, which somebody looks at."""
    return copies.add_copy(document, by=lead, place="Student Zone", how="hand", shows="link")


def _in_review(lead: Person, tutor: Person) -> Version:
    """Open a document whose draft a tutor reads and has commented on."""
    facts = documents.Particulars(kind="code", owner_role="dsl")
    document = documents.open_document("bring-your-own", "Bring your own device", facts, by=lead)
    words = documents.Draft("1", "Your own device stays yours.", purpose="New")
    version = documents.save_draft(document, words, by=lead)
    until = timezone.localdate() + 14 * _DAY
    readings.send_for_review(version, readings.Readers(people=[tutor]), by=lead, until=until)
    readings.comment(version, "Say who pays for a broken one.", by=tutor, about="stays yours")
    return version


def _coming(lead: Person, head: Person) -> Document:
    """Open a public document whose first version is published for a day to come."""
    facts = documents.Particulars(
        kind="policy", owner_role="dsl", approver_roles=("principal",), public=True
    )
    document = documents.open_document("visits", "Visits and speakers", facts, by=lead)
    words = documents.Draft("1", "Speakers are met at the door.", purpose="New")
    asked = _submitted(document, words, lead, head)
    approvals.decide(asked.pk, by=head, approve=True, reason="Agreed")
    version = document.versions.get()
    publishing.publish(version, by=lead, effective_from=timezone.localdate() + 90 * _DAY)
    return document


def _a_draft(lead: Person) -> Document:
    """Open a code with a draft, and a log-on notice that has none."""
    facts = documents.Particulars(kind="code", owner_role="dsl")
    other = documents.open_document("code", "Code of Conduct", facts, by=lead)
    documents.save_draft(other, documents.Draft("1", "Be fair.", purpose="New"), by=lead)
    notice = documents.Particulars(kind="notice", owner_role="dsl")
    documents.open_document("log-on-notice", "Log-on notice", notice, by=lead)
    return other
