"""The manifest of official accounts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    Verb,
)
from lanyard.rooms.channels.actions import applications, posts
from lanyard.rooms.channels.actions.accounts import IT, left
from lanyard.rooms.channels.actions.applications import KEEPERS
from lanyard.rooms.channels.actions.impostors import HANDLERS
from lanyard.rooms.channels.controls import CONTROLS
from lanyard.rooms.channels.freezes import posting_frozen
from lanyard.rooms.channels.posting import AUTHORISERS
from lanyard.rooms.channels.queries import is_assessed

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
_ASSESSORS = (
    *KEEPERS, *IT, "dsl", "online-safety-coordinator", "ap-student-experience", "management",
)  # fmt: skip


def decided(**facts: Any) -> None:
    """Note what became of an application, or of a post."""
    applications.decided(**facts)
    posts.decided(**facts)


MANIFEST = Manifest(
    slug="channels",
    title=_("Official accounts"),
    navigation=(
        Navigation(
            _("Official accounts"), "channels:home", icon="share", order=30, for_staff=True
        ),
    ),
    permissions=(
        Permission("channels.register", "Keep the register of official accounts", KEEPERS),
        Permission("channels.assess", "Look at the risks of a platform", _ASSESSORS),
        Permission("channels.set-up", "Give access to official accounts on the network", IT),
        Permission(
            "channels.freeze",
            "Leave all posting to the marketing team, and let others post again",
            (*KEEPERS, "dsl", *_HEADS),
        ),
        Permission("channels.authorise", "Say who posts on official accounts", AUTHORISERS),
        Permission("channels.found", "Have false and unofficial accounts closed", HANDLERS),
    ),
    notice_kinds=(
        NoticeKind("channels.set-up", "An official account was approved; it needs access."),
        NoticeKind("channels.confirm", "You run an official account; say that you can sign in."),
        NoticeKind("channels.authorised", "You may post on an official account once you signed."),
        NoticeKind("channels.live", "Your official account may go live."),
        NoticeKind("channels.yours", "You answer for an official account now."),
        NoticeKind("channels.revoke", "Somebody's access to an official account has to go."),
        NoticeKind("channels.held", "Posts of yours are held: posting is frozen."),
        NoticeKind("channels.frozen", "Posting is frozen: only the marketing team posts."),
        NoticeKind("channels.thawed", "Posting is no longer frozen."),
        NoticeKind("channels.found", "Somebody found an account that looks like ours."),
    ),
    answers={"risk.platform-assessed": is_assessed},
    listeners={
        "people.left": left,
        **{f"approvals.{one}": decided for one in ("approved", "rejected", "withdrawn")},
    },
    verbs=(
        Verb("channels.platform-added", "{actor} put {subject} on the list of platforms."),
        Verb("channels.assessed", "{actor} looked at the risks of {subject}: {outcome}."),
        Verb("channels.application-begun", "{actor} began an application: {subject}."),
        Verb("channels.registered", "{subject} came on the register with {actor}'s approval."),
        Verb("channels.access-applied", "{actor} gave access to {subject} through {group}."),
        Verb("channels.confirmed", "{actor} can sign in to {subject}."),
        Verb("channels.live", "{subject} went live with an act of {actor}."),
        Verb("channels.administrator-added", "{actor} added an administrator of {subject}."),
        Verb("channels.administrator-removed", "{actor} ended somebody's running of {subject}."),
        Verb("channels.administrator-left", "Somebody who ran {subject} left."),
        Verb("channels.revoked", "{actor} took somebody's access to {subject} away."),
        Verb("channels.handed-over", "{actor} handed {subject} over."),
        Verb("channels.authorised", "{actor} let somebody post on {subject} until {until}."),
        Verb("channels.poster-ended", "{actor} took somebody off the list of {subject}."),
        Verb("channels.agreed", "{actor} signed for posting on {subject}."),
        Verb("channels.post-begun", "{actor} began a post on {subject}."),
        Verb("channels.post-sent", "{actor} sent a post on {subject} for approval."),
        Verb("channels.post-released", "{actor} let a post on {subject} out, for {at}."),
        Verb("channels.posted", "{actor} posted on {subject}: {place}."),
        Verb("channels.post-put-back", "{actor} had a held post on {subject} go on."),
        Verb("channels.post-taken-back", "{actor} took a post on {subject} back."),
        Verb("channels.post-packed", "{actor} took a post on {subject} out as a package."),
        Verb("channels.exported", "{actor} sent {subject} out as a table."),
        Verb("channels.closed", "{actor} closed {subject}."),
        Verb("channels.frozen", "{actor} left posting to the marketing team; posts held: {held}."),
        Verb("channels.thawed", "{actor} let others post again."),
        Verb("channels.found", "{actor} reported an account that looks like ours."),
        Verb("channels.found-step", "{actor} dealt with an account that looks like ours: {state}."),
    ),
    duties=(
        Duty("channels.agree", "Sign for a year before posting on an official account."),
        Duty("channels.sign-in", "Say that one can sign in to an official account."),
        Duty("channels.give-access", "Give access to an official account on the network."),
        Duty("channels.take-away", "Take somebody's access to an official account away."),
        Duty("channels.mend", "Find an official account an owner, or administrators."),
        Duty("channels.post-now", "Post what one let out, and say where it stands."),
        Duty("channels.look", "Look at an account that looks like ours."),
    ),
    controls=CONTROLS,
    facts={"posting-frozen": posting_frozen},
    privacy={
        **dict.fromkeys(
            ("ChannelPlatform", "PlatformAssessment", "AccountApplication", "OfficialAccount",
             "PostingFreeze"),
            INTERNAL,
        ),
        **dict.fromkeys(
            ("ChannelPlatform.added_by_name", "PlatformAssessment.by", "PlatformAssessment.by_name",
             "AccountApplication.applicant", "AccountApplication.owner", "OfficialAccount.owner",
             "OfficialAccount.access_applied_by_name", "ApplicationAdministrator",
             "AccountAdministrator", "AuthorisedPoster", "PostingAgreement",
             "PostingFreeze.by", "PostingFreeze.by_name",
             "PostingFreeze.thawed_by", "PostingFreeze.thawed_by_name"),
            PERSONAL,
        ),
        "OfficialPost": CONFIDENTIAL,
        "PostPicture": CONFIDENTIAL,
        "FoundAccount": CONFIDENTIAL,
        "FoundStep": CONFIDENTIAL,
    },
)  # fmt: skip
