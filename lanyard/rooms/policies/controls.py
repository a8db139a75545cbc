"""What policies carries out, each with its evidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.rooms.policies.actions.copies import holds
from lanyard.rooms.policies.models import (
    Attachment,
    Companion,
    Document,
    Feedback,
    Opening,
    OutsideCopy,
    Requirement,
    Review,
    Shown,
    Signature,
    Version,
)

_IN_FORCE = Version.State.PUBLISHED


def _policies() -> str:
    return reverse("policies:list")


def _signatures() -> str:
    return reverse("policies:figures")


def _reviews() -> str:
    return reverse("policies:reviews")


def _versions(_on: datetime.date) -> QuerySet[Any]:
    return Version.objects.filter(state=_IN_FORCE, document__archived_on__isnull=True)


def _signed_by(audience: Callable[[list[str]], bool]) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence that whoever is asked to sign has signed, for some audiences."""

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        asked = [
            one.pk
            for one in Requirement.objects.filter(ended_on__isnull=True)
            if audience(one.audience_data.get("kinds", []))
        ]
        owed = duties.Occurrence.objects.filter(
            definition__kind="policies.sign",
            definition__subject_id__in=[str(pk) for pk in asked], withdrawn_on__isnull=True,
        )  # fmt: skip
        done = owed.filter(done_on__isnull=False, done_on__lte=on)
        late = owed.filter(done_on__isnull=True, due__lt=on).count()
        signed = done.values("person_id", "definition_id").distinct().count()
        newest = Signature.objects.filter(
            requirement__in=asked, signed_at__lte=ends(on)
        ).order_by("-signed_at").values_list("signed_at", flat=True).first()  # fmt: skip
        # Whoever still has time is neither right nor wrong.
        figure = Figure(signed, signed + late)
        return judged(figure, newest, on=on, link=_signatures())

    return evidence


def _access_waits(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count those whose access depends on a signature and who are not late with it."""
    asked = [
        str(one.pk)
        for one in Requirement.objects.filter(ended_on__isnull=True, consequence="access")
    ]
    owed = duties.Occurrence.objects.filter(
        definition__kind="policies.sign", definition__subject_id__in=asked,
        withdrawn_on__isnull=True,
    )  # fmt: skip
    late = owed.filter(done_on__isnull=True, due__lt=on).count()
    whole = owed.filter(Q(done_on__isnull=False) | Q(due__lt=on)).count()
    as_of = ends(on) if whole else None
    link = reverse("policies:restricted")
    return judged(Figure(whole - late, whole), as_of, on=on, link=link)


def _notice_shown(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count where the banner stands, by the last look, and the sign-ins that were shown it."""
    shown = Shown.objects.filter(first_at__lte=ends(on))
    newest = [shown.order_by("-first_at").values_list("first_at", flat=True).first()]
    right = shown.filter(version__state=_IN_FORCE).count()
    places = OutsideCopy.objects.filter(
        document__kind=Document.Kind.NOTICE, document__archived_on__isnull=True
    ).select_related("document", "version")
    force = {one.document_id: one for one in _versions(on).filter(document__kind="notice")}
    held = [holds(one, force.get(one.document_id), on) for one in places]
    newest += [one.looked_at for one in places if one.looked_at]
    figure = Figure(right + sum(held), shown.count() + len(held))
    as_of = max((moment for moment in newest if moment), default=None)
    return judged(figure, as_of, on=on, link=_policies())


def _is_staff(kinds: list[str]) -> bool:
    return "staff" in kinds


def _is_learner(kinds: list[str]) -> bool:
    return not {"learner", "apprentice"}.isdisjoint(kinds)


def _is_other(kinds: list[str]) -> bool:
    return not {"sponsored", "governor", "guardian"}.isdisjoint(kinds)


CONTROLS = (
    counted(
        "policy-approved", "principal", _("Documents in force that named posts approved"),
        rows=_versions, right=Q(approved_on__isnull=False) & ~Q(sha256=""),
        when="published_at", link=_policies,
    ),
    counted(
        "policy-reviewed-in-time", "principal", _("Documents in force whose review is not overdue"),
        rows=_versions, link=_policies,
        right=lambda on: Q(extended_to__gte=on) | Q(extended_to__isnull=True, review_due__gte=on),
        when="published_at",
    ),
    counted(
        "policy-reviewed-on-events", "principal",
        _("Reviews called for by events that were closed with a reason, or still have time"),
        rows=lambda on: Review.objects.filter(within_a_year("opened_at", on)).exclude(
            source=Review.Source.INTERVAL
        ),
        right=lambda on: ~Q(outcome="") | Q(due__gte=on), when="opened_at", link=_reviews,
    ),
    counted(
        "policy-companions-current", "principal",
        _("Companions of documents that are here, with a version in force and in date"),
        rows=lambda on: Companion.objects.filter(document__archived_on__isnull=True),
        right=lambda on: Q(
            Exists(
                Version.objects.filter(
                    document=OuterRef("linked"), state=_IN_FORCE, review_due__gte=on
                )
            )
        ),
        link=_policies,
    ),
    Control(
        "policy-acknowledged-by-staff", "hr-director",
        _("Signatures of staff given, late ones counted against them"), _signed_by(_is_staff),
    ),
    Control(
        "policy-acknowledged-by-learners", "principal",
        _("Signatures of learners given, late ones counted against them"),
        _signed_by(_is_learner),
    ),
    Control(
        "policy-acknowledged-by-others", "hr-director",
        _("Signatures of contractors, volunteers, governors and parents given"),
        _signed_by(_is_other),
    ),
    Control(
        "acknowledgement-before-access", "it-department",
        _("People whose access depends on a signature and who are not late with it"),
        _access_waits,
    ),
    Control(
        "log-on-notice-shown", "it-department",
        _("Places and sign-ins that show the log-on notice in the version in force"),
        _notice_shown,
    ),
    counted(
        "policy-published", "principal",
        _("Policies of the register in force that stand on the public page"),
        rows=lambda on: _versions(on).exclude(document__register=""),
        right=Q(document__public=True), when="published_at",
        link=lambda: reverse("policies:public"),
    ),
    counted(
        "policy-explained", "principal",
        _("Policies of the register in force with a summary, translation or easy-read edition"),
        rows=lambda on: _versions(on).exclude(document__register=""),
        right=lambda on: Q(
            Exists(
                Attachment.objects.filter(version=OuterRef("pk"))
                .exclude(kind=Attachment.Kind.LETTER)
                .exclude(shipped=True, adopted_at=None)
            )
        ),
        when="published_at", link=_policies,
    ),
    counted(
        "policy-feedback-answered", "dsl", _("What readers said, answered or still in time"),
        rows=lambda on: Feedback.objects.filter(within_a_year("at", on)),
        right=lambda on: Q(answered_at__isnull=False) | Q(answer_by__gte=on),
        when="at", link=_reviews,
    ),
    counted(
        "policy-scope-stated", "principal",
        _("Signatures under the words in force by people who had opened them"),
        rows=lambda on: Signature.objects.filter(
            version__state=_IN_FORCE, signed_at__lte=ends(on)
        ),
        right=lambda on: Q(
            Exists(Opening.objects.filter(version=OuterRef("version"), person=OuterRef("person")))
        )
        | Q(person__isnull=True),
        when="signed_at", link=_signatures,
    ),
)  # fmt: skip
