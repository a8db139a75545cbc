"""What people carries out, each with its evidence."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.models import Standing
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.identity.api import Account
from lanyard.foundation.registry.controls import (
    Basis,
    Control,
    Evidence,
    Figure,
    judged,
    not_set_up,
)
from lanyard.foundation.registry.counting import YEAR, counted, within_a_year
from lanyard.people.models import (
    Device,
    Employment,
    Enrolment,
    GuardianLink,
    Login,
    Person,
    Post,
    PostHolding,
    Sponsorship,
    Vulnerability,
    spans,
)
from lanyard.people.reconciliation import (
    learners_without_a_login,
    logins_of_nobody_enrolled,
    unacknowledged,
    works_here,
)

#: How old the newest import, and an export of sign-ins, may be (Lanyard's default).
_STALE = datetime.timedelta(days=31)


def _exceptions() -> str:
    return reverse("people:exceptions")


def _posts() -> str:
    return reverse("people:posts")


def _directory() -> str:
    return reverse("people:directory")


def _newest_export() -> datetime.datetime | None:
    day = Login.objects.aggregate(newest=Max("exported_on"))["newest"]
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) if day else None


def _sign_ins(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the sign-ins with a person, and with an acknowledgement where that is recorded."""
    enabled = Login.objects.filter(enabled=True).count()
    known = Login.objects.filter(enabled=True, person__isnull=False).count()
    right = known - len(unacknowledged(on) or ())
    return judged(
        Figure(right, enabled), _newest_export(), on=on, link=_exceptions(), basis=Basis.EXTERNAL,
        stale_after=_STALE,
    )  # fmt: skip


def _learner_accounts(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count learners with a sign-in, and against them sign-ins of nobody who is enrolled."""
    as_of = _newest_export()
    if as_of is None:
        return not_set_up(on, link=_exceptions(), basis=Basis.EXTERNAL)
    enrolled = Person.objects.filter(
        Exists(Enrolment.objects.filter(spans(on), person=OuterRef("pk")))
    ).count()
    without, stray = learners_without_a_login(on).count(), logins_of_nobody_enrolled(on).count()
    return judged(
        Figure(enrolled - without, enrolled + stray), as_of, on=on, link=_exceptions(),
        basis=Basis.EXTERNAL, stale_after=_STALE,
    )  # fmt: skip


def _leavers(on: datetime.date) -> QuerySet[Person]:
    """Return those who left within the year, and more than a day ago."""
    return Person.objects.filter(left_on__gt=on - YEAR, left_on__lt=on)


def _nothing_left() -> Q:
    account = Account.objects.filter(person_id=OuterRef("pk"), is_active=True)
    post = PostHolding.objects.filter(person=OuterRef("pk"), until__isnull=True)
    login = Login.objects.filter(person=OuterRef("pk"), enabled=True)
    return ~Q(Exists(account)) & ~Q(Exists(post)) & ~Q(Exists(login))


def _held(on: datetime.date) -> Q:
    holders = PostHolding.objects.filter(spans(on), post=OuterRef("pk"), standing=Standing.HOLDER)
    return Q(Exists(holders))


def _everybody(_on: datetime.date) -> Q:
    return Q(pk__isnull=False)


def _open_posts(on: datetime.date) -> QuerySet[Any]:
    return Post.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))


CONTROLS = (
    Control("sign-ins-have-a-person", "it-department",
            _("Sign-ins that belong to somebody known"), _sign_ins),
    Control("learner-accounts-match", "it-department",
            _("Learners with a sign-in, sign-ins of nobody enrolled counted against them"),
            _learner_accounts),
    counted(
        "remote-access-staff-only", "it-department", when="exported_on", link=_exceptions,
        counts=_("Sign-ins from outside that belong to staff"), right=works_here,
        rows=lambda on: Login.objects.filter(enabled=True, remote=True), basis=Basis.EXTERNAL,
        stale_after=_STALE,
    ),
    counted(
        "devices-have-a-person", "it-department", _("Devices whose user is known"),
        rows=lambda on: Device.objects.filter(withdrawn_on__isnull=True), link=_exceptions,
        right=Q(person__isnull=False)
        & ~Q(ownership=Device.Ownership.OWN, terms_accepted_on__isnull=True),
        when="seen_on", basis=Basis.EXTERNAL,
    ),
    counted(
        "visitors-are-sponsored", "hr-director", link=lambda: reverse("people:visitors"),
        counts=_("Visitors, contractors and governors with a sponsor who accepted the policy"),
        rows=lambda on: Sponsorship.objects.filter(spans(on)),
        right=Q(sponsor__isnull=False, acknowledged_on__isnull=False),
    ),
    counted(
        "staff-carry-learner-safety", "hr-director", _("Staff who carry the duty"),
        rows=lambda on: Employment.objects.filter(spans(on)), right=_everybody, link=_directory,
    ),
    counted(
        "named-posts-filled", "principal", _("Posts that somebody holds"), rows=_open_posts,
        right=_held, link=_posts,
    ),
    counted(
        "leavers-handled", "hr-director", rows=_leavers, when="left_on", link=_exceptions,
        counts=_("Leavers of the year without a post or a sign-in"),
        right=lambda on: _nothing_left(),
    ),
    counted(
        "guardians-verified", "dsl", _("Links to parents and guardians that were verified"),
        rows=lambda on: GuardianLink.objects.filter(ended_on__isnull=True),
        right=Q(verified_on__isnull=False), link=_directory,
    ),
    counted(
        "vulnerability-flags-reviewed", "dsl", when="since",
        counts=_("Vulnerability flags set within a year, or with an end"),
        rows=lambda on: Vulnerability.objects.filter(spans(on)),
        right=lambda on: Q(since__gte=on - YEAR) | Q(until__isnull=False),
    ),
    counted(
        "people-kept-current", "it-department", _("Imports of people within the year"),
        rows=lambda on: Entry.objects.filter(within_a_year("at", on), verb="people.imported"),
        right=_everybody, when="at", basis=Basis.EXTERNAL, stale_after=_STALE,
        link=lambda: reverse("people:import"),
    ),
)  # fmt: skip
