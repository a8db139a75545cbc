"""What guidance keeps: pages, self-checks and checks; the classroom; news for parents."""

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
    PageClarity,
    PrivacyAnswers,
    PrivacyCheck,
)
from lanyard.rooms.guidance.models.removals import RemovalRequest

__all__ = [
    "CheckTally",
    "ConfidentialTerm",
    "DeviceNote",
    "DevicePlan",
    "GuidanceReading",
    "Newsletter",
    "NewsletterReader",
    "NewsletterReading",
    "OfficialAnswer",
    "OutsideLink",
    "OwnWording",
    "PageClarity",
    "ParentQuestion",
    "PrivacyAnswers",
    "PrivacyCheck",
    "RemoteLesson",
    "RemoteTime",
    "RemovalRequest",
    "SessionCheck",
    "StayingAway",
    "TeachingPlan",
]
