"""A field for a person, typed as a name or an e-mail: never chosen from a list of everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.people.models import Employment, Person, spans
from lanyard.people.names import fold, whole_words

_SHOWN = 5


class PersonField(forms.CharField):
    """A person of the organisation, typed as a name or an e-mail. ``staff`` keeps it to staff."""

    def __init__(self, *, staff: bool = False, **options: Any) -> None:
        options.setdefault("max_length", 260)
        super().__init__(**options)
        self.staff = staff

    def clean(self, value: Any) -> Any:
        """Return the one person meant; raises ValidationError that says who else it may be.

        Part of a name is never enough: what hangs on it may be a look at a child's record.
        """
        typed = super().clean(value)
        if not typed:
            return None
        found = list(_people_called(typed, staff=self.staff))
        whole = [p for p in found if "@" in typed or whole_words(typed, p.name_folded)]
        if len(whole) == 1:
            return whole[0]
        found = whole or found
        if not found:
            raise ValidationError(_("We know nobody by this name or e-mail. Check the spelling."))
        names = ", ".join(f"{p} ({p.email or _('no e-mail')})" for p in found[:_SHOWN])
        if not whole:
            raise ValidationError(
                _("Nobody has exactly this name. Give the e-mail: %(names)s"),
                params={"names": names},
            )
        raise ValidationError(
            _("More than one person fits. Give the e-mail: %(names)s"), params={"names": names}
        )


def _people_called(typed: str, *, staff: bool) -> Any:
    people = Person.objects.filter(left_on=None)
    if staff:
        people = people.filter(
            pk__in=Employment.objects.filter(spans(timezone.localdate())).values("person")
        )
    if "@" in typed:
        return people.filter(email__iexact=typed.strip())
    words = fold(typed).split()
    if not words:
        return people.none()
    called = Q()
    for word in words:
        called &= Q(name_folded__contains=word)
    return people.filter(called).order_by("family_name", "given_name", "id")
