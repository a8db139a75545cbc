"""Official accounts with everything that can hang on them, for the sweep and for every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.people.actions import employ, join, leave
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AuthorisedPoster,
    OfficialAccount,
)


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
    return {
        "application_id": draft.pk, "platform_id": platform.pk, "account_id": account.pk,
        "administrator_id": running.pk, "channels:found-one.found_id": found.pk,
        "found_account_id": found.pk, "channels:revoke.administrator_id": gone.pk,
        "gone_administrator_id": gone.pk,
        "poster_id": poster.pk,
    }  # fmt: skip


def _a_poster(account: OfficialAccount, tutor: Person, marketing: Person) -> AuthorisedPoster:
    """Return how somebody stands on the list, whom marketing put there."""
    today = timezone.localdate()
    held = AuthorisedPoster.objects.filter(account=account, person=tutor, ended_on=None).first()
    until = today + datetime.timedelta(days=300)
    return held or channels.authorise(account, tutor, until=until, by=marketing)


def _a_leaver(account: OfficialAccount) -> AccountAdministrator:
    """Let somebody run an account who then leaves."""
    today = timezone.localdate()
    person = join(by=None, given_name="Lea", family_name="Ver")
    employ(person, by=None, job_title="Technician", since=today)
    row = AccountAdministrator.objects.create(account=account, person=person)
    leave(person, by=None, on=today)
    row.refresh_from_db()
    return row
