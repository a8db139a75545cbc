"""Work on a case: actions, referrals, tellings, plans, sanctions, closure."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.people.models import Person
from lanyard.rooms.concerns import states
from lanyard.rooms.concerns.models.case import Case, OfCase


class Action(OfCase):
    """Something to do, by a named person, by a date. Its owner sees it without seeing the case."""

    class Kind(models.TextChoices):
        INVESTIGATION = "investigation", _("Further investigation")
        SUPPORT = "support", _("Support")
        DISCIPLINE = "discipline", _("Disciplinary action")
        SANCTION = "sanction", _("Sanction")
        REFERRAL = "referral", _("Referral outside")
        REVIEW = "review", _("Review of procedures and safeguards")
        PROTECTION = "protection", _("Protective step")
        EVIDENCE = "evidence", _("Keep evidence")
        POLICE = "police", _("Report to the police")
        FOLLOW_UP = "follow-up", _("Follow-up record elsewhere")
        LEGAL = "legal", _("Legal advice")
        TAKEDOWN = "takedown", _("Have content taken down")
        MARKETING = "marketing", _("Tell marketing, without names")
        EQUALITY = "equality", _("Tell the equality lead, without names")
        DATA = "data", _("Tell the data protection lead")
        MEDIATION = "mediation", _("Offer mediation")
        IMPERSONATED = "impersonated", _("Tell the person impersonated")
        RESTRICT = "restrict", _("Restrict an account")
        EARLIER = "earlier", _("Link earlier cases")
        RESTORE_CONFIDENCE = "promise", _("Put right a promise of secrecy")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=20, choices=Kind)
    #: Written so that its owner can act on it without the case.
    what = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=states.ActionState, default=states.ActionState.TO_DO
    )
    #: The case cannot close while a required action is to do.
    required = models.BooleanField(default=False)
    because = models.TextField(blank=True)
    result = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state", "due"], name="action_of_owner"),
            models.Index(fields=["case", "state"], name="action_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="dropped") | models.Q(result__regex=r"\S"),
                name="action_dropped_with_reason",
            )
        ]


class Referral(OfCase):
    """A referral to an agency: what was shared, with whom, on what basis, and the outcome."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    agency = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=12, choices=states.ReferralState, default=states.ReferralState.TO_SEND
    )
    what_shared = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    consent = models.TextField(blank=True)
    #: Why it is necessary (a police referral about a child, COM-NUD-01), or why it was not made.
    because = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    chase_on = models.DateField(null=True, blank=True)
    required = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="not-made") | models.Q(because__regex=r"\S"),
                name="referral_not_made_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["sent", "acknowledged", "answered"])
                | models.Q(what_shared__regex=r"\S", basis__regex=r"\S", sent_at__isnull=False),
                name="referral_sent_says_what_and_why",
            ),
        ]


class Telling(OfCase):
    """Whether a parent, guardian or employer was told, when, and why or why not."""

    class Party(models.TextChoices):
        GUARDIAN = "guardian", _("Parent or guardian")
        EMPLOYER = "employer", _("Employer")
        LEARNER = "learner", _("The learner")

    class Answer(models.TextChoices):
        TOLD = "told", _("Told")
        NOT_TOLD = "not-told", _("Not told")
        NOT_A_CHILD = "not-a-child", _("Not a child")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tellings")
    party = models.CharField(max_length=10, choices=Party)
    about = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    who = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=12, choices=Answer)
    what = models.TextField(blank=True)
    because = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(because__regex=r"\S"), name="telling_has_reason"
            )
        ]


class SupportPlan(OfCase):
    """Support for somebody, reviewed at an interval until it is resolved for good (COM-INC-09)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.TextField()
    interval_days = models.PositiveSmallIntegerField()
    next_review = models.DateField(null=True, blank=True)
    long_term_checks = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)


class PlanReview(OfCase):
    """One review of a support plan."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_reviews")
    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    resolved = models.BooleanField()
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class Sanction(OfCase):
    """A sanction for a person: recommended with reasons, decided by the one who may decide it."""

    State = states.SanctionState

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sanctions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=60)
    procedure = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RECOMMENDED)
    recommended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reasons = models.TextField(blank=True)
    appeal_by = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reasons__regex=r"\S"), name="sanction_has_reasons"
            ),
            models.CheckConstraint(
                condition=models.Q(state="recommended")
                | models.Q(decided_by__isnull=False, decision_reasons__regex=r"\S"),
                name="sanction_decided_with_reasons",
            ),
        ]


class FollowUp(OfCase):
    """A reference in an outside system that the policy demands (KMC-ROL-05: MyConcern)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    system = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


class Closure(OfCase):
    """How a case ended: outcome, who was considered, lessons; agreed by a second person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    outcome = models.CharField(max_length=60)
    reasons = models.TextField()
    for_person_harmed = models.TextField()
    for_bystanders = models.TextField()
    for_organisation = models.TextField()
    facts_and_lessons = models.TextField()
    proportionality = models.TextField(blank=True)
    investigation = models.JSONField(default=dict, blank=True)
    amend_policy = models.BooleanField()
    amend_policy_because = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    watch_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    reasons__regex=r"\S",
                    for_person_harmed__regex=r"\S",
                    for_bystanders__regex=r"\S",
                    for_organisation__regex=r"\S",
                    facts_and_lessons__regex=r"\S",
                    amend_policy_because__regex=r"\S",
                ),
                name="closure_is_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | ~models.Q(agreed_by=models.F("proposed_by")),
                name="closure_agreed_by_another",
            ),
        ]
