"""The form of the accessibility statement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StatementForm(Form):
    """What the organisation itself says in the statement; the rest is shipped."""

    problems = forms.CharField(
        label=_("What is not yet good enough?"),
        help_text=_("A line for each. Say what somebody can do instead."),
        required=False,
        max_length=5000,
        widget=_words(6),
    )
    tested = forms.CharField(
        label=_("How accessible is it, and how was that found out?"),
        help_text=_("When it was tested, by whom, and how."),
        max_length=5000,
        widget=_words(5),
        error_messages={"required": _("Say how it was tested.")},
    )
    contact = forms.CharField(
        label=_("Whom does somebody tell, and how?"),
        help_text=_("An e-mail address, a telephone number, a place to come to."),
        max_length=2000,
        widget=_words(4),
        error_messages={"required": _("Say whom somebody tells.")},
    )
    answer_days = forms.IntegerField(
        label=_("Within how many working days do you answer?"),
        min_value=1,
        max_value=60,
        error_messages={
            "required": _("Enter a number of days."),
            "invalid": _("Enter a whole number of days."),
        },
    )
    because = forms.CharField(
        label=_("Why is it changed?"),
        help_text=_("Kept with this version, for those who change it after you."),
        max_length=300,
        error_messages={"required": _("Say why it is changed.")},
    )
