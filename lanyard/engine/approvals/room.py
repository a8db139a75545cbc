"""The manifest of approvals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Verb,
)

MANIFEST = Manifest(
    slug="approvals",
    title=_("Approvals"),
    navigation=(
        Navigation(
            _("Approvals"), "approvals:list", icon="circle-check", order=26, for_staff=True
        ),
    ),
    duties=(Duty("approvals.decide", "Decide what waits for one's approval."),),
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
        "Approval": INTERNAL, "Approval.asked_by": PERSONAL, "Approval.asked_by_name": PERSONAL,
        "Step": PERSONAL,
    },
)  # fmt: skip
