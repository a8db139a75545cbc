"""Forms about whether reporting works, and of what staff log beside reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.rooms.concerns.actions.conversations import codes_in_force
from lanyard.rooms.concerns.forms.fields import PersonField, choice, line, picked, words

#: What families are asked: slug to the sentence that they agree with or not.
QUESTIONS = (
    ("know", lazy("I know how to tell the organisation that I am worried about something online.")),
    ("listened", lazy("When I tell them something, they listen and act.")),
    ("informed", lazy("They tell me what I need to know about staying safe online.")),
    ("working", lazy("They work with me to keep my child, or the learner I care for, safe.")),
)
SCALE = (
    ("5", lazy("Fully")), ("4", lazy("Mostly")), ("3", lazy("Partly")), ("2", lazy("Hardly")),
    ("1", lazy("Not at all")), ("0", lazy("I can't say")),
)  # fmt: skip


class PublishForm(Form):
    """Publish how to report."""

    text = words(
        lazy("How to report, for staff and learners"), rows=14,
        hint=lazy("Plain words. An empty line begins a new paragraph."),
    )  # fmt: skip
    review_on = DayField(label=lazy("When is it reviewed?"))


class FindingForm(Form):
    """What a test found."""

    finding = words(
        lazy("What did you find?"), rows=4,
        hint=lazy("Did it reach the right people and nobody else? Was it answered well? What has to"
                  " change?"),
    )  # fmt: skip


class RoundForm(Form):
    """Which kind of round is planned now."""

    kind = choice(
        lazy("What do you want to try?"),
        [
            ("mystery", lazy("Every way to report, with a test report")),
            ("dry-run", lazy("The paths of learner and of staff conduct")),
        ],
    )


class FeedbackForm(Form):
    """The survey of parents and carers. Nothing says who answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slug, sentence in QUESTIONS:
            self.fields[slug] = choice(sentence, SCALE, required=False)
        self.fields["comment"] = words(
            lazy("What should we do better?"), required=False, rows=4,
            hint=lazy("Name nobody. If you are worried about somebody, tell us so that we can help:"
                      " use “Report a concern”."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for something at all."""
        data = super().clean() or self.cleaned_data
        if not any(data.values()):
            raise forms.ValidationError(_("Answer at least one question."))
        return data

    def scores(self) -> dict[str, int]:
        """Return the scores given; “I can't say” counts for nothing."""
        given = {slug: int(self.cleaned_data.get(slug) or 0) for slug, _sentence in QUESTIONS}
        return {slug: score for slug, score in given.items() if score}


class ChallengeForm(Form):
    """A learner's post that somebody challenged."""

    platform = line(lazy("On which app, game or website was it?"))
    link = forms.CharField(
        label=lazy("Link to the post, if you have it"), max_length=2_000, required=False
    )
    happened_on = DayField(label=lazy("When did you see it?"), past=True)
    said = words(
        lazy("What did the post say?"),
        rows=3,
        hint=lazy("In its own words as far as you remember. Never describe a nude image."),
    )
    challenged = words(lazy("How did you challenge it?"), rows=3)
    values = choice(
        lazy("Does the post undermine British values?"),
        [("yes", lazy("Yes")), ("no", lazy("No"))],
        hint=lazy("Democracy, the rule of law, individual liberty, mutual respect and tolerance. If"
                  " so, the safeguarding team gets a copy and decides whether Prevent applies."),
        inline=True, small=False,
    )  # fmt: skip


class ConversationForm(Form):
    """A conversation with somebody whom one manages."""

    about = PersonField(
        label=lazy("With whom did you speak?"), staff=True,
        help_text=lazy("Somebody whose line manager you are: a name or a work e-mail."),
    )  # fmt: skip
    held_on = DayField(label=lazy("When?"), past=True)
    what = words(lazy("What was it about?"), rows=3)
    agreed = words(lazy("What did you agree?"), rows=3)
    figures = words(
        lazy("Figures from logs"),
        required=False,
        rows=3,
        hint=lazy("Only with a purpose that was approved. Totals, never what somebody looked at."),
    )
    purpose = picked(lazy("Purpose code of the figures"), [], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = {str(code.pk): code for code in codes_in_force()}
        named = [(key, f"{code.code}: {code.purpose}") for key, code in self._codes.items()]
        choice_of(self, "purpose").choices = [("", _("No figures")), *named]

    def clean_purpose(self) -> Any:
        """Return the code."""
        return self._codes.get(self.cleaned_data["purpose"])

    def clean(self) -> dict[str, Any]:
        """Ask for the code where there are figures, and the other way round."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("figures")) != bool(data.get("purpose")):
            field = "purpose" if data.get("figures") else "figures"
            self.add_error(field, _("Figures and an approved purpose code go together."))
        return data


class CodeForm(Form):
    """Approve a purpose for figures from logs."""

    code = look(forms.CharField(label=lazy("Code"), max_length=20), width=10)
    purpose = words(lazy("For what may figures from logs be used?"), rows=2)
    until = DayField(label=lazy("Until which day is it approved?"))
