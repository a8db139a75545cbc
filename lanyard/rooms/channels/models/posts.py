"""What is to be said on an official account, from its first line to where it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.channels.models.accounts import OfficialAccount
from lanyard.rooms.channels.models.freezing import PostingFreeze
from lanyard.rooms.consent.api import Picture, Publication


class OfficialPost(Record):
    """A post or a reply: its author, who approved it, who let it out, and where it stands."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        WAITING = "waiting", _("Waits for approval")
        REFUSED = "refused", _("Refused")
        APPROVED = "approved", _("Approved, not let out yet")
        QUEUED = "queued", _("To be posted")
        HELD = "held", _("Held: posting was frozen")
        PUBLISHED = "published", _("Posted")
        WITHDRAWN = "withdrawn", _("Taken back")

    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    #: The post or comment that it answers; "" for a post of its own.
    answers = models.URLField(max_length=500, blank=True)
    #: The author's word that everything in it is ours, or that we hold the licence.
    rights_held = models.BooleanField(default=False)
    #: Why what the checker would change stays as it is.
    set_aside = models.CharField(max_length=300, blank=True)
    #: What the checker found when it was sent, by kind.
    found = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: Who approved it: name, title and moment, kept with the post.
    approved_by = models.JSONField(default=list)
    released_by = models.UUIDField(null=True, blank=True)
    released_by_name = models.CharField(max_length=260, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    goes_at = models.DateTimeField(null=True, blank=True)
    #: Let out while posting was frozen, by marketing.
    in_freeze = models.BooleanField(default=False)
    held_by = models.ForeignKey(
        PostingFreeze, on_delete=models.PROTECT, null=True, blank=True, related_name="held"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    place = models.URLField(max_length=500, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    #: Those who keep the register, who read it beside the people of the account.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["organisation", "state"], name="post_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="post_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "waiting", "refused", "withdrawn", "held"))
                | ~Q(approved_by=[]),
                name="post_goes_on_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("queued", "published"))
                | Q(released_by__isnull=False, released_at__isnull=False, goes_at__isnull=False),
                name="post_let_out_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(place="")),
                name="post_stands_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_by__isnull=False), name="post_held_by_a_freeze"
            ),
        ]

    def __str__(self) -> str:
        first = self.text.strip().splitlines()[0] if self.text.strip() else ""
        return first if len(first) <= 60 else f"{first[:59]}…"


class PostPicture(Record):
    """A picture of the store that goes with a post; its publication is asked of consent."""

    post = models.ForeignKey(OfficialPost, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "picture"], name="post_shows_a_picture_once")
        ]
