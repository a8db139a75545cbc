"""The journeys: of staff, learners, parents, visitors and IT, and of a post that was seen."""

from __future__ import annotations

import dataclasses

from django.utils.translation import gettext_lazy as _

from lanyard.rooms.concerns.forms import everybody, staff
from lanyard.rooms.concerns.forms.journeys import Journey, Page
from lanyard.rooms.concerns.forms.reading import (
    category_of,
    in_danger,
    is_about_image,
    takes_files,
)
from lanyard.rooms.concerns.forms.setting import Setting
from lanyard.rooms.concerns.reasons import Category, ReporterKind

_FOLDER = "concerns/report"


def _not_image(setting: Setting) -> bool:
    return not is_about_image(setting)


def _has_choice(setting: Setting) -> bool:
    return len(setting.typed.get("offered", [])) > 1


def _may_choose_adult(setting: Setting) -> bool:
    """Say whether this learner may choose a trusted adult, as some policies offer (LAN-DD-11)."""
    offered = setting.version.profile.trusted_adult.offered and setting.person is not None
    return offered and not is_about_image(setting)


def _signed_out(setting: Setting) -> bool:
    return setting.person is None


def _ideology_asked(setting: Setting) -> bool:
    """Say whether the policy asks which ideology, once it may be about extremism (KMC-EXT-01)."""
    extreme = category_of(setting) is Category.EXTREMISM
    maybe = setting.answer("prevent", "prevent") in {"yes", "unsure"}
    return (extreme or maybe) and setting.version.profile.asks("ideology-asked")


def _prevent_open(setting: Setting) -> bool:
    """Say whether the Prevent question is open: a post called extreme has answered it."""
    return category_of(setting) is not Category.EXTREMISM


_STOP = Page("stop", None, _("What to do now"), in_danger, f"{_FOLDER}/stop.html")
_WHO = Page("who", None, _("Who is involved"), template=f"{_FOLDER}/who.html")
_DETAILS = Page(
    "details", staff.Details, _("When, where and how"), template=f"{_FOLDER}/details.html"
)
_IMAGE = Page("image", staff.FoundImage, _("A nude image"), is_about_image, f"{_FOLDER}/image.html")
_WHERE = Page("where", everybody.Where, _("When and where"), template=f"{_FOLDER}/where.html")
_KIND = Page("kind", staff.Kind, _("What kind"), template=f"{_FOLDER}/kind.html")
_PREVENT = Page("prevent", staff.Prevent, _("A question we always ask"))
_IDEOLOGY = Page("ideology", staff.Ideology, _("Which ideology"), _ideology_asked)
_DONE = Page("done", staff.Done, _("What you did"))
_CHOOSE = Page("choose", staff.Choose, _("Who gets it"), _has_choice)

_FILES = Page(
    "files", None, _("Screenshots and files"), takes_files, f"{_FOLDER}/files.html", aside=True
)
_FILES_NEXT = dataclasses.replace(_FILES, aside=False)

STAFF = Journey(
    slug="concern",
    kind=ReporterKind.STAFF,
    title=_("A concern"),
    staff=True,
    pages=(
        Page("urgency", staff.Urgency, _("First, danger")),
        _STOP,
        _KIND,
        _IMAGE,
        Page(
            "happened", staff.Happened, _("What happened"), _not_image, f"{_FOLDER}/happened.html"
        ),
        _WHO,
        _PREVENT,
        _IDEOLOGY,
        _DETAILS,
        _DONE,
        _CHOOSE,
        _FILES,
    ),
)  # fmt: skip
POST_SEEN = Journey(
    slug="post",
    kind=ReporterKind.STAFF,
    title=_("A post that I saw"),
    staff=True,
    pages=(
        Page("post", staff.PostSeen, _("The post")),
        _FILES_NEXT,
        _WHO,
        Page("prevent", staff.Prevent, _("A question we always ask"), _prevent_open),
        _IDEOLOGY,
        _DONE,
        _CHOOSE,
    ),
)
SESSION = Journey(
    slug="session",
    kind=ReporterKind.STAFF,
    title=_("Bullying in my session"),
    staff=True,
    pages=(
        Page("session", staff.SessionSeen, _("The session"), template=f"{_FOLDER}/session.html"),
        _WHO,
        _PREVENT,
        _IDEOLOGY,
        _DONE,
        _CHOOSE,
        _FILES,
    ),
)
IT = Journey(
    slug="it",
    kind=ReporterKind.IT,
    title=_("Something that IT noticed"),
    staff=True,
    roles=frozenset(
        {"it-helpdesk", "it-department", "it-support", "third-party-it", "head-digital-ict"}
    ),
    pages=(
        Page("source", staff.Noticed, _("How it was noticed")),
        Page("urgency", staff.Urgency, _("Danger")),
        _STOP,
        _KIND,
        _IMAGE,
        Page("happened", staff.Logged, _("What was logged"), _not_image, f"{_FOLDER}/logged.html"),
        _WHO,
        _PREVENT,
        _IDEOLOGY,
        _DETAILS,
        _DONE,
        _CHOOSE,
        _FILES,
    ),
)  # fmt: skip
LEARNER = Journey(
    slug="learner",
    kind=ReporterKind.LEARNER,
    title=_("Tell us, as a learner"),
    pages=(
        Page("urgency", everybody.Safe, _("First, your safety")),
        Page("stop", None, _("What to do now"), in_danger, f"{_FOLDER}/stop_learner.html"),
        Page("about", everybody.Whom, _("Who it is about")),
        Page("kind", everybody.Kind, _("What it is about")),
        Page("image", everybody.FoundImage, _("A nude image"), is_about_image,
             f"{_FOLDER}/image_learner.html"),
        Page("happened", everybody.Happened, _("What happened"), _not_image,
             f"{_FOLDER}/happened_learner.html"),
        Page("who", None, _("Who was there"), template=f"{_FOLDER}/who.html"),
        _WHERE,
        Page("prevent", everybody.Prevent, _("A question we ask everybody")),
        Page("you", everybody.You, _("You"), _signed_out, f"{_FOLDER}/you.html"),
        Page("adult", everybody.TrustedAdult, _("An adult you trust"), _may_choose_adult),
        _CHOOSE,
        _FILES,
    ),
)  # fmt: skip


def _from_outside(slug: str, kind: ReporterKind, title: object) -> Journey:
    return Journey(
        slug=slug,
        kind=kind,
        title=title,
        pages=(
            Page("urgency", everybody.Safe, _("First, danger")),
            Page("stop", None, _("What to do now"), in_danger, f"{_FOLDER}/stop_learner.html"),
            Page("about", everybody.Adult, _("Who it is about")),
            Page("kind", everybody.Kind, _("What it is about")),
            Page("image", everybody.FoundImage, _("A nude image"), is_about_image,
                 f"{_FOLDER}/image_learner.html"),
            Page("happened", everybody.Happened, _("What happened"), _not_image,
                 f"{_FOLDER}/happened_learner.html"),
            Page("who", None, _("Who was there"), template=f"{_FOLDER}/who.html"),
            _WHERE,
            Page("prevent", everybody.Prevent, _("A question we ask everybody")),
            Page("you", everybody.You, _("You"), _signed_out, f"{_FOLDER}/you.html"),
            _FILES,
        ),
    )  # fmt: skip


PARENT = _from_outside("parent", ReporterKind.PARENT, _("Tell us, as a parent or carer"))
VISITOR = _from_outside("visitor", ReporterKind.VISITOR, _("Tell us, as a visitor"))

JOURNEYS: dict[str, Journey] = {
    journey.slug: journey for journey in (STAFF, POST_SEEN, SESSION, IT, LEARNER, PARENT, VISITOR)
}
