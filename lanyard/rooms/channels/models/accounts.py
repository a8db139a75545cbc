"""The register of official accounts: who runs each, who had a hand in it, how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.channels.models.applications import AccountApplication
from lanyard.rooms.channels.models.platforms import ChannelPlatform


class OfficialAccount(Record):
    """An account of the organisation; none is without an approved application (LAN-SMN-01)."""

    class State(models.TextChoices):
        SETTING_UP = "setting-up", _("Being set up")
        LIVE = "live", _("Live")
        CLOSED = "closed", _("Closed")

    application = models.OneToOneField(
        AccountApplication, on_delete=models.PROTECT, related_name="account"
    )
    platform = models.ForeignKey(ChannelPlatform, on_delete=models.PROTECT, related_name="accounts")
    handle = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    purpose = models.TextField()
    #: Where it is to be seen; "" until it is set up.
    url = models.URLField(max_length=300, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.SETTING_UP)
    #: How many administrators it has at least, as the policy said when it came on the register.
    least = models.PositiveSmallIntegerField()
    registered_at = models.DateTimeField(default=timezone.now)
    live_on = models.DateField(null=True, blank=True)
    #: The setting of the network that gives access, such as a group, and when it was applied.
    access_group = models.CharField(max_length=120, blank=True)
    access_devices = models.CharField(max_length=300, blank=True)
    access_applied_on = models.DateField(null=True, blank=True)
    access_applied_by_name = models.CharField(max_length=260, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    #: Where what it published is kept.
    archive = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation", "platform", Lower("handle"), name="account_registered_once",
                condition=~Q(state="closed"),
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_on__isnull=False), name="account_live_since"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_on__isnull=False, closed_because__regex=r"\S"),
                name="account_closed_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.handle}, {self.platform.name})"


class AccountAdministrator(Record):
    """Somebody who runs an account, from when to when, and the proof that they no longer can."""

    account = models.ForeignKey(
        OfficialAccount, on_delete=models.PROTECT, related_name="administrators"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The post for which the policy has them there; "" for none.
    role = models.CharField(max_length=60, blank=True)
    since = models.DateField(default=timezone.localdate)
    #: When they said themselves that they can sign in to it; asked anew after a time.
    confirmed_on = models.DateField(null=True, blank=True)
    #: The last day on which they are an administrator; what they can still do is taken from them.
    until = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)
    #: They left: they are out whether or not anybody stays behind.
    left = models.BooleanField(default=False)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_proof = models.CharField(max_length=300, blank=True)
    revoked_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["since", "person__family_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"], name="administrator_once",
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="administrator_span",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True)
                | Q(until__isnull=False, revoked_proof__regex=r"\S"),
                name="administrator_revoked_with_proof",
            ),
        ]  # fmt: skip
