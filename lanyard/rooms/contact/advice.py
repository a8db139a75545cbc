"""What stands beside a question about a message: the tone, the channel, when it may go."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.answers.api import Advice, KeptAnswer
from lanyard.engine.duties.api import calendar_here
from lanyard.engine.policy.api import Hours
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.models import ListedChannel, RegisteredDevice, Use
from lanyard.rooms.contact.queries import college_hours, listed, listed_as
from lanyard.rooms.contact.words import TONE, span

MESSAGE = "contact.message"
_LOG_USE = "log-use"
_WAIT = "defer-to-agreed-hours"


def advise(asker: Person, kept: KeptAnswer | None) -> Iterator[Advice]:
    """Give the cards beside the question, or beside its answer."""
    version = profile_in_force()
    tone = contact_of(version.slug).tone
    yield Advice(_("How to write"), TONE, tone, default=not tone)
    if kept is None:
        yield _approved()
        return
    one = listed_as(str(kept.given.get("channel", "")))
    lines = [*(_of_channel(one, asker) if one else ()), *_of_device(kept, asker)]
    if _WAIT in kept.answer["duties"]:
        lines.append(_opening(timezone.localtime(kept.asked_at).replace(tzinfo=None)))
    if lines:
        yield Advice(
            one.name if one else _("When to send it"), lines,
            cited(version.slug, one.name) if one else (),
        )  # fmt: skip
    if one is None:
        yield _approved()
    if _LOG_USE in kept.answer["duties"]:
        yield Advice(
            _("A device of your own"), [_("Note that you used it, and why.")],
            cited_in(kept), reverse("contact:own-device"), _("I used a device of my own"),
        )  # fmt: skip


def cited_in(kept: KeptAnswer) -> tuple[str, ...]:
    """Return the clauses of an answer."""
    return tuple(kept.answer["because"])


def cited(slug: str, name: str) -> tuple[str, ...]:
    """Return the clauses by which a policy speaks of a channel."""
    ways = contact_of(slug).ways
    return next((w.clauses for w in ways if w.name.casefold() == name.casefold()), ())


def _of_channel(one: ListedChannel, asker: Person) -> Iterator[str]:
    yield one.guidance
    if one.sends == "work-email" and asker.email:
        yield _("Send it from {address}, and from no other address.").format(address=asker.email)
    hours = hours_in_words(one, college_hours())
    if hours:
        yield hours
    yield _("{owner} answers for it; {name} approved it on {day}.").format(
        owner=profile_in_force().profile.title_of(one.owner), name=one.approved_by_name,
        day=day(one.approved_on),
    )  # fmt: skip


def _of_device(kept: KeptAnswer, asker: Person) -> Iterator[str]:
    """Say from which registered number a call or text goes."""
    by_phone = kept.given.get("channel") in {"sms", "voice", "whatsapp"}
    if not by_phone or kept.given.get("device") != "organisation":
        return
    mine = RegisteredDevice.objects.filter(ended_on=None, holder=asker).exclude(number="")
    numbers = [one.number for one in mine if RegisteredDevice.Use.MESSAGES in one.uses]
    if numbers:
        yield _("From your registered number: {number}").format(number=", ".join(numbers))
    else:
        yield _("No work number is registered for you. Ask IT before you use one.")


def hours_in_words(one: ListedChannel, college: Hours | None) -> str:
    """Return within which hours a channel is used, "" where nobody set any."""
    if one.opens and one.closes:
        return _("Hours: {span}").format(span=span(one.opens, one.closes))
    if college is None:
        return ""
    return _("Hours: {span}").format(span=span(college.opens, college.closes))


def _approved() -> Advice:
    names = [one.name for one in listed(Use.WRITE)]
    lines = names or [_("None yet: the leadership has not approved any.")]
    return Advice(
        _("Approved channels"), lines, (), reverse("contact:home"), _("Their guidance and hours")
    )


def _opening(at: datetime.datetime) -> str:
    """Say when the college opens next."""
    college = college_hours()
    if college is None:
        return _("It can wait for the agreed hours.")
    before = at.date() - datetime.timedelta(days=int(at.time() < college.opens))
    on = calendar_here().add_working_days(before, 1)
    return _("It can wait until {day}. Where it cannot, say why: the reason is kept.").format(
        day=day(on)
    )
