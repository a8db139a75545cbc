"""What policies does when something else happens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lanyard.foundation.audit import api as audit
from lanyard.rooms.policies.actions.access import confirm_applied
from lanyard.rooms.policies.actions.approving import approval_decided
from lanyard.rooms.policies.actions.reviews import extension_decided, open_review
from lanyard.rooms.policies.models import Document, Review


def decided(**facts: Any) -> None:
    """Carry on where an approval of a version, or of an extension, was decided."""
    approval_decided(**facts)
    extension_decided(**facts)


def access_applied(*, person_id: UUID, state: str, by: audit.Actor, **_facts: object) -> None:
    """Take it as confirmed that a directory has restricted an account, or given it back."""
    confirm_applied(person_id, state, by=by)


def policy_questioned(*, closure: object, url: str, by: audit.Actor, **_facts: object) -> None:
    """Open a review of the policy because a case asks for it (COM-MR-02).

    The reason stays with the case, where only its readers see it.
    """
    because = "The closing of a case asks whether the policy needs amending."
    event = f"closure:{closure}"
    for document in Document.objects.filter(archived_on__isnull=True).exclude(register=""):
        open_review(
            document, source=Review.Source.INCIDENT, because=because, event=event, url=url, by=by
        )


def trend_seen(*, category: str, words: str, month: str, url: str, **_facts: object) -> None:
    """Open a review of the policy because reports of a kind grow (COM-SCO-01).

    Figures only; whoever may see more follows the address.
    """
    event = f"trend:{category}:{month}"
    for document in Document.objects.filter(archived_on__isnull=True).exclude(register=""):
        open_review(document, source=Review.Source.TREND, because=words, event=event, url=url)
