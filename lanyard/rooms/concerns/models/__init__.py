"""The tables of concerns. All of them are under row security."""

from lanyard.rooms.concerns.models.case import (
    Case,
    CasePerson,
    ChronologyEntry,
    Counter,
    Decision,
    TeamMember,
)
from lanyard.rooms.concerns.models.concern import (
    Concern,
    Draft,
    Involved,
    Message,
    Receipt,
    SentFile,
)
from lanyard.rooms.concerns.models.particular import Particular
from lanyard.rooms.concerns.models.pathway import ImageReview, ImageViewing, LowLevel
from lanyard.rooms.concerns.models.register import (
    CompletenessCheck,
    Declaration,
    Pulse,
    PulseAnswer,
    PulseDone,
    QuotedRule,
)
from lanyard.rooms.concerns.models.work import (
    Action,
    Closure,
    FollowUp,
    PlanReview,
    Referral,
    Sanction,
    SupportPlan,
    Telling,
)

__all__ = [
    "Action",
    "Case",
    "CasePerson",
    "ChronologyEntry",
    "Closure",
    "CompletenessCheck",
    "Concern",
    "Counter",
    "Decision",
    "Declaration",
    "Draft",
    "FollowUp",
    "ImageReview",
    "ImageViewing",
    "Involved",
    "LowLevel",
    "Message",
    "Particular",
    "PlanReview",
    "Pulse",
    "PulseAnswer",
    "PulseDone",
    "QuotedRule",
    "Receipt",
    "Referral",
    "Sanction",
    "SentFile",
    "SupportPlan",
    "TeamMember",
    "Telling",
]
