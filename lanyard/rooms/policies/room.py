"""The manifest of policies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    Duty,
    FieldPrivacy,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    PrivacyClass,
    SearchEntry,
    Verb,
)
from lanyard.rooms.policies.finding import found
from lanyard.rooms.policies.listening import decided

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
_OWNERS = (*_HEADS, "dsl", "ap-student-experience", "online-safety-coordinator", "hr-director")
_COLLECT = (*_OWNERS, "head-digital-ict")
_IT = ("it-department", "it-support", "third-party-it", "it-helpdesk", "head-digital-ict")
_INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL, 7)
_INTERNAL_FIELDS = {
    "Document": "slug title kind reference aliases owner_role author_role approver_roles in_order "
    "register public review_months clauses archived_on",
    "Companion": "document name reference linked",
    "Version": "document number label state text file_id file_sha256 material purpose values_check "
    "sources minute made_at reviewed_on approved_on published_at effective_from review_due sha256 "
    "extended_to extension_reason",
    "Attachment": "version kind title text file_id",
    "Requirement": "document name audience_data grace_days statements questions with_companions "
    "consequence collected_by clauses ended_on",
    "Opening": "version",
    "Attempt": "requirement version",
    "Signature": "version requirement how sha256 statements companions",
    "Invitation": "requirement expires_on withdrawn_on",
    "Shown": "version",
    "Review": "document source because url event opened_at due outcome reason closed_at",
    "Feedback": "document version answer_by answered_at",
}
_PERSONAL_FIELDS = {
    "Version": "lead_name made_by",
    "Opening": "person at",
    "Attempt": "person answers right passed at",
    "Signature": "person name job_title signed_at signed_on entered_by_name paper_id",
    "Invitation": "name email person sent_at signature",
    "Shown": "login first_at",
    "Review": "opened_by_name closed_by_name",
    "Feedback": "text person_id name email at answer answered_by_name",
}


def _privacy() -> dict[str, FieldPrivacy]:
    held: dict[str, FieldPrivacy] = {}
    for fields, how in ((_INTERNAL_FIELDS, _INTERNAL), (_PERSONAL_FIELDS, _PERSONAL)):
        for model, names in fields.items():
            held.update({f"{model}.{name}": how for name in names.split()})
    return held


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
        Verb("policies.companion-linked", "{actor} said which document {companion} is."),
        Verb("policies.submitted", "{actor} sent {subject} for approval."),
        Verb("policies.published", "{actor} published {subject}."),
        Verb("policies.adopted", "{actor} recorded {subject}, in force before Lanyard."),
        Verb("policies.discarded", "{actor} gave up the draft {subject}."),
        Verb("policies.archived", "{actor} archived {subject}."),
        Verb("policies.attached", "{actor} added another form of {subject}."),
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
        NoticeKind("policies.feedback-answered", "Your feedback on a policy was answered."),
    ),
    duties=(
        Duty("policies.sign", "Sign a document in the version in force."),
        Duty("policies.review", "Review a document."),
    ),
    listeners={"approvals.approved": decided, "approvals.rejected": decided},
    search=(SearchEntry("policies", _("Policies"), found),),
    privacy=_privacy(),
)
