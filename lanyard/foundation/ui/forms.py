"""How forms are shown: fields in our own templates, each with its hint and its error beside it.

Any Django form is shown so. ``look`` says on a field what goes beyond Django's own options;
``Form`` adds questions that are only asked where another answer calls for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from django import forms
from django.forms.boundfield import BoundField as PlainBoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.answers import ClockField, DayField, PartedDate

__all__ = [
    "ClockField",
    "DayField",
    "Form",
    "Look",
    "PartedDate",
    "Renderer",
    "Revealing",
    "choice_of",
    "look",
    "rows_of",
]

AnyField = TypeVar("AnyField", bound=forms.Field)


@dataclass(frozen=True)
class Look:
    """What a field looks like beyond label and hint."""

    #: The label is the page's h1: for pages of one question.
    heading: bool = False
    #: Size of the label or legend: "s", "m" or "l"; "" is plain text.
    size: str = ""
    #: Width of a one-line answer in characters: 2, 3, 4, 5, 10, 20 or 30; 0 is the full width.
    width: int = 0
    rows: int = 5
    #: May wait while it is written, and is demanded later: nothing says that it is optional.
    later: bool = False
    #: Options side by side (for two or three short ones).
    inline: bool = False
    #: Smaller buttons, for filters.
    small: bool = False
    #: What stands before and after the answer, such as "£".
    prefix: Any = ""
    suffix: Any = ""
    #: A hint for single options: value to text.
    option_hints: Mapping[str, Any] = field(default_factory=dict)
    #: A word before one option, such as "or": value to word.
    dividers: Mapping[str, Any] = field(default_factory=dict)
    #: Option value to the names of fields that are asked only where it is chosen.
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


PLAIN = Look()


class _Looked(Protocol):
    look: Look


def look(shown: AnyField, *, autocomplete: str = "", **options: Any) -> AnyField:
    """Declare a field's look (see ``Look``) and return the field.

    ``name = look(forms.CharField(label="Your name"), heading=True, autocomplete="name")``
    """
    cast("_Looked", shown).look = Look(**options)
    if autocomplete:
        shown.widget.attrs["autocomplete"] = autocomplete
    return shown


def choice_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return a form's field of choices, to change what it offers; raises TypeError for another."""
    found = form.fields[name]
    if not isinstance(found, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    return found


def rows_of(form: forms.BaseForm, name: str) -> forms.ModelChoiceField[Any]:
    """Return a form's field that offers rows, to change which; raises TypeError for another."""
    found = form.fields[name]
    if not isinstance(found, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows")
    return found


_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (PartedDate, "date"),
    (forms.PasswordInput, "password"),
    (forms.MultiWidget, "parts"),
)
_CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "govuk-file-upload"}
_HOOKS = {
    "textarea": "govuk-js-character-count",
    "password": "govuk-password-input__input govuk-js-password-input-input",
}


class BoundField(PlainBoundField):
    """A field of a form, knowing its look, its kind and where its error link leads.

    Django binds a field before it checks the answer, so that any form says plainly what is wrong.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        say_plainly(field, self.kind)

    @property
    def look(self) -> Look:
        """How the field is to look."""
        chosen: Look = getattr(self.field, "look", PLAIN)
        return chosen

    @property
    def kind(self) -> str:
        """Return the name of the template part that shows the field."""
        for widget, kind in _KINDS:
            if isinstance(self.field.widget, widget):
                return kind
        return "text"

    @property
    def anchor(self) -> str:
        """Return the id of the first thing to fill in, where the error summary leads."""
        several = self.kind in {"radios", "checkboxes", "date", "parts"}
        return f"{self.auto_id}_0" if several else self.auto_id

    @property
    def optional(self) -> bool:
        """Say whether "(optional)" belongs after the label."""
        asked = self.look.later or self.revealed or self.kind == "checkbox"
        return not self.field.required and not asked

    @property
    def revealed(self) -> bool:
        """Say whether the field is shown within an option of another field."""
        return self.name in revealed_names(self.form)

    @property
    def limit(self) -> int | None:
        """Return the most characters of a long answer, to be counted down."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    def options(self) -> list[dict[str, Any]]:
        """Return the options of radios or checkboxes, with their hints and what they reveal."""
        return [self._option(part.data) for part in self.subwidgets]

    def groups(self) -> list[dict[str, Any]]:
        """Return options that were given under headings, by heading; empty for plain ones."""
        if isinstance(self.field, forms.ModelChoiceField):
            return []
        offered = [pair for pair in getattr(self.field, "choices", ()) if _is_group(pair[1])]
        heading_of = {str(value): heading for heading, inner in offered for value, _label in inner}
        found: dict[Any, list[dict[str, Any]]] = {}
        for option in self.options() if offered else ():
            found.setdefault(heading_of.get(str(option["value"]), ""), []).append(option)
        return [
            {"heading": heading, "options": options,
             "open": any(one["selected"] for one in options)}
            for heading, options in found.items()
        ]  # fmt: skip

    def _option(self, data: dict[str, Any]) -> dict[str, Any]:
        value = str(data["value"])
        return {
            **data,
            "id": data["attrs"]["id"],
            "hint": self.look.option_hints.get(value, ""),
            "divider": self.look.dividers.get(value, ""),
            "fields": [self.form[name] for name in self.look.reveals.get(value, ())],
        }

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the classes of the kind and state to the attributes that Django gives."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        kind = self.kind
        if self.is_hidden or kind in {"radios", "checkboxes", "checkbox"}:
            return built
        name = _CLASSES.get(kind, "govuk-input")
        classes = [name, *([f"{name}--error"] if self.errors else [])]
        if self.look.width and name == "govuk-input":
            classes.append(f"govuk-input--width-{self.look.width}")
        given = (widget or self.field.widget).attrs.get("class", "")
        built["class"] = " ".join([*classes, *_HOOKS.get(kind, "").split(), *given.split()])
        if kind == "textarea":
            built.update({"rows": self.look.rows, "cols": False})
            built["aria-describedby"] = self._described_with_count()
            built.pop("maxlength", None)
        return built

    def _described_with_count(self) -> str:
        parts = [self.aria_describedby or "", f"{self.auto_id}-info" if self.limit else ""]
        return " ".join(part for part in parts if part)


def _is_group(inner: Any) -> bool:
    return isinstance(inner, list | tuple)


class Renderer(TemplatesSetting):
    """Renders forms and fields with our own templates."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField


_MISSING = {
    "radios": _("Choose an answer"),
    "checkboxes": _("Choose at least one"),
    "select": _("Choose from the list"),
    "checkbox": _("Tick the box to go on"),
    "date": _("Give a date"),
    "file": _("Choose a file"),
}
_TOO_LONG = _("Use at most %(limit_value)d characters; there are %(show_value)d")
_WHOLE_EMAIL = _("Give an e-mail address in full, such as name@example.org")


def say_plainly(shown: forms.Field, kind: str) -> None:
    """Replace Django's own sentences by ones that say what to do; those of the form stay."""
    theirs = forms.Field.default_error_messages["required"]
    if shown.error_messages.get("required") == theirs:
        shown.error_messages["required"] = _MISSING.get(kind, _("Answer this question"))
    if isinstance(shown, forms.EmailField):
        shown.error_messages.setdefault("invalid", _WHOLE_EMAIL)
    if isinstance(shown, forms.CharField):
        shown.error_messages.setdefault("max_length", _TOO_LONG)


def revealed_names(form: forms.BaseForm) -> set[str]:
    """Return the names of fields that are asked only where another answer calls for them."""
    looks = (getattr(shown, "look", PLAIN) for shown in form.fields.values())
    return {name for look in looks for names in look.reveals.values() for name in names}


class Revealing(forms.BaseForm):
    """For forms: a field that an unchosen option would reveal is neither demanded nor kept."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Declared loosely, for the many forms that pass on what they are given.
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Check every answer, then forget those to questions that were not asked."""
        super().full_clean()
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return
        for name in self._not_asked():
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)

    def _not_asked(self) -> Iterable[str]:
        for name, shown in self.fields.items():
            answer = self.cleaned_data.get(name)
            chosen = answer if isinstance(answer, list | tuple | set) else [answer]
            for value, names in getattr(shown, "look", PLAIN).reveals.items():
                if value not in {str(one) for one in chosen}:
                    yield from names


class Form(Revealing, forms.Form):
    """A form of Lanyard. For a model form put ``Revealing`` before ``forms.ModelForm``."""
