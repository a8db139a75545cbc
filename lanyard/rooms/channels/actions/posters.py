"""Verbs of those who post: put somebody on the list, sign for a year, end it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, acknowledged, is_staff
from lanyard.rooms.channels import posting, standing
from lanyard.rooms.channels.kinds import AGREE
from lanyard.rooms.channels.models import AuthorisedPoster, OfficialAccount, PostingAgreement


class NotAuthorised(LookupError):
    """Somebody who is not of those posts would put others on the list, or themselves."""


@transaction.atomic
def authorise(
    account: OfficialAccount, person: Person, *, until: datetime.date, by: Person
) -> AuthorisedPoster:
    """Let somebody post on an account until a day; listed before, they are listed anew.

    Raises NotAuthorised for anybody whom the policy does not let issue it (OAK-9-01), and for
    oneself; ValidationError where the account is closed, the day is out of reach, or the person has
    not signed the policy or does not work here.
    """
    issued_as = _issuer(by)
    if not issued_as or by.pk == person.pk:
        raise NotAuthorised(str(by))
    today = timezone.localdate()
    locked = OfficialAccount.objects.select_for_update().get(pk=account.pk)
    if locked.state == OfficialAccount.State.CLOSED:
        raise ValidationError(_("This account is closed."))
    if not today < until <= today + posting.LONGEST:
        raise ValidationError({"until": _("Choose a day within a year from now")})
    if not is_staff(person):
        raise ValidationError({"person": _("Only people who work here post for us")})
    if person.pk not in (acknowledged(today) or set()):
        raise ValidationError({"person": _("They have to sign the policy first")})
    before = _end(locked, [person.pk], _("Listed anew"), today)
    made = AuthorisedPoster.objects.create(
        account=locked, person=person, until=until, issued_by=by.pk, issued_by_name=str(by),
        issued_as=issued_as,
    )  # fmt: skip
    audit.record(
        "channels.authorised", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, person=str(person.pk), until=until.isoformat(),
    )  # fmt: skip
    notices.notify(
        "channels.authorised", [person.pk], url=reverse("channels:agree", args=[locked.pk]),
        event=f"channels.authorised:{made.pk}", subject_kind=standing.ACCOUNT, subject_id=locked.pk,
    )  # fmt: skip
    duties.keep_errands(AGREE, about=[made.pk, *before])
    return made


def _issuer(by: Person) -> str:
    """Return the title of the post by which somebody lists others, "" for none."""
    held, profile = access.roles_of(by.pk), profile_in_force().profile
    role = next((one for one in posting.AUTHORISERS if one in held), "")
    return profile.title_of(role) if role else ""


def _end(
    account: OfficialAccount, people: Collection[UUID], because: str, on: datetime.date
) -> list[UUID]:
    rows = AuthorisedPoster.objects.filter(account=account, ended_on=None, person__in=people)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(ended_on=on, ended_because=because)
    return ids


@transaction.atomic
def end_poster(one: AuthorisedPoster, *, because: str, by: Person) -> AuthorisedPoster:
    """Take somebody off the list at once, with the reason."""
    row = AuthorisedPoster.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if row.ended_on is not None:
        raise ValidationError(_("They are off the list already."))
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    row.ended_on, row.ended_because = timezone.localdate(), because.strip()
    row.save(update_fields=["ended_on", "ended_because"])
    audit.record(
        "channels.poster-ended", by=by, subject=str(row.account), kind=standing.ACCOUNT,
        subject_id=row.account_id, person=str(row.person_id), because=row.ended_because,
    )  # fmt: skip
    duties.keep_errands(AGREE, about=[row.pk])
    return row


@transaction.atomic
def sign(
    account: OfficialAccount, *, uses: Sequence[str], ticked: Collection[str], by: Person
) -> PostingAgreement:
    """Sign for a year what posting for the organisation means (OAK-8.2-03, OAK-9-10).

    Raises NotAuthorised for whoever is not on the list, ValidationError unless every rule was
    ticked and a use is named.
    """
    today = timezone.localdate()
    row = AuthorisedPoster.objects.filter(posting.listed(today), account=account, person=by).first()
    if row is None:
        raise NotAuthorised(str(by))
    if set(ticked) != {slug for slug, _words in posting.RULES}:
        raise ValidationError({"rules": _("Tick each of them, or do not sign")})
    if not set(uses) or not set(uses) <= set(PostingAgreement.Use.values):
        raise ValidationError({"uses": _("Say what you use it for")})
    made = PostingAgreement.objects.create(
        account=account, person=by, uses=sorted(set(uses)), until=today + posting.LASTS,
        words=[str(words) for _slug, words in posting.RULES],
    )  # fmt: skip
    audit.record(
        "channels.agreed", by=by, subject=str(account), kind=standing.ACCOUNT, subject_id=account.pk
    )
    duties.errand_done(
        AGREE, row.pk, by=by, evidence=_("Signed"), record=("posting-agreement", made.pk)
    )
    return made


def end_all(account: OfficialAccount, because: str, on: datetime.date) -> None:
    """End the list of an account that closes."""
    rows = AuthorisedPoster.objects.filter(account=account, ended_on=None)
    _end_these(rows, because, on)


def end_leaver(person_id: UUID, on: datetime.date) -> None:
    """Take somebody who leaves off every list."""
    rows = AuthorisedPoster.objects.filter(person=person_id, ended_on=None)
    _end_these(rows, _("Left"), on)


def _end_these(rows: QuerySet[AuthorisedPoster], because: str, on: datetime.date) -> None:
    ids = list(rows.values_list("pk", flat=True))
    rows.update(ended_on=on, ended_because=because)
    if ids:
        duties.keep_errands(AGREE, about=ids)
