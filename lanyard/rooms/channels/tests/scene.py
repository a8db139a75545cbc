"""A college with a policy, people who signed it, platforms and applications."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.notices.models import Notification
from lanyard.people.actions import record_acknowledgement
from lanyard.people.api import Person, acknowledged
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountAdministrator,
    AccountApplication,
    AuthorisedPoster,
    OfficialAccount,
)

__all__ = [
    "DAY", "TODAY", "a_poster", "allowed", "an_account", "an_application", "approve", "browse",
    "cast", "learner", "staff", "text", "told", "weighed",
]  # fmt: skip

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
#: Who decides and who gives access, under each policy, beside Ann and Ben who apply.
POSTS = {
    "landau": {"Lee": "dsl", "Mo": "marketing-manager", "Ida": "it-helpdesk"},
    "oaklands": {
        "Lee": "dsl", "Cleo": "college-leadership-team", "Mo": "director-marketing",
        "Ida": "it-support",
    },
}  # fmt: skip


def cast(slug: str = "landau") -> dict[str, Person]:
    """Put a policy in force; return its people by name, all of whom have signed it."""
    adopt(slug, by=None, effective_from=datetime.date(2020, 1, 1), reason="Set up")
    people = {name: staff(name, role) for name, role in POSTS[slug].items()}
    people |= {name: staff(name) for name in ("Ann", "Ben")}
    for one in people.values():
        record_acknowledgement(one, by=None, on=TODAY, how="Signed at induction")
    channels.begin()
    return people


def allowed(name: str = "Instagram", *, by: Person) -> channels.ChannelPlatform:
    """Find a platform fit to be used."""
    platform = channels.ChannelPlatform.objects.get(name=name)
    looked = channels.Looked(
        "Strangers write to learners.", "Messages off.", True, TODAY + 90 * DAY
    )
    channels.assess(platform, looked, by=by)
    return platform


def an_application(
    people: Mapping[str, Person], *, handle: str = "@landau",
    admins: tuple[str, ...] = ("Lee", "Mo"),
    sections: Mapping[str, str] | None = None, **more: Any,
) -> AccountApplication:  # fmt: skip
    """Begin an application of Ann's, every section filled in."""
    said = {name: f"About {name}." for name in SECTIONS} | dict(sections or {})
    platform = more.pop("platform", None) or channels.ChannelPlatform.objects.get(name="Instagram")
    written = channels.Written(
        platform=platform, handle=handle, name=more.pop("name", "Landau news"),
        owner=more.pop("owner", people["Ann"]), administrators=[people[one] for one in admins],
        sections=said,
    )  # fmt: skip
    return channels.begin_application(written, by=people["Ann"])


def weighed(step: approvals.Step, *, met: bool = True) -> list[approvals.Weighed]:
    """Answer everything that a step asks."""
    return [approvals.Weighed("Looked at.", met if ask["test"] else None) for ask in step.asks]


def approve(application: AccountApplication, person: Person, *, yes: bool = True) -> None:
    """Say one's word on an application."""
    asked = approvals.of_subject(channels.APPLICATION, application.pk)[0]
    step = approvals.step_for(asked, person)
    assert step is not None
    approvals.decide(
        asked.pk, by=person, approve=yes, reason="Because.", weighed=weighed(step, met=yes)
    )


def an_account(people: Mapping[str, Person], *, live: bool = True, **more: Any) -> OfficialAccount:
    """Bring an account onto the register by the policy's own way."""
    allowed(by=people["Lee"])
    application = channels.send_application(an_application(people, **more), by=people["Ann"])
    for name in ("Lee", "Mo") if "Cleo" not in people else ("Mo", "Cleo"):
        approve(application, people[name])
    account = OfficialAccount.objects.get(application=application)
    if live:
        for row in AccountAdministrator.objects.filter(account=account).select_related("person"):
            channels.confirm(account, by=row.person)
        channels.apply_access(
            account, group="Social media", devices="Office", url="https://example.org/landau",
            by=people["Ida"],
        )  # fmt: skip
    account.refresh_from_db()
    return account


def a_poster(account: OfficialAccount, person: Person, *, by: Person) -> AuthorisedPoster:
    """Let somebody post on an account for a year: listed, and signed."""
    if person.pk not in (acknowledged(TODAY) or set()):
        record_acknowledgement(person, by=None, on=TODAY, how="Signed at induction")
    made = channels.authorise(account, person, until=TODAY + 365 * DAY, by=by)
    every = [slug for slug, _words in channels.RULES]
    channels.sign(account, uses=["promotion"], ticked=every, by=person)
    return made


def told(kind: str) -> set[object]:
    """Return who was told of something."""
    rows = Notification.objects.filter(occasion__kind=kind)
    return set(rows.values_list("person_id", flat=True))


def text(client: Client, path: str, status: int = 200) -> str:
    """Return a page."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()
