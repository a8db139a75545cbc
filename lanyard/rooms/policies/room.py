"""The manifest of policies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    SearchEntry,
    Verb,
)
from lanyard.rooms.policies.controls import CONTROLS
from lanyard.rooms.policies.finding import found
from lanyard.rooms.policies.listening import access_applied, decided, policy_questioned, trend_seen

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
_OWNERS = (*_HEADS, "dsl", "ap-student-experience", "online-safety-coordinator", "hr-director")
_COLLECT = (*_OWNERS, "head-digital-ict")
_IT = ("it-department", "it-support", "third-party-it", "it-helpdesk", "head-digital-ict")
_PRIVACY = {
    **dict.fromkeys(
        ("Document", "Companion", "Version", "Attachment", "Requirement", "Review", "OutsideCopy",
         "Source"), INTERNAL,
    ),
    **dict.fromkeys(
        ("Opening", "FormOpening", "CheckAttempt", "Signature", "AccessRestriction", "Invitation",
         "Shown", "Feedback", "Source.checked_by_name", "Version.lead_name", "Version.made_by",
         "DraftReading", "DraftComment", "Mailing", "Attachment.adopted_by_name",
         "Review.opened_by_name", "OutsideCopy.looked_by_name",
         "Review.closed_by_name"),
        PERSONAL,
    ),
}  # fmt: skip

MANIFEST = Manifest(
    slug="policies",
    title=_("Policies"),
    navigation=(Navigation(_("Policies"), "policies:list", "", "file-text", 28),),
    permissions=(
        Permission("policies.write", "Write, publish and archive policies", _OWNERS),
        Permission("policies.collect", "See who has signed, enter paper, and send links", _COLLECT),
        Permission("policies.restrict", "See whose access waits for a signature", (*_IT, *_HEADS)),
    ),
    verbs=(
        Verb("policies.opened", "{actor} opened the document {subject}."),
        Verb("policies.changed", "{actor} changed what is known of {subject}: {what}."),
        Verb("policies.sources-checked", "{actor} checked the sources of {subject}."),
        Verb("policies.copy-added", "{actor} said where {subject} stands outside: {place}."),
        Verb("policies.copy-looked-at", "{actor} looked at {subject} outside: {place}, {state}."),
        Verb("policies.restrictions-listed", "The list of accounts to restrict was renewed."),
        Verb("policies.suspended", "{actor} suspended the personal use of {subject}."),
        Verb("policies.restriction-applied", "{actor} confirmed a restriction of {subject}."),
        Verb("policies.restriction-reversed", "{actor} confirmed the end of one of {subject}."),
        Verb("policies.companion-linked", "{actor} said which document {companion} is."),
        Verb("policies.submitted", "{actor} sent {subject} for approval."),
        Verb("policies.sent-for-review", "{actor} asked for comments on {subject}."),
        Verb("policies.commented", "{actor} commented on {subject}."),
        Verb("policies.comment-answered", "{actor} answered a comment on {subject}."),
        Verb("policies.draft-read", "{actor} read {subject}."),
        Verb("policies.sent-back", "{actor} returned {subject} to draft."),
        Verb("policies.published", "{actor} published {subject}."),
        Verb("policies.took-effect", "{subject} took effect."),
        Verb("policies.called-back", "{actor} took back {subject} before its day."),
        Verb("policies.adopted", "{actor} recorded {subject}, in force before Lanyard."),
        Verb("policies.discarded", "{actor} gave up the draft {subject}."),
        Verb("policies.archived", "{actor} archived {subject}."),
        Verb("policies.attached", "{actor} added another form of {subject}."),
        Verb("policies.form-adopted", "{actor} adopted {form} of {subject}."),
        Verb("policies.mailed", "{actor} had {number} people written to about {subject}."),
        Verb("policies.extended", "{actor} extended {subject} to {until}."),
        Verb("policies.required", "{actor} asked for signatures: {subject}."),
        Verb("policies.signed", "{actor} signed {subject}."),
        Verb("policies.invited", "{actor} sent somebody a link to sign {subject}."),
        Verb("policies.review-opened", "{actor} opened a review of {subject}."),
        Verb("policies.review-closed", "{actor} closed a review of {subject}."),
        Verb("policies.feedback", "{actor} gave feedback on {subject}."),
        Verb("policies.feedback-answered", "{actor} answered feedback on {subject}."),
        Verb("policies.exported", "{actor} exported the signatures of {subject}."),
    ),
    notice_kinds=(
        NoticeKind("policies.feedback", "A reader has said something about a policy."),
        NoticeKind("policies.restrictions", "There are accounts to restrict, or to give back."),
        NoticeKind("policies.suspended", "Your personal use of the systems is suspended."),
        NoticeKind("policies.feedback-answered", "Your feedback on a policy was answered."),
    ),
    duties=(
        Duty("policies.sign", "Sign a document in the version in force."),
        Duty("policies.review", "Review a document."),
        Duty("policies.read-draft", "Read a draft before it is approved."),
        Duty("policies.companion", "Mend a companion of a document."),
        Duty("policies.sources", "Check whether a document's sources still stand."),
        Duty("policies.copy", "Mend the copy of a document on another site."),
    ),
    listeners={
        "approvals.approved": decided,
        "approvals.rejected": decided,
        "concerns.policy-questioned": policy_questioned,
        "concerns.trend-seen": trend_seen,
        "people.access-applied": access_applied,
    },
    controls=CONTROLS,
    search=(SearchEntry("policies", _("Policies"), found),),
    privacy=_PRIVACY,
)
