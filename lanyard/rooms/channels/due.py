"""What the home page shows of official accounts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.channels.models import AccountAdministrator, FoundAccount, OfficialAccount
from lanyard.rooms.channels.queries import FOUND, REGISTER, SET_UP, Line, lines
from lanyard.rooms.channels.standing import CONFIRMED_FOR


def due(person: Person) -> Iterator[DueItem]:
    """Ask IT to set up, administrators to confirm, owners and marketing to mend exceptions."""
    today = timezone.localdate()
    old = Q(confirmed_on=None) | Q(confirmed_on__lte=today - CONFIRMED_FOR)
    mine = AccountAdministrator.objects.filter(old, person=person, until=None)
    for row in mine.select_related("account__platform")[:20]:
        said = _("Say that you can sign in to {account}").format(account=row.account)
        since = row.confirmed_on + CONFIRMED_FOR if row.confirmed_on else row.since
        yield DueItem(said, reverse("channels:account", args=[row.account_id]), due=since)
    if may(person.pk, SET_UP):
        waiting = OfficialAccount.objects.filter(state="setting-up", access_applied_on=None)
        for one in waiting.select_related("platform")[:20]:
            said = _("Give access to {account}").format(account=one)
            url = reverse("channels:access", args=[one.pk])
            yield DueItem(said, url, due=timezone.localdate(one.registered_at))
    keeps = may(person.pk, REGISTER)
    for line in lines(today):
        if line.wrong and (keeps or line.account.owner_id == person.pk or _runs(line, person)):
            yield from _exceptions(line)
    if may(person.pk, FOUND):
        yield from _found()


def _runs(line: Line, person: Person) -> bool:
    return any(one.person_id == person.pk for one in line.running)


def _exceptions(line: Line) -> Iterator[DueItem]:
    url = reverse("channels:account", args=[line.account.pk])
    for row in line.to_revoke:
        said = _("Take {person}'s access to {account} away").format(
            person=row.person, account=line.account
        )
        yield DueItem(said, url, due=row.until)
    if line.short:
        yield DueItem(_("Too few run {account}").format(account=line.account), url, due=None)
    if line.without_owner:
        said = _("Nobody answers for {account}: hand it over or close it")
        yield DueItem(said.format(account=line.account), url, due=line.account.owner.left_on)


def _found() -> Iterator[DueItem]:
    today = timezone.localdate()
    for one in FoundAccount.objects.filter(state__in=("new", "closing"))[:20]:
        url = reverse("channels:found-one", args=[one.pk])
        if one.state == FoundAccount.State.NEW:
            said = _("Look at an account that looks like ours")
            yield DueItem(said, url, due=timezone.localdate(one.found_at))
        elif one.look_again_on and one.look_again_on <= today:
            said = _("Is the account gone that was to be closed?")
            yield DueItem(said, url, due=one.look_again_on)
