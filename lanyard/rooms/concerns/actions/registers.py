"""The registers of rules that are quoted, and of months that were checked for completeness."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns.models import Case, CompletenessCheck, Concern, QuotedRule


@transaction.atomic
def keep_rule(
    *, by: Person, policy: str, version: str, in_force_from: datetime.date, text: str
) -> QuotedRule:
    """Keep a version of a companion policy's rule, in force from a day on (KMC-CON-10).

    Raises ValueError without words, and where another version holds from the same day.
    """
    if not (policy.strip() and version.strip() and text.strip()):
        raise ValueError(_("Give the policy, its version and the rule in its own words."))
    if QuotedRule.objects.filter(policy=policy, in_force_from=in_force_from).exists():
        raise ValueError(_("Another version of this policy is in force from that day."))
    rule = QuotedRule.objects.create(
        policy=policy, version=version, in_force_from=in_force_from, text=text, by=by
    )
    audit.record(
        "concerns.rule-kept", by=by, subject=str(rule), kind="quoted-rule", subject_id=rule.pk
    )
    return rule


def rules_on(day: datetime.date, policies: list[str]) -> list[QuotedRule]:
    """Return the version of each policy that was in force on a day."""
    found: dict[str, QuotedRule] = {}
    for rule in QuotedRule.objects.filter(policy__in=policies, in_force_from__lte=day).order_by(
        "in_force_from"
    ):
        found[rule.policy] = rule
    return [found[policy] for policy in policies if policy in found]


def quoted(case: Case, policies: list[str]) -> str:
    """Return the rules that were in force on the day it happened, by version, in their words."""
    first = Concern.objects.filter(case=case).order_by("received_at").first()
    moment = (first.happened_at or first.received_at) if first else case.opened_at
    return "\n\n".join(
        _("%(policy)s, version %(version)s, in force from %(day)s: %(text)s")
        % {
            "policy": rule.policy, "version": rule.version,
            "day": f"{rule.in_force_from:%d/%m/%Y}", "text": rule.text,
        }
        for rule in rules_on(timezone.localtime(moment).date(), policies)
    )  # fmt: skip


def first_of(month: datetime.date) -> datetime.date:
    """Return the first day of a month."""
    return month.replace(day=1)


def recorded_in(month: datetime.date) -> int:
    """Count the reports that came in within a month, as the system: a number and nothing else."""
    start = timezone.make_aware(datetime.datetime.combine(first_of(month), datetime.time.min))
    end = (first_of(month) + datetime.timedelta(days=32)).replace(day=1)
    until = timezone.make_aware(datetime.datetime.combine(end, datetime.time.min))
    with system_duty("count what was recorded"):
        return Concern.objects.filter(received_at__gte=start, received_at__lt=until).count()


def unchecked_month(today: datetime.date) -> datetime.date | None:
    """Return the month before this one where nobody has checked it yet."""
    last = first_of(first_of(today) - datetime.timedelta(days=1))
    return None if CompletenessCheck.objects.filter(month=last).exists() else last


@transaction.atomic
def check_month(
    *, by: Person, month: datetime.date, alerts: int, tickets: int, explained: str = ""
) -> CompletenessCheck:
    """Compare a month of alerts and help desk tickets with what was recorded (LAN-DSL-06).

    Raises ValueError for a month that is not over, and where more was seen than recorded and
    nothing explains it.
    """
    month = first_of(month)
    if month >= first_of(timezone.localdate()):
        raise ValueError(_("This month is not over yet."))
    recorded = recorded_in(month)
    if alerts + tickets > recorded and not explained.strip():
        raise ValueError(
            _("%(missing)d more were seen than recorded (%(recorded)d). Say what became of them.")
            % {"missing": alerts + tickets - recorded, "recorded": recorded}
        )
    check = CompletenessCheck.objects.create(
        month=month, alerts=alerts, tickets=tickets, recorded=recorded, explained=explained, by=by
    )
    audit.record(
        "concerns.month-checked", by=by, subject=f"{month:%Y-%m}", kind="completeness",
        subject_id=check.pk, seen=alerts + tickets, recorded=recorded,
    )  # fmt: skip
    return check
