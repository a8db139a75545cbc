"""The register of laws: who answers for each, how each stands, and what follows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Profile, catalogue, clauses
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.governance.lawbook import laws, laws_under
from lanyard.rooms.governance.models import LawCheck, LawEntry
from lanyard.rooms.policies import api as policies

DUTY = "governance.check-laws"
#: A law is checked anew within so many months, and the first time within so many days.
EVERY_MONTHS, FIRST_DAYS = 12, 28
YEAR = datetime.timedelta(days=366)


def owner_under(profile: Profile) -> str:
    """Return the post that answers for the register where no other was named."""
    return catalogue().owner_under("laws-registered", profile)


@transaction.atomic
def keep_register(profile: Profile) -> int:
    """Bring the shipped laws of a policy onto the register, and up to date; return how many.

    What the college changed (who answers for a law) stays. A law that Lanyard knows to be replaced
    and that the policy still names opens a review of its wording (OAK-5-02).
    """
    today, owner = timezone.localdate(), owner_under(profile)
    shipped = laws_under(profile.slug)
    for law in shipped:
        facts = {
            "title": law.title, "controls": list(law.controls), "replaced_by": law.replaced_by,
        }  # fmt: skip
        LawEntry.objects.update_or_create(
            slug=law.slug, defaults=facts,
            create_defaults={**facts, "owner_role": owner, "since": today},
        )  # fmt: skip
    replaced = LawEntry.objects.filter(archived_on__isnull=True).exclude(replaced_by="")
    ask_review({entry: entry.replaced_by for entry in replaced}, by=None)
    ask_owners()
    return len(shipped)


def ask_owners() -> None:
    """Ask each post that answers for laws to check them once a year, and nobody else."""
    here = LawEntry.objects.filter(archived_on__isnull=True)
    roles = set(here.values_list("owner_role", flat=True))
    standing = duties.Definition.objects.filter(kind=DUTY, subject_kind="laws", ended_on=None)
    asked = set(standing.values_list("subject_id", flat=True))
    for role in sorted(roles - asked):
        _ask(role, min(here.filter(owner_role=role).values_list("since", flat=True)))
    for role in sorted(asked - roles):
        duties.end(DUTY, ("laws", role), by=None, because="Another post answers for these laws.")


def _ask(role: str, first: datetime.date) -> None:
    register = clauses(profile_in_force().slug)
    cited = [one.id for one in register.values() if "laws-registered" in one.controls]
    duties.define(
        DUTY,
        duties.Asked(_("Check the laws that you answer for"), "/governance/laws/", clauses=cited),
        by=None,
        audience=duties.Audience(roles=(role,)),
        rule=duties.Rule(anchor="day", day=first, days=FIRST_DAYS, every=EVERY_MONTHS),
        subject=("laws", role),
    )


@transaction.atomic
def add_law(title: str, controls: Sequence[str], owner_role: str, *, by: Person) -> LawEntry:
    """Put a law of the college's own choice on the register.

    Raises ValidationError by field for a title that stands there already, or an unknown control.
    """
    slug = slugify(title)[:60]
    if not slug or LawEntry.objects.filter(slug=slug).exists():
        raise ValidationError({"title": _("This stands on the register already")})
    if not controls or not set(controls) <= catalogue().controls.keys():
        raise ValidationError({"controls": _("Choose what satisfies it")})
    entry = LawEntry.objects.create(
        slug=slug, title=title.strip(), controls=list(controls), owner_role=owner_role, own=True,
        since=timezone.localdate(),
    )  # fmt: skip
    audit.record(
        "governance.law-added", by=by, subject=entry.title, kind="law", subject_id=entry.pk
    )
    ask_owners()
    return entry


@transaction.atomic
def give_law(entry: LawEntry, role: str, *, by: Person) -> LawEntry:
    """Let another post answer for a law."""
    locked = LawEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.owner_role != role:
        locked.owner_role = role
        locked.save(update_fields=["owner_role"])
        audit.record(
            "governance.law-given", by=by, subject=locked.title, kind="law", subject_id=locked.pk,
            role=role,
        )  # fmt: skip
        ask_owners()
    return locked


@transaction.atomic
def check_law(
    entry: LawEntry, outcome: str, note: str, *, by: Person, replaced_by: str = ""
) -> LawCheck:
    """Say by name how a law stands today, and how one knows.

    One that changed or was replaced opens a review of the policy where that names it. Raises
    ValidationError by field.
    """
    _refuse_empty(outcome, note, replaced_by)
    made = LawCheck.objects.create(
        entry=entry, outcome=outcome, note=note.strip(), replaced_by=replaced_by.strip(), by=by.pk,
        by_name=str(by), on=timezone.localdate(),
    )  # fmt: skip
    audit.record(
        "governance.law-checked", by=by, subject=entry.title, kind="law", subject_id=entry.pk,
        outcome=outcome,
    )  # fmt: skip
    if outcome == LawCheck.Outcome.REPLACED:
        ask_review({entry: made.replaced_by}, by=by)
    elif outcome == LawCheck.Outcome.CHANGED:
        ask_review({entry: str(made.on)}, by=by)
    _settle(entry.owner_role, made)
    return made


def _refuse_empty(outcome: str, note: str, replaced_by: str) -> None:
    wrong = {}
    if outcome not in LawCheck.Outcome.values:
        wrong["outcome"] = _("Choose how it stands")
    if not note.strip():
        wrong["note"] = _("Say where you looked, and what you found")
    if outcome == LawCheck.Outcome.REPLACED and not replaced_by.strip():
        wrong["replaced_by"] = _("Name what stands in its place")
    if wrong:
        raise ValidationError(wrong)


def _settle(role: str, made: LawCheck) -> None:
    """Close the duty of a post once it has checked each of its laws within the year."""
    mine = LawEntry.objects.filter(archived_on__isnull=True, owner_role=role)
    fresh = LawCheck.objects.filter(on__gt=made.on - YEAR).values("entry")
    if mine.exclude(pk__in=fresh).exists():
        return
    for holder in access.holders_of(role):
        duties.complete(
            DUTY, ("laws", role), holder, by=None, evidence=str(made.entry),
            record=("law-check", made.pk), on=made.on,
        )  # fmt: skip


def ask_review(changes: Mapping[LawEntry, str], *, by: Person | None) -> int:
    """Open one review of the policy whose words name laws that changed; each change asks once.

    Return how many laws it is about: none where the policy names none of them, or has no document.
    """
    slug = profile_in_force().slug
    register = clauses(slug)
    named_by = {law.slug: [one for one in law.named_by if one in register] for law in laws()}
    asked = [
        (entry, change, named_by.get(entry.slug, []))
        for entry, change in changes.items() if entry.review_asked != change
    ]  # fmt: skip
    asked = [row for row in asked if row[2]]
    documents = list(policies.Document.objects.filter(archived_on__isnull=True, register=slug))
    if not (asked and documents):
        return 0
    because = "\n".join(
        f"{_told(entry, change)} "
        + _("The policy names it in %(clauses)s.") % {"clauses": ", ".join(naming)}
        for entry, change, naming in asked
    )
    event = "laws:" + ",".join(f"{entry.slug}={change[:20]}" for entry, change, _ids in asked)
    for document in documents:
        policies.open_review(
            document, source=policies.Review.Source.LAW, because=because, event=event[:200],
            url="/governance/laws/", by=by,
        )  # fmt: skip
    for entry, change, _ids in asked:
        entry.review_asked = change
        entry.save(update_fields=["review_asked"])
    return len(asked)


def _told(entry: LawEntry, change: str) -> str:
    """Say what became of a law; a change is told by the day on which it was found."""
    try:
        day = datetime.date.fromisoformat(change)
    except ValueError:
        return _("%(law)s was replaced by: %(new)s.") % {"law": entry.title, "new": change}
    words = {"law": entry.title, "day": date_format(day)}
    return _("%(law)s changed, as found on %(day)s.") % words
