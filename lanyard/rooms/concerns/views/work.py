"""Pages of the work on a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.people.api import person_with_id
from lanyard.rooms.concerns import in_force, particulars, rules
from lanyard.rooms.concerns.actions import (
    answers,
    declarations,
    plans,
    referrals,
    registers,
    sanctions,
    tellings,
    work,
)
from lanyard.rooms.concerns.forms import case_work
from lanyard.rooms.concerns.forms.case import ReasonForm
from lanyard.rooms.concerns.models import CasePerson, FollowUp, Referral, Sanction, SupportPlan
from lanyard.rooms.concerns.queries.casefile import case_file, newest_particulars
from lanyard.rooms.concerns.views.case_base import CaseAct


class Task(CaseAct):
    """Give somebody a task."""

    title = lazy("Give somebody a task")
    send = lazy("Give it to them")
    done = lazy("They have been told that there is something to do.")
    form_class = case_work.TaskForm

    def act(self, data: dict[str, Any]) -> None:
        """Give it."""
        work.give_task(self.case, by=self.request.person, **data)


class NewReferral(CaseAct):
    """Put a referral on a case."""

    title = lazy("Refer outside")
    send = lazy("Put it on the case")
    form_class = case_work.ReferralForm
    made: Referral

    def form_arguments(self) -> dict[str, Any]:
        """Offer the profile's agencies."""
        return {
            "profile": in_force.profile(),
            "initial": {"agency": self.request.GET.get("agency", "")},
        }

    def act(self, data: dict[str, Any]) -> None:
        """Plan it."""
        self.made = referrals.plan_referral(self.case, by=self.request.person, **data)

    def after(self) -> str:
        """Lead on to sending it."""
        return reverse("concerns:referral", args=[self.case.pk, self.made.pk])


class TheReferral(CaseAct):
    """Record that a referral went, or what came back."""

    template_name = "concerns/case/referral.html"
    referral: Referral

    def prepare(self) -> None:
        """Find the referral."""
        found = Referral.objects.filter(case=self.case, pk=self.kwargs["referral_id"]).first()
        if found is None:
            raise Http404
        self.referral = found

    @property
    def _sent(self) -> bool:
        return self.referral.state in {"sent", "acknowledged", "answered"}

    def make_form(self, data: Any = None) -> forms.Form:
        """Ask for what is next."""
        if self._sent:
            return case_work.HearForm(data, initial={"reference": self.referral.reference})
        need = referrals.necessity_needed(self.case, self.referral.agency)
        return case_work.SendForm(data, necessity=need, initial={"contact": self.referral.contact})

    def words(self) -> dict[str, Any]:
        """Name the agency."""
        title = _("Referral to %(agency)s") % {"agency": self.referral.agency_name}
        agency = in_force.profile().agency(self.referral.agency)
        send = _("Record what they said") if self._sent else _("Record that it was sent")
        return {
            "title": title, "send": send, "referral": self.referral, "agency": agency,
            "sent": self._sent,
        }  # fmt: skip

    def act(self, data: dict[str, Any]) -> None:
        """Record it."""
        if self._sent:
            referrals.hear_back(self.referral, by=self.request.person, **data)
            return
        data.pop("happened_on"), data.pop("happened_at_time")
        at = data.pop("happened_at")
        referrals.send_referral(self.referral, by=self.request.person, sent_at=at, **data)


class NoReferral(TheReferral):
    """Do not make a referral, with the reason."""

    template_name = "concerns/case/act.html"

    def make_form(self, data: Any = None) -> forms.Form:
        """Ask why."""
        return ReasonForm(data)

    def words(self) -> dict[str, Any]:
        """Name the agency."""
        title = _("Do not refer to %(agency)s?") % {"agency": self.referral.agency_name}
        return {"title": title, "send": _("Record that it is not made"), "danger": True}

    def act(self, data: dict[str, Any]) -> None:
        """Record it."""
        referrals.leave_out_referral(self.referral, by=self.request.person, because=data["because"])


class TheTelling(CaseAct):
    """Whether a guardian or an employer is told about somebody."""

    send = lazy("Record the decision")
    done = lazy("The decision is recorded.")
    form_class = case_work.TellingForm
    one: CasePerson

    def prepare(self) -> None:
        """Find the person of the case."""
        found = CasePerson.objects.filter(case=self.case, pk=self.kwargs["one_id"]).first()
        if found is None or self.kwargs["party"] not in {"guardian", "employer"}:
            raise Http404
        self.one = found

    def form_arguments(self) -> dict[str, Any]:
        """Give the reasons that the profile knows as a hint."""
        profile = in_force.profile()
        hints = {
            "guardian": _("For example: %s") % "; ".join(profile.guardians.reasons_not_to),
            "employer": _("May be shared: %(may)s. Never: %(never)s.")
            % {
                "may": "; ".join(profile.employers.may_share),
                "never": "; ".join(profile.employers.never_share),
            },
        }
        party = self.kwargs["party"]
        return {"party": party, "hint": hints[party]}

    def words(self) -> dict[str, Any]:
        """Name the person."""
        title = (
            _("The parents or guardians of %(name)s")
            if self.kwargs["party"] == "guardian"
            else _("The employer of %(name)s")
        )
        named = {"name": self.one.name}
        return {**super().words(), "title": title % named, "tab": title % {"name": "…"}}

    def act(self, data: dict[str, Any]) -> None:
        """Record it."""
        tellings.decide_telling(
            self.case, self.one, by=self.request.person, party=self.kwargs["party"],
            answer=data["answer"], because=data["because"], who=data["who"], what=data["what"],
            at=data["happened_at"],
        )  # fmt: skip


def known_people(case: Any) -> list[tuple[str, str]]:
    """Return the people of a case who are known here: id and name."""
    rows = CasePerson.objects.filter(case=case, ended_at=None, person__isnull=False)
    return [(str(row.person_id), row.name) for row in rows.order_by("id")]


class NewPlan(CaseAct):
    """Write a support plan."""

    title = lazy("Write a support plan")
    lead = lazy("For somebody harmed or alleged, learner or staff.")
    send = lazy("Keep the plan")
    form_class = case_work.PlanForm

    def form_arguments(self) -> dict[str, Any]:
        """Offer the people of the case and the profile's interval."""
        days = in_force.profile().interval("support-plan-review").days
        return {"people": known_people(self.case), "initial": {"interval_days": days}}

    def act(self, data: dict[str, Any]) -> None:
        """Keep it."""
        checks = [day.isoformat() for day in (data["check_one"], data["check_two"]) if day]
        plans.write_plan(
            self.case, by=self.request.person, person=person_with_id(data["person"]),
            plan=data["plan"], interval_days=data["interval_days"], checks=checks,
        )  # fmt: skip


class ThePlan(CaseAct):
    """Review a support plan."""

    send = lazy("Keep the review")
    form_class = case_work.PlanReviewForm
    plan: SupportPlan

    def prepare(self) -> None:
        """Find the plan."""
        found = SupportPlan.objects.filter(case=self.case, pk=self.kwargs["plan_id"]).first()
        if found is None:
            raise Http404
        self.plan = found

    def words(self) -> dict[str, Any]:
        """Show the plan."""
        title = _("Review the support plan of %(name)s") % {"name": self.plan.person}
        return {
            **super().words(),
            "title": title,
            "tab": _("Review a support plan"),
            "lead": self.plan.plan,
        }

    def act(self, data: dict[str, Any]) -> None:
        """Keep it."""
        plans.review_plan(
            self.plan, by=self.request.person, resolved=data["resolved"] == "yes", text=data["text"]
        )


class NewSanction(CaseAct):
    """Recommend a sanction."""

    title = lazy("Recommend a sanction")
    lead = lazy("It is decided by the person whom the policy names.")
    send = lazy("Recommend it")
    form_class = case_work.SanctionForm

    def form_arguments(self) -> dict[str, Any]:
        """Offer the ladder of those alleged, each rung with who decides it."""
        profile = in_force.profile()
        populations = rules.populations_of(case_file(self.case, profile).alleged)
        rungs = [
            (
                s.slug,
                f"{s.title} ({_('decided by')} {', '.join(map(profile.title_of, s.decided_by))})",
            )
            for s in profile.sanctions
            if populations & set(s.population)
        ]
        return {"people": known_people(self.case), "rungs": rungs}

    def act(self, data: dict[str, Any]) -> None:
        """Recommend it."""
        sanctions.recommend(
            self.case, by=self.request.person, person=person_with_id(data["person"]),
            level=data["level"], reasons=data["reasons"],
        )  # fmt: skip


class TheSanction(CaseAct):
    """Decide a recommended sanction."""

    send = lazy("Record the decision")
    for_workers = False
    form_class = case_work.SanctionDecisionForm
    sanction: Sanction

    def prepare(self) -> None:
        """Find the sanction."""
        found = Sanction.objects.filter(case=self.case, pk=self.kwargs["sanction_id"]).first()
        if found is None:
            raise Http404
        self.sanction = found

    def words(self) -> dict[str, Any]:
        """Say what was recommended and why."""
        rung = in_force.profile().sanction(self.sanction.level)
        title = _("%(title)s for %(person)s") % {
            "title": rung.title,
            "person": self.sanction.person,
        }
        return {**super().words(), "title": title, "lead": self.sanction.reasons}

    def act(self, data: dict[str, Any]) -> None:
        """Decide it."""
        sanctions.decide(
            self.sanction, by=self.request.person, agreed=data["agreed"] == "yes",
            reasons=data["reasons"], appeal_by=data["appeal_by"],
        )  # fmt: skip


class TheFollowUp(CaseAct):
    """Enter the reference in an outside system."""

    send = lazy("Keep the reference")
    form_class = case_work.ReferenceForm
    follow_up: FollowUp

    def prepare(self) -> None:
        """Find what is asked for."""
        found = FollowUp.objects.filter(case=self.case, pk=self.kwargs["follow_up_id"]).first()
        if found is None:
            raise Http404
        self.follow_up = found

    def form_arguments(self) -> dict[str, Any]:
        """Name the system."""
        return {"label": _("%(system)s reference") % {"system": self.follow_up.system}}

    def words(self) -> dict[str, Any]:
        """Name the system."""
        title = _("Record it in %(system)s") % {"system": self.follow_up.system}
        return {**super().words(), "title": title}

    def act(self, data: dict[str, Any]) -> None:
        """Keep it."""
        work.enter_reference(self.follow_up, by=self.request.person, reference=data["reference"])


class TheParticular(CaseAct):
    """Answer a set of questions."""

    template_name = "concerns/case/particular.html"
    send = lazy("Keep these answers")
    done = lazy("Kept.")

    def prepare(self) -> None:
        """Find the set."""
        self.slug, self.key = self.kwargs["slug"], self.request.GET.get("key", "")
        try:
            self.asked = particulars.questions_of(self.slug, self.key, in_force.profile())
        except LookupError:
            raise Http404 from None

    def make_form(self, data: Any = None) -> forms.Form:
        """Start from the newest answers, unless each is a moment of its own."""
        stood = (
            {} if self.asked.many else newest_particulars(self.case).get((self.slug, self.key), {})
        )
        if self.slug == "breach" and not stood.get("quoted"):
            policies = list(in_force.profile().breach(self.key).quotes)
            stood = {**stood, "quoted": registers.quoted(self.case, policies)}
        return case_work.AnswersForm(data, asked=self.asked, initial=stood)

    def words(self) -> dict[str, Any]:
        """Name the set."""
        found = {**super().words(), "title": self.asked.title}
        if any(question.slug == "declared" for question in self.asked.questions):
            alleged = case_file(self.case, in_force.profile()).alleged
            ids = [one.person_id for one in alleged if one.person_id]
            found["declared"] = declarations.declared_by(ids)
        return found

    def act(self, data: dict[str, Any]) -> None:
        """Keep them."""
        kept = {
            k: v.isoformat() if hasattr(v, "isoformat") else str(v or "") for k, v in data.items()
        }
        answers.answer(
            self.case, by=self.request.person, slug=self.slug, key=self.key, answers=kept
        )
