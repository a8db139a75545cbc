"""A case: who holds it, how bad it is, what is next; its chronology, people and decisions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.models import Circle
from lanyard.foundation.organisations.records import Record
from lanyard.people.models import Person, Site
from lanyard.rooms.concerns import reasons, states


class Counter(Record):
    """The last number given to a report or a case in a year."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year"], name="counter_once")
        ]


class Case(Record):
    """Work on one or more reports, by those in its circle and its named team."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=reasons.CaseKind)
    state = models.CharField(max_length=20, choices=states.CaseState, default=states.CaseState.OPEN)
    #: One line for lists: the category and first words, never a name.
    summary = models.CharField(max_length=200)
    category = models.CharField(max_length=30, choices=reasons.Category)
    risk_area = models.CharField(max_length=10, choices=reasons.RiskArea)
    technology = models.CharField(
        max_length=5, choices=reasons.Technology, default=reasons.Technology.MAIN
    )
    prevent = models.CharField(max_length=6, choices=reasons.ThreeWay)
    illegal = models.CharField(max_length=6, choices=reasons.ThreeWay, blank=True)
    disturbing = models.CharField(max_length=6, choices=reasons.ThreeWay, blank=True)
    child_sexual_abuse = models.BooleanField(default=False)
    breach_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    #: Severity 1 (low) to 5 (immediate danger to life or safety).
    severity = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    opened_at = models.DateTimeField(default=timezone.now)
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    first_action_by = models.DateTimeField(null=True, blank=True)
    first_action_at = models.DateTimeField(null=True, blank=True)
    #: The soonest thing due on the case; kept by the actions, read by the inbox.
    next_due = models.DateTimeField(null=True, blank=True)
    watch_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    profile_version = models.UUIDField(null=True, blank=True)
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: A person under 18 is involved as harmed or alleged.
    child_involved = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="case_number"),
            models.CheckConstraint(
                condition=models.Q(severity__gte=1, severity__lte=5), name="case_severity"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["closed", "watching"], closed_at__isnull=False)
                | models.Q(state__in=["open", "awaiting-agreement"], closed_at__isnull=True),
                name="case_closed_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state="watching", watch_until__isnull=False)
                | (~models.Q(state="watching") & models.Q(watch_until__isnull=True)),
                name="case_watched_until_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "next_due"], name="case_due"),
            models.Index(fields=["circle", "state", "next_due"], name="case_due_in_circle"),
            models.Index(fields=["holder", "state"], name="case_of_holder"),
            models.Index(fields=["organisation", "-opened_at"], name="case_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number that people say: "2026-0042"."""
        return f"{self.year}-{self.number:04}"


class OfCase(Record):
    """What belongs to a case and is read with it. ``circle_id`` follows the case's."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class CasePerson(OfCase):
    """A person in a case with their own part. Somebody unknown here has only a name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=10, choices=reasons.Part)
    relation = models.CharField(max_length=60, blank=True)
    born = models.DateField(null=True, blank=True)
    age_when_opened = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="case_person")]


class TeamMember(OfCase):
    """A named person on the case, why they need to know, and who added them."""

    class Part(models.TextChoices):
        HOLDER = "holder", _("Holds the case")
        WORKER = "worker", _("Works on the case")
        READER = "reader", _("May read")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=10, choices=Part)
    because = models.TextField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(because=""), name="team_member_because")
        ]


class ChronologyEntry(OfCase):
    """One line of the chronology: when it happened, when it was written, by whom. Never edited."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        NOTE = "note", _("Note")
        DISCUSSION = "discussion", _("Discussion")
        ACTION = "action", _("Action")
        DECISION = "decision", _("Decision")
        REFERRAL = "referral", _("Referral")
        SHARED = "shared", _("Shared")
        PEOPLE = "people", _("People")
        STATE = "state", _("Progress")
        MESSAGE = "message", _("Message")
        FILE = "file", _("File")

    class Visibility(models.TextChoices):
        TEAM = "team", _("Everybody on the case")
        LEADS = "leads", _("Safeguarding leads and the writer only")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology")
    kind = models.CharField(max_length=12, choices=Kind)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    by_name = models.CharField(max_length=260)
    text = models.TextField()
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.TEAM)
    #: The circle that reads an entry kept to the leads; null for everybody on the case.
    leads_circle = models.ForeignKey(
        Circle, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: What the line was made from: kind and id in this room.
    source_kind = models.CharField(max_length=20, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )

    class Meta:
        ordering = ["happened_at", "recorded_at", "id"]
        indexes = [models.Index(fields=["case", "happened_at"], name="chronology_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility="team", leads_circle__isnull=True)
                | models.Q(visibility="leads", leads_circle__isnull=False),
                name="chronology_leads_circle",
            )
        ]

    @property
    def back_dated(self) -> bool:
        """Whether it was written on a later day than it happened."""
        return self.recorded_at.date() > self.happened_at.date()


class Decision(OfCase):
    """A decision with its reasons and who made it. A later one supersedes; none is edited."""

    class Kind(models.TextChoices):
        SEVERITY = "severity", _("Severity")
        CATEGORY = "category", _("What it is about")
        GOVERNING = "governing", _("Governing policy")
        POLICE = "police", _("Whether to tell the police")
        PREVENT = "prevent", _("Prevent")
        CHANNEL = "channel", _("Channel referral")
        LADO = "lado", _("LADO consultation")
        GUARDIANS = "guardians", _("Whether to tell parents or guardians")
        EMPLOYER = "employer", _("Whether to tell the employer")
        IMAGES = "images", _("Nude images: next steps")
        STEP_SKIPPED = "step-skipped", _("A step left out")
        SANCTION = "sanction", _("Sanction")
        OUTCOME = "outcome", _("Outcome")
        CLOSE = "close", _("Closure")
        REOPEN = "reopen", _("Reopening")
        AMEND_POLICY = "amend-policy", _("Whether the policy needs amending")
        CIRCLE = "circle", _("Who may see the case")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind)
    answer = models.CharField(max_length=200)
    reasons = models.TextField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now)
    reference = models.CharField(max_length=120, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reasons__regex=r"\S"), name="decision_has_reasons"
            )
        ]
