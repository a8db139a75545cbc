"""Papers: begun with figures, written, signed by the post that answers, received with decisions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.clauses.api import Stand, Standing, stand_of, standings
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Clause, Profile, clauses
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.governance import figures
from lanyard.rooms.governance.kinds import KINDS, Kind
from lanyard.rooms.governance.models import ClauseJudgement, Paper, PaperReceipt
from lanyard.rooms.policies import api as policies

DUTY = "governance.write-paper"
RECEIVE = "governance.receive"
#: The errand of whoever receives it.
RECEIVED = "governance.receive-paper"
_MOST = 5_000
_Judged = ClauseJudgement.Judged
#: What the evidence alone bears out; a better word needs a reason.
_BORNE_OUT = {Stand.IN_FORCE: _Judged.MET, Stand.AT_RISK: _Judged.PARTLY}


class NotYours(ValueError):
    """Another post signs this, or somebody receives their own paper."""


@transaction.atomic
def begin_paper(kind: Kind, *, by: Person, on: datetime.date | None = None) -> Paper:
    """Begin a paper with the figures of its time, or go on with the one that stands unsigned."""
    begun = Paper.objects.filter(kind=kind.slug, signed_on__isnull=True).first()
    if begun is not None:
        return begun
    day = on or timezone.localdate()
    profile = profile_in_force().profile
    since, until = period(kind, day)
    paper = Paper.objects.create(
        kind=kind.slug, since=since, until=until, begun_by_name=str(by),
        figures=figures.gather(kind, profile, since, until),
    )  # fmt: skip
    if kind.judges:
        _judge_by_evidence(paper, profile, day)
    audit.record(
        "governance.paper-begun", by=by, subject=str(kind.title), kind="paper", subject_id=paper.pk
    )
    return paper


def period(kind: Kind, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the whole months that a paper is about, those that are over."""
    until = on.replace(day=1) - datetime.timedelta(days=1)
    return duties.add_months(until + datetime.timedelta(days=1), -kind.months), until


def _judge_by_evidence(paper: Paper, profile: Profile, on: datetime.date) -> None:
    now = standings(profile, on=on)
    ClauseJudgement.objects.bulk_create(
        _judgement(paper, place, one, now)
        for place, one in enumerate(clauses(profile.slug).values())
    )


def _judgement(
    paper: Paper, place: int, clause: Clause, now: Mapping[str, Standing]
) -> ClauseJudgement:
    stand = stand_of(clause, now)
    evidence = []
    for slug in clause.controls:
        found = now[slug].found
        moment = found.as_of.date().isoformat() if found and found.as_of else ""
        evidence.append([slug, now[slug].stand.value, moment])
    return ClauseJudgement(
        paper=paper, clause=clause.id, place=place, stand=stand.value, evidence=evidence,
        judged=_BORNE_OUT.get(stand, _Judged.NOT_MET),
    )  # fmt: skip


def _open(paper: Paper) -> Paper:
    """Return a paper for a change; raises ValidationError once it is signed."""
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    if locked.signed_on is not None:
        raise ValidationError(_("This was signed and stands as it is."))
    return locked


@transaction.atomic
def write_paper(
    paper: Paper, sections: Mapping[str, str], *, by: Person, conclusion: str = ""
) -> Paper:
    """Keep what is written so far. Raises ValidationError for words too long, or once signed."""
    locked, kind = _open(paper), KINDS[paper.kind]
    kept = {one.slug: sections.get(one.slug, "").strip() for one in kind.sections}
    if any(len(words) > _MOST for words in kept.values()):
        raise ValidationError(_("Keep each answer under 5,000 characters."))
    locked.sections = kept
    locked.conclusion = conclusion if kind.concludes else ""
    locked.save(update_fields=["sections", "conclusion"])
    audit.record(
        "governance.paper-written", by=by, subject=str(kind.title), kind="paper",
        subject_id=locked.pk,
    )  # fmt: skip
    return locked


@transaction.atomic
def judge(one: ClauseJudgement, judged: str, note: str, *, by: Person) -> ClauseJudgement:
    """Judge a clause. Raises ValidationError where it is better than its evidence, without why."""
    paper = _open(one.paper)
    if judged not in _Judged.values:
        raise ValidationError({"judged": _("Choose one")})
    order = list(_Judged)
    borne = _BORNE_OUT.get(Stand(one.stand), _Judged.NOT_MET)
    if order.index(_Judged(judged)) < order.index(borne) and not note.strip():
        raise ValidationError({"note": _("Say why it is better than its evidence")})
    locked = ClauseJudgement.objects.select_for_update().get(pk=one.pk)
    locked.judged, locked.note = judged, note.strip()
    locked.save(update_fields=["judged", "note"])
    audit.record(
        "governance.clause-judged", by=by, subject=one.clause, kind="paper", subject_id=paper.pk,
        judged=judged,
    )  # fmt: skip
    return locked


def blanks(paper: Paper) -> list[str]:
    """Return the titles of what is still blank; a paper is signed when none is (COM-MR-01)."""
    kind = KINDS[paper.kind]
    found = [str(one.title) for one in kind.sections if not paper.sections.get(one.slug, "")]
    if kind.concludes and not paper.conclusion:
        found.append(_("What follows for the policy?"))
    return found


@transaction.atomic
def sign_paper(paper: Paper, *, by: Person) -> Paper:
    """Sign a paper by name; from then on it stands still, and the leadership is told.

    Raises NotYours for anybody but the post that answers for it, and ValidationError while
    anything is blank.
    """
    locked, kind = _open(paper), KINDS[paper.kind]
    profile = profile_in_force().profile
    if kind.role_under(profile) not in access.roles_of(by.pk):
        raise NotYours(_("Another post signs this."))
    left = blanks(locked)
    if left:
        raise ValidationError([_("Still blank: %(what)s") % {"what": what} for what in left])
    now = timezone.now()
    locked.signed_at, locked.signed_on = now, timezone.localdate(now)
    locked.signed_by, locked.signed_by_name = by.pk, str(by)
    locked.save()
    audit.record(
        "governance.paper-signed", by=by, subject=str(kind.title), kind="paper",
        subject_id=locked.pk,
    )  # fmt: skip
    duties.complete(
        DUTY, ("paper", kind.slug), by.pk, by=by, evidence=str(kind.title),
        record=("paper", locked.pk), on=locked.signed_on,
    )  # fmt: skip
    _carry_on(locked, kind, profile, by)
    return locked


def _carry_on(paper: Paper, kind: Kind, profile: Profile, by: Person) -> None:
    if kind.received:
        duties.keep_errands(RECEIVED, about=[paper.pk])
        notices.notify(
            "governance.paper-signed", receivers(but=by.pk), url=f"/governance/papers/{paper.pk}/",
            event=f"paper:{paper.pk}", subject_kind="paper", subject_id=paper.pk,
        )  # fmt: skip
    if paper.conclusion == Paper.Conclusion.CHANGE:
        because = _("%(paper)s concludes that the policy is to be reviewed.") % {
            "paper": kind.title
        }
        for document in policies.Document.objects.filter(
            archived_on__isnull=True, register=profile.slug
        ):
            policies.open_review(
                document, source=policies.Review.Source.NEED, because=because,
                event=f"paper:{paper.pk}", url=f"/governance/papers/{paper.pk}/", by=by,
            )  # fmt: skip


def receivers(*, but: UUID | None = None) -> list[UUID]:
    """Return the leadership: whoever may receive papers, without one person."""
    roles = registry.permission(RECEIVE).held_by
    found = {one for role in roles for one in access.holders_of(role)}
    return sorted(found - {but}, key=str)


@transaction.atomic
def receive_paper(paper: Paper, decided: str, *, by: Person, post: str = "") -> PaperReceipt:
    """Receive a signed paper, with what was decided (LAN-DSL-07).

    Raises NotYours for the one who signed it and for whoever is not of the leadership, and
    ValidationError without words, before it is signed, or the second time.
    """
    if not access.may(by.pk, RECEIVE) or paper.signed_by == by.pk:
        raise NotYours(_("Somebody else of the leadership receives this."))
    if not decided.strip():
        raise ValidationError({"decided": _("Say what was decided, or that nothing was")})
    if paper.signed_on is None or paper.receipts.filter(by=by.pk).exists():
        raise ValidationError(_("It is not signed yet, or you received it already."))
    made = PaperReceipt.objects.create(
        paper=paper, by=by.pk, by_name=str(by), post=post, decided=decided.strip()
    )
    audit.record(
        "governance.paper-received", by=by, subject=str(KINDS[paper.kind].title), kind="paper",
        subject_id=paper.pk,
    )  # fmt: skip
    duties.errand_done(
        RECEIVED, paper.pk, by=by, evidence=_("Received"), record=("paper", paper.pk)
    )
    return made
