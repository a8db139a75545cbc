"""Where a college writes its own version of a page, and sees all that stood before."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lanyard.engine.policy.api import ContentInvalid
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance import queries
from lanyard.rooms.guidance.actions.pages import Unchanged, Wording, withdraw_own, write_own
from lanyard.rooms.guidance.content import GuidancePage
from lanyard.rooms.guidance.forms import WithdrawForm, WordingForm
from lanyard.rooms.guidance.views.reading import WRITE, page_or_404, shown

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@permitted(WRITE)
@_FORM
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the college's own version of a page, over the shipped one."""
    page = page_or_404(slug)
    now = {"title": page.title, "summary": page.summary, "text": page.body}
    form = WordingForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid() and _written(form, page, request):
        messages.success(request, _("Your version stands now."))
        return redirect("guidance:page", slug=slug)
    context = {
        "title": _("Your own version of {title}").format(title=page.title), "form": form,
        "page": page, "versions": queries.wordings_of(slug), "send": _("Publish it"),
        "back": reverse("guidance:page", args=[slug]), "exit": False,
    }  # fmt: skip
    return render(request, "guidance/write.html", context, status=422 if form.errors else 200)


def _written(form: WordingForm, page: GuidancePage, request: SignedInRequest) -> bool:
    given = form.cleaned_data
    wording = Wording(given["title"], given["summary"], given["text"])
    try:
        write_own(page.slug, wording, because=given["because"], by=request.person)
    except Unchanged:
        form.add_error("text", _("Nothing is changed yet."))
    except ContentInvalid as wrong:
        for fault in wrong.faults:
            said = _("Line {line}: it {what}").format(line=fault.line, what=fault.what)
            form.add_error("text", said)
    return not form.errors


@permitted(WRITE)
@_FORM
def withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Go back to the page as it ships."""
    page = page_or_404(slug)
    if not page.own:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_own(slug, because=form.cleaned_data["because"], by=request.person)
        messages.success(request, _("The page stands as it ships."))
        return redirect("guidance:page", slug=slug)
    title = _("Go back to the shipped version of {title}").format(title=page.title)
    return ask(request, form, title, _("Go back to it"), reverse("guidance:write", args=[slug]))


@permitted(WRITE)
def version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show what a page said in an earlier version of the college's own."""
    kept = queries.wordings_of(slug).filter(number=number, withdrawn=False).first()
    if kept is None:
        raise Http404
    page = queries.with_own_words(page_or_404(slug), kept, queries.known_clauses())
    context = {
        "title": kept.title, "kept": kept, "sections": shown(page),
        "back": reverse("guidance:write", args=[slug]),
    }  # fmt: skip
    return render(request, "guidance/version.html", context)
