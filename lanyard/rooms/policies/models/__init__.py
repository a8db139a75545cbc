"""Documents and their versions, what is asked of readers, reviews and feedback."""

from lanyard.rooms.policies.models.documents import (
    Attachment,
    Companion,
    Document,
    Version,
)
from lanyard.rooms.policies.models.reviews import Feedback, Review
from lanyard.rooms.policies.models.signing import (
    CheckAttempt,
    Invitation,
    Opening,
    Requirement,
    Shown,
    Signature,
)

__all__ = [
    "Attachment", "CheckAttempt", "Companion", "Document", "Feedback", "Invitation", "Opening",
    "Requirement", "Review", "Shown", "Signature", "Version",
]  # fmt: skip
