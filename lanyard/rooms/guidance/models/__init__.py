"""What guidance keeps: pages, checks, the classroom and its technologies, news for parents."""

from lanyard.rooms.guidance.models.classroom import (
    DeviceNote,
    DevicePlan,
    RemoteLesson,
    RemoteTime,
    SessionCheck,
    StayingAway,
    TeachingPlan,
)
from lanyard.rooms.guidance.models.news import (
    Newsletter,
    NewsletterReader,
    NewsletterReading,
    ParentQuestion,
)
from lanyard.rooms.guidance.models.pages import (
    CheckTally,
    ConfidentialTerm,
    GuidanceReading,
    OfficialAnswer,
    OutsideLink,
    OwnWording,
    PrivacyAnswers,
    PrivacyCheck,
)
from lanyard.rooms.guidance.models.remote import (
    MeetingLeftOpen,
    OverheardAnswered,
    OverheardReply,
)
from lanyard.rooms.guidance.models.removals import RemovalRequest
from lanyard.rooms.guidance.models.technology import (
    IN_CLASS,
    ChosenPrecautions,
    Technology,
    ToolInClass,
)

__all__ = [
    "IN_CLASS",
    "CheckTally",
    "ChosenPrecautions",
    "ConfidentialTerm",
    "DeviceNote",
    "DevicePlan",
    "GuidanceReading",
    "MeetingLeftOpen",
    "Newsletter",
    "NewsletterReader",
    "NewsletterReading",
    "OfficialAnswer",
    "OutsideLink",
    "OverheardAnswered",
    "OverheardReply",
    "OwnWording",
    "ParentQuestion",
    "PrivacyAnswers",
    "PrivacyCheck",
    "RemoteLesson",
    "RemoteTime",
    "RemovalRequest",
    "SessionCheck",
    "StayingAway",
    "TeachingPlan",
    "Technology",
    "ToolInClass",
]
