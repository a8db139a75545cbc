"""What is planned and noted of a class: social media, remote lessons, own devices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person


class TeachingPlan(Record):
    """That a class is to use social media: what for, and the way for those who stay away."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    class Place(models.TextChoices):
        VLE = "vle", _("The learning environment (such as Moodle)")
        TEAMS = "teams", _("Microsoft Teams or Google Classroom")
        PAPER = "paper", _("On paper and in class")
        SOCIAL = "social", _("A social platform")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    platform = models.CharField(max_length=80)
    #: The official page that is used; nothing goes by somebody's own.
    page = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    main_place = models.CharField(max_length=10, choices=Place)
    #: How whoever stays away gets the same.
    other_way = models.CharField(max_length=500)
    safeguards = models.CharField(max_length=500)
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(main_place="social"), name="teaching_plan_not_mainly_social"
            ),
            models.CheckConstraint(condition=~Q(other_way=""), name="teaching_plan_other_way"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.group}"


class StayingAway(Record):
    """That a learner does not use the platform of a plan, and when they were given the same."""

    plan = models.ForeignKey(TeachingPlan, on_delete=models.CASCADE, related_name="away")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="staying_away_once")]


class SessionCheck(Record):
    """That accounts, privacy and consent were looked at before a session with a plan."""

    plan = models.ForeignKey(TeachingPlan, on_delete=models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "on"], name="session_checked_once_a_day")
        ]


class RemoteTime(Record):
    """A time in which lessons are remote, and why."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500)
    by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(until__isnull=True), name="remote_time_one"
            )
        ]


class RemoteLesson(Record):
    """The checklist of one remote lesson."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    recorded = models.BooleanField(default=False)
    #: When the meeting was ended for all, which nobody can tick before.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at"]


class DevicePlan(Record):
    """Whether a session needs the learners' own devices, and what for."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    needed = models.BooleanField()
    purpose = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "on"], name="device_plan_once"),
            models.CheckConstraint(
                condition=Q(needed=False) | ~Q(purpose=""), name="device_plan_says_what_for"
            ),
        ]


class DeviceNote(Record):
    """A device where it should not be, and what was done; no names."""

    class What(models.TextChoices):
        CALL = "call", _("A call")
        MESSAGES = "messages", _("Messages or e-mails")
        OTHER = "other", _("Something else on a phone")

    class Done(models.TextChoices):
        PUT_AWAY = "put-away", _("Put away when asked")
        TALKED = "talked", _("Talked about it afterwards")
        HANDED_IN = "handed-in", _("Kept until the end of the session")
        PASSED_ON = "passed-on", _("Passed on to the course manager")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=10, choices=What)
    done = models.CharField(max_length=10, choices=Done)

    class Meta:
        ordering = ["-at"]
