"""The pages of a report by learners, parents and visitors: in words that a 16-year-old uses."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import choice_of, look
from lanyard.people import api as directory
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.setting import PageForm
from lanyard.rooms.concerns.forms.words import long_text
from lanyard.rooms.concerns.reasons import Category

#: The parts of staff whom a learner is offered as adults they may trust.
_OWN_STAFF = ("tutor", "teacher", "course-manager", "apprenticeship-coordinator")


class Safe(PageForm):
    """Whether anybody is in danger now."""

    urgency = look(
        forms.ChoiceField(
            label=_("Are you, or is somebody else, in danger right now?"),
            choices=(
                ("danger", _("Yes, right now")),
                ("serious", _("Not right now, but somebody has been hurt or is frightened")),
                ("usual", _("No")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of the three")},
        ),
        heading=True,
    )


class Adult(PageForm):
    """Whether somebody who works here did it."""

    adult = look(
        forms.ChoiceField(
            label=_("Is it about something that somebody who works here did?"),
            help_text=_("If so, it goes to people who can deal with that fairly, and not to them."),
            choices=(("no", _("No")), ("yes", _("Yes")), ("unsure", _("I'm not sure"))),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes, no or not sure")},
        ),
        heading=True,
    )


class Whom(PageForm):
    """About me, or about somebody I know; and whether somebody who works here did it."""

    whom = look(
        forms.ChoiceField(
            label=_("Who is this about?"),
            choices=(
                ("me", _("Me")),
                ("known", _("Someone I know")),
                ("other", _("Something I saw")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who it is about")},
        ),
        heading=True,
    )
    adult = look(
        forms.ChoiceField(
            label=_("Did somebody who works here do it?"),
            help_text=_("If so, it goes to people who can deal with that fairly, and not to them."),
            choices=(("no", _("No")), ("yes", _("Yes")), ("unsure", _("I'm not sure"))),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes, no or not sure")},
        ),
        size="m",
    )


class Kind(PageForm):
    """What it is about."""

    category = look(
        forms.ChoiceField(
            label=_("What is it about?"),
            help_text=_("Choose the nearest. You can't get this wrong."),
            choices=(
                (Category.BULLYING, _("Somebody is being picked on, left out or threatened")),
                (Category.HARASSMENT, _("Hate: race, faith, sex, sexuality or disability")),
                (Category.NUDES, _("A naked or half-naked picture or video")),
                (Category.SEXUAL_VIOLENCE, _("Sexual comments, touching or pressure, anywhere")),
                (Category.UPSKIRTING, _("A picture taken under somebody's clothes")),
                (Category.GROOMING, _("Somebody online who asks for secrets, pictures or to meet")),
                (Category.SELF_HARM, _("Self-harm, suicide or not eating")),
                (Category.EXTREMISM, _("Extreme views, or pressure to join a group")),
                (Category.SCAM, _("Money: a scam, gambling, threats to pay")),
                (Category.HACKING, _("An account that was hacked or faked")),
                (Category.ILLEGAL_ACCESS, _("Something I think is against the law")),
                (Category.ACCIDENTAL_ACCESS, _("Something horrible that I opened by accident")),
                (Category.OTHER, _("Something else")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the nearest; “Something else” is fine")},
        ),
        heading=True,
        option_hints={Category.ACCIDENTAL_ACCESS: _("You are not in trouble for telling us")},
        dividers={Category.OTHER: _("or")},
    )  # fmt: skip


class Happened(PageForm):
    """What happened, in the reporter's own words."""

    happened = look(
        long_text(
            label=_("What happened?"),
            help_text=_("Write it as you would say it. Spelling doesn't matter."),
            error_messages={"required": _("Write something about what happened")},
        ),
        size="s",
        rows=7,
    )


class FoundImage(PageForm):
    """How somebody came to know of a nude image. Nothing is asked about the image itself."""

    happened = look(
        long_text(
            label=_("How did you find out about it?"),
            help_text=_("Who told you, where it was, who may have it. Don't say what it shows."),
            required=False,
            most=2_000,
        ),
        size="s",
        rows=3,
    )


class Where(PageForm):
    """When and where, as far as it is known."""

    when_said = look(
        forms.CharField(
            label=_("When was it?"), max_length=200, required=False,
            help_text=_("“Last night”, “it keeps happening”: anything helps"),
        ),
        size="s",
    )  # fmt: skip
    platform = look(
        forms.CharField(label=_("Which app, game or website?"), max_length=120, required=False),
        size="s",
    )
    channels = look(
        forms.MultipleChoiceField(
            label=_("How did it happen?"), choices=reasons.Channel.choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s", small=True,
    )  # fmt: skip
    place = look(
        forms.ChoiceField(label=_("Where were you?"), choices=reasons.Place.choices,
                          initial="unknown"), size="s",
    )  # fmt: skip
    device = look(
        forms.ChoiceField(label=_("On what?"), choices=reasons.DeviceKind.choices,
                          initial="unknown"), size="s",
    )  # fmt: skip


class Prevent(PageForm):
    """The Prevent question in plain words: asked of every concern and never skipped."""

    prevent = look(
        forms.ChoiceField(
            label=_("Is somebody pushing hatred, or violence for a cause?"),
            help_text=_("We ask everybody this. “Not sure” is fine."),
            choices=reasons.ThreeWay.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes, no or not sure")},
        ),
        heading=True,
    )


class TrustedAdult(PageForm):
    """An adult whom the learner trusts; safeguarding hears in any case (LAN-DD-11)."""

    adult_id = look(
        forms.ChoiceField(
            label=_("Is there an adult here you would like us to tell as well?"),
            help_text=_("The safeguarding staff always know. This is somebody extra, for you."),
            widget=forms.RadioSelect,
            required=False,
        ),
        heading=True,
        dividers={"": _("or")},
    )

    def prepare(self) -> None:
        """Offer the staff who teach and look after the learner."""
        person = self.setting.person
        own = {
            str(somebody.pk): str(somebody)
            for part in _OWN_STAFF
            if person is not None
            for somebody in directory.staff_of_learner(person, part)
        }
        named = {str(n.person_id) for n in self.setting.people}
        choices = [(key, name) for key, name in own.items() if key not in named]
        choice_of(self, "adult_id").choices = [*choices, ("", _("No, only the safeguarding staff"))]


class You(PageForm):
    """A name and a way to be reached, if the reporter wants to give them."""

    reporter_name = look(
        forms.CharField(
            label=_("Your name"), max_length=200, required=False,
            help_text=_("You don't have to say. You get a number either way, to read our reply."),
        ),
        size="s", autocomplete="name", width=20,
    )  # fmt: skip
    reporter_contact = look(
        forms.CharField(
            label=_("How can we reach you?"), max_length=200, required=False,
            help_text=_("A phone number or an e-mail address"),
        ),
        size="s", width=20,
    )  # fmt: skip
