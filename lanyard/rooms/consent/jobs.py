"""What consent does by itself: each day, and the mails with links."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from lanyard.foundation.jobs.api import schedule, task
from lanyard.rooms.consent import links
from lanyard.rooms.consent.actions.asking import look_ahead
from lanyard.rooms.consent.actions.drawing import draw
from lanyard.rooms.consent.models import ConsentAnswer, ConsentRequest, Picture


@schedule("20 3 * * *", "consent.look-ahead")
def look_ahead_daily(organisation: UUID) -> None:
    """End what is over, ask who came of age, warn guardians."""
    look_ahead(timezone.localdate())


@task("consent.send-link")
def send_link(organisation: UUID, request_id: UUID, again: int = 0) -> None:
    """Send a guardian the link, unless they answered meanwhile."""
    request = ConsentRequest.objects.filter(pk=request_id).first()
    if request is not None and request.stands(timezone.localdate()):
        links.send(request, again=bool(again))


@task("consent.send-receipt")
def send_receipt(organisation: UUID, answer_id: UUID) -> None:
    """Send a guardian how to take an answer back."""
    answer = ConsentAnswer.objects.select_related("request").filter(pk=answer_id).first()
    if answer is not None and answer.request is not None:
        links.send_receipt(answer, answer.request.email)


@task("consent.draw")
def draw_previews(organisation: UUID, picture_id: UUID) -> None:
    """Draw what pages show of a picture or video."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        draw(picture)
