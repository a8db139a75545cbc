"""Begin a college's policies: the document of its profile, its companions, what is signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Clause, Profile
from lanyard.engine.policy.api import clauses as register_of
from lanyard.rooms.policies.actions.documents import (
    Draft,
    Particulars,
    open_document,
)
from lanyard.rooms.policies.actions.keeping import rely_on
from lanyard.rooms.policies.actions.publishing import adopt_shipped
from lanyard.rooms.policies.actions.signing import Asked, require
from lanyard.rooms.policies.models import Attachment, Document, OutsideCopy, Version
from lanyard.rooms.policies.shipped import papers, questions_of

_NOT_VERBATIM = (
    "What follows says in Lanyard's own words what each clause of the policy asks. The policy's own"
    " text can be uploaded as the next version."
)


@transaction.atomic
def begin(profile: Profile, *, since: datetime.date | None = None) -> Document:
    """Open the policy of a profile with its dates as they are, past or not; twice does nothing.

    ``since`` is the day on which the profile came into force here; a policy that names no day of
    its own counts from then, or from today. Its text is the clause register in our words, each
    anchored, until the college uploads its own.
    """
    known = Document.objects.filter(slug="policy").first()
    if known is not None:
        return known
    facts = profile.document
    document = open_document(
        "policy", facts.title,
        Particulars(
            kind=Document.Kind.POLICY, owner_role=owner_of(profile), register=profile.slug,
            public=True, review_months=facts.review_every_months or 12, clauses=facts.clauses,
            companions=facts.companions,
        ),
        by=None,
    )  # fmt: skip
    today = timezone.localdate()
    draft = Draft(
        label=facts.version or "1", text=text_of(profile), purpose="In force before Lanyard",
        minute="Approved before Lanyard", lead_name=profile.title_of(owner_of(profile)),
    )  # fmt: skip
    # A policy that names no dates is due at once: nobody can say when it was last looked at.
    adopt_shipped(
        document, draft, on=facts.effective or since or today, review_due=facts.review_due or today
    )
    _keep_papers(profile, document, today)
    return document


def _keep_papers(profile: Profile, policy: Document, today: datetime.date) -> None:
    """Open what a college keeps beside the policy, ask for signatures, note the sources."""
    kept, held = papers(profile.slug), {"policy": policy}
    for paper in kept.documents:
        held[paper.slug] = open_document(
            paper.slug, paper.title,
            Particulars(
                kind=paper.kind, owner_role=paper.owner, reference=paper.reference,
                aliases=paper.called, covers=paper.covers, clauses=paper.clauses,
                public=paper.public,
            ),
            by=None,
        )  # fmt: skip
    for ask in kept.asks:
        since = today if ask.new_starters else None
        require(
            held[ask.of],
            Asked(
                ask.name, duties.Audience(kinds=ask.who, joined_since=since),
                grace_days=ask.grace_days, statements=ask.statements, questions=questions_of(ask),
                with_companions=ask.with_companions, consequence=ask.consequence,
                collected_by=ask.collected_by or collector_of(profile), bundle=ask.bundle,
                clauses=ask.clauses,
            ),
            by=None,
        )  # fmt: skip
    for place in kept.places:
        OutsideCopy.objects.create(
            document=held[place.of], place=place.name, how=place.how, shows=place.shows
        )
    for page in kept.summaries:
        Attachment.objects.create(
            version=policy.versions.get(), kind=Attachment.Kind.SUMMARY, title=page.title,
            text=page.text, audience=list(page.who), shipped=True,
        )  # fmt: skip
    for name in kept.sources:
        rely_on(policy, name, checked_on=policy_day(policy) or today, by=None)


def policy_day(policy: Document) -> datetime.date | None:
    """Return the day on which the version in force was last looked at."""
    version = policy.versions.filter(state=Version.State.PUBLISHED).first()
    return version.reviewed_on if version else None


def owner_of(profile: Profile) -> str:
    """Return the post that answers for the policy: the safeguarding lead, where it names none."""
    return profile.posts.safeguarding_lead


def collector_of(profile: Profile) -> str:
    """Return the post that collects signatures, where the profile has one of the usual ones."""
    known = {role.slug for role in profile.roles}
    return next((slug for slug in ("hr-director", "head-digital-ict") if slug in known), "")


def text_of(profile: Profile) -> str:
    """Return the register as a document: a heading for each section, a sentence for each clause."""
    return "\n\n".join([_NOT_VERBATIM, *_sections(list(register_of(profile.slug).values()))])


def _sections(clauses: list[Clause]) -> Iterator[str]:
    for section, rows in groupby(clauses, key=lambda clause: clause.heading):
        yield f"# {section}"
        yield from (f"{row.says} {{#{row.id}}}" for row in rows)
