"""Verbs of platforms: put one on the list, look at its risks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.channels.models import ChannelPlatform, PlatformAssessment

Kind = ChannelPlatform.Kind
#: What is in scope from the first day, none of it assessed (OAK-2-03; the names are ours).
COMMON = (
    ("Bluesky", Kind.NETWORK), ("Discord", Kind.MESSAGES), ("Facebook", Kind.NETWORK),
    ("Instagram", Kind.SHARING), ("LinkedIn", Kind.NETWORK), ("Mastodon", Kind.NETWORK),
    ("Minecraft", Kind.GAME), ("Pinterest", Kind.BOOKMARKS), ("Reddit", Kind.FORUM),
    ("Roblox", Kind.GAME), ("Snapchat", Kind.SHARING), ("TikTok", Kind.SHARING),
    ("WhatsApp", Kind.MESSAGES), ("Wikipedia", Kind.WIKI), ("WordPress", Kind.BLOG),
    ("X", Kind.NETWORK), ("YouTube", Kind.SHARING),
)  # fmt: skip
#: An assessment counts for at most so long: the product's default.
LONGEST = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Looked:
    """What somebody found when they looked at the risks of a platform."""

    risks: str
    measures: str
    allowed: bool
    review_on: datetime.date


def begin() -> None:
    """List what colleges commonly use; what is listed already is left as it is."""
    known = {one.casefold() for one in ChannelPlatform.objects.values_list("name", flat=True)}
    ChannelPlatform.objects.bulk_create(
        ChannelPlatform(name=name, kind=kind)
        for name, kind in COMMON if name.casefold() not in known
    )  # fmt: skip


@transaction.atomic
def add_platform(name: str, kind: str, *, by: Person) -> ChannelPlatform:
    """Put a platform on the list: in scope at once, and not assessed (OAK-2-03).

    Raises ValidationError for a name that is listed.
    """
    name = " ".join(name.split())
    if ChannelPlatform.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": _("This platform is on the list already")})
    made = ChannelPlatform.objects.create(name=name, kind=kind, added_by_name=str(by))
    audit.record(
        "channels.platform-added", by=by, subject=name, kind="platform", subject_id=made.pk
    )
    return made


@transaction.atomic
def assess(platform: ChannelPlatform, looked: Looked, *, by: Person) -> PlatformAssessment:
    """Keep what was found of a platform's risks (OAK-4.2-01, COM-RA-01).

    Raises ValidationError for a day of the next look that is over or more than a year away.
    """
    today = timezone.localdate()
    if not today < looked.review_on <= today + LONGEST:
        raise ValidationError({"review_on": _("Look again within a year")})
    outcome = PlatformAssessment.Outcome
    made = PlatformAssessment.objects.create(
        platform=platform, risks=looked.risks.strip(), measures=looked.measures.strip(),
        outcome=outcome.ALLOWED if looked.allowed else outcome.REFUSED, on=today,
        review_on=looked.review_on, by=by.pk, by_name=str(by),
    )  # fmt: skip
    audit.record(
        "channels.assessed", by=by, subject=platform.name, kind="platform",
        subject_id=platform.pk, outcome=made.outcome,
    )  # fmt: skip
    return made
