"""Sign-ins for people who came in by files, which open none by themselves."""

from __future__ import annotations

from django.db import transaction

from lanyard.foundation.identity import api as identity
from lanyard.people.models import Person


@transaction.atomic
def open_sign_ins(*, by: Person | None) -> int:
    """Open a sign-in for everybody with an e-mail address who has not left; return how many.

    Whoever has one keeps it as it is. They sign in by single sign-on or choose a password by a
    link that is mailed.
    """
    here = Person.objects.filter(left_on=None).exclude(email="")
    known = set(
        identity.Account.objects.filter(is_active=True, person_id__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    new = [person for person in here if person.pk not in known]
    for person in new:
        identity.account_for(person.pk, email=person.email, by=by)
    return len(new)
