"""What follows once a release has brought the tables up to date."""

from __future__ import annotations

from django.db import transaction

from lanyard.engine.profiles import api as profiles
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation


def propose_profiles() -> dict[str, str]:
    """Propose to each organisation what this release changed in its shipped profile.

    Returns the slug of each organisation where something waits, with its profile's name.
    """
    waiting = {}
    for organisation in Organisation.objects.order_by("slug"):
        with transaction.atomic(), acting_as_system(organisation.pk, "look at the new release"):
            proposal = profiles.propose_shipped()
        if proposal is not None:
            waiting[organisation.slug] = proposal.slug
    return waiting
