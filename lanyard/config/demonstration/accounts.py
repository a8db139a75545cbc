"""A month of official accounts: platforms looked at, applications, a leaver, a false account."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.engine.approvals import api as approvals
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.people.actions import record_acknowledgement
from lanyard.people.api import Person, acknowledged, people_by_id, people_in_role
from lanyard.rooms.channels import api as channels

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_RISKS = (
    "Strangers can write to learners who follow us; comments appear at once; pictures are copied.",
    "Messages are off, comments wait for us, tags need our consent, location is never shown.",
)
#: Platform, handle and name of each account, and what becomes of its application.
_ACCOUNTS = (
    ("Facebook", "@{slug}college", "{name}", "live"),
    ("Instagram", "@{slug}.life", "Life at {name}", "live"),
    ("YouTube", "@{slug}-workshops", "{name} workshops", "set-up"),
    ("Instagram", "@{slug}.gaming", "{name} gaming club", "rejected"),
    ("Facebook", "@{slug}alumni", "Alumni of {name}", "waiting"),
)
_WORDS = {
    "purpose": "To show what learners make, and when the open days are.",
    "audience": "Learners from 14, their families, and people nearby.",
    "benefit": "Work that others see is worth doing well, and they learn to speak in public.",
    "business": "Most of those who apply had seen us there first.",
    "safety": "Nobody writes to us there in private; pictures only with consent; links looked at.",
    "moderation": "Two of us look every morning and evening, and marketing at weekends.",
    "content_plan": "Two posts a week, written by the two named, read by marketing first.",
}


def told(college: College) -> Story:
    """Begin four weeks ago, and tell what was done since."""
    morning = datetime.datetime.combine(college.on, datetime.time(10))
    start = timezone.make_aware(morning) - 28 * _DAY
    marketing, tutor = college.shown["marketing"], college.shown["tutor"]
    yield start
    channels.begin()
    for name in ("Facebook", "Instagram", "YouTube"):
        platform = channels.ChannelPlatform.objects.get(name=name)
        looked = channels.Looked(*_RISKS, allowed=True, review_on=college.on + 200 * _DAY)
        channels.assess(platform, looked, by=marketing)
    team = _team(college)
    for number, (where, handle, name, becomes) in enumerate(_ACCOUNTS):
        yield start + (2 + 3 * number) * _DAY
        application = _applied(college, (where, handle, name), team)
        if becomes == "waiting":
            continue
        yield start + (4 + 3 * number) * _DAY
        _decided(application, yes=becomes != "rejected")
        if becomes == "live":
            yield start + (5 + 3 * number) * _DAY
            _set_up(college, application)
    yield start + 18 * _DAY
    _posters(college)
    yield start + 19 * _DAY
    _posts(college)
    yield start + 20 * _DAY
    false = channels.report_found(
        channels.Seen(
            "impostor", "https://example.org/free-laptops",
            "It shows our name and offers free laptops for a fee.",
        ),
        by=tutor,
    )  # fmt: skip
    yield start + 21 * _DAY
    channels.take_step(
        false, "closing", "Asked the platform with the letter, as impersonation.",
        reference="4711", by=marketing,
    )  # fmt: skip
    yield start + 24 * _DAY
    channels.freeze(because="A rehearsal of an emergency: a fire on the farm.", by=marketing)
    yield start + 24 * _DAY + datetime.timedelta(hours=2)
    channels.thaw(because="The rehearsal is over.", by=marketing)


def _posters(college: College) -> None:
    """Let the tutor post on what is live, who signs for it, and marketing, who has not yet."""
    tutor, marketing = college.shown["tutor"], college.shown["marketing"]
    head = next((one for one in _heads() if one.pk != marketing.pk), None)
    until = college.on + 330 * _DAY
    live = list(channels.OfficialAccount.objects.filter(state="live").order_by("name"))
    for account in live:
        channels.authorise(account, tutor, until=until, by=marketing)
        every = [slug for slug, _words in channels.RULES]
        channels.sign(account, uses=["promotion", "teaching"], ticked=every, by=tutor)
    if head is not None and live:
        channels.authorise(live[0], marketing, until=until, by=head)


_POSTS = (
    ("The workshops are open to visitors on Saturday from ten. Come and see.", "out"),
    ("Thank you to everybody who came on Saturday.", "queued"),
    ("Places for the evening course in woodwork are left until Friday.", "waiting"),
)


def _posts(college: College) -> None:
    """Write a few posts of the tutor, of which one is out."""
    tutor = college.shown["tutor"]
    account = channels.OfficialAccount.objects.filter(state="live").order_by("name").first()
    if account is None or not channels.posting_permitted(account, tutor):
        return
    for number, (text, becomes) in enumerate(_POSTS):
        words = channels.Words(text, rights_held=True)
        post = channels.send_post(channels.write_post(account, words, by=tutor), by=tutor)
        if becomes == "waiting":
            continue
        asked = approvals.of_subject(channels.POST, post.pk)[0]
        by = next(iter(people_by_id(approvals.deciders(asked.steps.all()[0])).values()))
        approvals.decide(asked.pk, by=by, approve=True, reason="It is sound.")
        channels.release_post(post, by=tutor)
        if becomes == "out":
            channels.posted(post, place=f"{account.url}/{number + 1}", by=tutor)


def _heads() -> list[Person]:
    roles = ("principal", "managing-director", "management", "director-marketing")
    return [one for role in roles for one in people_in_role(role)]


def _team(college: College) -> list[Person]:
    """Return who runs the accounts: the posts that the policy asks for, and the tutor."""
    wanted = profile_in_force().profile.go_live.admins.steps
    ids = [next(iter(access.holders_of(role)), None) for role in wanted]
    found = people_by_id(one for one in ids if one)
    people = {one.pk: one for one in found.values()}
    for who in ("marketing", "tutor"):
        people[college.shown[who].pk] = college.shown[who]
    known = acknowledged(timezone.localdate()) or set()
    for one in people.values():
        if one.pk not in known:
            record_acknowledgement(
                one, by=college.shown["hr"], on=timezone.localdate(), how="On paper, at induction"
            )
    return list(people.values())


def _applied(
    college: College, account: tuple[str, str, str], team: list[Person]
) -> channels.AccountApplication:
    platform, handle, name = account
    slug = college.organisation.slug.replace("-", "")
    short = college.organisation.name.split(" (")[0]
    written = channels.Written(
        platform=channels.ChannelPlatform.objects.get(name=platform),
        handle=handle.format(slug=slug), name=name.format(name=short),
        owner=college.shown["tutor"], administrators=team, sections=_WORDS,
    )  # fmt: skip
    tutor = college.shown["tutor"]
    return channels.send_application(channels.begin_application(written, by=tutor), by=tutor)


def _decided(application: channels.AccountApplication, *, yes: bool) -> None:
    """Have each post say its word, one after the other."""
    while True:
        asked = approvals.of_subject(channels.APPLICATION, application.pk)[0]
        steps = approvals.open_steps(asked)
        if not steps:
            return
        person = people_by_id(approvals.deciders(steps[0]))
        by = sorted(person.values(), key=lambda one: (one.family_name, one.given_name))[0]
        weighed = [
            approvals.Weighed("Looked at, with the applicant.", met=yes if ask["test"] else None)
            for ask in (approvals.step_for(asked, by) or steps[0]).asks
        ]
        reason = "It is sound." if yes else "Nobody is there to read comments at night."
        approvals.decide(asked.pk, by=by, approve=yes, reason=reason, weighed=weighed)


def _set_up(college: College, application: channels.AccountApplication) -> None:
    account = channels.OfficialAccount.objects.get(application=application)
    channels.apply_access(
        account, group="Social media", devices="Computers of the office and of marketing",
        url=f"https://example.org/{account.handle.lstrip('@')}", by=college.shown["it"],
    )  # fmt: skip
    for row in account.administrators.select_related("person"):
        channels.confirm(account, by=row.person)
