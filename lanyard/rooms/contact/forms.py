"""What is asked of the leadership, of managers and of those who teach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Profile
from lanyard.foundation.ui.forms import ClockField, DayField, Form, choice_of, look
from lanyard.rooms.contact.actions.listing import Listing
from lanyard.rooms.contact.actions.places import Somewhere
from lanyard.rooms.contact.models import ClassPlace, ListedChannel, Use
from lanyard.rooms.contact.words import WEEKDAYS
from lanyard.rooms.guidance.api import Technology

_ELSEWHERE = "elsewhere"


class ChannelForm(Form):
    """All that the leadership says of a channel."""

    name = look(forms.CharField(label=_("Name"), max_length=80), size="s", width=30)
    sends = look(
        forms.ChoiceField(
            label=_("What goes by it?"), required=False,
            choices=[("", _("No messages to learners")), *ListedChannel.SENDS],
        ),
        size="s",
    )  # fmt: skip
    uses = look(
        forms.MultipleChoiceField(
            label=_("What may it be used for?"), required=False, choices=Use.choices,
            widget=forms.CheckboxSelectMultiple, help_text=_("Nothing ticked is for no contact."),
        ),
        size="s",
    )  # fmt: skip
    guidance = look(
        forms.CharField(label=_("Guidance"), widget=forms.Textarea, max_length=2_000),
        size="s", rows=4,
    )  # fmt: skip
    opens = look(
        ClockField(
            label=_("From"), required=False,
            help_text=_("Such as 8:30am. Leave both empty for the college's hours."),
        ),
        size="s", width=10,
    )  # fmt: skip
    closes = look(ClockField(label=_("Until"), required=False), size="s", width=10)
    owner = look(forms.ChoiceField(label=_("Who answers for it?")), size="s")
    standard = look(
        forms.BooleanField(
            label=_("It is the standard platform for learning and working"), required=False
        )
    )
    because = look(
        forms.CharField(
            label=_("Why the standard platform does not do"), required=False, max_length=500,
            help_text=_("For another platform for lessons. Its risks are assessed first."),
        ),
        size="s",
    )  # fmt: skip
    technology = look(
        forms.ModelChoiceField(
            Technology.objects.none(), label=_("Technology of the catalogue"), required=False,
            help_text=_("For working together outside lessons: one that is approved."),
        ),
        size="s",
    )  # fmt: skip
    review_on = look(
        DayField(label=_("To be looked at again on"), help_text=_("Within a year.")), size="s"
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted({entry.slug: entry.title for entry in profile.roles}.items(),
                       key=lambda one: one[1])  # fmt: skip
        choice_of(self, "owner").choices = [("", now("Choose")), *roles]
        approved = Technology.objects.filter(state=Technology.State.APPROVED).order_by("name")
        tools = self.fields["technology"]
        assert isinstance(tools, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        tools.queryset = approved

    def listing(self) -> Listing:
        """Return what was said."""
        return Listing(**self.cleaned_data)


class EndForm(Form):
    """Why something is ended."""

    because = look(forms.CharField(label=_("Why?"), max_length=300), size="s")


class HoursForm(Form):
    """When somebody writes to learners, as agreed."""

    days = look(
        forms.TypedMultipleChoiceField(
            label=_("On which days?"), choices=WEEKDAYS, coerce=int,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    opens = look(ClockField(label=_("From"), help_text=_("Such as 10am")), size="s", width=10)
    closes = look(ClockField(label=_("Until")), size="s", width=10)
    because = look(
        forms.CharField(
            label=_("Why?"), max_length=300, help_text=_("Such as evening classes on Tuesdays.")
        ),
        size="s",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("opens") and given.get("closes") and given["closes"] <= given["opens"]:
            self.add_error("closes", now("This is before it begins."))
        return given


class PlacesForm(Form):
    """Where a group does each of four things."""

    url = look(
        forms.URLField(
            label=_("Link to the group there"), required=False, max_length=300,
            assume_scheme="https",
        ),
        size="s",
    )  # fmt: skip
    because = look(
        forms.CharField(
            label=_("Why anything is somewhere else"), required=False, max_length=300,
            help_text=_("Only where something is not on the standard platform."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, agreed: Iterable[ListedChannel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed = {str(one.pk): one for one in agreed}
        choices = [(pk, str(one)) for pk, one in self.agreed.items()]
        link, because = self.fields.pop("url"), self.fields.pop("because")
        usual = next((one for one in self.agreed.values() if one.standard), None)
        if usual is not None:
            link.label = now("Link to the group on {platform}").format(platform=usual)
        self.fields["url"] = link
        for activity, label in ClassPlace.Activity.choices:
            other = f"{activity}_{_ELSEWHERE}"
            self.fields[activity] = look(
                forms.ChoiceField(
                    label=label, widget=forms.RadioSelect,
                    choices=[*choices, (_ELSEWHERE, now("Somewhere else"))],
                ),
                size="s", reveals={_ELSEWHERE: (other,)},
            )  # fmt: skip
            self.fields[other] = look(forms.CharField(label=now("Where?"), max_length=120))
        self.fields["because"] = because

    def places(self) -> Mapping[str, Somewhere]:
        """Return where each activity takes place."""
        given, found = self.cleaned_data, {}
        for activity in ClassPlace.Activity.values:
            one = self.agreed.get(given[activity])
            usual = one is not None and one.standard
            found[activity] = Somewhere(
                one, "" if one else given.get(f"{activity}_{_ELSEWHERE}", ""),
                given["url"] if usual else "", "" if usual else given["because"],
            )  # fmt: skip
        return found
