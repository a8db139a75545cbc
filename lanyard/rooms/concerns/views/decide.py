"""Pages of decisions, the images pathway, closing and reopening."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.rooms.concerns import checklist, image_questions, in_force, reasons, rules
from lanyard.rooms.concerns.actions import category, close, decisions, images
from lanyard.rooms.concerns.forms import case_work
from lanyard.rooms.concerns.forms.case import ReasonForm
from lanyard.rooms.concerns.models import Closure
from lanyard.rooms.concerns.queries import cases, seconds, work
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.views.case_base import CaseAct

#: Kind of decision to the question and its answers.
_ASKED: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
    "police": (lazy("Tell the police?"), [
        ("report", lazy("Tell them: then record the referral with its reference")),
        ("not-reported", lazy("Do not tell them")),
        (decisions.WAIVED, lazy("A compulsory report is waived")),
    ]),
    "prevent": (lazy("The Prevent decision"), [
        ("concern", lazy("It is a Prevent concern")), ("watch", lazy("Keep an eye on it")),
        ("no-concern", lazy("It is not a Prevent concern")),
    ]),
    "channel": (lazy("Refer to Channel?"), [
        ("not-referred", lazy("Do not refer")), ("refer", lazy("Refer: then record the referral")),
    ]),
    "lado": (lazy("The LADO"), [
        ("advice-received", lazy("Advice was received")),
        ("not-sought", lazy("Advice was not sought")),
    ]),
}  # fmt: skip


class Decide(CaseAct):
    """Record a decision."""

    send = lazy("Record the decision")
    done = lazy("The decision is recorded.")
    form_class = case_work.DecisionForm

    def prepare(self) -> None:
        """Find the question."""
        if self.kwargs["kind"] not in _ASKED:
            raise Http404

    def form_arguments(self) -> dict[str, Any]:
        """Offer its answers; waiving only where somebody may."""
        answers = _ASKED[self.kwargs["kind"]][1]
        if not in_force.profile().police.waived_by:
            answers = [a for a in answers if a[0] != decisions.WAIVED]
        return {"answers": answers}

    def words(self) -> dict[str, Any]:
        """Ask the question, and say what the policy demands."""
        lead = self._police_lead() if self.kwargs["kind"] == "police" else ""
        return {**super().words(), "title": _ASKED[self.kwargs["kind"]][0], "lead": lead}

    def _police_lead(self) -> str:
        profile = in_force.profile()
        duty, _clauses = rules.police_duty(case_file(self.case, profile), profile)
        if duty is not None and duty.value == "must":
            return _("The policy makes the report compulsory: it needs a reference and a time.")
        return _("Either way, the reason is recorded.")

    def act(self, data: dict[str, Any]) -> None:
        """Record it."""
        decisions.decide(
            self.case, by=self.request.person, kind=self.kwargs["kind"], answer=data["answer"],
            reasons=data["reasons"], reference=data["reference"], decided_at=data["happened_at"],
        )  # fmt: skip
        self.answer = data["answer"]

    def after(self) -> str:
        """Lead to the referral where one was decided on."""
        agencies = {"report": "police", "refer": "channel"}
        if self.answer in agencies:
            page = reverse("concerns:referral-new", args=[self.case.pk])
            return f"{page}?agency={agencies[self.answer]}"
        return self.back()


class Skip(CaseAct):
    """Leave out a step of the procedure."""

    send = lazy("Leave it out")
    form_class = ReasonForm

    def prepare(self) -> None:
        """Find the step."""
        self.steps = dict(checklist.STEPS)
        if self.kwargs["step"] not in self.steps:
            raise Http404

    def words(self) -> dict[str, Any]:
        """Name the step."""
        title = _("Leave out the step “%(step)s”?") % {"step": self.steps[self.kwargs["step"]]}
        return {**super().words(), "title": title}

    def act(self, data: dict[str, Any]) -> None:
        """Leave it out."""
        decisions.skip_step(
            self.case, by=self.request.person, step=self.kwargs["step"], because=data["because"]
        )


class ChangeKind(CaseAct):
    """Change the kind of a case."""

    title = lazy("Change the kind of case")
    lead = lazy(
        "An allegation about a member of staff moves to those who handle allegations. You may "
        "lose sight of it."
    )
    send = lazy("Change it")
    done = lazy("The kind of case has changed.")
    form_class = case_work.KindForm

    def form_arguments(self) -> dict[str, Any]:
        """Offer the other kinds."""
        kinds = [k for k in reasons.CaseKind.choices if k[0] != self.case.kind]
        return {"kinds": kinds}

    def act(self, data: dict[str, Any]) -> None:
        """Change it."""
        decisions.change_kind(
            self.case, by=self.request.person, kind=data["kind"], because=data["because"]
        )

    def after(self) -> str:
        """Lead to the inbox where one can no longer see it."""
        seen = cases.visible_cases(self.request.person).filter(pk=self.case.pk).exists()
        return self.back() if seen else reverse("concerns:inbox")


class ChangeCategory(CaseAct):
    """Change what a case is about."""

    title = lazy("Change what it is about")
    lead = lazy(
        "The report keeps its reporter's word, and the former answer stays in the chronology. "
        "Where the policy sends the new one to somebody else too, they can read the case from now "
        "on."
    )
    send = lazy("Change it")
    form_class = case_work.CategoryForm

    def form_arguments(self) -> dict[str, Any]:
        """Start from what stands."""
        return {"initial": {"category": self.case.category, "risk_area": self.case.risk_area}}

    def act(self, data: dict[str, Any]) -> None:
        """Change it, and say who reads it besides."""
        received = category.change_category(self.case, by=self.request.person, **data)
        words = _("What the case is about has changed.")
        if received:
            words += " " + _("It is read by these too now: %s.") % ", ".join(received)
        messages.success(self.request, words)


class Images(CaseAct):
    """The guided review of the images pathway."""

    title = lazy("Guided review")
    template_name = "concerns/case/images.html"
    send = lazy("Keep the review")
    form_class: ClassVar[type[forms.Form]] = case_work.ReviewForm

    def prepare(self) -> None:
        """Only for cases about images."""
        if self.case.category not in {"nudes", "upskirting"}:
            raise Http404

    def form_arguments(self) -> dict[str, Any]:
        """Give the questions."""
        return {"questions": image_questions.QUESTIONS, "three": reasons.ThreeWay.choices}

    def words(self) -> dict[str, Any]:
        """Show the ages that we know."""
        return {**super().words(), "people": case_file(self.case, in_force.profile()).concerned}

    def act(self, data: dict[str, Any]) -> None:
        """Keep it."""
        steps = data.pop("next_steps")
        images.review(self.case, by=self.request.person, answers=data, next_steps=steps)


class Viewing(Images):
    """Log that an image was viewed."""

    title = lazy("Log that an image was viewed")
    template_name = "concerns/case/act.html"
    lead = lazy(
        "Only the safeguarding lead may look, only where there is no other way, and never alone. "
        "Nothing is copied or kept."
    )
    send = lazy("Log it")
    form_class = case_work.ViewingForm

    def form_arguments(self) -> dict[str, Any]:
        """Nothing more."""
        return {}

    def words(self) -> dict[str, Any]:
        """Return the plain words."""
        return CaseAct.words(self)

    def act(self, data: dict[str, Any]) -> None:
        """Log it."""
        images.log_viewing(
            self.case, by=self.request.person, because=data["because"], witness=data["witness"],
            at=data["happened_at"],
        )  # fmt: skip


class Close(CaseAct):
    """Decide and close."""

    title = lazy("Decide and close")
    template_name = "concerns/case/close.html"
    send = lazy("Ask a second person to agree")
    done = lazy("Somebody else has been asked to agree.")
    form_class = case_work.CloseForm

    def form_arguments(self) -> dict[str, Any]:
        """Offer the outcomes that this case may have."""
        profile = in_force.profile()
        allowed = rules.outcome_slugs(case_file(self.case, profile), profile)
        outcomes = [(o.slug, o.title) for o in profile.outcomes if o.slug in allowed]
        grounds = [("none", _("No, on none of them")), *rules.NOT_A_REASON.items()]
        return {
            "outcomes": outcomes, "grounds": grounds,
            "initial": {"ground": "none", "amend_policy": "no"},
        }  # fmt: skip

    def words(self) -> dict[str, Any]:
        """List what stands in the way."""
        profile = in_force.profile()
        found = rules.blockers(case_file(self.case, profile), profile)
        file = case_file(self.case, profile)
        waiting = [
            outcome.title
            for outcome in profile.outcomes
            if rules.populations_of(file.alleged) & set(outcome.population)
            and rules.lacks_policy(file, outcome)
        ]
        needs = work.with_addresses(self.case, found)
        second = seconds.seconds_of(self.case, proposer=self.request.person.pk)
        return {**super().words(), "needs": needs, "waiting": waiting, "second": second}

    def act(self, data: dict[str, Any]) -> None:
        """Propose it."""
        fields = (
            "outcome", "reasons", "ground", "facts_and_lessons", "proportionality",
            "for_person_harmed", "for_bystanders", "for_organisation", "amend_policy_because",
        )  # fmt: skip
        proposal = close.Proposal(
            **{name: data[name] for name in fields}, amend_policy=data["amend_policy"] == "yes",
            watch_until=data["watch_until"] if data["watch"] else None,
        )  # fmt: skip
        close.propose_closure(self.case, by=self.request.person, proposal=proposal)


class Agree(CaseAct):
    """Agree to a closure, or send it back."""

    title = lazy("Does this case close?")
    template_name = "concerns/case/agree.html"
    send = lazy("Record my answer")
    form_class = case_work.AgreeForm
    closure: Closure

    def prepare(self) -> None:
        """Find what was proposed."""
        found = Closure.objects.filter(case=self.case).order_by("-proposed_at", "-id").first()
        if found is None or self.case.state != "awaiting-agreement":
            raise Http404
        self.closure = found

    def words(self) -> dict[str, Any]:
        """Show what was proposed."""
        profile = in_force.profile()
        outcome = next((o.title for o in profile.outcomes if o.slug == self.closure.outcome), "")
        return {**super().words(), "closure": self.closure, "outcome": outcome}

    def make_form(self, data: Any = None) -> forms.Form:
        """Ask for yes or no."""
        return self.form_class(data)

    def act(self, data: dict[str, Any]) -> None:
        """Answer it."""
        if data["answer"] == "yes":
            close.agree(self.closure, by=self.request.person)
            return
        close.send_back(self.closure, by=self.request.person, because=data["because"])


class Reopen(CaseAct):
    """Reopen a case."""

    title = lazy("Open this case again?")
    send = lazy("Open it again")
    form_class = ReasonForm

    def act(self, data: dict[str, Any]) -> None:
        """Reopen it."""
        close.reopen(self.case, by=self.request.person, because=data["because"])


class EndWatch(Reopen):
    """Stop watching a case."""

    title = lazy("Stop watching this case?")
    send = lazy("Stop watching it")

    def act(self, data: dict[str, Any]) -> None:
        """Stop."""
        close.end_watch(self.case, by=self.request.person, because=data["because"])
