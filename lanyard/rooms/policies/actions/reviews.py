"""Reviews and feedback: opened by a date, an event or a reader; closed with a reason."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import holders_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.foundation.ui import times
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Document, Feedback, Review, Version

#: Working days within which feedback is answered: Lanyard's default, since no policy says.
ANSWER_WITHIN = 10
#: Days before and at the review date on which its owner is reminded; then the owner and their line
#: manager hear each week.
STEPS = (-90, -30, -7, 0)
_EVENT_DAYS = 28
DUTY = "policies.review"
_EXTENSION = "policies.extend"


@transaction.atomic
def open_review(
    document: Document, *, source: str, because: str, event: str, due: datetime.date | None = None,
    url: str = "", by: audit.Actor | None = None,
) -> Review:  # fmt: skip
    """Open a review of a document for its owner; the same event opens it once, ever."""
    day = due or timezone.localdate() + datetime.timedelta(days=_EVENT_DAYS)
    with system_duty("open a review"):
        review, new = Review.objects.get_or_create(
            document=document, event=event,
            defaults={
                "source": source, "because": because, "url": url, "due": day,
                "opened_by_name": str(by) if by else "",
            },
        )  # fmt: skip
    if new:
        audit.record(
            "policies.review-opened", by=by, subject=document.title, kind="document",
            subject_id=document.pk, source=source,
        )  # fmt: skip
        _ask_owner(review)
    return review


def _ask_owner(review: Review) -> None:
    title = f"Review: {review.document.title}"
    duties.define(
        DUTY,
        duties.Asked(title, f"/policies/reviews/{review.pk}/", steps=STEPS, managers_every=7),
        by=None,
        audience=duties.Audience(roles=(review.document.owner_role,)),
        rule=duties.Rule(anchor="day", day=review.due),
        subject=("review", review.pk),
    )


@transaction.atomic
def close_review(review: Review, *, by: Person, outcome: str, reason: str) -> Review:
    """Close a review: no change is needed, or a new version is written; always with the reason.

    Raises ValueError without one, or where a new version is said and no draft stands.
    """
    if not reason.strip():
        raise ValueError("A review is closed with a reason.")
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if locked.outcome:
        return locked
    written = locked.document.versions.filter(made_at__gte=locked.opened_at)
    if outcome == Review.Outcome.NEW_VERSION and not written.exists():
        raise ValueError("draft")
    locked.outcome, locked.reason = outcome, reason.strip()
    locked.closed_at, locked.closed_by_name = timezone.now(), str(by)
    locked.save()
    if outcome == Review.Outcome.NO_CHANGE and locked.source == Review.Source.INTERVAL:
        _look_again(locked)
    duties.complete(
        DUTY, ("review", locked.pk), by.pk, by=by, evidence=locked.reason,
        record=("review", locked.pk),
    )  # fmt: skip
    duties.end(DUTY, ("review", locked.pk), by=by, because=locked.reason)
    audit.record(
        "policies.review-closed", by=by, subject=locked.document.title, kind="document",
        subject_id=locked.document_id, because=locked.reason, outcome=outcome,
    )  # fmt: skip
    return locked


def _look_again(review: Review) -> None:
    """Move the next review on by the document's interval: this one found nothing to change."""
    version = review.document.versions.filter(state=Version.State.PUBLISHED).first()
    if version is not None:
        today = timezone.localdate()
        version.reviewed_on, version.extended_to, version.extension_reason = today, None, ""
        version.review_due = duties.add_months(today, review.document.review_months)
        version.save(update_fields=["reviewed_on", "review_due", "extended_to", "extension_reason"])


@transaction.atomic
def open_reviews_coming(*, today: datetime.date | None = None) -> int:
    """Open the review of each document whose date is within 90 days; return how many opened."""
    day = today or timezone.localdate()
    near = day + datetime.timedelta(days=-STEPS[0])
    published = Version.objects.filter(
        state=Version.State.PUBLISHED, document__archived_on__isnull=True
    ).select_related("document")
    opened = 0
    for version in published:
        if version.due is None or version.due > near:
            continue
        event = f"interval:{version.number}:{version.due}"
        if Review.objects.filter(document=version.document, event=event).exists():
            continue
        because = f"{version.label} is to be reviewed by {times.day(version.due)}."
        open_review(
            version.document, source=Review.Source.INTERVAL, because=because, event=event,
            due=version.due,
        )  # fmt: skip
        opened += 1
    return opened


@transaction.atomic
def ask_extension(
    version: Version, *, by: Person, until: datetime.date, because: str
) -> approvals.Approval:
    """Ask the body that the policy names to move the review date (LAN-IT-04).

    Raises ValueError without a reason, or for a day that is no later than the one now.
    """
    if not because.strip():
        raise ValueError("An extension needs a reason.")
    if version.due is None or until <= version.due:
        raise ValueError("An extension moves the day on.")
    profile = profile_in_force()
    named = [one for one in profile.profile.chains if one.slug == "policy-extension"]
    roles = named[0].steps if named else (profile.profile.posts.head,)
    chain = approvals.Chain(
        [(role, profile.title_of(role)) for role in roles], in_order=False,
        clauses=named[0].clauses if named else (), by_default=not named,
    )  # fmt: skip
    version.extension_reason = f"{until.isoformat()} {because.strip()}"
    version.save(update_fields=["extension_reason"])
    return approvals.ask(
        _EXTENSION, chain, by=by, subject=("policy-version", version.pk),
        title=f"Extend {version} to {times.day(until)}",
        url=f"/policies/{version.document.slug}/versions/{version.number}/",
    )  # fmt: skip


def extension_decided(
    *, approval_kind: str, approval: approvals.Approval, by: Person, **_facts: object
) -> None:
    """Move the review date where the body allowed it."""
    if approval_kind != _EXTENSION:
        return
    version = Version.objects.select_for_update().get(pk=approval.subject_id)
    until, _, reason = version.extension_reason.partition(" ")
    if approval.state == approvals.Approval.State.APPROVED:
        version.extended_to, version.extension_reason = datetime.date.fromisoformat(until), reason
        audit.record(
            "policies.extended", by=by, subject=str(version), kind="policy-version",
            subject_id=version.pk, because=reason, until=until,
        )  # fmt: skip
    else:
        version.extension_reason = ""
    version.save(update_fields=["extended_to", "extension_reason"])


@transaction.atomic
def give_feedback(
    document: Document, text: str, *, by: Person | None, name: str = "", email: str = ""
) -> Feedback:
    """Take what a reader says; whoever answers for the document is told, and must answer."""
    calendar = duties.calendar_here()
    with system_duty("take feedback"):
        feedback = Feedback.objects.create(
            document=document, version=document.versions.filter(state="published").first(),
            text=text, person_id=by.pk if by else None, name=str(by) if by else name, email=email,
            answer_by=calendar.add_working_days(timezone.localdate(), ANSWER_WITHIN),
        )  # fmt: skip
        audit.record(
            "policies.feedback", by=by, subject=document.title, kind="document",
            subject_id=document.pk,
        )  # fmt: skip
        notices.notify(
            "policies.feedback", holders_of(document.owner_role),
            url=f"/policies/feedback/{feedback.pk}/", event=f"policy-feedback:{feedback.pk}",
            subject_kind="policy-feedback", subject_id=feedback.pk,
        )  # fmt: skip
    return feedback


@transaction.atomic
def answer_feedback(feedback: Feedback, *, by: Person, answer: str) -> Feedback:
    """Answer a reader; a reader with an account is told that there is an answer."""
    if not answer.strip():
        raise ValueError("An answer has words.")
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if locked.answered_at is None:
        locked.answer, locked.answered_at = answer.strip(), timezone.now()
        locked.answered_by_name = str(by)
        locked.save()
        audit.record(
            "policies.feedback-answered", by=by, subject=locked.document.title, kind="document",
            subject_id=locked.document_id,
        )  # fmt: skip
        if locked.person_id:
            notices.notify(
                "policies.feedback-answered", [locked.person_id],
                url=f"/policies/feedback/{locked.pk}/", event=f"policy-feedback-answer:{locked.pk}",
            )  # fmt: skip
    return locked
