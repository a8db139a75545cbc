"""Documents and their versions, what is asked of readers, reviews and feedback."""

from lanyard.rooms.policies.models.access import AccessRestriction
from lanyard.rooms.policies.models.documents import (
    Attachment,
    Companion,
    Document,
    OutsideCopy,
    Source,
    Version,
)
from lanyard.rooms.policies.models.readings import DraftComment, DraftReading
from lanyard.rooms.policies.models.reviews import Feedback, Review
from lanyard.rooms.policies.models.signing import (
    CheckAttempt,
    FormOpening,
    Invitation,
    Mailing,
    Opening,
    Requirement,
    Shown,
    Signature,
)

__all__ = [
    "AccessRestriction",
    "Attachment",
    "CheckAttempt",
    "Companion",
    "Document",
    "DraftComment",
    "DraftReading",
    "Feedback",
    "FormOpening",
    "Invitation",
    "Mailing",
    "Opening",
    "OutsideCopy",
    "Requirement",
    "Review",
    "Shown",
    "Signature",
    "Source",
    "Version",
]  # fmt: skip
