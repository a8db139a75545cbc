"""Forms of whoever keeps documents: their facts, companions, sources, copies; suspensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, look
from lanyard.rooms.policies.forms import posts, roles, words
from lanyard.rooms.policies.models import Document, OutsideCopy, Source


class _Lines(forms.CharField):
    """Several words or names, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines that say something."""
        said = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in said.splitlines() if line.strip()))


def _lines(label: Any, *, hint: Any = "") -> forms.Field:
    field = _Lines(label=label, help_text=hint, required=False, max_length=4000)
    return look(field, size="s", rows=4)


class ChangeForm(forms.Form):
    """What is known of a document beside its words."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    reference = look(
        forms.CharField(label=_("Its number here"), required=False, max_length=40), size="s",
        width=10,
    )  # fmt: skip
    aliases = _lines(_("Other names that it goes by"), hint=_("One on each line. A companion of "
                     "another document by one of these names is linked to it."))  # fmt: skip
    owner_role = look(
        forms.ChoiceField(label=_("Which post answers for it?"), choices=roles), size="s"
    )
    author_role = look(
        forms.ChoiceField(
            label=_("Which post writes it, if another?"), required=False,
            choices=lambda: [("", _("The same")), *roles()],
        ),
        size="s",
    )  # fmt: skip
    reviewer_roles = look(
        forms.MultipleChoiceField(
            label=_("Which posts read its drafts? (nobody chosen: those of the policy)"),
            choices=posts, required=False, widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    review_months = look(
        forms.IntegerField(label=_("Review every how many months?"), min_value=1, max_value=60),
        size="s", width=3, suffix=_("months"),
    )  # fmt: skip
    public = look(
        forms.BooleanField(label=_("Show it on the public page once published"), required=False)
    )
    companions = _lines(_("Companions: documents it is read with"), hint=_("One on each line."))
    covers = _lines(_("What it covers by name, such as platforms"), hint=_("One on each line. "
                    "Shown beneath its words; a new one needs no new version."))  # fmt: skip


class SourcesForm(forms.Form):
    """Whether each law or guidance that a document relies on still stands; and a new one."""

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        for number, source in enumerate(sources):
            label = _("What has replaced “{name}”? Leave empty where it stands.").format(
                name=source.name
            )
            field = forms.CharField(label=label, required=False, max_length=200)
            self.fields[f"source{number}"] = look(field, size="s")
        self.fields["another"] = look(
            forms.CharField(label=_("Another source that it relies on"), required=False,
                            max_length=200), size="s",
        )  # fmt: skip

    def replaced(self) -> dict[str, str]:
        """Return what replaced which source."""
        return {
            source.name: self.cleaned_data[f"source{number}"]
            for number, source in enumerate(self.sources)
        }


class CopyForm(forms.Form):
    """Where a document stands outside."""

    place = look(
        forms.CharField(label=_("Where does it stand?"), max_length=120,
                        help_text=_("Such as “Our website” or “Student portal”.")), size="s",
    )  # fmt: skip
    url = look(
        forms.URLField(
            label=_("Its address (empty for a banner)"), max_length=500, assume_scheme="https",
            required=False,
        ),
        size="s",
    )  # fmt: skip
    how = look(
        forms.ChoiceField(label=_("How is it looked at?"), choices=OutsideCopy.How.choices,
                          widget=forms.RadioSelect, initial=OutsideCopy.How.OUTWARD), size="s",
    )  # fmt: skip
    shows = look(
        forms.ChoiceField(label=_("What must stand there?"), choices=OutsideCopy.Shows.choices,
                          widget=forms.RadioSelect, initial=OutsideCopy.Shows.WORDS), size="s",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for the address of what Lanyard is to fetch."""
        found = self.cleaned_data
        if found.get("how") == OutsideCopy.How.OUTWARD and not found.get("url"):
            self.add_error("url", _("Give the address that Lanyard is to fetch"))
        return found


class LookForm(forms.Form):
    """What a person saw at a place."""

    state = look(
        forms.ChoiceField(
            label=_("What did you see?"), widget=forms.RadioSelect,
            choices=[c for c in OutsideCopy.State.choices if c[0] != OutsideCopy.State.UNSEEN],
        ),
        size="m",
    )  # fmt: skip

    def __init__(self, *args: Any, link: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if link:
            field: Any = self.fields["state"]
            field.choices = [
                ("same", _("It leads to our pages")), ("differs", _("It does not lead there")),
                ("unreached", _("The page cannot be reached")),
            ]  # fmt: skip


class SuspendForm(forms.Form):
    """Personal use of the systems taken away for some days."""

    since = look(DayField(label=_("From which day?")), size="s")
    until = look(DayField(label=_("Until which day?")), size="s")
    because = words(_("Why?"), rows=3)

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin, or have passed."""
        found = self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < max(since, timezone.localdate()):
            self.add_error("until", _("Choose a day after the first, and not before today"))
        return found


def facts_of(document: Document) -> dict[str, Any]:
    """Return the facts of a document as the form shows them."""
    names = [name for name in ChangeForm.base_fields if name != "companions"]
    facts = {name: getattr(document, name) for name in names}
    return {**facts, "companions": list(document.companions.values_list("name", flat=True))}
