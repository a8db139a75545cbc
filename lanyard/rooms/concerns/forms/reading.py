"""What the answers of a report say, whichever journey asked them."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.setting import Setting
from lanyard.rooms.concerns.matters import Matter, Named, Report

C, K = reasons.Category, reasons.RiskArea

#: The C under which each category is first put; the reporter may change it.
RISK_AREA: dict[str, str] = {
    C.SELF_HARM: K.CONTENT, C.EXTREMISM: K.CONTENT, C.ILLEGAL_ACCESS: K.CONTENT,
    C.ACCIDENTAL_ACCESS: K.CONTENT,
    C.GROOMING: K.CONTACT,
    C.BULLYING: K.CONDUCT, C.HARASSMENT: K.CONDUCT, C.SEXUAL_VIOLENCE: K.CONDUCT,
    C.NUDES: K.CONDUCT, C.UPSKIRTING: K.CONDUCT, C.POLICY_BREACH: K.CONDUCT,
    C.HACKING: K.CONDUCT, C.NEGATIVE_POST: K.CONDUCT,
    C.SCAM: K.COMMERCE, C.OTHER: K.CONDUCT,
}  # fmt: skip

#: What a reported post does, and what that makes it: category and Prevent answer (LAN-PREV-05..07).
POST: dict[str, tuple[reasons.Category, str]] = {
    "at-risk": (C.GROOMING, ""),
    "extreme": (C.EXTREMISM, "yes"),
    "values": (C.EXTREMISM, "unsure"),
    "bullying": (C.BULLYING, ""),
    "negative": (C.NEGATIVE_POST, ""),
}
_SAME = (
    "happened", "opinion", "when_said", "place", "place_said", "platform", "device", "connection",
    "link", "action_taken", "promise_made", "reporter_name", "reporter_contact", "ideology",
    "session_said",
)  # fmt: skip


def category_of(setting: Setting) -> reasons.Category:
    """Return the category, "other" until there is an answer."""
    harm = setting.answer("post", "harm")
    if harm in POST:
        return POST[harm][0]
    if setting.answer("session", "happened"):
        return C.BULLYING
    return reasons.Category(setting.answer("kind", "category", C.OTHER))


def is_about_image(setting: Setting) -> bool:
    """Say whether the worry is a nude or semi-nude image."""
    return category_of(setting) is C.NUDES


def takes_files(setting: Setting) -> bool:
    """Say whether these answers let a file be added: never where it may show a nude image."""
    return category_of(setting) not in reasons.WITHOUT_FILES


def image_said(setting: Setting) -> str:
    """Return whether the reporter's file shows anybody naked: "no", "yes", "unsure", "" unasked."""
    return str(setting.typed.get("files", {}).get("shows", ""))


def is_serious(setting: Setting) -> bool:
    """Say whether the reporter called it serious or dangerous; a post that endangers is serious."""
    urgent = setting.answer("urgency", "urgency") in {"danger", "serious"}
    return urgent or setting.answer("post", "harm") == "at-risk"


def in_danger(setting: Setting) -> bool:
    """Say whether somebody is in danger now."""
    return bool(setting.answer("urgency", "urgency") == "danger")


def source_of(setting: Setting) -> reasons.Source:
    """Return whether a person noticed or a system did."""
    by_system = setting.answer("source", "source") == reasons.Source.MONITORING
    return reasons.Source.MONITORING if by_system else reasons.Source.PERSON


def people_of(setting: Setting) -> tuple[Named, ...]:
    """Return the people named, with a signed-in learner who reports about themselves."""
    me = setting.person
    about_me = setting.answer("about", "whom") == "me"
    if me is None or not about_me:
        return setting.people
    own = Named(name=str(me), part=reasons.Part.HARMED, person_id=me.pk, relation=str(setting.kind))
    return (own, *(named for named in setting.people if named.person_id != me.pk))


def about_of(setting: Setting) -> reasons.About:
    """Return what the reporter said it is about; routing finds out for itself (see subjects)."""
    if setting.answer("about", "adult") == "yes":
        return reasons.About.STAFF
    learner = setting.kind is reasons.ReporterKind.LEARNER
    return reasons.About.LEARNER if learner else reasons.About.OTHER


def matter_so_far(setting: Setting) -> Matter:
    """Return what routing would look at now, to offer choices by name."""
    return Matter(
        reporter_kind=setting.kind,
        reporter=setting.person,
        category=category_of(setting),
        about=about_of(setting),
        source=source_of(setting),
        serious=is_serious(setting),
        prevent=setting.answer("prevent", "prevent", ""),
        people=people_of(setting),
    )


def report_from(setting: Setting, *, sent_key: UUID) -> Report:
    """Return the report that the checked answers make."""
    given: dict[str, Any] = {}
    for answers in setting.checked.values():
        given.update(answers)
    return Report(
        reporter_kind=setting.kind,
        source=source_of(setting),
        category=category_of(setting),
        risk_area=given.get("risk_area") or RISK_AREA[category_of(setting)],
        prevent=given.get("prevent") or POST.get(given.get("harm", ""), (None, ""))[1],
        about=about_of(setting),
        people=people_of(setting),
        serious=is_serious(setting),
        immediate_danger=in_danger(setting),
        chosen_role=given.get("chosen_role", ""),
        chosen_adult_id=UUID(given["adult_id"]) if given.get("adult_id") else None,
        happened_at=_start_of(given.get("happened_on") or given.get("session_on")),
        group_id=UUID(given["group"]) if given.get("group") else None,
        first_known_at=_start_of(given.get("first_known")),
        channels=tuple(given.get("channels", ())),
        nothing_left_out=given.get("nothing_left_out") == "no",
        image_said=image_said(setting),
        post_seen="post" in setting.checked,
        attempted_only=bool(given.get("attempted_only", False)),
        sent_key=sent_key,
        **{name: given[name] for name in _SAME if given.get(name)},
    )


def _start_of(day: datetime.date | None) -> datetime.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(0, 0)))
