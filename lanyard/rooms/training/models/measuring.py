"""What is measured and kept in view: campaigns, surveys without names, aims, observations."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person


class AwarenessCampaign(Record):
    """A theme kept in view for a while, in words for staff and for learners, with its reach."""

    class Theme(models.TextChoices):
        SAFER_INTERNET = "safer-internet", "Safer Internet Day"
        BULLYING = "bullying", "Bullying and respect"
        RADICALISATION = "radicalisation", "Radicalisation online"
        IMAGES = "images", "Images and consent"
        SCAMS = "scams", "Scams and money"
        PRIVACY = "privacy", "Privacy and passwords"
        WELLBEING = "wellbeing", "Wellbeing online"
        OTHER = "other", "Something else"

    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=20, choices=Theme)
    since = models.DateField()
    until = models.DateField()
    for_staff = models.TextField(blank=True)
    for_learners = models.TextField(blank=True)
    address = models.URLField(blank=True, max_length=500)
    made_by_name = models.CharField(max_length=260)
    #: How many of each it reached, noted apart (LAN-PREV-02).
    staff_reached = models.PositiveIntegerField(null=True, blank=True)
    learners_reached = models.PositiveIntegerField(null=True, blank=True)
    reach_noted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="campaign_span"),
            models.CheckConstraint(
                condition=~Q(for_staff="", for_learners=""), name="campaign_for_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyRound(Record):
    """One time that a survey is asked."""

    survey = models.SlugField(max_length=40)
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")), name="survey_stays_open"
            )
        ]


class SurveyReply(Record):
    """An answer without a person and without a moment; its id says nothing of when it came."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="replies")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    #: How far each sentence holds, from 1 to 5.
    marks = models.JSONField()


class SurveyReplied(Record):
    """That somebody answered, and nothing of what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="survey_replied_once")
        ]


class SurveyAction(Record):
    """What a team does in response to a survey."""

    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="actions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    on = models.DateField()
    by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-on", "-id"]


class ProgrammeAim(Record):
    """What a programme is to make its learners able to do online, and the modules that teach it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField()
    course_slugs = models.JSONField(default=list)
    set_on = models.DateField()
    set_by_name = models.CharField(max_length=260)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], name="programme_aim_once", condition=Q(ended_on__isnull=True)
            )
        ]


class PracticeSeen(Record):
    """The line on online safety of a lesson observation: of a team, of nobody by name."""

    class Seen(models.TextChoices):
        MODEL = "model", "A model example"
        SOUND = "sound", "Sound practice"
        MISSED = "missed", "A chance was missed"
        NONE = "none", "Nothing that learners should copy"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    seen = models.CharField(max_length=8, choices=Seen)
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-on", "-id"]
