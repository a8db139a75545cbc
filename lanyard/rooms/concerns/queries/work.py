"""What the case page shows around the chronology: facts, what is next, the work, the team."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import Profile
from lanyard.foundation.ui.times import near, when
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.concerns import in_force, particulars, reasons, rules
from lanyard.rooms.concerns.casefile import CaseFile
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Closure,
    Concern,
    Decision,
    FollowUp,
    ReadMark,
    Referral,
    Sanction,
    SupportPlan,
    TeamMember,
)
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.queries.marks import marked_at
from lanyard.rooms.concerns.queries.seconds import Seconds

Fact = tuple[Any, Any]


def facts_of_report(concern: Concern) -> list[Fact]:
    """Return what a report says beside its words."""
    rows: list[Fact] = [
        (_("Came in"), when(concern.received_at)),
        (_("From"), _reporter(concern)),
        (_("About"), concern.get_about_display()),
        (_("Noticed by"), concern.get_source_display()),
        (_("Done or only tried"), _("Only tried") if concern.attempted_only else ""),
        (_("What it is"), concern.get_category_display()),
        (_("The four Cs"), concern.get_risk_area_display()),
        (_("Prevent"), concern.get_prevent_display()),
        (_("Ideology"), concern.get_ideology_display()),
        (_("When it happened"), when(concern.happened_at) or concern.when_said),
        (_("First known"), when(concern.first_known_at)),
        (
            _("Where"),
            ": ".join(filter(None, [str(concern.get_place_display()), concern.place_said])),
        ),
        (_("Session"), ", ".join(filter(None, [_group(concern), concern.session_said]))),
        (_("Platform"), concern.platform),
        (_("Device"), concern.get_device_display()),
        (_("Connection"), concern.get_connection_display()),
        (_("By which channels"), _channels(concern)),
        (_("Link"), concern.link),
        (_("Done already"), concern.action_taken),
        (_("Secrecy promised"), concern.get_promise_made_display()),
        (_("The adult whom they chose"), _chosen_adult(concern)),
        (_("Has a file that may show nudity"), _image_said(concern)),
    ]
    return [(label, value) for label, value in rows if value]


def _group(concern: Concern) -> str:
    return concern.group.name if concern.group else ""


def _channels(concern: Concern) -> str:
    return ", ".join(str(reasons.Channel(channel).label) for channel in concern.channels)


def _chosen_adult(concern: Concern) -> str:
    """Name the adult, and say whether they have read how to respond (LAN-DD-11)."""
    if concern.chosen_adult_id is None:
        return ""
    read = marked_at(ReadMark.What.RESPOND, concern.pk, concern.chosen_adult_id)
    said = _("has read how to respond, %(when)s") % {"when": when(read)} if read else ""
    return f"{concern.chosen_adult}: {said or _('has not read how to respond yet')}"


def _image_said(concern: Concern) -> str:
    """Say that the reporter has such a file, which was not taken; nothing where they have none."""
    said = concern.image_said in {"yes", "unsure"}
    return f"{concern.get_image_said_display()}. {_('It was not taken.')}" if said else ""


def _reporter(concern: Concern) -> str:
    who = str(concern.reporter) if concern.reporter_id else concern.reporter_name
    kind = str(concern.get_reporter_kind_display())
    return f"{who} ({kind})" if who else _("%(kind)s, without a name") % {"kind": kind}


def severity_word(case: Case, profile: Profile) -> str:
    """Return the word for how bad a case is."""
    return next((s.title for s in profile.severities if s.level == case.severity), "")


def facts_of_case(case: Case, file: CaseFile, profile: Profile) -> list[Fact]:
    """Return the facts at the side of a case."""
    rows: list[Fact] = [
        (_("Kind"), case.get_kind_display()),
        (_("What it is"), case.get_category_display()),
        (_("The four Cs"), case.get_risk_area_display()),
        (_("Technology"), case.get_technology_display()),
        (_("Prevent"), case.get_prevent_display()),
        (_("May be unlawful"), case.get_illegal_display()),
        (_("Especially disturbing"), case.get_disturbing_display()),
        (_("Child sexual abuse"), _("Yes") if case.child_sexual_abuse else ""),
        (_("Rules broken"), ", ".join(case.breach_codes)),
        (_("Governing policy"), file.decisions.get("governing", "")),
        (_("Site"), case.site or ""),
        (_("First action"), when(case.first_action_at)),
        (_("Opened"), when(case.opened_at)),
        (_("Watch until"), when(case.watch_until)),
    ]
    return [(label, value) for label, value in rows if value]


def graded(case: Case) -> list[Decision]:
    """Return how bad the case was thought to be, and about what: each change, newest first."""
    kinds = [Decision.Kind.SEVERITY, Decision.Kind.CATEGORY, Decision.Kind.CIRCLE]
    return list(
        Decision.objects.filter(case=case, kind__in=kinds)
        .select_related("decided_by")
        .order_by("-decided_at", "-id")
    )


def need_url(case: Case, need: rules.Need) -> str:
    """Return the address where a need of a case is met."""
    plain = {"assess": "assess", "images": "images", "action-new": "action-new"}
    if need.page in plain:
        return reverse(f"concerns:{plain[need.page]}", args=[case.pk])
    if need.page == "telling":
        party, about = need.argument.split(":")
        return reverse("concerns:telling", args=[case.pk, party, about])
    if need.page == "particular":
        slug, key = need.argument.split(":", 1)
        query = f"?key={key}" if key else ""
        return reverse("concerns:particular", args=[case.pk, slug]) + query
    if need.page == "action":
        return reverse("concerns:action", args=[need.argument])
    return reverse(f"concerns:{need.page}", args=[case.pk, need.argument])


def with_addresses(case: Case, needs: list[rules.Need]) -> list[dict[str, Any]]:
    """Return needs with the address where each is met, for a page."""
    return [
        {"says": need.says, "clauses": need.clauses, "url": need_url(case, need), "met": need.met}
        for need in needs
    ]


def primary_action(
    case: Case, needs: list[rules.Need], reader: Person, second: Seconds | None
) -> tuple[str, str]:
    """Return the one next thing to do on a case: its words and its address.

    Whoever proposed to close it waits for somebody else, or names one; nothing of it is theirs.
    """
    if second is not None and second.proposer == reader.pk:
        if second.able:
            return "", ""
        return _("Name a second person"), reverse("concerns:member-new", args=[case.pk])
    if case.state == "awaiting-agreement":
        return _("Agree or send back the closure"), reverse("concerns:agree", args=[case.pk])
    if case.state in {"closed", "watching"}:
        return _("Reopen the case"), reverse("concerns:reopen", args=[case.pk])
    for need in needs:
        if not need.met:
            return need.says.rstrip("."), need_url(case, need)
    return _("Decide and close"), reverse("concerns:close", args=[case.pk])


def open_work(case: Case) -> dict[str, Any]:
    """Return the actions, referrals, plans, sanctions and follow-ups of a case."""
    return {
        "actions": list(
            Action.objects.filter(case=case).select_related("owner").order_by("state", "due")
        ),
        "referrals": list(Referral.objects.filter(case=case).order_by("created_at")),
        "plans": list(SupportPlan.objects.filter(case=case).select_related("person")),
        "sanctions": _sanctions(case),
        "follow_ups": list(FollowUp.objects.filter(case=case)),
        "closure": Closure.objects.filter(case=case).order_by("-proposed_at", "-id").first(),
    }


def _sanctions(case: Case) -> list[tuple[str, Sanction]]:
    """Return the sanctions of a case, each with the words that the profile has for its level."""
    titles = {rung.slug: rung.title for rung in in_force.profile().sanctions}
    found = Sanction.objects.filter(case=case).select_related("person")
    return [(titles.get(sanction.level, sanction.level), sanction) for sanction in found]


def menu(case: Case, file: CaseFile, profile: Profile) -> list[tuple[str, str]]:
    """Return the other things that may be done on a case: words and address."""
    pages = [
        (_("Add a note"), "note"), (_("Add a person"), "person-new"),
        (_("Give somebody a task"), "action-new"),
        (_("Evidence"), "evidence"),
        (_("Refer outside"), "referral-new"), (_("Write a support plan"), "plan-new"),
        (_("Recommend a sanction"), "sanction-new"), (_("Change the severity"), "severity"),
        (_("Answer the questions of triage again"), "assess"),
        (_("Change what it is about"), "category"), (_("Change the kind of case"), "kind"),
    ]  # fmt: skip
    if any(
        rules.populations_of(file.alleged) & set(o.population) for o in profile.outcomes if o.under
    ):
        pages.append((_("Choose the governing policy"), "governing"))
    if file.category == reasons.Category.NUDES:
        pages.append((_("Guided review of the images pathway"), "images"))
        pages.append((_("Log that an image was viewed"), "viewing"))
    links = [(words, reverse(f"concerns:{name}", args=[case.pk])) for words, name in pages]
    links += [
        (str(found.title), reverse("concerns:particular", args=[case.pk, found.slug]))
        for found in particulars.SETS.values()
        if (found.many and found.offered) or (found.slug, "") in file.particulars
    ]
    return links


def team_of(case: Case) -> list[TeamMember]:
    """Return who is on a case now."""
    return list(
        TeamMember.objects.filter(case=case, until=None)
        .select_related("person", "added_by")
        .order_by("since")
    )


def kept_out_by_name(case: Case) -> list[tuple[str, str]]:
    """Return who is kept out of a case, by name, and why."""
    out = cases.kept_out_of(case)
    names = people_by_id(out)
    return [(str(names.get(person, "")), because) for person, because in out.items()]


def next_due_words(case: Case) -> str:
    """Say what is due next on a case, in a few words."""
    return near(case.next_due) if case.next_due else _("nothing is due")


def is_overdue(case: Case) -> bool:
    """Say whether something on the case is overdue."""
    return case.next_due is not None and case.next_due < timezone.now()
