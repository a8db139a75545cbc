"""Posts: opened, given, ended, closed."""

from __future__ import annotations

import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.fitness import check_post
from lanyard.people.models import Group, Person, Post, PostHolding, Site
from lanyard.people.posts import LETTER

#: Who hears of every new reader of confidential records, besides those who hold the role already.
_WATCHERS = ("dsl", "principal", "managing-director", "ceo")


class Own(ValueError):
    """Nobody gives themselves a post whose role reads confidential records."""

    def __init__(self) -> None:
        super().__init__(
            _("This post reads confidential records, so somebody else has to give it to you.")
        )


@transaction.atomic
def open_post(
    *,
    by: Person | None,
    title: str,
    role: str,
    site: Site | None = None,
    group: Group | None = None,
) -> Post:
    """Add a post that gives a role.

    Raises LookupError for an unknown role, and ValueError without a title.
    """
    access.role_called(role)
    if not title.strip():
        raise ValueError("A post has a title.")
    post = Post.objects.create(title=title, role=role, site=site, group=group)
    audit.record("people.post-opened", by=by, subject=title, kind="post", subject_id=post.pk)
    return post


@transaction.atomic
def give_post(
    post: Post,
    person: Person,
    *,
    by: Person | None,
    since: datetime.date,
    until: datetime.date | None = None,
    standing: access.Standing = access.Standing.HOLDER,
    letter_id: UUID | None = None,
) -> PostHolding:
    """Let a person hold a post (or deputise, or stand in), which gives them its role at once.

    Whoever reads confidential records through it is announced to those who do already, and to
    the lead and the head. Raises Own where such a post would be the actor's own, and NotFit where
    nobody in it would have the training for it in date.
    """
    confidential = by is not None and _reads_confidential(post.role)
    if confidential and by == person:
        raise Own
    if by is not None and standing == access.Standing.HOLDER:
        check_post(post.role, max(since, timezone.localdate()), coming=person.pk)
    watchers = _watchers(post.role) - {person.pk} if confidential else set()
    holding = PostHolding.objects.create(
        post=post, person=person, standing=standing, since=since, until=until, letter_id=letter_id
    )
    access.hold_role(
        post.role, person.pk, standing=standing, since=since, until=until, through=str(post.pk)
    )
    audit.record(
        "people.post-taken", by=by, subject=post.title, kind="post", subject_id=post.pk,
        holder=str(person), standing=str(standing),
    )  # fmt: skip
    registry.announce("people.changed", person_id=person.pk)
    if watchers:
        notices.notify(
            "people.reader-new", sorted(watchers), url=reverse("people:posts"),
            event=f"post-given:{holding.pk}", subject_kind="post", subject_id=post.pk,
        )  # fmt: skip
    return holding


def _reads_confidential(role: str) -> bool:
    return any(access.role_called(slug).second_factor for slug in access.with_included(role))


def _watchers(role: str) -> set[UUID]:
    return {person for slug in {role, *_WATCHERS} for person in access.holders_of(slug)}


@transaction.atomic
def end_post(
    holding: PostHolding, *, by: Person | None, until: datetime.date, because: str = ""
) -> None:
    """End one holding of a post on a day, and with it the role it gave.

    A holding that has not begun is withdrawn. Raises NotFit where those who stay in the post have
    all let their training for it expire.
    """
    if by is not None and holding.standing == access.Standing.HOLDER and holding.since <= until:
        check_post(holding.post.role, timezone.localdate(), going=holding.person_id)
    access.end_holdings(
        holding.person_id, until=until, through=str(holding.post_id), standing=holding.standing,
        since=holding.since,
    )  # fmt: skip
    if holding.since > until:
        holding.delete()
    else:
        holding.until = until
        holding.save(update_fields=["until"])
    audit.record(
        "people.post-ended", by=by, subject=holding.post.title, kind="post",
        subject_id=holding.post_id, because=because, holder=str(holding.person),
        until=until.isoformat(),
    )  # fmt: skip
    registry.announce("people.changed", person_id=holding.person_id)


@transaction.atomic
def keep_letter(
    holding: PostHolding, name: str, stream: IO[bytes], *, by: Person
) -> files.StoredFile:
    """Seal an appointment letter to a holding, read by those who may and its holder (COM-SAF-01).

    A later letter takes the place of the earlier one, which stays sealed. Raises files.Refused with
    a plain sentence where the file is not taken.
    """
    circle = access.circle_of(registry.permission("people.read-letters").held_by).pk
    kept = files.seal(name, stream, record_kind=LETTER, record_id=holding.pk, circle=circle, by=by)
    if holding.letter_id is None:
        access.grant(LETTER, holding.pk, holding.person_id, because="It is their own letter.")
    holding.letter_id = kept.pk
    holding.save(update_fields=["letter_id"])
    audit.record(
        "people.letter-kept", by=by, subject=holding.post.title, kind="post",
        subject_id=holding.post_id, holder=str(holding.person),
    )  # fmt: skip
    return kept


@transaction.atomic
def close_post(post: Post, *, by: Person | None, on: datetime.date, because: str) -> None:
    """Close a post for good; whoever holds it holds it no longer."""
    post.closed_on = on
    post.save(update_fields=["closed_on"])
    for holding in post.holdings.select_related("person", "post").exclude(until__lt=on):
        end_post(holding, by=by, until=on, because=because)
    audit.record(
        "people.post-closed", by=by, subject=post.title, kind="post", subject_id=post.pk,
        because=because,
    )  # fmt: skip
