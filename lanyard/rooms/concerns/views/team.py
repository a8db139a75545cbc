"""Pages of the chronology, the people and the team of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.rooms.concerns import in_force, rules
from lanyard.rooms.concerns.actions import chronology, close, people, team, triage
from lanyard.rooms.concerns.forms import case as case_forms
from lanyard.rooms.concerns.models import CasePerson, ChronologyEntry, TeamMember
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.queries.cases import part_of
from lanyard.rooms.concerns.views.case_base import CaseAct


class Note(CaseAct):
    """Add a note."""

    title = lazy("Add to the chronology")
    send = lazy("Add it")
    done = lazy("Added to the chronology.")
    form_class = case_forms.NoteForm

    def act(self, data: dict[str, Any]) -> None:
        """Write the note."""
        chronology.write_note(
            self.case, by=self.request.person, text=data["text"], kind=data["kind"],
            happened_at=data["happened_at"], leads_only=data["visibility"] == "leads",
        )  # fmt: skip


class Correct(CaseAct):
    """Correct a note."""

    title = lazy("Correct a line of the chronology")
    lead = lazy("The old line stays in the record, marked as superseded.")
    send = lazy("Put the corrected line in its place")
    form_class = case_forms.CorrectForm
    entry: ChronologyEntry

    def prepare(self) -> None:
        """Find the line."""
        found = ChronologyEntry.objects.filter(
            case=self.case, pk=self.kwargs["entry_id"], kind__in=["note", "discussion"]
        ).first()
        if found is None:
            raise Http404
        self.entry = found

    def make_form(self, data: Any = None) -> forms.Form:
        """Start from the line as it reads."""
        return self.form_class(data, initial={"text": self.entry.text})

    def act(self, data: dict[str, Any]) -> None:
        """Write the new line."""
        chronology.correct(
            self.entry, by=self.request.person, text=data["text"], because=data["because"],
            happened_at=data["happened_at"],
        )  # fmt: skip


class Severity(CaseAct):
    """Change how bad a case is."""

    title = lazy("Change the severity")
    send = lazy("Change it")
    done = lazy("The severity has changed; the clocks follow it.")
    form_class = case_forms.SeverityForm

    def form_arguments(self) -> dict[str, Any]:
        """Offer the profile's levels."""
        return {"profile": in_force.profile(), "initial": {"severity": str(self.case.severity)}}

    def act(self, data: dict[str, Any]) -> None:
        """Change it."""
        triage.change_severity(
            self.case,
            by=self.request.person,
            severity=int(data["severity"]),
            because=data["because"],
        )


class Assess(CaseAct):
    """Answer the threshold questions anew."""

    title = lazy("Answer the questions of triage again")
    send = lazy("Keep these answers")
    done = lazy("The answers are kept, and what they call for is on the case.")
    form_class = case_forms.AssessForm

    def form_arguments(self) -> dict[str, Any]:
        """Start from what stands."""
        profile = in_force.profile()
        names = ("illegal", "disturbing", "technology", "prevent", "breach_codes")
        return {
            "profile": profile,
            "populations": rules.populations_of(case_file(self.case, profile).alleged),
            "initial": {name: getattr(self.case, name) for name in names},
        }

    def act(self, data: dict[str, Any]) -> None:
        """Keep the answers."""
        because = data.pop("because")
        triage.answer_thresholds(self.case, by=self.request.person, because=because, **data)


class _TeamAct(CaseAct):
    """A page that leads back to the readers of the case."""

    def back(self) -> str:
        """Lead back to the readers."""
        return reverse("concerns:readers", args=[self.case.pk])


class AddMember(_TeamAct):
    """Let somebody onto the case."""

    title = lazy("Add somebody to the case")
    lead = lazy("They will be able to read all of it, except notes kept to the leads.")
    send = lazy("Let them read it")
    form_class = case_forms.MemberForm

    def act(self, data: dict[str, Any]) -> None:
        """Add them; a new holder takes it over."""
        if data["part"] == TeamMember.Part.HOLDER:
            team.give_to(self.case, data["person"], by=self.request.person, because=data["because"])
            return
        team.add_member(
            self.case, data["person"], by=self.request.person, part=data["part"],
            because=data["because"],
        )  # fmt: skip
        close.ask_again(self.case)


class EndMember(_TeamAct):
    """End somebody's place on a case."""

    title = lazy("End their place on the case")
    send = lazy("End their access now")
    danger = True
    form_class = case_forms.ReasonForm
    member: TeamMember

    def prepare(self) -> None:
        """Find the place."""
        found = TeamMember.objects.filter(
            case=self.case, pk=self.kwargs["member_id"], until=None
        ).select_related("person").first()  # fmt: skip
        if found is None:
            raise Http404
        self.member = found

    def words(self) -> dict[str, Any]:
        """Name them."""
        title = _("End the place of %(person)s on this case?") % {"person": self.member.person}
        return {**super().words(), "title": title, "tab": _("End a place on a case")}

    def act(self, data: dict[str, Any]) -> None:
        """End it."""
        team.end_member(self.member, by=self.request.person, because=data["because"])

    def after(self) -> str:
        """Lead to the inbox where one ended one's own access."""
        own = self.member.person_id == self.request.person.pk
        return reverse("concerns:inbox") if own else self.back()


class KeepOut(_TeamAct):
    """Keep somebody out of a case."""

    title = lazy("Keep somebody out of this case")
    lead = lazy("They will not see that it exists, whatever their role.")
    send = lazy("Keep them out")
    danger = True
    form_class = case_forms.KeepOutForm

    def prepare(self) -> None:
        """Leave it to those who answer for the case: nobody hides it from who watches over them."""
        if part_of(self.request.person, self.case) != "lead":
            raise PermissionDenied

    def act(self, data: dict[str, Any]) -> None:
        """Keep them out; nobody shuts themselves out by mistake."""
        if data["person"].pk == self.request.person.pk:
            raise ValueError(_("Hand the case over before you step out of it yourself."))
        team.keep_out(self.case, data["person"], by=self.request.person, because=data["because"])


class AddPerson(CaseAct):
    """Add somebody to the people of a case."""

    title = lazy("Add a person to the case")
    lead = lazy("This does not let them see it.")
    send = lazy("Add them")
    form_class = case_forms.PersonInCaseForm

    def act(self, data: dict[str, Any]) -> None:
        """Add them."""
        people.add_person(
            self.case, by=self.request.person, name=data["name"], part=data["part"],
            relation=data["relation"], age=data["age"],
        )  # fmt: skip


class EndPerson(CaseAct):
    """Say that somebody has no part in a case after all."""

    title = lazy("They have no part in this after all")
    send = lazy("Take them off the case")
    form_class = case_forms.ReasonForm
    one: CasePerson

    def prepare(self) -> None:
        """Find them."""
        found = CasePerson.objects.filter(
            case=self.case, pk=self.kwargs["one_id"], ended_at=None
        ).first()
        if found is None:
            raise Http404
        self.one = found

    def act(self, data: dict[str, Any]) -> None:
        """Take them off."""
        people.end_person(self.one, by=self.request.person, because=data["because"])
