"""Forms of the work on a case: tasks, referrals, tellings, plans, sanctions, decisions."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.engine.policy.api import Profile
from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.fields import (
    PersonField,
    WhenForm,
    choice,
    line,
    moment,
    picked,
    several,
    words,
)
from lanyard.rooms.concerns.models import Action, Telling
from lanyard.rooms.concerns.particulars import Question, Set

_BY_HAND = ("investigation", "support", "discipline", "sanction", "referral", "review",
            "protection", "evidence", "other")  # fmt: skip


class TaskForm(Form):
    """Give somebody a task (OAK-4.7-09)."""

    kind = choice(
        lazy("What kind of action is it?"),
        [(k.value, k.label) for k in Action.Kind if k.value in _BY_HAND],
    )
    what = words(
        lazy("What is to be done?"), rows=3,
        hint=lazy("They may not be able to see the case. Write it so that it makes sense alone, "
                  "and name nobody who need not be named."),
    )  # fmt: skip
    owner = PersonField(
        label=lazy("Who does it?"), help_text=lazy("A name or a work e-mail."), staff=True
    )
    due = DayField(label=lazy("By which day?"))

    def clean_due(self) -> datetime.datetime:
        """Return the end of the working day; a day that is over is refused."""
        day = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Give a day from today on."))
        return moment(day, datetime.time(17))


class FinishForm(Form):
    """Say how a task ended."""

    answer = choice(
        lazy("Is it done?"),
        [("done", lazy("Yes, it is done")), ("dropped", lazy("No, and it will not be"))],
    )
    result = words(lazy("What was done, or why not?"), rows=3)
    reference = line(lazy("A reference, if there is one"), required=False)


class ReferralForm(Form):
    """Choose the agency of a referral."""

    agency = picked(lazy("To whom?"), [])
    contact = line(lazy("Contact there"), required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "agency").choices = [
            (
                a.slug,
                f"{a.name} → {a.successor}" if a.successor and a.successor != a.name else a.name,
            )
            for a in profile.agencies
        ]


class SendForm(WhenForm):
    """Record that a referral went."""

    what_shared = words(lazy("What was shared, about whom?"), rows=3)
    basis = words(lazy("On what basis?"), rows=2,
                  hint=lazy("For example: safeguarding a child; a legal duty; "
                            "consent."))  # fmt: skip
    consent = words(lazy("Was consent asked, and what was said?"), rows=2)
    because = words(lazy("Why is it necessary to tell the police about a child?"), rows=2)
    contact = line(lazy("Who took it?"), required=False)
    method = line(lazy("How did it go?"), hint=lazy("Telephone, secure e-mail, portal …"))
    reference = line(lazy("Their reference"), required=False)
    field_order = [
        "what_shared", "basis", "consent", "because", "contact", "method", "reference",
        "happened_on", "happened_at_time",
    ]  # fmt: skip

    def __init__(self, *args: Any, necessity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not necessity:
            del self.fields["because"]


class HearForm(Form):
    """Record what an agency answered."""

    reference = line(lazy("Their reference"), required=False)
    outcome = words(
        lazy("What came of it?"), required=False, rows=3,
        hint=lazy("Leave it empty where they have only acknowledged it."),
    )  # fmt: skip
    chase_on = DayField(label=lazy("When do you chase it?"), required=False)


class TellingForm(WhenForm):
    """Whether a guardian or an employer was told."""

    answer = choice(lazy("Were they told?"), [])
    because = words(lazy("Why, or why not?"), rows=2)
    who = line(lazy("Who was told?"), required=False)
    what = words(lazy("What were they told?"), required=False, rows=2)
    field_order = ["answer", "because", "who", "what", "happened_on", "happened_at_time"]

    def __init__(self, *args: Any, party: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = list(Telling.Answer.choices)
        if party != Telling.Party.GUARDIAN:
            answers = [a for a in answers if a[0] != Telling.Answer.NOT_A_CHILD]
        choice_of(self, "answer").choices = answers
        self.fields["because"].help_text = hint

    def clean(self) -> dict[str, Any]:
        """Ask who and what where they were told."""
        data = super().clean()
        if data.get("answer") == Telling.Answer.TOLD:
            for name, sentence in (
                ("who", _("Say who was told.")),
                ("what", _("Say what they were told.")),
            ):
                if not data.get(name):
                    self.add_error(name, sentence)
        return data


class PlanForm(Form):
    """Write a support plan for one of the people of the case."""

    person = picked(lazy("For whom?"), [])
    plan = words(lazy("What support is given, by whom?"), rows=5)
    interval_days = look(
        forms.IntegerField(label=lazy("How often is it reviewed?"), min_value=1, max_value=366),
        width=3, suffix=lazy("days"),
    )  # fmt: skip
    check_one = DayField(label=lazy("First check after the case has closed"), required=False)
    check_two = DayField(label=lazy("Second check after the case has closed"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "person").choices = people


class PlanReviewForm(Form):
    """Review a support plan."""

    resolved = choice(
        lazy("Is the problem resolved for good?"), [("yes", lazy("Yes")), ("no", lazy("No"))]
    )
    text = words(lazy("What did you find?"), rows=3)


class SanctionForm(Form):
    """Recommend a sanction."""

    person = picked(lazy("For whom?"), [])
    level = choice(lazy("Which sanction?"), [])
    reasons = words(lazy("Why this one?"), rows=3)

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], rungs: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "person").choices = people
        choice_of(self, "level").choices = rungs


class SanctionDecisionForm(Form):
    """Decide a recommended sanction."""

    agreed = choice(
        lazy("What do you decide?"), [("yes", lazy("Impose it")), ("no", lazy("Do not impose it"))]
    )
    reasons = words(lazy("Why?"), rows=3)
    appeal_by = DayField(label=lazy("Until which day may it be appealed?"), required=False)


class DecisionForm(WhenForm):
    """Record a decision with its reasons."""

    answer = choice(lazy("What was decided?"), [])
    reasons = words(lazy("Why?"), rows=3)
    reference = line(lazy("A reference, if there is one"), required=False)
    field_order = ["answer", "reasons", "reference", "happened_on", "happened_at_time"]

    def __init__(self, *args: Any, answers: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "answer").choices = answers


class ReferenceForm(Form):
    """Enter the reference in an outside system."""

    reference = line(lazy("Reference"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].label = label


class AnswersForm(Form):
    """One of the sets of questions, made from its data."""

    def __init__(self, *args: Any, asked: Set, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in asked.questions:
            self.fields[question.slug] = _field(question)


def _field(question: Question) -> forms.Field:
    more = {"hint": question.hint, "required": question.required}
    if question.kind == "choice":
        made = choice if len(question.choices) <= 6 else picked
        choices = list(question.choices)
        return made(question.label, choices, **more)
    if question.kind == "day":
        return DayField(label=question.label, help_text=question.hint, required=question.required)
    if question.kind in {"line", "moment"}:
        return line(question.label, **more)
    return words(question.label, rows=3, **more)


class KindForm(Form):
    """Change the kind of a case."""

    kind = choice(lazy("What kind of case is it?"), [])
    because = words(lazy("Why does it change?"), rows=3)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "kind").choices = kinds


class CategoryForm(Form):
    """Change what a case is about."""

    category = picked(lazy("What is it about?"), reasons.Category.choices)
    risk_area = choice(lazy("Which of the four Cs?"), reasons.RiskArea.choices)
    because = words(lazy("Why does it change?"), rows=3)


class ReviewForm(Form):
    """The guided review of the images pathway."""

    def __init__(self, *args: Any, questions: Any, three: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.slug] = choice(
                question.label, three, hint=question.hint, inline=True
            )
        self.fields["next_steps"] = words(
            lazy("What are the next steps, and why?"), rows=4,
            hint=lazy("Do not describe the image."),
        )  # fmt: skip


class ViewingForm(WhenForm):
    """Log that an image was viewed."""

    because = words(lazy("Why did it have to be viewed?"), rows=2,
                    hint=lazy("Do not describe the image."))  # fmt: skip
    witness = PersonField(
        label=lazy("Who was present?"), help_text=lazy("A name or a work e-mail."), staff=True
    )
    field_order = ["because", "witness", "happened_on", "happened_at_time"]


class CloseForm(Form):
    """Decide and close."""

    outcome = choice(lazy("How does it end?"), [])
    reasons = words(lazy("Why this outcome?"), rows=3)
    ground = choice(
        lazy("Does the decision rest on one of these?"), [],
        hint=lazy("None of them is a reason to close a case."),
    )  # fmt: skip
    facts_and_lessons = words(lazy("What happened, and what did we learn?"), rows=4)
    proportionality = words(lazy("Why is it in proportion?"), rows=2)
    for_person_harmed = words(
        lazy("The person harmed: what do they need, and what was done?"), rows=2,
        hint=lazy("Or “none, because …”."),
    )  # fmt: skip
    for_bystanders = words(
        lazy("Bystanders: what do they need, and what was done?"), rows=2,
        hint=lazy("Or “none, because …”."),
    )  # fmt: skip
    for_organisation = words(
        lazy("The organisation: what does it need, and what was done?"), rows=2,
        hint=lazy("Procedures and safeguards too. Or “none, because …”."),
    )  # fmt: skip
    amend_policy = choice(
        lazy("Does the policy need amending because of this?"),
        [("no", lazy("No change is needed")), ("yes", lazy("Yes, ask its owner to change it"))],
    )
    amend_policy_because = words(lazy("Why, or why not?"), rows=2)
    watch = several(lazy("Afterwards"), [("watch", lazy("Keep watching this case"))])
    watch_until = DayField(label=lazy("Watch until which day?"), required=False)

    def __init__(self, *args: Any, outcomes: Any, grounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "outcome").choices = outcomes
        choice_of(self, "ground").choices = grounds

    def clean(self) -> dict[str, Any]:
        """Ask until when it is watched; refuse a day that is over and an empty "none"."""
        data = super().clean() or self.cleaned_data
        until = data.get("watch_until")
        if data.get("watch") and until is None:
            self.add_error("watch_until", _("Say until which day it is watched."))
        if until is not None and until <= timezone.localdate():
            self.add_error("watch_until", _("Give a day that is still to come."))
        for name in ("for_person_harmed", "for_bystanders", "for_organisation"):
            if data.get(name, "").strip(" .,;:-").casefold() in _JUST_NONE:
                self.add_error(name, _("Say why there is nothing: “none, because …”."))
        return data


_JUST_NONE = {"none", "n/a", "na", "nothing", "nil"}


class AgreeForm(Form):
    """Agree to a closure, or send it back."""

    answer = choice(
        lazy("Do you agree?"), [("yes", lazy("Yes, close it")), ("no", lazy("No, send it back"))]
    )
    because = words(lazy("What is missing?"), required=False, rows=3,
                    hint=lazy("Only where you send it back."))  # fmt: skip


class HandOverForm(Form):
    """Hand over cases."""

    former = PersonField(label=lazy("Whose cases?"), help_text=lazy("A name or a work e-mail."))
    to = PersonField(label=lazy("To whom?"), help_text=lazy("A name or a work e-mail."), staff=True)
    because = words(lazy("Why?"), rows=2)


class GlassForm(Form):
    """Open a case in an emergency."""

    reference = line(lazy("Which case?"), hint=lazy("Its number, such as 2026-0042."))
    reason = words(
        lazy("What is the emergency?"), rows=3,
        hint=lazy("The safeguarding lead reads this now. It stays in the record."),
    )  # fmt: skip


class EvidenceForm(Form):
    """Keep a piece of evidence."""

    file = forms.FileField(
        label=lazy("Which file?"),
        help_text=lazy("Never an image of a nude or half-dressed person."),
    )
    what = line(lazy("What is it, and where was it seen?"))


class BundleForm(Form):
    """Make an evidence bundle."""

    to = line(lazy("For whom?"), hint=lazy("For example the police, with the officer's name."))
    because = words(lazy("Why do they need it?"), rows=2)
    originals = forms.BooleanField(
        label=lazy("They need the originals, as the police or a court do"), required=False,
        help_text=lazy(
            "Otherwise PDFs and office documents are copies that do not say who made them, when "
            "and with what. What is kept here stays as it came."
        ),
    )  # fmt: skip
