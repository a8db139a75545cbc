"""Forms: what is asked, how it is shown, and that nothing typed is lost."""

from __future__ import annotations

import datetime
import re

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.ui.forms import ClockField, DayField, Form, PartedDate, look


class Report(Form):
    what = look(
        forms.CharField(
            label="What happened?", help_text="In your words", max_length=50, widget=forms.Textarea
        ),
        heading=True,
    )
    on = DayField(label="When?", past=True, required=False)
    device = look(
        forms.ChoiceField(
            label="Which device?",
            choices=[("own", "My own"), ("other", "Another")],
            widget=forms.RadioSelect,
        ),
        reveals={"other": ("device_other",)},
        option_hints={"own": "A phone, say"},
    )
    device_other = forms.CharField(label="Which?")


def shown(form: forms.BaseForm) -> str:
    return re.sub(r"\s+", " ", str(form))


def test_label_hint_and_error_belong_to_the_field() -> None:
    html = shown(Report({}))
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label' in html
    assert 'aria-describedby="id_what_helptext id_what_error id_what-info"' in html
    assert 'id="id_what_helptext">In your words<' in html
    assert 'id="id_what_error">' in html
    assert 'aria-invalid="true"' in html
    assert html.count("<h1") == 1


def test_options_stand_in_a_fieldset_with_their_hints() -> None:
    html = shown(Report())
    assert '<legend class="govuk-fieldset__legend' in html
    assert 'aria-describedby="id_device_0_hint"' in html
    assert html.index('id="id_device_1"') < html.index('id="id_device_other"')
    assert html.count('id="id_device_other"') == 1


def test_what_was_not_asked_is_neither_demanded_nor_kept() -> None:
    form = Report({"what": "x", "device": "own", "device_other": "a secret"})
    assert form.is_valid()
    assert form.cleaned_data["device_other"] == ""
    asked = Report({"what": "x", "device": "other"})
    assert set(asked.errors) == {"device_other"}


def test_nothing_typed_is_lost() -> None:
    form = Report(
        {"what": "<b>it</b>" * 20, "on_day": "31", "on_month": "Febuary", "on_year": "26"}
    )
    html = shown(form)
    assert set(form.errors) == {"what", "on", "device"}
    assert "&lt;b&gt;it&lt;/b&gt;" in html
    assert [f'value="{part}"' in html for part in ("31", "Febuary", "26")] == [True] * 3


def test_sentences_say_what_to_do() -> None:
    form = Report({})
    assert form.errors["what"] == ["Answer this question"]
    assert form.errors["device"] == ["Choose an answer"]


def test_an_own_sentence_stays() -> None:
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Tell us your name"})

    assert Own({}).errors["name"] == ["Tell us your name"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("", "2", "2026"), "Add the day to the date"),
        (("3", "", "2026"), "Add the month to the date"),
        (("3", "2", ""), "Add the year to the date"),
        (("30", "2", "2026"), "Give a real date, such as 27 3 2026"),
        (("3", "2", "26"), "Give a real date, such as 27 3 2026"),
        (("٣", "2", "x026"), "Give a real date, such as 27 3 2026"),
        (("3", "2", "2999"), "Give a date that is not in the future"),
    ],
)
def test_a_wrong_date_is_explained(typed: tuple[str, str, str], error: str) -> None:
    data = dict(zip(("on_day", "on_month", "on_year"), typed, strict=True))
    assert Report(data).errors["on"] == [error]


def test_a_month_may_be_a_name() -> None:
    form = Report({"on_day": "3", "on_month": "march", "on_year": "2026", "device": "own"})
    assert form.fields["on"].clean("2026-March-3") == datetime.date(2026, 3, 3)
    assert "on" not in form.errors


@given(st.dates(max_value=datetime.date(2026, 1, 1), min_value=datetime.date(1900, 1, 1)))
def test_every_date_goes_there_and_back(day: datetime.date) -> None:
    field = DayField(past=True)
    parts = PartedDate().decompress(day)
    assert field.clean(f"{parts[2]}-{parts[1]}-{parts[0]}") == day
    assert day <= timezone.localdate()


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_comes_back(day: str, month: str, year: str) -> None:
    form = Report({"on_day": day, "on_month": month, "on_year": year})
    shown(form)
    assert "on" in form.errors or form.cleaned_data["on"] is None or form.cleaned_data["on"]


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2:15pm", (14, 15)), ("14:15", (14, 15)), ("2.15 PM", (14, 15)), ("2pm", (14, 0)),
        ("12am", (0, 0)), ("12 pm", (12, 0)), ("noon", (12, 0)), ("midnight", (0, 0)),
        ("0915", (9, 15)),
    ],
)  # fmt: skip
def test_a_time_may_be_written_as_people_write(said: str, time: tuple[int, int]) -> None:
    assert ClockField().clean(said) == datetime.time(*time)


@pytest.mark.parametrize("said", ["soon", "25:00", "13pm", "2:75", "2", "0pm"])
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(forms.ValidationError, match="Give a time such as"):
        ClockField().clean(said)


class Grouped(Form):
    what = forms.MultipleChoiceField(
        choices=[("Near", [("a", "A"), ("b", "B")]), ("Far", [("c", "C")])],
        widget=forms.CheckboxSelectMultiple,
    )


def test_options_under_headings_are_folded_away_until_one_is_chosen() -> None:
    whole = shown(Grouped())
    assert re.findall(r"(?:Near|Far) \(\d\)", whole) == ["Near (2)", "Far (1)"]
    assert re.findall(r'<details class="[^"]*"( open)?>', whole) == ["", ""]
    chosen = shown(Grouped({"what": ["c"]}))
    assert re.findall(r'<details class="[^"]*"( open)?>', chosen) == ["", " open"]
    assert re.search(r'value="c" checked', chosen)
    # The error leads to the first answer, which must be seen.
    wrong = shown(Grouped({}))
    assert re.findall(r'<details class="[^"]*"( open)?>', wrong) == [" open", ""]
    assert "<details" not in shown(Report())


class Plain(forms.Form):
    """A form of Django's own kind, as most rooms use."""

    text = look(forms.CharField(max_length=3, required=False, widget=forms.Textarea), later=True)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    sent = forms.FileField()


def test_any_form_says_plainly_what_is_wrong() -> None:
    form = Plain({"text": "four"})
    assert not form.is_valid()
    assert dict(form.errors) == {
        "text": ["Use at most 3 characters; there are 4"],
        "kind": ["Choose an answer"],
        "sent": ["Choose a file"],
    }
    assert "four" in str(form)


def test_what_is_demanded_later_is_not_called_optional() -> None:
    assert "(optional)" not in shown(Plain())
    assert "(optional)" in shown(Report())
