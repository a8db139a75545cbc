"""The door to organisations: which one a host name leads to."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.models import HostName, Organisation

__all__ = [
    "Organisation",
    "current_organisation",
    "current_organisation_id",
    "organisation_at",
    "organisation_named",
]


def organisation_at(host: str) -> Organisation | None:
    """Return the organisation reached under a host name (a port is ignored), or None."""
    name = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
    found = HostName.objects.select_related("organisation").filter(host__iexact=name).first()
    return found.organisation if found else None


def organisation_named(slug: str) -> Organisation:
    """Return the organisation of a slug; raises Organisation.DoesNotExist."""
    return Organisation.objects.get(slug=slug)


def current_organisation_id() -> UUID:
    """Return the organisation in force; raises LookupError where none is."""
    organisation = current_identity().organisation
    if organisation is None:
        raise LookupError("No organisation is in force.")
    return organisation


def current_organisation() -> Organisation:
    """Return the organisation in force; raises LookupError where none is."""
    return Organisation.objects.get(pk=current_organisation_id())
