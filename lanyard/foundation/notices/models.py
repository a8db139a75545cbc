"""What was to be told to whom, and every attempt to tell it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class Occasion(Record):
    """One event that people are told of. It holds a link and no content.

    ``chain`` is who is told next where nobody acknowledges: a list of steps, each a list of ids.
    """

    event = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    circle_id = models.UUIDField(null=True)
    severity = models.PositiveSmallIntegerField(null=True)
    due = models.DateTimeField(null=True)
    needs_answer = models.BooleanField(default=False)
    chain = models.JSONField(default=list)
    step = models.PositiveSmallIntegerField(default=0)
    #: When the present step ends without an answer; null where nothing escalates.
    answer_by = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    unanswered_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "event"], name="occasion_once"),
            models.CheckConstraint(
                condition=models.Q(severity__isnull=True) | models.Q(severity__range=(1, 5)),
                name="occasion_severity_1_to_5",
            ),
        ]


class Notification(Record):
    """One person is told of one event, once and never again."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="notifications")
    person_id = models.UUIDField()
    #: The step of the chain at which the person was told; 0 is at first.
    step = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    #: A mail about it may not have arrived, and is not sent again (see the decision record).
    mail_in_doubt = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occasion", "person_id"], name="notification_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person_id", "-created"], name="notice_of_person")
        ]


class Delivery(Record):
    """A notification has to reach one target by one channel."""

    class State(models.TextChoices):
        """How far it has got."""

        QUEUED = "queued", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        IN_DOUBT = "in-doubt", "In doubt: it may or may not have arrived"
        NOT_NEEDED = "not-needed", "Not needed: already acknowledged"

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="deliveries")
    notification = models.ForeignKey(
        Notification, on_delete=models.PROTECT, related_name="deliveries", null=True
    )
    channel = models.CharField(max_length=20)
    #: A person's id, or for a webhook the endpoint's.
    target_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    failure = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occasion", "channel", "target_id"], name="delivery_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-created"], name="delivery_newest")]


class Attempt(Record):
    """One try of a delivery. It is committed before anything is sent."""

    class Result(models.TextChoices):
        """How the try ended."""

        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        IN_DOUBT = "in-doubt", "In doubt"

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    began = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.SENDING)
    failure = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_number_once")
        ]


class Preference(Record):
    """What a person chose for themselves."""

    person_id = models.UUIDField()
    #: Mail about what needs no answer; what needs one is always mailed.
    mail_routine = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person_id"], name="preference_once")
        ]


class QuietHours(Record):
    """When the organisation sends no mail, save at severity 5 and to whoever is on call."""

    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    weekends = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="quiet_hours_once"),
        ]


class OnCall(Record):
    """A person is on call for a span: quiet hours do not hold back what is for them."""

    person_id = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="on_call_ends_after_start"
            )
        ]


class Endpoint(Record):
    """A web address that is told of events: for everything, or for what one role is told."""

    class Shape(models.TextChoices):
        """What the receiver understands."""

        PLAIN = "plain", "Lanyard's own JSON"
        TEAMS = "teams", "Microsoft Teams"
        SLACK = "slack", "Slack"

    name = models.CharField(max_length=120)
    url = models.URLField(max_length=500)
    shape = models.CharField(max_length=10, choices=Shape, default=Shape.PLAIN)
    role = models.CharField(max_length=60, blank=True)
    #: The signing secret, sealed with the organisation's key.
    secret = models.BinaryField()
    ended_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
