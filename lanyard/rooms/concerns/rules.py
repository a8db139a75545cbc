"""What a case must hold before it may close, and what its answers set in motion. All pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.policy.api import (
    Category,
    Effect,
    OutcomeRoute,
    PoliceDuty,
    Population,
    Profile,
)
from lanyard.rooms.concerns import particulars
from lanyard.rooms.concerns.casefile import CaseFile, Someone
from lanyard.rooms.concerns.reasons import CaseKind
from lanyard.rooms.concerns.reasons import Category as OurCategory


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something a case must hold. ``page`` and ``argument`` say where it is done.

    ``step`` is the step of the procedure that it belongs to; ``clauses`` is empty where the
    product's own default asks for it.
    """

    slug: str
    says: str
    met: bool
    step: str
    page: str
    argument: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """A task or a referral that the answers make compulsory."""

    referral: str = ""
    action: str = ""
    says: str
    clauses: tuple[str, ...] = ()


#: Acts of conduct against somebody, which are investigated before they are closed.
INVESTIGATED = frozenset({
    OurCategory.BULLYING, OurCategory.HARASSMENT, OurCategory.SEXUAL_VIOLENCE,
    OurCategory.UPSKIRTING,
})  # fmt: skip
CONDUCT = frozenset({CaseKind.LEARNER_CONDUCT, CaseKind.STAFF_CONDUCT, CaseKind.POLICY_BREACH})
NO_ACTION = "no-action"
#: What may be left out with a reason, by leaving out its step of the procedure.
SKIPPABLE = frozenset({"anti-bullying", "full-guidance", "reputation"})

#: Never a reason to close or to do nothing (LAN-CB-01, COM-BUL-01, COM-RCG-03, COM-AIM-02,
#: OAK-10-03).
NOT_A_REASON = {
    "banter": gettext_lazy("It was said to be banter"),
    "off-site": gettext_lazy("It happened away from the organisation"),
    "out-of-hours": gettext_lazy("It happened out of hours"),
    "anonymous": gettext_lazy("Whoever did it, or whoever reported it, is not known by name"),
    "own-device": gettext_lazy("It happened on somebody's own device or connection"),
    "in-private": gettext_lazy("It was done in private, or on an account of their own"),
}


def effects_of(file: CaseFile, profile: Profile) -> dict[Effect, tuple[str, ...]]:
    """Return the effects of the chosen breach codes, each with the clauses of its codes."""
    found: dict[Effect, tuple[str, ...]] = {}
    for code in file.breaches:
        breach = profile.breach(code)
        for effect in breach.effects:
            found[effect] = (*found.get(effect, ()), *breach.clauses)
    return found


def police_duty(file: CaseFile, profile: Profile) -> tuple[PoliceDuty | None, tuple[str, ...]]:
    """Say whether the police must be told, or telling them must be decided, and by which clauses.

    A child sexual abuse case goes to the police under every policy. Shared nudes of children
    alone are never automatic: children are not criminalised without need (COM-NUD-01).
    """
    if file.child_sexual_abuse:
        return PoliceDuty.MUST, profile.asked_by("child-abuse-to-police")
    if file.category == OurCategory.NUDES and not file.adult_party:
        asked = file.illegal in {"yes", "unsure"} or file.refer_at_once is not None
        return (PoliceDuty.DECIDE, profile.image.all_children.clauses) if asked else (None, ())
    return max(_police_grounds(file, profile), key=_weight, default=(None, ()))


def _weight(ground: tuple[PoliceDuty | None, tuple[str, ...]]) -> int:
    return {None: 0, PoliceDuty.DECIDE: 1, PoliceDuty.MUST: 2}[ground[0]]


def _police_grounds(
    file: CaseFile, profile: Profile
) -> Iterator[tuple[PoliceDuty | None, tuple[str, ...]]]:
    if file.illegal == "yes":
        yield profile.police.duty, profile.police.clauses
    if file.illegal == "unsure":
        yield PoliceDuty.DECIDE, profile.police.clauses
    effects = effects_of(file, profile)
    if Effect.POLICE_DECISION in effects:
        yield PoliceDuty.DECIDE, effects[Effect.POLICE_DECISION]
    for code in file.breaches:
        breach = profile.breach(code)
        said = file.particulars.get(("breach", code), {}).get("sub-type", "")
        if breach.may_be_criminal or said in breach.criminal_sub_types:
            yield PoliceDuty.DECIDE, breach.clauses
    row = profile.police.for_category(routed_category(file.category))
    if row is not None:
        yield row.duty, row.clauses


def routed_category(category: str) -> Category:
    """Return the category in the words of the policies; ours that they do not know is "other"."""
    known = {entry.value for entry in Category}
    return Category(category) if category in known else Category.OTHER


def police_met(file: CaseFile, profile: Profile, duty: PoliceDuty) -> bool:
    """Say whether what the police rule asks for stands on the case.

    A report counts with its reference and time. Where the policy lets the local safeguarding
    authority stand in (COM-BEH-05) a report there counts too. A waiver counts only when somebody
    whom the policy names made it.
    """
    bodies = ["police"]
    if profile.police.or_authority and not file.child_sexual_abuse:
        bodies += ["childrens-social-care", "safeguarding-partnership", "adult-social-care"]
    if any(referral.reference for referral in file.made_to(*bodies)):
        return True
    if duty is PoliceDuty.MUST:
        return file.waived_by_right and not file.child_sexual_abuse
    return "police" in file.decisions


def populations_of(people: tuple[Someone, ...]) -> frozenset[Population]:
    """Return what those alleged are here; learner where nobody of ours is alleged."""
    found = set()
    for one in people:
        if one.staff:
            found.add(Population.STAFF)
        if one.apprentice:
            found.add(Population.APPRENTICE)
        elif one.learner:
            found.add(Population.LEARNER)
    return frozenset(found or {Population.LEARNER})


def consequences(file: CaseFile, profile: Profile) -> list[Consequence]:
    """Return the referrals and tasks that the answers on a case make compulsory."""
    return [*_referrals_due(file, profile), *_tasks_due(file, profile)]


def _referrals_due(file: CaseFile, profile: Profile) -> Iterator[Consequence]:
    duty, clauses = police_duty(file, profile)
    if duty is PoliceDuty.MUST:
        yield Consequence(referral="police", says=_("Report to the police"), clauses=clauses)
    social_care = "childrens-social-care" if file.child_involved else "adult-social-care"
    if file.child_sexual_abuse or file.refer_at_once:
        yield Consequence(
            referral="childrens-social-care", clauses=profile.image.adult_and_child.clauses,
            says=_("Refer to children's social care"),
        )  # fmt: skip
    elif file.disturbing == "yes":
        yield Consequence(
            referral=social_care, says=_("Refer to social care"),
            clauses=profile.asked_by("disturbing-to-social-care"),
        )  # fmt: skip


_TASKS = {
    Effect.LEGAL_ADVICE: ("legal", gettext_lazy("Ask for legal advice on what was published.")),
    Effect.TAKEDOWN: (
        "takedown",
        gettext_lazy("Have the content taken down, once evidence is kept."),
    ),
    Effect.PRESERVE_EVIDENCE: (
        "evidence",
        gettext_lazy("Keep a dated copy of the content (never a nude image), with its address."),
    ),
    Effect.NOTIFY_MARKETING: (
        "marketing",
        gettext_lazy(
            "A post may damage our name. Watch for replies; do not answer it. Nobody is named "
            "here on purpose."
        ),
    ),
    Effect.NOTIFY_EQUALITY_LEAD: (
        "equality",
        gettext_lazy(
            "A breach of the equality and diversity rules is being worked on. Nobody is named "
            "here on purpose. Count it in the yearly report."
        ),
    ),
    Effect.SUPPORT_SUBJECT: (
        "support",
        gettext_lazy("Offer support to the person it was aimed at."),
    ),
    Effect.REFER_DISCIPLINARY: ("discipline", gettext_lazy("Refer to the disciplinary procedure.")),
    Effect.DATA_BREACH: (
        "data",
        gettext_lazy("Tell the data protection lead: personal data may have got out."),
    ),
    Effect.OFFER_MEDIATION: ("mediation", gettext_lazy("Offer mediation to those involved.")),
    Effect.TELL_IMPERSONATED: (
        "impersonated",
        gettext_lazy("Tell the person who was impersonated."),
    ),
    Effect.RESTRICT_ACCOUNT: (
        "restrict",
        gettext_lazy("Restrict the account until this is decided."),
    ),
    Effect.LINK_EARLIER_CASES: (
        "earlier",
        gettext_lazy("Look for earlier cases about the same person and link them."),
    ),
}


def _tasks_due(file: CaseFile, profile: Profile) -> Iterator[Consequence]:
    for effect, clauses in effects_of(file, profile).items():
        if effect in _TASKS:
            kind, says = _TASKS[effect]
            yield Consequence(action=kind, says=str(says), clauses=clauses)
    access = file.particulars.get(("access-finding", ""), {})
    if access.get("finding") == "deliberate" and any(one.staff for one in file.alleged):
        yield Consequence(
            action="discipline", clauses=profile.asked_by("deliberate-access-misconduct"),
            says=_("Deliberate access counts as gross misconduct: start the HR process."),
        )  # fmt: skip


def needs(file: CaseFile, profile: Profile) -> list[Need]:
    """Return everything that the case must hold before it closes, met or not, in working order."""
    return [
        *_assessed(file, profile),
        *_reported_outside(file, profile),
        *_told(file, profile),
        *_worked(file),
        *_recorded(file, profile),
    ]


def blockers(file: CaseFile, profile: Profile) -> list[Need]:
    """Return what still stands in the way of closing."""
    return [need for need in needs(file, profile) if not need.met]


def _assessed(file: CaseFile, profile: Profile) -> Iterator[Need]:
    yield Need(
        slug="first-action", step="act", page="action-new", met=file.first_action_at is not None,
        says=_("Record the first protective step and its time."),
        clauses=profile.asked_by("first-action-timed"),
    )  # fmt: skip
    yield Need(
        slug="thresholds", step="assess", page="assess", met=bool(file.illegal and file.disturbing),
        says=_("Answer whether the law may have been broken and whether it is especially "
               "disturbing."),
        clauses=profile.asked_by("thresholds-answered"),
    )  # fmt: skip
    effects = effects_of(file, profile)
    if file.prevent in {"yes", "unsure"} or Effect.PREVENT_DECISION in effects:
        yield Need(
            slug="prevent", step="assess", page="decide", argument="prevent",
            met="prevent" in file.decisions, says=_("Record the Prevent decision and its reasons."),
            clauses=(
                *profile.asked_by("prevent-decided"), *effects.get(Effect.PREVENT_DECISION, ()),
            ),
        )  # fmt: skip
    if file.prevent == "yes" or file.category == OurCategory.EXTREMISM:
        yield Need(
            slug="channel", step="refer", page="decide", argument="channel",
            met=bool(file.made_to("channel", "prevent")) or "channel" in file.decisions,
            says=_("Refer to Channel through the named unit, or record why not."),
            clauses=profile.asked_by("channel-decided"),
        )  # fmt: skip
    if file.category == OurCategory.NUDES:
        yield Need(
            slug="image-review", step="assess", page="images", met=file.refer_at_once is not None,
            says=_("Work through the guided review of the images pathway."),
            clauses=profile.asked_by("image-reviewed"),
        )  # fmt: skip


def _reported_outside(file: CaseFile, profile: Profile) -> Iterator[Need]:
    duty, clauses = police_duty(file, profile)
    if duty is not None:
        says = (
            _("Report to the police: enter the reference and the time.")
            if duty is PoliceDuty.MUST
            else _("Decide whether to tell the police, and record why or why not.")
        )
        yield Need(
            slug="police", step="refer", page="decide", argument="police", says=says,
            met=police_met(file, profile, duty), clauses=clauses,
        )  # fmt: skip
    if file.kind == CaseKind.ALLEGATION:
        yield Need(
            slug="lado", step="refer", page="decide", argument="lado",
            met=bool(file.made_to("lado")) or "lado" in file.decisions,
            says=_("Record the advice of the LADO, or why it was not sought."),
            clauses=profile.asked_by("lado-considered"),
        )  # fmt: skip
    for referral in file.referrals:
        if referral.required and referral.agency != "police":
            yield Need(
                slug="referral", step="refer", page="referral", argument=str(referral.id),
                met=referral.settled and (not file.refer_at_once or referral.made),
                says=_("Make the referral to %(agency)s.")
                % {"agency": referral.name or referral.agency},
            )  # fmt: skip
    for follow_up, system in file.follow_ups:
        yield Need(
            slug="follow-up", step="record", page="follow-up", argument=str(follow_up), met=False,
            says=_("Enter the %(system)s reference.") % {"system": system},
            clauses=profile.follow_up.clauses if profile.follow_up else (),
        )  # fmt: skip


def _told(file: CaseFile, profile: Profile) -> Iterator[Need]:
    for one in file.concerned:
        if not one.adult:
            yield Need(
                slug="guardians", step="act", page="telling", argument=f"guardian:{one.id}",
                met=("guardian", one.id) in file.tellings,
                says=_("Decide whether to tell the parents or guardians of %(name)s.")
                % {"name": one.name},
                clauses=profile.guardians.clauses,
            )  # fmt: skip
        if one.apprentice:
            yield Need(
                slug="employer", step="act", page="telling", argument=f"employer:{one.id}",
                met=("employer", one.id) in file.tellings,
                says=_("Decide whether to involve the employer of %(name)s.") % {"name": one.name},
                clauses=profile.employers.clauses,
            )  # fmt: skip


def _worked(file: CaseFile) -> Iterator[Need]:
    for task in file.actions:
        if task.required:
            yield Need(
                slug="action", step="act", page="action", argument=str(task.id),
                met=task.state != "to-do", says=_("Finish: %(what)s") % {"what": task.what},
            )  # fmt: skip
    for sanction in file.sanctions_waiting:
        yield Need(
            slug="sanction", step="act", page="sanction", argument=str(sanction), met=False,
            says=_("A sanction was recommended and has not been decided."),
        )  # fmt: skip


def _recorded(file: CaseFile, profile: Profile) -> Iterator[Need]:
    for slug, key, clauses in particulars.required(file, profile):
        asked = particulars.title(slug, key, profile)
        yield Need(
            slug=slug, step="record", page="particular", argument=f"{slug}:{key}",
            met=(slug, key) in file.particulars, says=asked, clauses=clauses,
        )  # fmt: skip


def outcome_slugs(file: CaseFile, profile: Profile) -> list[str]:
    """Return the outcomes that a case may end with, in the profile's order.

    What must go outside is not handled internally: a "yes" in the images review, or an adult
    party, takes the internal outcomes away. Dismissal needs a serious grade (LAN-FRI-07).
    """
    populations = populations_of(file.alleged)
    outside = file.child_sexual_abuse or bool(file.refer_at_once)
    return [
        outcome.slug
        for outcome in profile.outcomes
        if populations & set(outcome.population)
        and (outcome.internal is False or not outside)
        and not lacks_policy(file, outcome)
    ]


def lacks_policy(file: CaseFile, outcome: OutcomeRoute) -> bool:
    """Say whether an outcome waits for its governing policy to be chosen (LAN-CB-03)."""
    return bool(outcome.under) and file.decisions.get("governing") not in outcome.under
