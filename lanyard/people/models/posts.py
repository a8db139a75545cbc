"""Posts and who holds them."""

from __future__ import annotations

from django.db import models

from lanyard.foundation.access.models import Standing
from lanyard.foundation.organisations.records import Record
from lanyard.people.models.belonging import Group, Person, Site
from lanyard.people.models.days import ENDS_AFTER


class Post(Record):
    """A post of the organisation that gives a role. It stays when its holder goes."""

    title = models.CharField(max_length=200)
    role = models.CharField(max_length=60)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class PostHolding(Record):
    """A person holds a post, deputises in it or stands in for it, for a span."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts_held")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.HOLDER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The sealed appointment letter, where there is one (COM-SAF-01).
    letter_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="post_holding_span")]
