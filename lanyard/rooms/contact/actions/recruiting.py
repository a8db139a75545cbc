"""Open a screening, record what was looked at, clear or discard it (LAN-REC-01, LAN-REC-02)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.decisions.api import Word, decide
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.contact.models import (
    NetworkAllowed,
    Screening,
    ScreeningFinding,
)

RECRUIT = "contact.recruit"
State = ScreeningFinding.State
#: Words that may speak of a characteristic of the Equality Act 2010, section 4: a prompt to look
#: again, no finding of its own.
_PROTECTED = re.compile(
    r"\b((?:is|was|am|turned|turning) \d\d|age[ds]?|born|birthday|years? old|young|"
    r"elderly|retire\w*|disab\w*|wheelchair|autis\w*|"
    r"dyslexi\w*|illness|cancer|depress\w*|mental health|transgender|trans (?:man|woman)|"
    r"gender\w*|married|husband|wife|divorc\w*|civil partner\w*|pregnan\w*|maternity|baby|"
    r"black|white|asian|ethnic\w*|nationalit\w*|immigra\w*|refugee|race|racial|gypsy|traveller|"
    r"christian\w*|muslim\w*|jew\w*|hindu\w*|sikh\w*|buddhis\w*|atheis\w*|church|mosque|"
    r"synagogue|temple|religio\w*|faith|hijab|turban|gay|lesbian|bisexual|straight|"
    r"heterosexual|homosexual|queer|sexual orientation|sex)\b",
    re.IGNORECASE,
)


class NotLooked(ValueError):
    """A look that may not be recorded: ``field`` names what is wrong, the text says why."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was looked at, and what it says of a criterion."""

    url: str
    criterion: str
    found: str
    protected: bool = False


def provided() -> bool:
    """Say whether the policy in force lets anybody look at applicants at all."""
    try:
        profile = profile_in_force().profile
    except NoProfile:
        return False
    answer = decide("recruitment.view", profile, timezone.localdate(), {"site": "professional"})
    return answer.answer is Word.YES


def protected_words(words: str) -> list[str]:
    """Return the words that may speak of a protected characteristic."""
    return sorted({one.group(0).casefold() for one in _PROTECTED.finditer(words)})


@transaction.atomic
def allow(name: str, host: str, *, by: Person) -> NetworkAllowed:
    """Put a professional network on the list; raises NotLooked for one that stands there."""
    _recruits(by)
    plain = host.strip().casefold().removeprefix("www.")
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", plain):
        raise NotLooked("host", _("Give an address such as linkedin.com"))
    with system_duty("keep the list of networks"):
        if NetworkAllowed.objects.filter(host=plain, ended_on=None).exists():
            raise NotLooked("host", _("This is on the list already."))
        made = NetworkAllowed.objects.create(
            name=" ".join(name.split()), host=plain, added_by_name=str(by),
            added_on=timezone.localdate(),
        )  # fmt: skip
    audit.record(
        "contact.network-allowed", by=by, subject=made.name, kind="network", subject_id=made.pk
    )
    return made


@transaction.atomic
def open_screening(
    applicant: str, post: str, *, criteria: Sequence[str], screener: Person,
    panel: Sequence[Person], by: Person,
) -> Screening:  # fmt: skip
    """Open a screening for a panel; its screener is not of the panel (LAN-REC-02).

    Raises PermissionError, NotLooked.
    """
    _recruits(by)
    wanted = [" ".join(one.split()) for one in criteria if one.strip()]
    if not wanted:
        raise NotLooked("criteria", _("Give what the post needs, a line for each."))
    if not panel:
        raise NotLooked("panel", _("Name who is on the panel."))
    if screener.pk in {one.pk for one in panel}:
        raise NotLooked("screener", _("Whoever looks is not on the panel."))
    with system_duty("open a screening"):
        made = Screening.objects.create(
            applicant=" ".join(applicant.split()), post=" ".join(post.split()), criteria=wanted,
            screener=screener, opened_by=by.pk, opened_by_name=str(by),
            panel=sorted({one.pk for one in panel}),
        )  # fmt: skip
    audit.record(
        "contact.screening-opened", by=by, subject=made.post, kind="screening", subject_id=made.pk
    )  # fmt: skip
    return made


@transaction.atomic
def record_look(screening: Screening, look: Look, *, by: Person) -> ScreeningFinding:
    """Record what the screener looked at and found; nobody of the panel reads it yet.

    Raises PermissionError for anybody but the screener, NotLooked for a personal site, a criterion
    that is none of the post's, or nothing found.
    """
    if screening.screener_id != by.pk or screening.closed_on is not None:
        raise PermissionError("The screener records what they looked at.")
    network = _network(look.url)
    if look.criterion not in screening.criteria:
        raise NotLooked("criterion", _("Choose what it says something of."))
    if not look.found.strip():
        raise NotLooked("found", _("Say what it shows, or record nothing."))
    with system_duty("record a look"):
        made = ScreeningFinding.objects.create(
            screening=screening, panel=screening.panel, network=network, url=look.url,
            looked_by=by.pk,
            looked_by_name=str(by), criterion=look.criterion, found=look.found.strip(),
            protected=look.protected or bool(protected_words(look.found)),
        )  # fmt: skip
    audit.record(
        "contact.looked", by=by, subject=network.name, kind="screening", subject_id=screening.pk
    )
    return made


def _network(url: str) -> NetworkAllowed:
    """Return the network of an address; raises NotLooked for any that is not on the list."""
    host = (urlsplit(url).hostname or "").casefold().removeprefix("www.")
    found = [
        one for one in NetworkAllowed.objects.filter(ended_on=None)
        if host == one.host or host.endswith(f".{one.host}")
    ]  # fmt: skip
    site = "professional" if found else "personal"
    answer = decide(
        "recruitment.view", profile_in_force().profile, timezone.localdate(), {"site": site}
    )
    if not found or answer.answer is not Word.YES:
        raise NotLooked("url", answer.say)
    return found[0]


@transaction.atomic
def close(screening: Screening, *, by: Person) -> None:
    """Close a screening; raises ValueError while a finding waits, or where it is closed."""
    _recruits(by)
    with system_duty("close a screening"):
        screening.refresh_from_db(
            from_queryset=Screening.objects.select_for_update(of=("self",))
        )  # fmt: skip
        waits = ScreeningFinding.objects.filter(screening=screening, state=State.WAITS)
        if screening.closed_on is not None or waits.exists():
            raise ValueError("A screening is closed once, when nothing waits.")
        screening.closed_on = timezone.localdate()
        screening.save(update_fields=["closed_on"])
    audit.record(
        "contact.screening-closed", by=by, subject=screening.post, kind="screening",
        subject_id=screening.pk,
    )  # fmt: skip


@transaction.atomic
def check(
    finding: ScreeningFinding, *, by: Person, discard: bool, because: str
) -> ScreeningFinding:  # fmt: skip
    """Clear a finding for the panel, or discard it: its words and address are gone (LAN-REC-02).

    What may touch a protected characteristic is discarded, never cleared. Raises PermissionError
    for the screener, the panel and whoever does not recruit; ValueError twice or without a reason.
    """
    _recruits(by)
    with system_duty("check a finding"):
        finding.refresh_from_db(
            from_queryset=ScreeningFinding.objects.select_for_update(of=("self",))
        )  # fmt: skip
        if finding.looked_by == by.pk or by.pk in finding.panel:
            raise PermissionError("A second person checks, who is not of the panel.")
        if finding.state != State.WAITS or not because.strip():
            raise ValueError("A finding is checked once, with a reason.")
        if finding.protected and not discard:
            raise ValueError("What touches a protected characteristic is discarded.")
        finding.state = State.DISCARDED if discard else State.CLEARED
        finding.checked_by, finding.checked_by_name = by.pk, str(by)
        finding.checked_at, finding.because = timezone.now(), because.strip()
        if discard:
            finding.found = finding.url = ""
        finding.save(
            update_fields=["found", "url", "state", "checked_by", "checked_by_name", "checked_at",
                           "because"]
        )  # fmt: skip
    audit.record(
        "contact.finding-discarded" if discard else "contact.finding-cleared", by=by,
        subject=finding.criterion, kind="screening", subject_id=finding.screening_id,
    )  # fmt: skip
    return finding


def _recruits(by: Person) -> None:
    if not provided() or not access.may(by.pk, RECRUIT):
        raise PermissionError("Those who recruit look, where the policy lets them.")
