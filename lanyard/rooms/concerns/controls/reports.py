"""Controls about reports: how they come in, where they go, what their authors hear."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.models import Exclusion
from lanyard.foundation.registry.controls import Control
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.rooms.concerns.controls.asking import figures, in_time, inbox, reports, ripe
from lanyard.rooms.concerns.models import Action, Concern, Involved, Particular, Receipt
from lanyard.rooms.concerns.reasons import About, Category, Part, Place, ReporterKind, ThreeWay

#: A report from elsewhere should be a case by then (Lanyard's default).
_WEEK = datetime.timedelta(days=7)
_ABOUT_STAFF = [About.STAFF, About.DSL, About.HEAD]


def _from_elsewhere(on: datetime.date) -> QuerySet[Concern]:
    older = Q(received_at__lte=ends(on) - _WEEK)
    return reports(on).filter(older).exclude(place__in=[Place.ON_SITE, Place.UNKNOWN])


def _promise_repaired() -> Q:
    asked = Q(case=OuterRef("case"))
    repaired = Particular.objects.filter(asked, slug="disclosure-repaired")
    done = Action.objects.filter(asked, kind=Action.Kind.RESTORE_CONFIDENCE, state="done")
    return Q(Exists(repaired)) | Q(Exists(done))


def _walled() -> Q:
    return Q(
        Exists(
            Exclusion.objects.filter(
                record_kind="concern", record_id=OuterRef("concern_id"),
                person_id=OuterRef("person_id"),
            )
        )
    )  # fmt: skip


def _of_kind(slug: str, owner: str, counts: object, category: str) -> Control:
    return counted(
        slug, owner, counts, when="received_at", link=inbox,
        rows=lambda on: reports(on).filter(category=category),
        right=Q(acknowledged_at__isnull=False),
    )  # fmt: skip


CONTROLS = (
    counted(
        "concern-acknowledged", "dsl", _("Reports acknowledged in time"), when="received_at",
        rows=lambda on: reports(on).filter(ripe("acknowledged_at", "acknowledge_by", on)),
        right=in_time("acknowledged_at", "acknowledge_by"), link=figures,
    ),
    counted(
        "concern-routed-by-policy", "dsl", when="received_at", rows=reports,
        counts=_("Reports sent on by the policy's own rules"),
        right=Q(profile_version__isnull=False, routed__has_key="answer"), link=figures,
    ),
    counted(
        "no-secrecy-promised", "dsl", when="received_at",
        counts=_("Staff reports without a promise of secrecy, or with one put right"),
        rows=lambda on: reports(on).filter(reporter_kind=ReporterKind.STAFF).exclude(
            promise_made=""
        ),
        right=~Q(promise_made=ThreeWay.YES) | _promise_repaired(), link=figures,
    ),
    counted(
        "full-account-kept", "dsl", when="received_at",
        counts=_("Staff reports in which nothing was left out"),
        rows=lambda on: reports(on).filter(reporter_kind=ReporterKind.STAFF).exclude(
            category=Category.NUDES
        ),
        right=Q(nothing_left_out=True) & ~Q(happened=""), link=figures,
    ),
    counted(
        "any-place-any-device", "dsl", when="received_at", rows=_from_elsewhere,
        counts=_("Reports from off site and online that became cases"),
        right=Q(case__isnull=False), link=figures,
    ),
    counted(
        "learner-can-tell", "dsl", when="received_at", link=figures,
        counts=_("Learners' reports with a receipt that says who has them"),
        rows=lambda on: reports(on).filter(reporter_kind=ReporterKind.LEARNER),
        right=Q(receipt__isnull=False) & ~Q(receipt__sent_to=""),
    ),
    counted(
        "reporter-kept-informed", "dsl", when="status_at", link=figures,
        counts=_("Reporters whose receipt says more than “received”"),
        rows=lambda on: Receipt.objects.filter(
            within_a_year("made_at", on), concern__acknowledged_at__isnull=False
        ),
        right=~Q(status="received"),
    ),
    counted(
        "allegations-walled", "principal", when="concern__received_at", link=inbox,
        counts=_("People whom a report about staff is about, and who are kept out of it"),
        rows=lambda on: Involved.objects.filter(
            within_a_year("concern__received_at", on), concern__about__in=_ABOUT_STAFF,
            part=Part.ALLEGED, person__isnull=False,
        ),
        right=_walled(),
    ),
    _of_kind("accidental-access-logged", "it-department",
             _("Reports of accidental access acknowledged"), Category.ACCIDENTAL_ACCESS),
    _of_kind("negative-posts-passed-on", "director-marketing",
             _("Reports of negative posts acknowledged"), Category.NEGATIVE_POST),
)  # fmt: skip
