"""How closely each field of concerns is held, and for how long.

All of it is confidential and row-secured. What says nothing of a case is named as less.
"""

from __future__ import annotations

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    SECRET,
    FieldPrivacy,
    PrivacyClass,
)

#: Kept for its author until it is sent or a few days old.
_DRAFT = FieldPrivacy(PrivacyClass.CONFIDENTIAL, 0)
_CASE_MODELS = (
    "Case", "CasePerson", "TeamMember", "ChronologyEntry", "Decision", "Concern", "Involved",
    "Receipt", "Message", "SentFile", "Particular", "ImageReview", "ImageViewing", "LowLevel",
    "Action", "Referral", "Telling", "SupportPlan", "PlanReview", "Sanction", "FollowUp", "Closure",
    "Challenge", "Conversation", "SurveyAnswer",
)  # fmt: skip
PRIVACY = {
    **dict.fromkeys(_CASE_MODELS, CONFIDENTIAL),
    "Counter": INTERNAL,
    "Drill": INTERNAL,
    "Procedure": INTERNAL,
    "PurposeCode": INTERNAL,
    "ReadMark": CONFIDENTIAL,
    "Survey": INTERNAL,
    **dict.fromkeys(("Declaration", "PulseAnswer", "PulseDone", "Transfer"), CONFIDENTIAL),
    **dict.fromkeys(("Counter", "QuotedRule", "CompletenessCheck", "Pulse"), INTERNAL),
    "Draft": _DRAFT,
    "Draft.key_hash": SECRET,
    "Receipt.code_hash": SECRET,
    "Message.code_hash": SECRET,
    "SentFile.code_hash": SECRET,
}
