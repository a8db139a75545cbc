"""The door to policies: open documents, ask for signatures, open a review, know the state."""

from lanyard.rooms.policies.actions.approving import submit
from lanyard.rooms.policies.actions.documents import (
    Draft,
    Particulars,
    open_document,
    save_draft,
)
from lanyard.rooms.policies.actions.publishing import adopt_shipped, publish
from lanyard.rooms.policies.actions.reviews import give_feedback, open_review
from lanyard.rooms.policies.actions.signing import Asked, open_version, require, sign
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.models import Document, Review, Version
from lanyard.rooms.policies.queries.documents import lines
from lanyard.rooms.policies.queries.reading import opened_on
from lanyard.rooms.policies.queries.signing import acknowledged, reach, restricted, version_in_force
from lanyard.rooms.policies.rest import places_router, router

__all__ = [
    "Asked", "Document", "Draft", "Particulars", "Review", "Version", "acknowledged",
    "adopt_shipped", "begin", "give_feedback", "lines", "open_document", "open_review",
    "open_version", "opened_on", "places_router", "publish", "reach", "require",
    "restricted", "router", "save_draft", "sign", "submit", "version_in_force",
]  # fmt: skip
