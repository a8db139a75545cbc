"""Verbs of posts that are approved: let one out, say where it stands, hold all in a freeze."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.channels import posting
from lanyard.rooms.channels.actions.posts import APPROVAL, POST, shown
from lanyard.rooms.channels.freezes import frozen, posting_frozen
from lanyard.rooms.channels.kinds import POST_NOW
from lanyard.rooms.channels.models import OfficialPost, PostingFreeze, PostPicture
from lanyard.rooms.consent import api as consent

State = OfficialPost.State
#: What a freeze holds.
_ON_THE_WAY = (State.WAITING, State.APPROVED, State.QUEUED)


class NotReleased(ValueError):
    """A post that may not go out as it stands; the text says why."""


def _locked(post: OfficialPost, *states: State) -> OfficialPost:
    """Return a post that nobody else moves meanwhile; raises NotReleased in another state."""
    rows = OfficialPost.objects.select_for_update(of=("self",)).select_related("account__platform")
    found = rows.get(pk=post.pk)
    if found.state not in states:
        raise NotReleased(_("It stands otherwise now: {state}").format(
            state=found.get_state_display()
        ))  # fmt: skip
    return found


def _may(post: OfficialPost, by: Person) -> None:
    answer = posting.answer(post.account, by, "post", timezone.localdate())
    if not answer.permitted:
        raise NotReleased(answer.say)


@transaction.atomic
def release_post(
    post: OfficialPost, *, at: datetime.datetime | None = None, by: Person
) -> OfficialPost:
    """Let an approved post out, now or at a moment to come, as somebody who may post.

    Raises NotReleased where the policy says no, posting is frozen, or it stands otherwise.
    """
    frozen_now = posting_frozen()
    locked, now = _locked(post, State.APPROVED), timezone.now()
    _may(locked, by)
    locked.state, locked.in_freeze = State.QUEUED, frozen_now
    locked.released_by, locked.released_by_name = by.pk, str(by)
    locked.released_at, locked.goes_at = now, max(at or now, now)
    locked.save()
    audit.record(
        "channels.post-released", by=by, subject=str(locked.account), kind=POST,
        subject_id=locked.pk, at=locked.goes_at.isoformat(),
    )  # fmt: skip
    duties.keep_errands(POST_NOW, about=[locked.pk])
    return locked


@transaction.atomic
def posted(post: OfficialPost, *, place: str, by: Person) -> OfficialPost:
    """Record where a post stands now; from then on each of its pictures is a use (OAK-9-01).

    Raises NotReleased where it is not its time, posting is frozen, or somebody on a picture may not
    be shown any more: then it has to be taken down at once.
    """
    frozen_now = posting_frozen()
    locked, now = _locked(post, State.QUEUED), timezone.now()
    if locked.goes_at is None or locked.goes_at > now:
        raise NotReleased(_("It is not time yet."))
    _may(locked, by)
    locked.in_freeze = frozen_now
    for row in shown(locked):
        _publish(row, place, by)
    locked.state, locked.published_at, locked.place = State.PUBLISHED, now, place
    locked.save()
    audit.record(
        "channels.posted", by=by, subject=str(locked.account), kind=POST, subject_id=locked.pk,
        place=place,
    )  # fmt: skip
    duties.errand_done(POST_NOW, locked.pk, by=by, evidence=place, record=(POST, locked.pk))
    return locked


def _publish(row: PostPicture, place: str, by: Person) -> None:
    if row.publication is None:
        raise NotReleased(_("A picture was not asked for."))
    try:
        consent.release(row.publication, by=by, place=place)
    except consent.NotPublished as refused:
        raise NotReleased(str(refused)) from None
    except consent.NotNow:
        said = _("A picture may not be shown any more. Take the post down if it is out.")
        raise NotReleased(said) from None


def hold_all(made: PostingFreeze) -> int:
    """Hold every post on its way, in the transaction of the freeze, and tell its people."""
    with system_duty("hold posts while posting is frozen"):
        rows = OfficialPost.objects.select_for_update(of=("self",)).filter(state__in=_ON_THE_WAY)
        found = list(rows.order_by("pk"))
        OfficialPost.objects.filter(pk__in=[one.pk for one in found]).update(
            state=State.HELD, held_by=made
        )
        people = {who for one in found for who in (one.author_id, one.released_by) if who}
        notices.notify(
            "channels.held", sorted(people, key=str), url=reverse("channels:posts"),
            event=f"channels.held:{made.pk}", subject_kind="posting-freeze", subject_id=made.pk,
        )  # fmt: skip
    if found:
        duties.keep_errands(POST_NOW, about=[one.pk for one in found])
    return len(found)


@transaction.atomic
def put_back(post: OfficialPost, *, by: Person) -> OfficialPost:
    """Have a held post go on from where approval left it; somebody has to let it out anew.

    Raises NotReleased while posting is frozen for this person.
    """
    locked = _locked(post, State.HELD)
    if frozen() is not None and not posting.markets(by.pk):
        raise NotReleased(_("Posting is frozen, and only the marketing team posts."))
    waiting = approvals.of_subject(POST, locked.pk).filter(
        kind=APPROVAL, state=approvals.Approval.State.OPEN
    )
    if locked.approved_by:
        locked.state = State.APPROVED
    else:
        locked.state = State.WAITING if waiting.exists() else State.DRAFT
    locked.save(update_fields=["state"])
    audit.record("channels.post-put-back", by=by, subject=str(locked.account), kind=POST,
                 subject_id=locked.pk)  # fmt: skip
    return locked
