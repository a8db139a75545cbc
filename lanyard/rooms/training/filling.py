"""What stands in the places of a module's words: the organisation, posts, contacts, addresses."""

from __future__ import annotations

import hashlib
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person, people_in_role
from lanyard.rooms.training.modules import for_profile
from lanyard.rooms.training.words import filled

#: Posts that carry out filtering, the first that the profile has.
_IT = ("head-digital-ict", "it-support", "it-department", "third-party-it", "it-helpdesk")
_GOVERN = ("governors", "trustee")


def places() -> dict[str, str]:
    """Return what stands in each place, of the organisation and its posts as they are today."""
    profile = profile_in_force().profile
    lead = profile.posts.safeguarding_lead
    return {
        "college": Organisation.objects.get(pk=current_organisation_id()).name,
        "lead": _post(profile, lead),
        "report": reverse("concerns:tell"),
        "staff-report": reverse("concerns:report"),
        "policy": reverse("policies:list"),
        "contacts": _contacts(profile),
    }


def written_from_posts(text: str) -> str:
    """Return words in which the holders of posts stand by name, and a question about each.

    The name of another holder is the wrong answer, so that a guess does not pass.
    """
    profile = profile_in_force().profile
    parts = _parts(profile)
    lines = "\n".join(f"- **{what}**: {who}" for what, who in parts)
    questions = "\n\n".join(
        _question(what, who, [other for _w, other in parts if other != who]) for what, who in parts
    )
    return filled(
        for_profile(text, profile.slug),
        {"responsible": lines, "responsible-questions": questions},
    )


def _parts(profile: Profile) -> list[tuple[str, str]]:
    """Return each part in filtering and monitoring with who has it."""
    known = {role.slug for role in profile.roles}
    it = next((slug for slug in _IT if slug in known), "")
    named = [
        (_("Who leads on filtering and monitoring, and takes what is reported?"),
         profile.posts.safeguarding_lead),
        (_("Who keeps the systems running?"), it),
        (_("Who of the senior leadership answers for them?"), profile.posts.head),
    ]  # fmt: skip
    return [(what, _post(profile, slug)) for what, slug in named if slug]


def _question(what: str, who: str, others: list[str]) -> str:
    wrong = [*others, _("Nobody in particular; the supplier does it")]
    said = _("%(who)s is right.") % {"who": who}
    right = _("Right.")
    choices = [f"- {one} | {said}" for one in wrong]
    # Where the right answer stands follows from the words, so that it is not always the first.
    place = int(hashlib.sha256(what.encode()).hexdigest(), 16) % (len(choices) + 1)
    choices.insert(place, f"* {who} | {right}")
    return "\n".join([f"? {what}", *choices])


def _post(profile: Profile, role: str) -> str:
    title = profile.title_of(role)
    names = ", ".join(_plain(one) for one in people_in_role(role)[:3])
    return f"{title} ({names})" if names else title


def _contacts(profile: Profile) -> str:
    people = people_in_role(profile.posts.safeguarding_lead)
    told = [one for one in people if one.email]
    lines = [f"- {_plain(one)}: {_plain(one.email)}" for one in told]
    more = partial("- [{}]({})".format, _("Everybody you can turn to"))
    return "\n".join([*lines, more(reverse("concerns:contacts"))])


def _plain(word: Person | str) -> str:
    """Keep a name from being read as Markdown, or as the end of an answer."""
    one_line = " ".join(str(word).split())
    return "".join("" if letter in "*_[]|`<>#" else letter for letter in one_line)
