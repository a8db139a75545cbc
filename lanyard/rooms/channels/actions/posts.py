"""Verbs of posts: write one, have it checked and approved, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import Word
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, person_with_id
from lanyard.rooms.channels import posting
from lanyard.rooms.channels.actions.applications import KEEPERS
from lanyard.rooms.channels.freezes import frozen, posting_frozen
from lanyard.rooms.channels.kinds import POST_NOW
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    OfficialAccount,
    OfficialPost,
    PostPicture,
)
from lanyard.rooms.consent import api as consent
from lanyard.rooms.guidance.api import Concern, check_official

State = OfficialPost.State
POST = "official-post"
APPROVAL = "channels.post"
#: With a picture the words go to the questions about it whole.
LONGEST_WITH_PICTURES = 1000
_OWNER = "account-owner"


class NotTheirs(LookupError):
    """Only its author does this, and only while it stands so."""


class NobodyApproves(LookupError):
    """Nobody but the author could approve it."""


@dataclass(frozen=True)
class Words:
    """What a post says and shows; pictures by the codes of the store."""

    text: str
    answers: str = ""
    pictures: Sequence[consent.Picture] = ()
    rights_held: bool = False
    set_aside: str = ""


@transaction.atomic
def write_post(account: OfficialAccount, words: Words, *, by: Person) -> OfficialPost:
    """Begin a post; raises NotTheirs for whoever is not on the account's list (OAK-9-01)."""
    if posting.lacks(account, by, timezone.localdate()) is not posting.Lacks.NOTHING:
        raise NotTheirs(str(account))
    made = OfficialPost(account=account, author=by, circle_id=access.circle_of(KEEPERS).pk)
    _keep(made, words)
    audit.record("channels.post-begun", by=by, subject=str(account), kind=POST, subject_id=made.pk)
    return made


@transaction.atomic
def rewrite(post: OfficialPost, words: Words, *, by: Person) -> OfficialPost:
    """Change what one's own draft says; a refused one becomes a draft again."""
    locked = _own(post, by, State.DRAFT, State.REFUSED)
    locked.state = State.DRAFT
    _keep(locked, words)
    return locked


def _own(post: OfficialPost, by: Person, *states: State) -> OfficialPost:
    locked = OfficialPost.objects.select_for_update().get(pk=post.pk)
    if locked.author_id != by.pk or locked.state not in states:
        raise NotTheirs(str(locked))
    return locked


def _keep(post: OfficialPost, words: Words) -> None:
    post.text, post.answers = words.text.strip(), words.answers.strip()
    post.rights_held, post.set_aside = words.rights_held, words.set_aside.strip()
    post.save()
    wanted = {one.pk: one for one in words.pictures}
    for row in shown(post):
        if row.picture_id not in wanted:
            _let_go(row, by=post.author)
            row.delete()
        wanted.pop(row.picture_id, None)
    for picture in wanted.values():
        PostPicture.objects.create(post=post, picture=picture)


def shown(post: OfficialPost) -> list[PostPicture]:
    """Return the pictures of a post with their requests, whoever may see them in the store."""
    with system_duty("look at the pictures of a post"):
        return list(post.pictures.select_related("picture", "publication"))


def _let_go(row: PostPicture, *, by: Person) -> None:
    if row.publication is not None:
        consent.take_back(row.publication, by=by)


def concerns(post: OfficialPost) -> list[Concern]:
    """Return what the checker finds in a post: personal data, names, spelling, language."""
    return check_official(post.text, photo=post.pictures.exists())


def obstacles(post: OfficialPost, found: Sequence[Concern]) -> dict[str, str]:
    """Return what stands in the way of sending a post, by field; "__all__" for the rest."""
    wrong: dict[str, str] = {}
    if any(one.stops for one in found):
        wrong["text"] = _("Some of it must not go out: see what the check found")
    elif found and not post.set_aside:
        wrong["set_aside"] = _("Change what the check found, or say why it stays")
    if not post.rights_held:
        wrong["rights_held"] = _("Say that everything in it is ours, or licensed to us")
    pictures = [row.picture for row in shown(post)]
    if pictures and len(post.text) > LONGEST_WITH_PICTURES:
        wrong["text"] = _("With a picture, write {number} characters at most").format(
            number=LONGEST_WITH_PICTURES
        )
    if any(not one.alt_text.strip() for one in pictures):
        wrong["pictures"] = _("Each picture needs words for those who cannot see it")
    if post.account.state != OfficialAccount.State.LIVE:
        wrong["__all__"] = _("This account is not live.")
    answer = posting.answer(post.account, post.author, "post", timezone.localdate())
    if answer.answer in {Word.NO, Word.UNKNOWN}:
        wrong["__all__"] = answer.say
    return wrong


@transaction.atomic
def send_post(post: OfficialPost, *, by: Person) -> OfficialPost:
    """Have a post checked, its pictures asked for, and somebody else approve it.

    While posting is frozen marketing's own posts wait for nobody (LAN-SMU-04). Raises NotTheirs,
    ValidationError that says by field what stands in the way, and NobodyApproves.
    """
    frozen_now = posting_frozen()
    locked = _own(post, by, State.DRAFT)
    found = concerns(locked)
    if wrong := obstacles(locked, found):
        raise ValidationError(wrong)
    for row in shown(locked):
        _ask_for(row, locked)
    locked.found = sorted({one.kind for one in found})
    locked.sent_at = timezone.now()
    if frozen_now:
        now = locked.sent_at.isoformat()
        locked.approved_by = [{"name": str(by), "as": _("Marketing, in a freeze"), "at": now}]
        locked.state = State.APPROVED
    else:
        locked.state = State.WAITING
    locked.save()
    audit.record("channels.post-sent", by=by, subject=str(locked.account), kind=POST,
                 subject_id=locked.pk)  # fmt: skip
    if locked.state == State.WAITING:
        approvals.ask(
            APPROVAL, _chain(locked), by=by, subject=(POST, locked.pk),
            title=_("Post on {account}").format(account=locked.account),
            url=reverse("channels:post", args=[locked.pk]),
        )  # fmt: skip
    return locked


def _ask_for(row: PostPicture, post: OfficialPost) -> None:
    """Ask consent whether a picture may be shown with these words (``media.publish``)."""
    before = row.publication
    if before is not None and before.caption == post.text and _still(before):
        return
    _let_go(row, by=post.author)
    try:
        made = consent.request(
            row.picture, channel=consent.Channel.SOCIAL, purpose=consent.Purpose.PUBLICITY,
            caption=post.text, doubt=False, by=post.author,
        )  # fmt: skip
    except consent.NotNow as refused:
        told = {
            "asked": _("A picture is asked for elsewhere, and waits there"),
            "hidden": _("A picture may be shown nowhere now"),
        }  # fmt: skip
        raise ValidationError({"pictures": told.get(str(refused), str(refused))}) from None
    if not _still(made):
        raise ValidationError({"pictures": made.say})
    row.publication = made
    row.save(update_fields=["publication"])


def _still(one: consent.Publication) -> bool:
    return one.state == consent.Publication.State.ASKED


def _chain(post: OfficialPost) -> approvals.Chain:
    """Have whoever answers for the account approve, else marketing, else who runs it with them.

    No policy asks for a second person for each post: this is Lanyard's default.
    """
    account, author = post.account, post.author_id
    if account.owner_id != author:
        title = _("Answers for the account")
        return approvals.Chain([(_OWNER, title)], by_default=True, own={_OWNER: account.owner_id})
    profile = profile_in_force().profile
    for role in KEEPERS:
        if set(access.holders_of(role)) - {author}:
            return approvals.Chain([(role, profile.title_of(role))], by_default=True)
    rows = AccountAdministrator.objects.filter(account=account, until=None).exclude(person=author)
    other = rows.values_list("person", flat=True).first()
    if other is None:
        raise NobodyApproves(str(account))
    return approvals.Chain([(_OWNER, _("Runs the account"))], by_default=True, own={_OWNER: other})


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, by: Person,
    **_facts: object,
) -> None:  # fmt: skip
    """Note who approved or refused a post.

    Of one that a freeze holds only marketing's word counts; any other has it sent again.
    """
    if approval_kind != APPROVAL:
        return
    with system_duty("note what became of a post"):
        post = OfficialPost.objects.select_for_update().get(pk=subject_id)
        yes = approval.state == approvals.Approval.State.APPROVED
        if post.state not in {State.WAITING, State.HELD}:
            return
        freeze = frozen()
        if freeze is not None and not posting.markets(by.pk):
            post.state, post.held_by = State.HELD, freeze
            post.save()
            return
        if post.state == State.HELD and not posting.markets(by.pk):
            return
        if yes:
            post.approved_by = [
                {"name": one.decided_by_name, "as": one.role_title,
                 "at": one.decided_at.isoformat()}
                for one in approval.steps.all() if one.decided_at
            ]  # fmt: skip
        if post.state == State.WAITING:
            post.state = State.APPROVED if yes else State.REFUSED
            if approval.state == approvals.Approval.State.WITHDRAWN:
                post.state = State.DRAFT
        post.save()


@transaction.atomic
def take_back(post: OfficialPost, *, because: str, by: Person) -> OfficialPost:
    """End a post that is not out yet, with the reason; its pictures are asked for no longer."""
    locked = OfficialPost.objects.select_for_update().get(pk=post.pk)
    if locked.state in {State.PUBLISHED, State.WITHDRAWN}:
        raise NotTheirs(str(locked))
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    asked = approvals.of_subject(POST, locked.pk).first()
    open_now = asked is not None and asked.state == approvals.Approval.State.OPEN
    locked.state, locked.ended_because = State.WITHDRAWN, because.strip()
    locked.save()
    if asked is not None and open_now and locked.author_id == by.pk:
        approvals.withdraw(asked.pk, by=by, because=because.strip())
    for row in shown(locked):
        _let_go(row, by=person_with_id(locked.author_id))
    audit.record(
        "channels.post-taken-back", by=by, subject=str(locked.account), kind=POST,
        subject_id=locked.pk, because=locked.ended_because,
    )  # fmt: skip
    duties.keep_errands(POST_NOW, about=[locked.pk])
    return locked
