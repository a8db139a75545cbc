"""Sign-ins for people who came in by files or by hand, which open none by themselves."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.identity import api as identity
from lanyard.people.models import Person
from lanyard.people.queries import may_have_a_sign_in


@transaction.atomic
def open_sign_ins(*, by: Person | None) -> int:
    """Open a sign-in for everybody with an e-mail address who may have one; return how many.

    Whoever has one keeps it as it is; a visitor who has not accepted the policy gets none
    (POR-SCO-01). They sign in by single sign-on or choose a password by a link that is mailed.
    """
    here = Person.objects.filter(left_on=None).exclude(email="")
    known = set(
        identity.Account.objects.filter(is_active=True, person_id__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    today = timezone.localdate()
    new = [
        person for person in here
        if person.pk not in known and may_have_a_sign_in(person, on=today)
    ]  # fmt: skip
    for person in new:
        identity.account_for(person.pk, email=person.email, by=by)
    return len(new)


class NoSignIn(ValueError):
    """Somebody may not have a sign-in, or has no e-mail address."""


@transaction.atomic
def open_sign_in(person: Person, *, by: Person) -> None:
    """Open one person's sign-in and write to them how they begin.

    One that is open stays as it is, and the mail goes out once more. Raises NoSignIn for somebody
    without an address, and for a visitor who has not accepted the policy (POR-SCO-01).
    """
    if not person.email or not may_have_a_sign_in(person, on=timezone.localdate()):
        raise NoSignIn
    identity.welcome(identity.account_for(person.pk, email=person.email, by=by))
