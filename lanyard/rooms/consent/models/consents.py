"""What was said of pictures: answers, the consents they hold, requests, and papers to check.

Nothing is rewritten. A new answer supersedes the one before it; a consent ends once, with why.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import GuardianLink, Person

#: Whose word counts for a child. A carer or next of kin may have no parental responsibility.
MAY_CONSENT = (GuardianLink.Relation.PARENT, GuardianLink.Relation.GUARDIAN)


class Purpose(models.TextChoices):
    """What a picture is used for (Lanyard's default; the policies name none)."""

    PUBLICITY = "publicity", _("News and publicity")
    TEACHING = "teaching", _("Teaching and showing work")


class Channel(models.TextChoices):
    """Where a picture is shown; the same words as in the questions about publishing."""

    WEBSITE = "website", _("The website")
    SOCIAL = "social", _("Social media")
    PRINT = "print", _("Print, such as the prospectus")
    BLOG = "blog", _("Blogs and other sites")


class Covers(models.TextChoices):
    """What is consented to. To be named is a consent apart."""

    PICTURE = "picture", _("To be shown")
    NAME = "name", _("To be named")


class Giver(models.TextChoices):
    """Who consented; the same words as in the questions about publishing."""

    SELF = "self", _("The person")
    PARENT = "parent", _("A parent or guardian")


class ConsentRequest(Record):
    """That somebody was asked: the person on their own page, a guardian by a signed link."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The verified link of the guardian who is asked; none asks the person.
    link = models.ForeignKey(
        GuardianLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    #: Where the link was sent; "" for somebody asked on their own page.
    email = models.EmailField(blank=True)
    asked_by_name = models.CharField(max_length=260, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "link", "purpose"], name="consent_asked_once",
                condition=Q(answered_at__isnull=True, withdrawn_on__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(link__isnull=True) | ~Q(email=""), name="consent_link_sent_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_on__isnull=True),
                name="consent_answered_or_withdrawn",
            ),
        ]  # fmt: skip

    def stands(self, on: datetime.date) -> bool:
        """Say whether it may still be answered."""
        return self.answered_at is None and self.withdrawn_on is None and on <= self.expires_on


class ConsentPaper(Record):
    """A form on paper with its scan, entered by one person and checked by another."""

    class State(models.TextChoices):
        WAITS = "waits", _("To be checked")
        AGREED = "agreed", _("Checked")
        REFUSED = "refused", _("Not as entered")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The verified link of the guardian who signed; none is the person's own signature.
    link = models.ForeignKey(
        GuardianLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    pictures = models.JSONField(default=list)
    names = models.JSONField(default=list)
    signed_on = models.DateField()
    until = models.DateField()
    scan_id = models.UUIDField()
    entered_by = models.UUIDField()
    entered_by_name = models.CharField(max_length=260)
    entered_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITS)
    checked_by = models.UUIDField(null=True, blank=True)
    checked_by_name = models.CharField(max_length=260, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                name="paper_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="waits", checked_by__isnull=True, checked_at__isnull=True)
                | Q(state__in=["agreed", "refused"], checked_by__isnull=False,
                    checked_at__isnull=False),
                name="paper_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(entered_by=F("person_id")) & ~Q(checked_by=F("person_id")),
                name="paper_not_about_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_because=""),
                name="paper_refused_with_a_reason",
            ),
        ]  # fmt: skip


class ConsentAnswer(Record):
    """What one giver said on one day about a person's pictures for a purpose: yes to some, or no.

    It speaks of every channel: where it holds no consent, it says no.
    """

    class How(models.TextChoices):
        ACCOUNT = "account", _("Signed in")
        LINK = "link", _("By a link sent to them")
        PAPER = "paper", _("On paper")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=6, choices=Giver)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    giver_name = models.CharField(max_length=260)
    link = models.ForeignKey(
        GuardianLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    how = models.CharField(max_length=8, choices=How)
    said_on = models.DateField()
    said_at = models.DateTimeField(default=timezone.now)
    request = models.OneToOneField(
        ConsentRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="answer"
    )
    paper = models.OneToOneField(
        ConsentPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="answer"
    )
    #: The next answer of the same giver for the same purpose.
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "giver", "purpose"], name="consent_answer_in_force_once",
                condition=Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(by="self", giver=F("person"), link__isnull=True)
                | (Q(by="parent", link__isnull=False) & ~Q(giver=F("person"))),
                name="consent_by_self_or_by_link",
            ),
            models.CheckConstraint(
                condition=Q(how="paper", paper__isnull=False)
                | (~Q(how="paper") & Q(paper__isnull=True)),
                name="consent_paper_has_its_scan",
            ),
            models.CheckConstraint(
                condition=~Q(how="link") | Q(request__isnull=False), name="consent_link_was_sent"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.giver_name}: {self.get_purpose_display()}"


class Consent(Record):
    """That a person may be shown, or named, for a purpose, in one place, for a time."""

    class Ended(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Answered anew")
        EXPIRED = "expired", _("Its time was over")
        GROWN_UP = "grown-up", _("The person came of age")
        NO_GUARDIAN = "no-guardian", _("The giver is no longer known as their guardian")

    answer = models.ForeignKey(ConsentAnswer, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=6, choices=Giver)
    covers = models.CharField(max_length=8, choices=Covers, default=Covers.PICTURE)
    purpose = models.CharField(max_length=12, choices=Purpose)
    channel = models.CharField(max_length=8, choices=Channel)
    since = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)
    ended_by_name = models.CharField(max_length=260, blank=True)
    #: What whoever took a withdrawal down was told.
    ended_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["purpose", "covers", "channel", "id"]
        indexes = [models.Index(fields=["person", "purpose", "channel"], name="consent_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "giver", "purpose", "covers", "channel"],
                name="consent_stands_once", condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="consent_channel_exists"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="consent_purpose_exists"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="consent_has_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="consent_ended_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_covers_display()}: {self.get_channel_display()}"

    def holds(self, on: datetime.date) -> bool:
        """Say whether it covers a day and was not ended."""
        return self.ended_at is None and self.since <= on <= self.until
