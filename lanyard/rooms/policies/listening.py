"""What policies does when something else happens."""

from __future__ import annotations

from typing import Any

from lanyard.rooms.policies.actions.documents import approval_decided
from lanyard.rooms.policies.actions.reviews import extension_decided


def decided(**facts: Any) -> None:
    """Carry on where an approval of a version, or of an extension, was decided."""
    approval_decided(**facts)
    extension_decided(**facts)
