"""What the register of official accounts carries out, with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AccountApplication,
    ChannelPlatform,
    FoundAccount,
    OfficialAccount,
    PlatformAssessment,
    PostingFreeze,
)
from lanyard.rooms.channels.posting import with_agreement

_HOME = reverse_lazy("channels:home")
#: A found account is looked at within so long, and asked to close or closed: the product's default.
_FOUND_WITHIN = datetime.timedelta(days=3)


def _registered(on: datetime.date) -> Q:
    return Q(registered_at__lte=ends(on)) & (Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def _open_on(on: datetime.date) -> QuerySet[OfficialAccount]:
    return OfficialAccount.objects.filter(_registered(on))


def _approved(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count open accounts whose application has every approver's own word."""
    rows = OfficialAccount.objects.filter(_registered(on))
    found = rows.aggregate(
        whole=Count("pk"), newest=Max("registered_at"),
        part=Count("pk", filter=Q(application__state=AccountApplication.State.APPROVED)),
    )  # fmt: skip
    return judged(Figure(found["part"], found["whole"]), found["newest"], on=on, link=str(_HOME))


def _kept(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count open accounts that are live with an address, and an owner who is here."""
    rows = OfficialAccount.objects.filter(_registered(on))
    right = ~Q(url="") & (Q(owner__left_on__isnull=True) | Q(owner__left_on__gte=on))
    found = rows.aggregate(
        whole=Count("pk"), part=Count("pk", filter=right), newest=Max("registered_at")
    )
    return judged(Figure(found["part"], found["whole"]), found["newest"], on=on, link=str(_HOME))


def _run_by_two(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count open accounts with enough administrators, and leavers' access that was taken away."""
    here = Q(administrators__since__lte=on) & (
        Q(administrators__until__isnull=True) | Q(administrators__until__gt=on)
    )
    rows = OfficialAccount.objects.filter(_registered(on)).annotate(
        running=Count("administrators", filter=here)
    )
    whole, part = rows.count(), rows.filter(running__gte=F("least")).count()
    out = AccountAdministrator.objects.filter(until__lte=on, account__in=rows)
    ended = out.aggregate(all=Count("pk"), gone=Count("pk", filter=Q(revoked_on__lte=on)))
    newest = rows.aggregate(newest=Max("registered_at"))["newest"]
    figure = Figure(part + ended["gone"], whole + ended["all"])
    return judged(figure, newest, on=on, link=str(_HOME))


def _assessed(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the platforms in use whose risks somebody looked at, not too long ago."""
    used = ChannelPlatform.objects.filter(
        pk__in=OfficialAccount.objects.filter(_registered(on)).values("platform")
    )
    looked = PlatformAssessment.objects.filter(
        on__lte=on, review_on__gt=on, outcome=PlatformAssessment.Outcome.ALLOWED
    )
    part = used.filter(pk__in=looked.values("platform")).count()
    newest = looked.aggregate(newest=Max("at"))["newest"]
    return judged(
        Figure(part, used.count()), newest, on=on, link=str(reverse_lazy("channels:platforms"))
    )


def _frozen(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count freezes of a year that were ended with a reason; one that is on counts as right."""
    rows = PostingFreeze.objects.filter(within_a_year("since", on))
    newest = rows.aggregate(newest=Max("since"))["newest"]
    number = rows.count()
    if not number:
        return not_set_up(on, link=str(_HOME))
    return judged(Figure(number, number), newest, on=on, link=str(_HOME))


CONTROLS = (
    Control(
        "account-approved", "director-marketing",
        _("Open accounts whose application everybody approved"), _approved,
    ),
    Control(
        "account-register", "director-marketing",
        _("Open accounts with an address, and somebody here who answers for them"), _kept,
    ),
    Control(
        "second-administrator", "director-marketing",
        _("Accounts with enough administrators, and leavers whose access is gone"), _run_by_two,
    ),
    Control(
        "risk-assessed-before-use", "it-department",
        _("Platforms in use whose risks were looked at"), _assessed,
    ),
    counted(
        "posters-authorised", "director-marketing",
        _("People on the lists of official accounts who signed for the year"),
        rows=lambda on: with_agreement(on).filter(account__in=_open_on(on)),
        right=Q(agreed=True), when="since", link=lambda: str(reverse_lazy("channels:posters")),
    ),
    Control(
        "posting-frozen-in-emergency", "director-marketing",
        _("Times that posting was left to the marketing team, on the record"), _frozen,
    ),
    counted(
        "unofficial-accounts-closed", "director-marketing",
        _("Found accounts that were looked at within three days"),
        rows=lambda on: FoundAccount.objects.filter(
            within_a_year("found_at", on), found_at__lte=ends(on) - _FOUND_WITHIN
        ),
        right=lambda on: ~Q(state=FoundAccount.State.NEW), when="found_at",
        link=lambda: str(reverse_lazy("channels:found")),
    ),
)  # fmt: skip
