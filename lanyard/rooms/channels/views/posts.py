"""Pages of posts: write one, see how it stands, let it out, say where it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.engine.approvals import api as approvals
from lanyard.foundation.access.api import may
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import when
from lanyard.people.api import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels import posting
from lanyard.rooms.channels.actions import posts as acts
from lanyard.rooms.channels.actions import releasing
from lanyard.rooms.channels.connectors.package import Shown, packed
from lanyard.rooms.channels.forms import BecauseForm
from lanyard.rooms.channels.forms_posts import PlaceForm, PostForm, ReleaseForm
from lanyard.rooms.channels.freezes import frozen
from lanyard.rooms.channels.models import OfficialAccount, OfficialPost, PostPicture
from lanyard.rooms.channels.queries import AUTHORISE
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff
from lanyard.rooms.consent.api import Picture

_PER_PAGE = 50
State = OfficialPost.State


@for_staff
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the posts that the reader may read, and the accounts on which they may write."""
    rows = OfficialPost.objects.select_related("account__platform", "author")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        Row((str(one), str(one.account), str(one.author), one.get_state_display(),
             when(one.published_at or one.goes_at)),
            reverse("channels:post", args=[one.pk]),
            exception=_("Held") if one.state == State.HELD else "")
        for one in page
    ]  # fmt: skip
    columns = (_("Post"), _("Account"), _("Author"), _("How it stands"), _("When"))
    context = {
        "title": _("Posts"), "any": bool(lines), "page": page,
        "table": Table(_("Posts"), columns, lines), "frozen": frozen(),
        "accounts": _mine(request.person),
    }  # fmt: skip
    return render(request, "channels/posts.html", context)


def _mine(person: Person) -> list[OfficialAccount]:
    rows = posting.with_agreement(timezone.localdate()).filter(person=person, agreed=True)
    found = OfficialAccount.objects.filter(pk__in=rows.values("account"), state="live")
    return list(found.select_related("platform"))


@for_staff
@FORM
def write(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Write a post on an account for which one is on the list."""
    account = get_object_or_404(
        OfficialAccount.objects.select_related("platform"), pk=account_id, state="live"
    )
    if posting.lacks(account, request.person, timezone.localdate()) is not posting.Lacks.NOTHING:
        raise Http404
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.write_post(account, form.words(), by=request.person)
        return redirect("channels:post", made.pk)
    title = _("Post on {account}").format(account=account)
    return ask(request, form, title, _("Save and check it"), reverse("channels:posts"))


def _one(post_id: UUID, *states: State) -> OfficialPost:
    rows = OfficialPost.objects.select_related("account__platform", "account__owner", "author")
    found = get_object_or_404(rows, pk=post_id)
    if states and found.state not in states:
        raise Http404
    return found


@for_staff
@require_safe
def one(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Show a post whole: what it says and shows, what the check found, who approved it."""
    found, person = _one(post_id), request.person
    asked = approvals.of_subject(acts.POST, found.pk).first()
    mine = found.author_id == person.pk
    permitted = posting.posting_permitted(found.account, person)
    draft = found.state in {State.DRAFT, State.REFUSED}
    concerns = acts.concerns(found) if draft or found.state == State.WAITING else []
    context = {
        "title": _("Post on {account}").format(account=found.account.name), "post": found,
        "mine": mine, "draft": draft, "permitted": permitted,
        "concerns": concerns, "pictures": _pictures(found),
        "obstacles": acts.obstacles(found, concerns) if mine and draft else {},
        "steps": asked.steps.all() if asked else [], "approval": asked,
        "may_decide": asked is not None and approvals.step_for(asked, person) is not None,
        "releases": found.state == State.APPROVED and permitted,
        "due": found.state == State.QUEUED and found.goes_at and found.goes_at <= timezone.now(),
        "posts": found.state == State.QUEUED and permitted,
        "puts_back": found.state == State.HELD and _puts_back(found, person),
        "may_end": _may_end(found, person),
    }  # fmt: skip
    return render(request, "channels/post.html", context)


def _pictures(found: OfficialPost) -> list[tuple[PostPicture, bool]]:
    """Return the pictures of a post, each with whether this reader may see it in the store."""
    rows = acts.shown(found)
    here = set(
        Picture.objects.filter(pk__in=[one.picture_id for one in rows]).values_list("pk", flat=True)
    )
    return [(one, one.picture_id in here) for one in rows]


def _puts_back(found: OfficialPost, person: Person) -> bool:
    theirs = person.pk in {found.author_id, found.account.owner_id}
    return (theirs or posting.markets(person.pk)) and (
        frozen() is None or posting.markets(person.pk)
    )


def _may_end(found: OfficialPost, person: Person) -> bool:
    theirs = person.pk in {found.author_id, found.account.owner_id}
    open_now = found.state not in {State.PUBLISHED, State.WITHDRAWN}
    return open_now and (theirs or may(person.pk, AUTHORISE))


@for_staff
@FORM
def edit(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Change one's own draft."""
    found = _one(post_id, State.DRAFT, State.REFUSED)
    if found.author_id != request.person.pk:
        raise Http404
    form = PostForm(request.POST or None, one=found)
    back = reverse("channels:post", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        acts.rewrite(found, form.words(), by=request.person)
        return redirect(back)
    title = _("Post on {account}").format(account=found.account)
    return ask(request, form, title, _("Save and check it"), back)


@for_staff
@FORM
def send(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Send one's own draft for approval; what stands in the way is said beside its field."""
    found = _one(post_id, State.DRAFT)
    if found.author_id != request.person.pk:
        raise Http404
    back = reverse("channels:post", args=[found.pk])
    data = request.POST if request.method == "POST" and "text" in request.POST else None
    form = PostForm(data or _as_posted(found), one=found)
    if request.method == "POST" and form.is_valid():
        try:
            if data:
                found = acts.rewrite(found, form.words(), by=request.person)
            acts.send_post(found, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        except acts.NobodyApproves:
            form.add_error(None, _("Nobody but you could approve it: the account needs others"))
        else:
            messages.success(request, _("It waits for approval."))
            return redirect(back)
    title = _("Send it for approval")
    return ask(request, form, title, _("Send it for approval"), back)


def _as_posted(found: OfficialPost) -> dict[str, Any]:
    form = PostForm(one=found)
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


@for_staff
@FORM
def release(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Let an approved post out, now or at a time."""
    found = _one(post_id, State.APPROVED)
    if not posting.posting_permitted(found.account, request.person):
        raise Http404
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    back = reverse("channels:post", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            releasing.release_post(found, at=form.cleaned_data["at"], by=request.person)
        except releasing.NotReleased as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(back)
    lead = _("You are asked to post it then, and to say where it stands.")
    return ask(request, form, _("When does it go out?"), _("Let it out"), back, lead=lead)


@for_staff
@FORM
def posted(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Say where a post stands."""
    found = _one(post_id, State.QUEUED)
    if not posting.posting_permitted(found.account, request.person):
        raise Http404
    form = PlaceForm(request.POST or None)
    back = reverse("channels:post", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            releasing.posted(found, place=form.cleaned_data["place"], by=request.person)
        except releasing.NotReleased as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(back)
    return ask(request, form, _("I have posted it"), _("Record it"), back)


@for_staff
@require_POST
def put_back(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Have a held post go on."""
    found = _one(post_id, State.HELD)
    if not _puts_back(found, request.person):
        raise Http404
    try:
        releasing.put_back(found, by=request.person)
    except releasing.NotReleased as refused:
        messages.error(request, str(refused))
    return redirect("channels:post", found.pk)


@for_staff
@FORM
def take_back(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """End a post that is not out."""
    found = _one(post_id)
    if not _may_end(found, request.person):
        raise Http404
    form = BecauseForm(request.POST or None)
    back = reverse("channels:post", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        acts.take_back(found, **form.cleaned_data, by=request.person)
        return redirect(back)
    return ask(request, form, _("Take it back"), _("Take it back"), back)


@for_staff
@require_safe
def package(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Give a post that was let out as a package for a scheduler; that is recorded."""
    found = _one(post_id, State.QUEUED)
    if not posting.posting_permitted(found.account, request.person):
        raise Http404
    rows = acts.shown(found)
    with system_duty("take a post out as a package"):
        stored = {
            one.pk: one
            for one in files.StoredFile.objects.filter(pk__in=[row.picture.file_id for row in rows])
        }
        pictures = [
            Shown(files.content_of(stored[row.picture.file_id]),
                  stored[row.picture.file_id].media_type, row.picture.alt_text)
            for row in rows if row.picture.hidden_at is None
        ]  # fmt: skip
    if len(pictures) != len(rows):
        raise Http404
    audit.record(
        "channels.post-packed", by=request.person, subject=str(found.account), kind=acts.POST,
        subject_id=found.pk,
    )  # fmt: skip
    answer = HttpResponse(packed(found, pictures), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="post-{found.pk}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer
