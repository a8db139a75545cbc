"""Pages on which people sign: the check, the signature, the certificate."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions.signing import (
    CannotSign,
    answer_check,
    open_version,
    passed,
)
from lanyard.rooms.policies.actions.signing import sign as give_signature
from lanyard.rooms.policies.forms_signing import CheckForm, SignForm
from lanyard.rooms.policies.models import Requirement, Signature, Version
from lanyard.rooms.policies.queries.signing import (
    coming,
    companions_to_open,
    signed_before,
    signed_by,
    version_in_force,
)

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@_FORM
def sign(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Show the words in force and take the signature under exactly them."""
    requirement = get_object_or_404(
        Requirement.objects.select_related("document"), pk=requirement_id, ended_on__isnull=True
    )
    version = get_object_or_404(Version, document=requirement.document, state="published")
    open_version(version, by=request.person)
    form = SignForm(
        request.POST or None, statements=requirement.statements,
        initial={"sha256": version.sha256},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            one = give_signature(
                requirement, by=request.person, sha256=form.cleaned_data["sha256"],
                ticked=form.ticked(),
            )  # fmt: skip
        except CannotSign as stands:
            form.add_error(None, why(stands))
        else:
            return redirect("policies:certificate", one.pk)
    return _page(request, requirement, version, form)


def why(stands: CannotSign) -> str:
    """Say to the person what stands before the signature."""
    told = {
        "changed": _("The words changed while you read them. Read them again, then sign."),
        "statements": _("Tick each sentence to sign."),
        "companions": _("Open each of the documents that are read with this one first."),
        "check": _("Answer the questions first."),
        "link": _("This link has been used, or its time is over."),
        "own": _("Somebody else must enter your signature."),
        "day": _("Give a day since this version is in force, and not one to come."),
        "nothing": _("There is nothing to sign yet."),
    }
    return told[str(stands)]


def _page(
    request: SignedInRequest, requirement: Requirement, version: Version, form: SignForm
) -> HttpResponse:
    person = request.person
    before = signed_before(requirement, version, person)
    context = {
        "title": _("Sign {title}").format(title=requirement.document.title),
        "requirement": requirement, "version": version, "form": form,
        "coming": coming(requirement.document),
        "html": words.as_html(version.text) if not version.file_id else "",
        "to_open": companions_to_open(requirement.document, person)
        if requirement.with_companions else [],
        "check": not passed(requirement, version, person), "before": before,
        "pieces": [
            piece for piece in words.compared(before.version.text, version.text)
            if piece.change != "kept"
        ] if before else [],
        "signed": Signature.objects.filter(
            requirement=requirement, version=version, person=person
        ).first(),
        "send": _("Sign"), "back": reverse("policies:list"),
    }  # fmt: skip
    return render(request, "policies/sign.html", context, status=422 if form.errors else 200)


@signed_in
@_FORM
def check(request: SignedInRequest, requirement_id: UUID) -> HttpResponse:
    """Ask the questions; a wrong answer is explained by its question and may be tried again."""
    requirement = get_object_or_404(
        Requirement.objects.select_related("document"), pk=requirement_id, ended_on__isnull=True
    )
    get_object_or_404(Version, document=requirement.document, state="published")
    form = CheckForm(request.POST or None, questions=requirement.questions)
    if request.method == "POST" and form.is_valid():
        given = form.answers()
        if answer_check(requirement, given, by=request.person).passed:
            return redirect("policies:sign", requirement.pk)
        for number, (answer, question) in enumerate(zip(given, requirement.questions, strict=True)):
            if answer != question["right"]:
                form.add_error(f"q{number}", _("This is not what the document says. Try again."))
    title = _("Do you understand {title}?").format(title=requirement.document.title)
    return ask(request, form, title, _("Answer"), reverse("policies:sign", args=[requirement.pk]))


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show what the person has signed."""
    context = {"title": _("What you have signed"), "signatures": signed_by(request.person)}
    return render(request, "policies/mine.html", context)


@signed_in
@require_safe
def certificate(request: SignedInRequest, signature_id: UUID) -> HttpResponse:
    """Show the certificate of a signature to whoever gave it, or collects signatures."""
    rows = Signature.objects.select_related("version__document", "requirement")
    if not may(request.person.pk, "policies.collect"):
        rows = rows.filter(person=request.person)
    one = get_object_or_404(rows, pk=signature_id)
    still = version_in_force(one.version.document)
    context = {
        "title": _("Certificate of signature"),
        "signature": one,
        "now": still is not None and still.pk == one.version_id,
        "intact": one.sha256 == one.version.fingerprint(),
    }
    return render(request, "policies/certificate.html", context)
