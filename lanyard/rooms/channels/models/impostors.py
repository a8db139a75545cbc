"""Accounts that are not ours but look so, and what was done about each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class FoundAccount(Record):
    """Somebody found an account that uses our name, mark or people (LAN-SMN-06, OAK-9-09)."""

    class Kind(models.TextChoices):
        IMPOSTOR = "impostor", _("It pretends to be us")
        POSING = "posing", _("It pretends to be one of our people")
        UNOFFICIAL = "unofficial", _("It uses our name, logo or material without approval")
        UNKNOWN = "unknown", _("I am not sure")

    class State(models.TextChoices):
        NEW = "new", _("To be looked at")
        CLOSING = "closing", _("Asked to be closed")
        HANDED_ON = "handed-on", _("Goes through an application")
        NOTHING = "nothing", _("Nothing to do")
        CLOSED = "closed", _("Gone")

    kind = models.CharField(max_length=10, choices=Kind)
    url = models.URLField(max_length=500)
    what = models.TextField()
    #: A member of staff by name; "" for anybody through the public form.
    found_by_name = models.CharField(max_length=260, blank=True)
    found_by = models.UUIDField(null=True, blank=True)
    #: How to reach whoever used the public form, if they said so.
    contact = models.CharField(max_length=260, blank=True)
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    look_again_on = models.DateField(null=True, blank=True)
    #: Those who look after the college's name.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closing") | Q(look_again_on__isnull=False),
                name="found_account_looked_at_again",
            )
        ]


class FoundStep(Record):
    """Something that was done about a found account, by whom, with the proof. Never altered."""

    found = models.ForeignKey(FoundAccount, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=FoundAccount.State)
    what = models.TextField()
    #: The platform's own number of the request.
    reference = models.CharField(max_length=120, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__regex=r"\S"), name="found_step_says_what")
        ]
