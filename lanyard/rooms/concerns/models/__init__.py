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
from lanyard.rooms.concerns.models.marks import ReadMark
from lanyard.rooms.concerns.models.oversight import (
    Challenge,
    Conversation,
    Drill,
    Procedure,
    PurposeCode,
    Survey,
    SurveyAnswer,
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
    Transfer,
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
    "Challenge",
    "ChronologyEntry",
    "Closure",
    "CompletenessCheck",
    "Concern",
    "Conversation",
    "Counter",
    "Decision",
    "Declaration",
    "Draft",
    "Drill",
    "FollowUp",
    "ImageReview",
    "ImageViewing",
    "Involved",
    "LowLevel",
    "Message",
    "Particular",
    "PlanReview",
    "Procedure",
    "Pulse",
    "PulseAnswer",
    "PulseDone",
    "PurposeCode",
    "QuotedRule",
    "ReadMark",
    "Receipt",
    "Referral",
    "Sanction",
    "SentFile",
    "SupportPlan",
    "Survey",
    "SurveyAnswer",
    "TeamMember",
    "Telling",
    "Transfer",
]
