"""Pages of papers: begin, write, judge, sign, receive."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.engine.clauses.api import STANDS, Stand
from lanyard.engine.policy.api import catalogue, clauses
from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.people.request import SignedInRequest
from lanyard.rooms.governance.actions import papers as acts
from lanyard.rooms.governance.forms import JudgeForm, PaperForm, ReceiveForm
from lanyard.rooms.governance.kinds import KINDS, Kind
from lanyard.rooms.governance.models import ClauseJudgement, Paper
from lanyard.rooms.governance.queries import papers_of
from lanyard.rooms.governance.views.base import (
    FORM,
    READ,
    RECEIVE,
    WRITE,
    ask,
    blame,
    profile,
    title_of,
    writes,
)

_MOST = 60
_PER_PAGE = 25
_NOTHING = "\N{EN DASH}"


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


@permitted(READ)
@require_safe
def of_kind(request: SignedInRequest, kind: str) -> HttpResponse:
    """List the papers of a kind, with who signed and received each."""
    one = _kind(kind)
    found = papers_of(one).annotate(got=Count("receipts"))[:_MOST]
    rows = [
        Row(
            (_period(paper), _signed(paper), paper.got if one.received else _NOTHING),
            reverse("governance:paper", args=[paper.pk]),
            exception="" if paper.signed_on else _("Not signed"),
        )
        for paper in found
    ]  # fmt: skip
    columns = (_("Period"), _("Signed"), _("Received by"))
    here = profile()
    context = {
        "title": one.title, "kind": one, "table": Table(_("Papers"), columns, rows),
        "any": bool(rows), "signer": title_of(one.role_under(here)), "may_write": writes(request),
        "begun": any(paper.signed_on is None for paper in found),
    }  # fmt: skip
    return render(request, "governance/papers.html", context)


def _period(paper: Paper) -> str:
    since, until = date_format(paper.since), date_format(paper.until)
    return _("{since} to {until}").format(since=since, until=until)


def _signed(paper: Paper) -> str:
    if paper.signed_on is None:
        return _NOTHING
    return f"{paper.signed_by_name}, {date_format(paper.signed_on)}"


@permitted(WRITE)
@require_POST
def begin(request: SignedInRequest, kind: str) -> HttpResponse:
    """Begin a paper with today's figures, or go on with the one in hand."""
    paper = acts.begin_paper(_kind(kind), by=request.person)
    return redirect("governance:write-paper", paper.pk)


@permitted(READ)
@require_safe
def one(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Show a paper: its figures, its words, who signed, who received it and what was decided."""
    paper = get_object_or_404(Paper, pk=paper_id)
    kind, me = KINDS[paper.kind], request.person.pk
    receipts = list(paper.receipts.all())
    mine = any(one.by == me for one in receipts)
    context = {
        "title": kind.title, "kind": kind, "paper": paper, "period": _period(paper),
        "sections": [(one.title, paper.sections.get(one.slug, "")) for one in kind.sections],
        "receipts": receipts, "may_write": writes(request) and paper.signed_on is None,
        "may_receive": bool(kind.received and paper.signed_on and not mine)
        and paper.signed_by != me and access.may(me, RECEIVE),
        "judged": _counts(paper) if kind.judges else [],
    }  # fmt: skip
    return render(request, "governance/paper.html", context)


def _counts(paper: Paper) -> list[tuple[Any, int]]:
    rows = paper.judgements.order_by().values_list("judged").annotate(n=Count("pk"))
    counts: dict[str, int] = dict(rows)
    return [(label, counts.get(value, 0)) for value, label in ClauseJudgement.Judged.choices]


def _unsigned(paper_id: UUID) -> Paper:
    return get_object_or_404(Paper, pk=paper_id, signed_on__isnull=True)


@permitted(WRITE)
@FORM
def write(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Write a paper beside its figures; what is left blank may wait until it is signed."""
    paper = _unsigned(paper_id)
    kind = KINDS[paper.kind]
    initial = {**paper.sections, "conclusion": paper.conclusion}
    form = PaperForm(request.POST or None, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        conclusion = data.pop("conclusion", "")
        acts.write_paper(paper, data, by=request.person, conclusion=conclusion)
        return redirect("governance:paper", paper.pk)
    context = {
        "title": kind.title, "kind": kind, "paper": paper, "period": _period(paper), "form": form,
        "send": _("Keep it"), "back": reverse("governance:paper", args=[paper.pk]),
    }  # fmt: skip
    return render(request, "governance/write.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
@FORM
def sign(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Sign a paper: from then on it stands still."""
    paper = _unsigned(paper_id)
    kind, wrong = KINDS[paper.kind], []
    signer = kind.role_under(profile())
    mine = signer in access.roles_of(request.person.pk)
    if request.method == "POST":
        try:
            acts.sign_paper(paper, by=request.person)
        except acts.NotYours:
            raise Http404 from None
        except ValidationError as refused:
            wrong = refused.messages
        else:
            messages.success(request, _("It is signed. Nothing in it changes any more."))
            return redirect("governance:paper", paper.pk)
    context = {
        "title": _("Sign: {title}").format(title=kind.title), "paper": paper, "wrong": wrong,
        "blanks": acts.blanks(paper), "mine": mine, "signer": title_of(signer), "kind": kind,
        "back": reverse("governance:paper", args=[paper.pk]),
    }  # fmt: skip
    return render(request, "governance/sign.html", context, status=422 if wrong else 200)


@permitted(RECEIVE)
@FORM
def receive(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Receive a paper for the leadership, with what was decided."""
    wanted = [kind.slug for kind in KINDS.values() if kind.received]
    paper = get_object_or_404(Paper, pk=paper_id, signed_on__isnull=False, kind__in=wanted)
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.receive_paper(paper, by=request.person, **form.cleaned_data)
        except acts.NotYours:
            raise Http404 from None
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("governance:paper", paper.pk)
    title = _("Receive: {title}").format(title=KINDS[paper.kind].title)
    back = reverse("governance:paper", args=[paper.pk])
    return ask(request, form, title, _("Received"), back)


@permitted(READ)
@require_safe
def judged(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """List how each clause is judged, with its evidence of the day."""
    paper = get_object_or_404(Paper, pk=paper_id, kind="self-assessment")
    register = clauses(profile().slug)
    words = dict(ClauseJudgement.Judged.choices)
    stands = {stand.value: STANDS[stand][0] for stand in Stand}
    open_now = writes(request) and paper.signed_on is None
    rows = [
        Row(
            (_clause(one, register), stands[one.stand], words[one.judged], one.note or _NOTHING),
            reverse("governance:judge", args=[one.pk]) if open_now else "",
        )
        for one in paper.judgements.all()
    ]  # fmt: skip
    columns = (_("Clause"), _("Evidence"), _("Judged"), _("Why"))
    table, page = page_of(request, Table(_("Clauses"), columns, rows), _PER_PAGE)
    context = {
        "title": _("Clause by clause"), "paper": paper, "any": bool(rows),
        "table": table, "page": page, "counts": _counts(paper),
        "back": reverse("governance:paper", args=[paper.pk]),
    }  # fmt: skip
    return render(request, "governance/judgements.html", context)


def _clause(one: ClauseJudgement, register: Any) -> str:
    found = register.get(one.clause)
    return f"{one.clause}: {found.says}" if found else one.clause


def _sentence(slug: str) -> str:
    control = catalogue().controls.get(slug)
    return control.sentence if control else slug


def _day(moment: str) -> str:
    return date_format(datetime.date.fromisoformat(moment)) if moment else ""


@permitted(WRITE)
@FORM
def judge_clause(request: SignedInRequest, judgement_id: UUID) -> HttpResponse:
    """Judge a clause beside the evidence that there was."""
    found = get_object_or_404(ClauseJudgement, pk=judgement_id, paper__signed_on__isnull=True)
    form = JudgeForm(request.POST or None, initial={"judged": found.judged, "note": found.note})
    back = reverse("governance:judgements", args=[found.paper_id])
    back += f"?page={found.place // _PER_PAGE + 1}"
    if request.method == "POST" and form.is_valid():
        try:
            acts.judge(found, by=request.person, **form.cleaned_data)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    word, kind = STANDS[Stand(found.stand)]
    clause = clauses(profile().slug).get(found.clause)
    says = clause.says if clause else found.clause
    evidence = [
        (slug, _sentence(slug), *STANDS[Stand(stand)], _day(moment))
        for slug, stand, moment in found.evidence
    ]
    return ask(
        request, form, found.clause, _("Keep it"), back, says=says, word=word, kind=kind,
        evidence=evidence,
    )  # fmt: skip
