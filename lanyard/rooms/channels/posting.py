"""Who may post: the list, the yearly agreement, and the policy's answer (table D6)."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.answers.api import cleared
from lanyard.engine.decisions.api import Answer, decide
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.people.api import Person, acknowledged, is_staff
from lanyard.rooms.channels.freezes import frozen
from lanyard.rooms.channels.models import AuthorisedPoster, OfficialAccount, PostingAgreement

#: Who puts others on the list, by the names of the several policies.
AUTHORISERS = (
    "director-marketing", "marketing-manager", "principal", "managing-director", "management",
)  # fmt: skip
MARKETING = ("marketing-team", "marketing-manager", "director-marketing")
#: An agreement lasts for a year (OAK-8.2-03) and is asked for anew so long before its end.
LASTS = datetime.timedelta(days=365)
BEFORE = datetime.timedelta(days=14)
#: The longest that somebody stands on the list without being listed anew: Lanyard's default.
LONGEST = datetime.timedelta(days=366)
#: What is ticked, a sentence each (OAK-8.2-03, OAK-9-10).
RULES: tuple[tuple[str, Any], ...] = (
    ("voice", _("What I write there is read as the word of the whole organisation, not as mine.")),
    ("brand", _("I follow its brand guidance: name, logo and tone as marketing gives them out.")),
    ("checked", _("I send nothing that was not approved, and show nobody without consent.")),
    ("negative", _("I answer no negative post, unless I am the one who answers for the account.")),
    ("apart", _("I keep the account apart from my own ones, and its access to myself.")),
    ("frozen", _("When posting is frozen, I post nothing.")),
)


class Lacks(enum.StrEnum):
    """What somebody lacks who would post."""

    NOTHING = ""
    LISTED = "listed"
    AGREED = "agreed"
    POLICY = "policy"
    HERE = "here"


def listed(on: datetime.date) -> Q:
    """Return the filter for those who stand on the list on a day."""
    return Q(since__lte=on, until__gte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))


def with_agreement(on: datetime.date) -> QuerySet[Any]:
    """Return who stands on the list on a day, ``agreed`` where they signed for it."""
    signed = PostingAgreement.objects.filter(
        account=OuterRef("account"), person=OuterRef("person"), signed_on__lte=on, until__gte=on
    )
    return AuthorisedPoster.objects.filter(listed(on)).annotate(agreed=Exists(signed))


def lacks(account: OfficialAccount, person: Person, on: datetime.date) -> Lacks:
    """Return what stands between somebody and posting on an account on a day."""
    if not is_staff(person, on=on):
        return Lacks.HERE
    row = with_agreement(on).filter(account=account, person=person).first()
    if row is None:
        return Lacks.LISTED
    if not row.agreed:
        return Lacks.AGREED
    return Lacks.NOTHING if person.pk in (acknowledged(on) or set()) else Lacks.POLICY


def role_of(person_id: UUID) -> str:
    """Return the role in which somebody posts: marketing's where they hold one."""
    held = access.roles_of(person_id)
    return next((role for role in MARKETING if role in held), "staff")


def markets(person_id: UUID) -> bool:
    """Say whether somebody belongs to those who still post while posting is frozen."""
    return role_of(person_id) in MARKETING


def answer(
    account: OfficialAccount, person: Person, kind: str, on: datetime.date
) -> Answer:  # fmt: skip
    """Answer whether somebody may post on an account now, out of the records alone.

    To post for the organisation is work: where the policy has the line manager authorise that, only
    their word on record counts (OAK-8.2-02).
    """
    profile = profile_in_force(on).profile
    facts: dict[str, Any] = {
        "author_role": role_of(person.pk), "kind": kind, "freeze": frozen() is not None,
        "authorised": lacks(account, person, on) is Lacks.NOTHING,
        "account_owner": account.owner_id == person.pk, "working_time": True,
    }  # fmt: skip
    given, _held = cleared("account.post", profile, person, facts, on)
    return decide("account.post", profile, on, {**facts, **given})


def agreements_of(account: OfficialAccount, people: Iterable[UUID]) -> dict[UUID, datetime.date]:
    """Return until when each of some people has signed for an account."""
    rows = PostingAgreement.objects.filter(account=account, person__in=list(people))
    found: dict[UUID, datetime.date] = {}
    for person, until in rows.values_list("person", "until"):
        found[person] = max(until, found.get(person, until))
    return found


def owed(
    on: datetime.date, about: duties.Only = None
) -> list[tuple[AuthorisedPoster, datetime.date]]:
    """Return who has to sign, with the day by which: before the last agreement ends, or at once."""
    later = PostingAgreement.objects.filter(
        account=OuterRef("account"), person=OuterRef("person"), until__gt=on + BEFORE
    )
    rows = AuthorisedPoster.objects.filter(listed(on)).exclude(Exists(later))
    found = list(duties.among(rows.select_related("account"), about))
    ends = {
        (account, person): until
        for account, person, until in PostingAgreement.objects.filter(
            account__in={one.account_id for one in found}
        ).order_by("until").values_list("account", "person", "until")
    }  # fmt: skip
    return [(one, ends.get((one.account_id, one.person_id), one.since)) for one in found]


def posting_permitted(account: OfficialAccount, person: Person) -> bool:
    """Say whether somebody may post on an account today."""
    return answer(account, person, "post", timezone.localdate()).permitted
