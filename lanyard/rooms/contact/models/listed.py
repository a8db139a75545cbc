"""Channels that the leadership approved, hours agreed with somebody, where groups work online.

Nothing is rewritten: what is changed is ended, and a new row stands in its place.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Channel
from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person
from lanyard.rooms.guidance.api import Technology


class Use(models.TextChoices):
    """What a channel is approved for."""

    WRITE = "write", _("Writing to learners and families")
    TEACH = "teach", _("Lessons, course content and class messages")
    COLLABORATE = "collaborate", _("Working together outside lessons")


class ListedChannel(Record):
    """A channel with its guidance, hours and owner, as the leadership approved it on a day."""

    SENDS = (
        (Channel.WORK_EMAIL, _("Work e-mail")), (Channel.TEAMS, _("Teams")),
        (Channel.E_PORTFOLIO, _("e-portfolio")), (Channel.SMS, _("Text messages")),
        (Channel.VOICE, _("Telephone calls")), (Channel.WHATSAPP, _("WhatsApp")),
        (Channel.SOCIAL_DM, _("Messages on social media")),
    )  # fmt: skip

    name = models.CharField(max_length=80)
    #: The channel of the questions about messages; "" for one by which nobody is written to.
    sends = models.CharField(max_length=12, choices=SENDS, blank=True)
    uses = models.JSONField(default=list, blank=True)
    guidance = models.TextField()
    #: Hours on days on which the college is open; none are the college's own.
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    #: The role that answers for it.
    owner = models.CharField(max_length=40)
    #: The platform that is meant where nobody says another (LAN-TL-04, OAK-4.6-09).
    standard = models.BooleanField(default=False)
    #: Why another one than the standard platform is needed for lessons.
    because = models.TextField(blank=True)
    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.UUIDField()
    approved_by_name = models.CharField(max_length=260)
    approved_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=260, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), condition=Q(ended_on__isnull=True),
                name="channel_listed_once",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on__isnull=True, standard=True),
                name="channel_one_standard",
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
                name="channel_opens_and_closes",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("approved_on")), name="channel_looked_at_later"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="channel_ended_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class AgreedHours(Record):
    """Hours that a line manager agreed with somebody, beside the college's (OAK-4.6-02)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Days of the week, Monday is 1.
    days = models.JSONField()
    opens = models.TimeField()
    closes = models.TimeField()
    because = models.CharField(max_length=300)
    agreed_by = models.UUIDField()
    agreed_by_name = models.CharField(max_length=260)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="hours_agreed_once"
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by=F("person_id")), name="hours_agreed_by_another"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="hours_with_a_reason"),
        ]  # fmt: skip


class ClassPlace(Record):
    """Where a group does one of four things online (LAN-TL-03)."""

    class Activity(models.TextChoices):
        CONTENT = "content", _("Course content")
        WORK = "work", _("Working together")
        DISCUSSION = "discussion", _("Discussion")
        MESSAGES = "messages", _("Messages to the class")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(max_length=10, choices=Activity)
    #: The agreed channel; none is somewhere else, which is shown to the manager.
    channel = models.ForeignKey(
        ListedChannel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    elsewhere = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=300, blank=True)
    #: Why not on the standard platform.
    because = models.CharField(max_length=300, blank=True)
    declared_by_name = models.CharField(max_length=260)
    declared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["activity", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "activity"], condition=Q(ended_at__isnull=True),
                name="class_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(channel__isnull=False, elsewhere="")
                | (Q(channel__isnull=True) & ~Q(elsewhere="") & ~Q(because="")),
                name="class_somewhere",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.channel) if self.channel_id else self.elsewhere
