"""A report as it was made, the people in it, the reporter's receipt, drafts."""

from __future__ import annotations

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from lanyard.foundation.access.models import Circle
from lanyard.foundation.organisations.records import Record
from lanyard.people.models import Group, Person
from lanyard.rooms.concerns import reasons, states
from lanyard.rooms.concerns.models.case import Case


class Concern(Record):
    """A report in the reporter's words. It is never changed; more is added as messages.

    Its reporter does not read it back from here: row security shows it to its circle and to
    people named on it or on its case.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="concerns", null=True, blank=True
    )
    state = models.CharField(
        max_length=20, choices=states.ConcernState, default=states.ConcernState.RECEIVED
    )
    received_at = models.DateTimeField(default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    first_action_by = models.DateTimeField(null=True, blank=True)

    reporter_kind = models.CharField(max_length=10, choices=reasons.ReporterKind)
    #: None where the reporter did not sign in; nothing else about them is kept.
    reporter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reporter_name = models.CharField(max_length=200, blank=True)
    reporter_contact = models.CharField(max_length=200, blank=True)
    chosen_adult = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    about = models.CharField(max_length=10, choices=reasons.About)
    source = models.CharField(max_length=10, choices=reasons.Source, default=reasons.Source.PERSON)
    category = models.CharField(max_length=30, choices=reasons.Category)
    risk_area = models.CharField(max_length=10, choices=reasons.RiskArea)
    prevent = models.CharField(max_length=6, choices=reasons.ThreeWay)
    ideology = models.CharField(max_length=20, choices=reasons.Ideology, blank=True)
    serious = models.BooleanField(default=False)
    immediate_danger = models.BooleanField(default=False)

    happened = models.TextField()
    opinion = models.TextField(blank=True)
    #: In the reporter's words where no date is known.
    when_said = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    first_known_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=20, choices=reasons.Place, default=reasons.Place.UNKNOWN)
    place_said = models.CharField(max_length=200, blank=True)
    platform = models.CharField(max_length=120, blank=True)
    device = models.CharField(
        max_length=20, choices=reasons.DeviceKind, default=reasons.DeviceKind.UNKNOWN
    )
    connection = models.CharField(
        max_length=20, choices=reasons.Connection, default=reasons.Connection.UNKNOWN
    )
    channels = ArrayField(
        models.CharField(max_length=20, choices=reasons.Channel), default=list, blank=True
    )
    link = models.TextField(blank=True)
    action_taken = models.TextField(blank=True)
    promise_made = models.CharField(max_length=6, choices=reasons.ThreeWay, blank=True)
    nothing_left_out = models.BooleanField(default=False)
    attempted_only = models.BooleanField(default=False)

    #: The session in which it was seen: whose, and which one in the reporter's words.
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    session_said = models.CharField(max_length=200, blank=True)

    #: Whether a file that the reporter has may show somebody naked; "" if not asked.
    image_said = models.CharField(max_length=6, choices=reasons.ThreeWay, blank=True)

    #: A marked test of a route: to be acknowledged, never triaged, and in no figure.
    is_test = models.BooleanField(default=False)

    #: The routing answer with its facts, and the profile version under which it was given.
    routed = models.JSONField(default=dict)
    profile_version = models.UUIDField(null=True, blank=True)
    #: The same key sent twice (a double press, a lost answer) makes one report.
    sent_key = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number"], name="concern_number"
            ),
            models.UniqueConstraint(fields=["organisation", "sent_key"], name="concern_sent_once"),
            models.CheckConstraint(
                condition=models.Q(state="triaged", case__isnull=False)
                | (~models.Q(state="triaged") & models.Q(case__isnull=True)),
                name="concern_triaged_is_in_a_case",
            ),
            models.CheckConstraint(
                condition=models.Q(state="received", acknowledged_at__isnull=True)
                | (~models.Q(state="received") & models.Q(acknowledged_at__isnull=False)),
                name="concern_acknowledged_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-received_at"], name="concern_state"),
            models.Index(fields=["circle", "state", "-received_at"], name="concern_in_circle"),
            models.Index(fields=["organisation", "-received_at"], name="concern_newest"),
            models.Index(fields=["case"], name="concern_of_case"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number that people say: "R2026-0042"."""
        return f"R{self.year}-{self.number:04}"


class Involved(Record):
    """A person in a report with their own part; a name where nobody here is meant."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="involved")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=10, choices=reasons.Part)
    relation = models.CharField(max_length=60, blank=True)
    #: The reporter says that this person must not receive the report.
    conflict = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person"], name="involved_person")]


class Receipt(Record):
    """What a reporter holds: a status word and messages both ways; nothing of the case.

    A signed-in reporter finds it by name, another by the hash of sixteen digits.
    """

    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="receipt")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    reporter_id = models.UUIDField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    #: A word for the reporter only: received, read, being-worked, outside-help, finished.
    status = models.CharField(max_length=20, default="received")
    sent_to = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    status_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "reporter_id"], name="receipt_of_reporter"),
            models.Index(fields=["organisation", "code_hash"], name="receipt_by_code"),
        ]


class Message(Record):
    """A message between the reporter and those who work on the report."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="messages")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="messages")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    reporter_id = models.UUIDField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    from_reporter = models.BooleanField()
    #: Shown to the reporter as "the safeguarding team", never by name.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]


class SentFile(Record):
    """A file that the reporter sent, by its name: all that its sender is ever shown of it.

    The sealed file itself hangs on the report, and is read by whoever may read that.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="files")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="files")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    reporter_id = models.UUIDField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    file_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=255)
    #: Of the file as it was received.
    sha256 = models.CharField(max_length=64)
    #: What it is, in the sender's words.
    note = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return self.name


def in_thirty_days() -> datetime.datetime:
    """Return until when a draft is kept where nothing else is said: the product's default."""
    return timezone.now() + datetime.timedelta(days=30)


class Draft(Record):
    """Answers of an unfinished report, for their author only."""

    person_id = models.UUIDField(null=True, blank=True)
    #: Hash of a key in the session of an author who did not sign in.
    key_hash = models.CharField(max_length=64, blank=True)
    form = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    updated = models.DateTimeField(auto_now=True)
    #: From then on it is purged. Until then not even the system reads it.
    keep_until = models.DateTimeField(default=in_thirty_days)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False) | ~models.Q(key_hash=""),
                name="draft_has_author",
            )
        ]
