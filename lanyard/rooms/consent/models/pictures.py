"""Pictures in the approved store, who is on them, and each place where one is published."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.consent.models.consents import Channel, Purpose

#: What browsers show as it is.
_SHOWN = frozenset({"", "image/jpeg", "image/png", "image/gif", "image/webp"})


class Rights(models.TextChoices):
    """By what right a picture is used."""

    OWNED = "owned", _("It is ours")
    LICENSED = "licensed", _("It is licensed to us")
    PERMISSION = "owner-permission", _("Its owner gave permission")
    NONE = "none", _("I do not know")


class Picture(Record):
    """A picture in the store, as it was taken and by what right it is used."""

    class Source(models.TextChoices):
        STAFF = "staff", _("A member of staff took it")
        LEARNER = "learner", _("A learner took it")
        EXTERNAL = "external", _("Somebody else, or the internet")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Consent")
        CONTRACT = "contract", _("A contract, such as a learning agreement")
        TASK = "public-task", _("A public task")
        INTEREST = "legitimate-interest", _("A legitimate interest")
        NONE = "no-people", _("Nobody can be recognised on it")

    class Device(models.TextChoices):
        ORGANISATION = "organisation", _("A device of the college")
        PERSONAL = "personal", _("Somebody's own device")

    title = models.CharField(max_length=160)
    #: What somebody who cannot see it is told.
    alt_text = models.CharField(max_length=300)
    file_id = models.UUIDField()
    #: Of what is kept; "" for one that was stored before videos came.
    media_type = models.CharField(max_length=100, blank=True)
    #: What pages show of it, drawn by the worker: for the gallery, and for a screen.
    small_file_id = models.UUIDField(null=True, blank=True)
    large_file_id = models.UUIDField(null=True, blank=True)
    #: Of the file as it came, before its metadata was taken off.
    sha256_received = models.CharField(max_length=64)
    #: What is typed or scanned to ask whether it may be used.
    code = models.CharField(max_length=8)
    taken_on = models.DateField()
    taken_by = models.CharField(max_length=10, choices=Source)
    device = models.CharField(max_length=12, choices=Device)
    #: The activity that it shows.
    activity = models.CharField(max_length=200)
    on_premises = models.BooleanField(default=True)
    #: Taken with nobody else there, and why.
    one_to_one_because = models.CharField(max_length=300, blank=True)
    #: The tutor who let a learner take it in a learning activity.
    authorised_by_name = models.CharField(max_length=260, blank=True)
    rights = models.CharField(max_length=16, choices=Rights)
    #: The owner or licensor, and where it was got.
    rights_holder = models.CharField(max_length=200, blank=True)
    licensed_until = models.DateField(null=True, blank=True)
    #: Whether what was said last of the right is proved (see RightsStatement).
    proved = models.BooleanField(default=True)
    #: On which lawful basis it is used; "" for one that was stored before this was asked.
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    #: The device, and where else it is kept, of the lists that the college keeps.
    asset = models.ForeignKey(
        "MediaListEntry", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kept_also = models.ForeignKey(
        "MediaListEntry", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sharpness = models.PositiveIntegerField(default=0)
    #: Why it is used although it is small or blurred.
    poor_because = models.CharField(max_length=300, blank=True)
    #: People on it whom nobody has named.
    others = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    #: Since when the store shows it to nobody but those who take it down.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="picture_code_once"),
            models.CheckConstraint(
                condition=~Q(rights__in=["licensed", "owner-permission"]) | ~Q(rights_holder=""),
                name="picture_right_has_a_holder",
            ),
            models.CheckConstraint(
                condition=~Q(rights="licensed") | Q(licensed_until__isnull=False),
                name="picture_licence_has_an_end",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.media_type.startswith("video/")

    def shown_by(self, size: str) -> UUID | None:
        """Return the file that a page shows in a size; None while a browser would show nothing."""
        drawn = self.small_file_id if size == "small" else self.large_file_id
        return drawn or (self.file_id if self.media_type in _SHOWN else None)

    @property
    def shown_large(self) -> UUID | None:
        """What a page shows as large as a screen."""
        return self.shown_by("large")

    @property
    def shown_small(self) -> UUID | None:
        """What the gallery shows."""
        return self.shown_by("small")

    def rights_on(self, on: datetime.date) -> str:
        """Return by what right it is used on a day; one that is over or not proved is none."""
        over = self.licensed_until is not None and self.licensed_until < on
        return Rights.NONE if over or not self.proved else self.rights


class PictureSubject(Record):
    """That somebody is on a picture, as a person said who looked at it."""

    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="subjects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    tagged_by_name = models.CharField(max_length=260)
    tagged_at = models.DateTimeField(default=timezone.now)
    #: It was somebody else.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "person"], name="picture_subject_once",
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_because=""),
                name="picture_subject_removed_with_a_reason",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person"], name="picture_subject_person")]


class Publication(Record):
    """That somebody wants a picture in one place, what was decided, and where it stands."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits")
        REFUSED = "refused", _("Refused")
        PUBLISHED = "published", _("Published")
        REMOVED = "removed", _("Taken down")

    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="publications")
    channel = models.CharField(max_length=8, choices=Channel)
    purpose = models.CharField(max_length=12, choices=Purpose)
    caption = models.CharField(max_length=1000, blank=True)
    doubt = models.BooleanField(default=False)
    doubt_because = models.CharField(max_length=500, blank=True)
    #: Whose names stand in caption, title, alternative text or file name.
    named = models.JSONField(default=list)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    #: The last answer of the policy in words, and its clauses.
    say = models.CharField(max_length=400)
    because = models.JSONField(default=list)
    quality_by_name = models.CharField(max_length=260, blank=True)
    privacy_by_name = models.CharField(max_length=260, blank=True)
    released_by = models.UUIDField(null=True, blank=True)
    released_by_name = models.CharField(max_length=260, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    #: The address where it stands, or the name of what was printed.
    place = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "channel", "purpose"], name="publication_asked_once",
                condition=Q(state="asked"),
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="publication_channel_exists"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "removed"])
                | (~Q(place="") & Q(released_by__isnull=False, released_at__isnull=False)),
                name="publication_has_its_place",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.picture}: {self.get_channel_display()}"


class Takedown(Record):
    """That a use is to be taken down by a day, and the proof that it was."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="takedown"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by_name = models.CharField(max_length=260, blank=True)
    proof = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, proof="", done_by_name="")
                | (Q(done_at__isnull=False) & ~Q(proof="") & ~Q(done_by_name="")),
                name="takedown_done_with_proof",
            )
        ]  # fmt: skip
