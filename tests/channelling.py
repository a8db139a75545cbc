"""Official accounts with everything that can hang on them, for the sweep and for every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.people.actions import employ, join, leave
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AuthorisedPoster,
    OfficialAccount,
    OfficialPost,
    PostingAgreement,
    PostingFreeze,
)

_OF_A_DRAFT = ("post", "edit-post", "send-post", "take-back")


def stand_channels(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Make them; return the arguments of their addresses, by the address where they differ."""
    tutor, marketing = shown["tutor"], shown["marketing"]
    channels.begin()
    platform = channels.ChannelPlatform.objects.get(name="Instagram")
    draft = channels.begin_application(
        channels.Written(platform, "@draft", "A draft", tutor, [marketing], {}), by=tutor
    )
    account = OfficialAccount.objects.filter(state="live").order_by("name")[0]
    found = channels.report_found(
        channels.Seen("impostor", "https://example.org/us", "Not us."), by=tutor
    )
    running = AccountAdministrator.objects.get(account=account, person=marketing, until=None)
    gone = _a_leaver(account)
    poster = _a_poster(account, tutor, marketing)
    posts = _posts(account, tutor, marketing)
    return {
        "application_id": draft.pk, "platform_id": platform.pk, "account_id": account.pk,
        "administrator_id": running.pk, "channels:found-one.found_id": found.pk,
        "found_account_id": found.pk, "channels:revoke.administrator_id": gone.pk,
        "gone_administrator_id": gone.pk,
        "poster_id": poster.pk, **posts,
    }  # fmt: skip


def _a_poster(account: OfficialAccount, tutor: Person, marketing: Person) -> AuthorisedPoster:
    """Return how somebody stands on the list, whom marketing put there."""
    today = timezone.localdate()
    held = AuthorisedPoster.objects.filter(account=account, person=tutor, ended_on=None).first()
    until = today + datetime.timedelta(days=300)
    return held or channels.authorise(account, tutor, until=until, by=marketing)


def _posts(account: OfficialAccount, tutor: Person, marketing: Person) -> dict[str, Any]:
    """Write posts as far on their way as each door needs; return what their addresses take."""
    if not PostingAgreement.objects.filter(account=account, person=tutor).exists():
        every = [slug for slug, _words in channels.RULES]
        channels.sign(account, uses=["promotion"], ticked=every, by=tutor)
    words = channels.Words("Come and see the workshops on Saturday.", rights_held=True)
    draft = channels.write_post(account, words, by=tutor)
    approved, queued, held = (_approved(account, words, tutor, marketing) for _one in range(3))
    later = timezone.now() + datetime.timedelta(days=2)
    channels.release_post(queued, at=later, by=tutor)
    freeze = PostingFreeze.objects.filter(until__isnull=False)[0]
    OfficialPost.objects.filter(pk=held.pk).update(state="held", held_by=freeze)
    return {
        "draft_post_id": draft.pk,
        **dict.fromkeys(
            (
                f"channels:{name}.post_id"
                for name in ("post", "edit-post", "send-post", "take-back")
            ),
            draft.pk,
        ),
        "approved_post_id": approved.pk,
        "queued_post_id": queued.pk,
        "channels:release-post.post_id": approved.pk,
        "channels:posted.post_id": queued.pk,
        "channels:post-package.post_id": queued.pk,
        "channels:put-back.post_id": held.pk,
    }


def _approved(
    account: OfficialAccount, words: channels.Words, tutor: Person, marketing: Person
) -> OfficialPost:
    sent = channels.send_post(channels.write_post(account, words, by=tutor), by=tutor)
    asked = approvals.of_subject(channels.POST, sent.pk)[0]
    by = people_by_id(approvals.deciders(asked.steps.all()[0]))
    who = by.get(marketing.pk) or next(iter(by.values()))
    approvals.decide(asked.pk, by=who, approve=True, reason="It is sound.")
    sent.refresh_from_db()
    return sent


def _a_leaver(account: OfficialAccount) -> AccountAdministrator:
    """Let somebody run an account who then leaves."""
    today = timezone.localdate()
    person = join(by=None, given_name="Lea", family_name="Ver")
    employ(person, by=None, job_title="Technician", since=today)
    row = AccountAdministrator.objects.create(account=account, person=person)
    leave(person, by=None, on=today)
    row.refresh_from_db()
    return row
