"""The manifest of approvals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.approvals.due import due
from lanyard.foundation.registry.manifest import (
    FieldPrivacy,
    Manifest,
    Navigation,
    NoticeKind,
    PrivacyClass,
    Verb,
)

_INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL, 7)

MANIFEST = Manifest(
    slug="approvals",
    title=_("Approvals"),
    navigation=(Navigation(_("Approvals"), "approvals:list", "", "circle-check", 26),),
    due=due,
    verbs=(
        Verb("approvals.asked", "{actor} asked for approval of {subject}."),
        Verb("approvals.approved", "{actor} approved {subject}."),
        Verb("approvals.rejected", "{actor} rejected {subject}."),
        Verb("approvals.withdrawn", "{actor} took back the request for {subject}."),
    ),
    notice_kinds=(
        NoticeKind("approvals.asked", "Something waits for your approval."),
        NoticeKind("approvals.approved", "What you asked for was approved."),
        NoticeKind("approvals.rejected", "What you asked for was rejected."),
    ),
    privacy={
        **{
            f"Approval.{name}": _INTERNAL
            for name in ("kind", "subject_kind", "subject_id", "title", "url", "in_order",
                         "clauses", "by_default", "asked_at", "state", "closed_at")
        },
        **{
            f"Step.{name}": _INTERNAL
            for name in ("approval", "number", "role", "role_title", "outcome", "decided_at")
        },
        "Approval.asked_by": _PERSONAL, "Approval.asked_by_name": _PERSONAL,
        "Step.asked_by": _PERSONAL, "Step.reason": _PERSONAL, "Step.decided_by": _PERSONAL,
        "Step.decided_by_name": _PERSONAL,
    },
)  # fmt: skip
