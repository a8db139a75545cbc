"""Pages for whoever collects signatures: who is asked, who has signed, paper, links, IT's list."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.duties.api import Audience
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.asking import ask as ask_page
from lanyard.people.api import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies.actions import signing as acts
from lanyard.rooms.policies.forms import ReasonForm
from lanyard.rooms.policies.forms_signing import InviteForm, PaperForm, RequirementForm
from lanyard.rooms.policies.models import Requirement
from lanyard.rooms.policies.pages import reach_table, signature_table, team_table
from lanyard.rooms.policies.queries import signing as reads
from lanyard.rooms.policies.queries.reach import complete
from lanyard.rooms.policies.views.signing import why
from lanyard.rooms.policies.views.writing import mine

_FORM = require_http_methods(["GET", "HEAD", "POST"])
COLLECT = "policies.collect"
_PER_PAGE = 50


def _requirement(requirement_id: UUID) -> Requirement:
    return get_object_or_404(Requirement.objects.select_related("document"), pk=requirement_id)


@permitted(COLLECT)
@require_safe
def figures(request: SignedInRequest) -> HttpResponse:
    """Show the live figures of signatures, by document and audience, and by team."""
    reached = reads.reach()
    context = {
        "title": _("Signatures"), "table": reach_table(reached), "any": bool(reached),
        "teams": team_table(reads.all_teams()),
    }  # fmt: skip
    return render(request, "policies/figures.html", context)


@permitted(COLLECT)
@require_safe
def one(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Show one requirement: its figures, who signed, who has it still to do by team."""
    requirement = _requirement(requirement_id)
    signatures = requirement.signatures.select_related("version")
    page = Paginator(signatures, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": str(requirement), "requirement": requirement, "page": page,
        "table": signature_table(page), "duty": reads.definition_of(requirement),
        "reach": next((r for r in reads.reach(requirement.document)
                       if r.requirement.pk == requirement.pk), None),
        "teams": team_table(reads.by_team(requirement)), "missing": _missing(requirement),
        "bundle": _bundle(requirement),
        "links": requirement.invitations.filter(signature__isnull=True)[:20],
    }  # fmt: skip
    return render(request, "policies/requirement.html", context)


def _missing(requirement: Requirement) -> list[Person]:
    """Return who has still to sign, for the post that collects (COM-STF-01)."""
    return list(reads.still_to_sign(requirement)[:_PER_PAGE])


def _bundle(requirement: Requirement) -> tuple[int, int] | None:
    """Return how many have signed, and how many of them the whole bundle; None without one."""
    if not requirement.bundle:
        return None
    signed = requirement.signatures.filter(person__left_on__isnull=True, person__isnull=False)
    people = set(signed.values_list("person_id", flat=True))
    return len(people), len(complete(requirement.document, requirement.bundle, people))


@permitted(COLLECT)
@require_safe
def one_csv(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Send who signed as CSV; that is recorded."""
    requirement = _requirement(requirement_id)
    signatures = requirement.signatures.select_related("version")
    rows = ((s.name, s.version.label, s.signed_on.isoformat(), s.how, s.sha256)
            for s in signatures.iterator(chunk_size=2000))  # fmt: skip
    _note(request, requirement)
    return csv_answer("signatures", ("name", "version", "signed on", "how", "sha256"), rows)


def _note(request: SignedInRequest, requirement: Requirement) -> None:
    audit.record(
        "policies.exported", by=request.person, subject=str(requirement), kind="requirement",
        subject_id=requirement.pk,
    )  # fmt: skip


@permitted(COLLECT)
@_FORM
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask an audience to sign a document."""
    document = mine(request, slug)
    form = RequirementForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        audience = _audience(data.pop("who"))
        if document.requirements.filter(name=data["name"], ended_on__isnull=True).exists():
            form.add_error("name", _("This audience is asked already"))
        else:
            made = acts.require(document, acts.Asked(audience=audience, **data), by=request.person)
            return redirect("policies:requirement", made.pk)
    title = _("Ask people to sign {title}").format(title=document.title)
    back = reverse("policies:document", args=[slug])
    return ask_page(request, form, title, _("Ask them"), back)


def _audience(who: list[str]) -> Audience:
    """Return the audience chosen; new starters alone are staff who come from today on."""
    new = who == ["new-staff"]
    kinds = dict.fromkeys("staff" if kind == "new-staff" else kind for kind in who)
    return Audience(kinds=tuple(kinds), joined_since=timezone.localdate() if new else None)


@permitted(COLLECT)
@_FORM
def end(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Stop asking an audience."""
    requirement = get_object_or_404(Requirement, pk=requirement_id, ended_on__isnull=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.end_requirement(requirement, by=request.person, because=form.cleaned_data["because"])
        return redirect("policies:figures")
    title = _("Stop asking: {name}").format(name=requirement)
    back = reverse("policies:requirement", args=[requirement.pk])
    return ask_page(request, form, title, _("Stop asking"), back)


@takes_files()
@permitted(COLLECT)
@_FORM
def paper(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Enter a signature given on paper."""
    requirement = get_object_or_404(Requirement, pk=requirement_id, ended_on__isnull=True)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            acts.sign_on_paper(
                requirement, data["person"], by=request.person, on=data["on"],
                scan=(data["scan"].name, data["scan"].read()),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("scan", str(refused))
        except acts.CannotSign as stands:
            form.add_error("on" if str(stands) == "day" else "person", why(stands))
        else:
            return redirect("policies:requirement", requirement.pk)
    title = _("Enter a signature on paper: {name}").format(name=requirement)
    back = reverse("policies:requirement", args=[requirement.pk])
    return ask_page(request, form, title, _("Enter it"), back)


@permitted(COLLECT)
@_FORM
def invite(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Send somebody without an account a link to sign by."""
    requirement = get_object_or_404(Requirement, pk=requirement_id, ended_on__isnull=True)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        known = Person.objects.filter(email__iexact=data["email"]).first()
        acts.invite(requirement, by=request.person, person=known, **data)
        return redirect("policies:requirement", requirement.pk)
    title = _("Send a link to sign: {name}").format(name=requirement)
    back = reverse("policies:requirement", args=[requirement.pk])
    return ask_page(request, form, title, _("Send the link"), back)
