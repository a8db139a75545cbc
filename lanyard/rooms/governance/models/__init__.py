"""Tables of governance."""

from lanyard.rooms.governance.models.laws import LawCheck, LawEntry
from lanyard.rooms.governance.models.meetings import Liaison, Meeting, MeetingPerson
from lanyard.rooms.governance.models.papers import ClauseJudgement, Paper, PaperReceipt
from lanyard.rooms.governance.models.surveys import Confidence, ConfidenceDone, ConfidenceTally

__all__ = [
    "ClauseJudgement", "Confidence", "ConfidenceDone", "ConfidenceTally", "LawCheck", "LawEntry",
    "Liaison", "Meeting", "MeetingPerson", "Paper", "PaperReceipt",
]  # fmt: skip
