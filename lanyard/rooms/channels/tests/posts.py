"""Posts for the tests, as far on their way as a test wants them."""

from __future__ import annotations

from typing import Any

from lanyard.engine.approvals import api as approvals
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import OfficialAccount, OfficialPost

TEXT = "Our open day is on Saturday. Come and see the workshops."
PLACE = "https://social.example/landau/1"


def a_draft(account: OfficialAccount, by: Person, **more: Any) -> OfficialPost:
    """Write a post that nothing stands in the way of."""
    words = channels.Words(**{"text": TEXT, "rights_held": True, **more})
    return channels.write_post(account, words, by=by)


def a_sent(account: OfficialAccount, by: Person, **more: Any) -> OfficialPost:
    """Send one for approval."""
    return channels.send_post(a_draft(account, by, **more), by=by)


def say(post: OfficialPost, by: Person, *, yes: bool = True) -> OfficialPost:
    """Say one's word on a post."""
    asked = approvals.of_subject(channels.POST, post.pk)[0]
    approvals.decide(asked.pk, by=by, approve=yes, reason="Because.")
    post.refresh_from_db()
    return post


def an_approved(account: OfficialAccount, by: Person, **more: Any) -> OfficialPost:
    """Have the owner of the account approve one."""
    return say(a_sent(account, by, **more), account.owner)
