"""What identity carries out, with its evidence."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.api import RoleHolding, all_roles
from lanyard.foundation.identity.models import Account
from lanyard.foundation.registry.counting import counted

_KINDS = Authenticator.Type


def _readers(on: datetime.date) -> QuerySet[Any]:
    """Return the accounts of those who hold a role that reads confidential records."""
    roles = [slug for slug, role in all_roles().items() if role.second_factor]
    held = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), role__in=roles, since__lte=on
    )
    return Account.objects.filter(is_active=True, person_id__in=held.values("person_id"))


def _with_factor() -> Q:
    factors = Authenticator.objects.filter(
        user=OuterRef("pk"), type__in=[_KINDS.TOTP, _KINDS.WEBAUTHN]
    )
    return Q(Exists(factors))


CONTROLS = (
    counted(
        "readers-second-factor", "it-department", rows=_readers,
        counts=_("Sign-ins of readers of confidential records that have a second factor"),
        right=lambda on: _with_factor(), link=lambda: reverse("identity:everybody"),
    ),
)  # fmt: skip
