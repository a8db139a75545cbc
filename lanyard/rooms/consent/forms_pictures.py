"""What is asked of whoever stores a picture, publishes it or takes it down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.people.api import Person, PersonField
from lanyard.rooms.consent.actions.claiming import listed
from lanyard.rooms.consent.actions.storing import Taken
from lanyard.rooms.consent.forms_rights import RightsForm
from lanyard.rooms.consent.models import Channel, MediaListEntry, Picture, Purpose

_YES, _NO = "yes", "no"
_UNLISTED = "none"
_ANSWERS = [(_YES, _("Yes")), (_NO, _("No"))]


class PictureForm(RightsForm):
    """A picture, how it was taken, by what right it is used, and who is on it."""

    field_order = (
        "picture", "title", "alt_text", "taken_on", "taken_by", "authorised_by_name", "device",
        "asset", "activity", "on_premises", "alone", "one_to_one_because", "rights", "licensor",
        "licence", "licensed_until", "source", "owner", "evidence", "document", "basis",
        "kept_also", "people", "others", "poor_because",
    )  # fmt: skip

    picture = look(
        forms.FileField(
            label=_("The picture or video"),
            help_text=_("JPEG, PNG, TIFF, HEIC, WebP or GIF; MP4, MOV or WebM; up to 100 MB."),
            widget=forms.FileInput(attrs={"accept": "image/*,video/*,.heic,.heif"}),
        ),
        size="s",
    )  # fmt: skip
    title = look(forms.CharField(label=_("What does it show?"), max_length=160), size="s")
    alt_text = look(
        forms.CharField(
            label=_("Describe it for somebody who cannot see it"), max_length=300,
            help_text=_("Name nobody, here and above."),
        ),
        size="s",
    )  # fmt: skip
    taken_on = look(DayField(label=_("When was it taken?"), past=True), size="s")
    taken_by = look(
        forms.ChoiceField(
            label=_("Who took it?"), choices=Picture.Source.choices, widget=forms.RadioSelect
        ),
        size="s", reveals={"learner": ("authorised_by_name",)},
    )  # fmt: skip
    authorised_by_name = forms.CharField(
        label=_("Which tutor let them, in a learning activity?"), max_length=260
    )
    device = look(
        forms.ChoiceField(
            label=_("On which device?"), choices=Picture.Device.choices, widget=forms.RadioSelect
        ),
        size="s", reveals={"organisation": ("asset",)},
    )  # fmt: skip
    activity = look(forms.CharField(label=_("Which activity was it?"), max_length=200), size="s")
    on_premises = look(
        forms.ChoiceField(
            label=_("Was it on the premises?"), choices=_ANSWERS, widget=forms.RadioSelect
        ),
        size="s", inline=True,
    )  # fmt: skip
    alone = look(
        forms.ChoiceField(
            label=_("Was anybody else there, beside who took it and who is on it?"),
            choices=_ANSWERS, widget=forms.RadioSelect,
        ),
        size="s", reveals={_NO: ("one_to_one_because",)},
    )  # fmt: skip
    one_to_one_because = forms.CharField(label=_("Why? Your line manager is told."), max_length=300)
    asset = forms.ChoiceField(label=_("Which one? Its asset tag"))
    kept_also = look(
        forms.ChoiceField(
            label=_("Is a copy kept anywhere else?"), required=False,
            help_text=_("Only in an approved store; never on somebody's own device or account."),
        ),
        size="s",
    )  # fmt: skip
    basis = look(
        forms.ChoiceField(
            label=_("On which lawful basis is it used?"), choices=Picture.Basis.choices,
            widget=forms.RadioSelect,
        ),
        size="s",
    )  # fmt: skip
    people = look(
        forms.CharField(
            label=_("Who is on it? One name or e-mail address on each line"), required=False,
            widget=forms.Textarea, max_length=4000,
        ),
        size="s", rows=4,
    )  # fmt: skip
    others = look(
        forms.IntegerField(
            label=_("How many more can be recognised, whom you do not know?"), min_value=0,
            max_value=500, initial=0,
        ),
        size="s", width=3,
    )  # fmt: skip

    poor_because = look(
        forms.CharField(
            label=_("If it is small or blurred: why is it used all the same?"), max_length=300,
            required=False,
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._assets = listed(MediaListEntry.Kind.DEVICE)
        self._stores = listed(MediaListEntry.Kind.STORE)
        choice_of(self, "asset").choices = [
            *((str(pk), str(one)) for pk, one in self._assets.items()),
            *([] if self._assets else [(_UNLISTED, _("No list of devices is kept yet"))]),
        ]
        choice_of(self, "kept_also").choices = [
            ("", _("No, only here")), *((str(pk), str(one)) for pk, one in self._stores.items()),
        ]  # fmt: skip

    def clean_people(self) -> list[Person]:
        """Return the people; a line that means nobody, or more than one, is said."""
        field = PersonField(required=False)
        found: list[Person] = []
        for line in self.cleaned_data["people"].splitlines():
            if not line.strip():
                continue
            try:
                found.append(field.clean(line))
            except ValidationError as error:
                raise ValidationError(f"{line.strip()[:60]}: {error.messages[0]}") from None
        return list(dict.fromkeys(found))

    def taken(self) -> Taken:
        """Return what is said of the picture."""
        given = self.cleaned_data
        assets = {str(pk): one for pk, one in self._assets.items()}
        stores = {str(pk): one for pk, one in self._stores.items()}
        return Taken(
            **vars(self.claim()),
            title=given["title"], alt_text=given["alt_text"], taken_on=given["taken_on"],
            taken_by=given["taken_by"], device=given["device"], activity=given["activity"],
            on_premises=given["on_premises"] == _YES,
            one_to_one_because=given["one_to_one_because"] or "",
            authorised_by_name=given["authorised_by_name"] or "",
            others=given["others"], basis=given["basis"], asset=assets.get(given["asset"] or ""),
            kept_also=stores.get(given["kept_also"]), poor_because=given["poor_because"],
        )  # fmt: skip


class TagForm(Form):
    """Somebody else who is on a picture."""

    person = look(PersonField(label=_("Who is on it?")), size="s")


class PublishForm(Form):
    """Where a picture is wanted."""

    channel = look(
        forms.ChoiceField(
            label=_("Where?"), choices=Channel.choices, widget=forms.RadioSelect
        ),
        size="s",
    )  # fmt: skip
    purpose = look(
        forms.ChoiceField(
            label=_("What for?"), choices=Purpose.choices, widget=forms.RadioSelect,
            initial=Purpose.PUBLICITY,
        ),
        size="s",
    )  # fmt: skip
    caption = look(
        forms.CharField(
            label=_("The words beside it"), widget=forms.Textarea, max_length=1000, required=False
        ),
        size="s", rows=4,
    )  # fmt: skip
    doubt = look(forms.BooleanField(label=_("I have doubts"), required=False))
    circumstances = look(
        forms.MultipleChoiceField(
            label=_("Does any of this hold?"), required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Then a senior manager is asked as well."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = listed(MediaListEntry.Kind.CIRCUMSTANCE)
        choice_of(self, "circumstances").choices = [(one.name, one.name) for one in known.values()]
        if not known:
            del self.fields["circumstances"]

    def asked(self) -> dict[str, Any]:
        """Return what is asked; a circumstance of the list is a doubt (OAK-4.4-04)."""
        given = dict(self.cleaned_data)
        found = given.pop("circumstances", [])
        return {
            **given, "doubt": bool(given["doubt"] or found), "doubt_because": "; ".join(found)[:500]
        }  # fmt: skip


class CheckPictureForm(Form):
    """The two checks before a picture goes out; one may be left to somebody else."""

    what = look(
        forms.ChoiceField(
            label=_("What did you check?"), widget=forms.RadioSelect,
            choices=[("quality", _("Its quality")),
                     ("privacy", _("Its privacy: who and what can be recognised"))],
        ),
        size="s",
    )  # fmt: skip
    passed = look(
        forms.ChoiceField(
            label=_("Is it all right?"), choices=_ANSWERS, widget=forms.RadioSelect
        ),
        size="s", inline=True,
    )  # fmt: skip


class PlaceForm(Form):
    """Where a picture now stands."""

    place = look(
        forms.CharField(
            label=_("Where does it stand?"), max_length=500,
            help_text=_("The address of the post or page, or the name and edition of what was "
                        "printed."),
        ),
        size="s",
    )  # fmt: skip


class ProofForm(Form):
    """That a use is gone."""

    proof = look(
        forms.CharField(
            label=_("How do you know that it is gone?"), max_length=500,
            help_text=_("Such as: opened the address signed out at 10:40, page not found."),
        ),
        size="s",
    )  # fmt: skip


class BecauseForm(Form):
    """Why somebody is not on a picture after all."""

    because = look(forms.CharField(label=_("Why not?"), max_length=300), size="s")
