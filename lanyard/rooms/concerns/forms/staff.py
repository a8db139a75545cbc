"""The pages of a report by staff."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, choice_of, look
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.reading import RISK_AREA, category_of
from lanyard.rooms.concerns.forms.setting import PageForm
from lanyard.rooms.concerns.forms.words import long_text
from lanyard.rooms.concerns.queries.directory import groups_taught

C, K = reasons.Category, reasons.RiskArea

_HINTS = {
    C.SEXUAL_VIOLENCE: _("Online or offline, however small it seemed"),
    C.NUDES: _("Real, edited or made by a computer. Do not look, copy, share or delete"),
    C.GROOMING: _("Somebody building trust, asking to meet, asking for secrets"),
    C.BULLYING: _("“It was only banter” counts"),
    C.ACCIDENTAL_ACCESS: _("Nobody is in trouble for telling us"),
    C.POLICY_BREACH: _("Somebody broke the online-safety or acceptable-use rules"),
}
_STARTS = {
    C.SELF_HARM: _("Content: something seen or shared"),
    C.GROOMING: _("Contact: somebody got in touch"),
    C.BULLYING: _("Conduct: how somebody behaved"),
    C.SCAM: _("Commerce: money"),
    C.OTHER: _("None of these"),
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
NO_PROMISE = _("Did you promise to keep it secret?")


class Urgency(PageForm):
    """Is anybody in danger now? Danger leads to the page that says what to do."""

    urgency = look(
        forms.ChoiceField(
            label=_("Is somebody in danger now?"),
            choices=(
                ("danger", _("Yes, somebody is in danger now")),
                ("serious", _("No, but it is serious")),
                ("usual", _("No")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether somebody is in danger now")},
        ),
        heading=True,
        option_hints={
            "danger": _("A life, somebody's body or a meeting within hours is at risk"),
            "serious": _("Somebody has been harmed, may be harmed soon, or a law may be broken"),
        },
    )


class Kind(PageForm):
    """What kind of worry it is."""

    category = look(
        forms.ChoiceField(
            label=_("What kind of worry is it?"),
            help_text=_("Choose the nearest. It can be changed later, and no choice is wrong."),
            choices=[(value, C(value).label) for value in RISK_AREA],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the nearest kind; “Something else” is fine")},
        ),
        heading=True,
        option_hints=_HINTS,
        dividers=_STARTS,
    )


class Happened(PageForm):
    """What happened: facts and opinion apart, the discloser's words, and nothing left out."""

    promise_made = look(
        forms.ChoiceField(
            label=NO_PROMISE,
            help_text=_("To the person who told you, or to anybody involved. It is all right to say"
                        " yes: it lets us put it right with them."),
            choices=YES_NO,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether you promised to keep it secret")},
        ),
        size="s",
        inline=True,
    )  # fmt: skip
    happened = look(
        long_text(
            label=_("What happened?"),
            help_text=_("What you saw, heard or were told. Use the other person's own words where"
                        " you can. Leave nothing out."),
            error_messages={"required": _("Tell us what happened, in your own words")},
        ),
        size="s",
        rows=7,
    )  # fmt: skip
    opinion = look(
        long_text(
            label=_("What do you make of it?"),
            help_text=_("Your opinion is kept apart from the facts."),
            required=False,
            most=5_000,
        ),
        size="s",
        rows=2,
    )
    nothing_left_out = look(
        forms.ChoiceField(
            label=_("Have you left anything out?"),
            choices=(
                ("no", _("No, this is all I know")),
                ("yes", _("Yes, I will add more after sending")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether you have left anything out")},
        ),
        size="s",
    )


class FoundImage(PageForm):
    """How somebody came to know of a nude image. Nothing is asked about the image itself."""

    promise_made = look(
        forms.ChoiceField(
            label=NO_PROMISE, choices=YES_NO, widget=forms.RadioSelect,
            error_messages={"required": _("Say whether you promised to keep it secret")},
        ),
        size="s", inline=True,
    )  # fmt: skip
    happened = look(
        long_text(
            label=_("How did you come to know about it?"),
            help_text=_(
                "Who told you, and when. Do not describe the image, and do not go and look."
            ),
            required=False,
            most=2_000,
        ),
        size="s",
        rows=3,
    )


class Prevent(PageForm):
    """The Prevent question: asked of every concern and never skipped."""

    prevent = look(
        forms.ChoiceField(
            label=_("Could this be about extremism or radicalisation?"),
            help_text=_(
                "We ask this every time. If you are not sure, say so; somebody will check."
            ),
            choices=reasons.ThreeWay.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes, no or not sure")},
        ),
        heading=True,
    )


class Ideology(PageForm):
    """Which ideology the reporter sees, where the policy asks (KMC-EXT-01)."""

    ideology = look(
        forms.ChoiceField(
            label=_("Which ideology do you see?"),
            help_text=_("Choose by what was said or done. To be religious, to stand up for animals"
                        " or to hold a lawful opinion is never a concern in itself."),
            choices=reasons.Ideology.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one; “Mixed, or unclear” is fine")},
        ),
        heading=True,
        option_hints={"mixed": _("The usual case. Nobody has to know more than you saw")},
    )  # fmt: skip


class Details(PageForm):
    """When, where and how: all of it may be left empty but when it was first known."""

    first_known = look(
        DayField(
            label=_("When did you first know?"),
            past=True,
            help_text=_("Today is already filled in. Change it if you knew before."),
            error_messages={"required": _("Give the day on which you first knew")},
        ),
        size="s",
    )
    happened_on = look(
        DayField(label=_("When did it happen?"), past=True, required=False), size="s"
    )
    when_said = forms.CharField(
        label=_("Or say when in your own words"), max_length=200, required=False
    )
    place = look(
        forms.ChoiceField(label=_("Where?"), choices=reasons.Place.choices, initial="unknown",
                          help_text=_("Off site counts just as much as on site.")), size="s",
    )  # fmt: skip
    platform = look(
        forms.CharField(label=_("On which app, game or website?"), max_length=120, required=False),
        size="s",
    )
    link = look(
        forms.CharField(
            label=_("Link, if there is one"), max_length=2_000, required=False,
            help_text=_("Only if you already have it. Do not go looking."),
        ),
        size="s",
    )  # fmt: skip
    channels = look(
        forms.MultipleChoiceField(
            label=_("How did it reach people?"), choices=reasons.Channel.choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s", small=True,
    )  # fmt: skip
    device = look(
        forms.ChoiceField(
            label=_("On what kind of device?"),
            choices=reasons.DeviceKind.choices,
            initial="unknown",
        ),
        size="s",
    )
    connection = look(
        forms.ChoiceField(
            label=_("On which connection?"), choices=reasons.Connection.choices, initial="unknown"
        ),
        size="s",
    )
    risk_area = look(
        forms.ChoiceField(label=_("Which of the four Cs fits best?"), choices=K.choices), size="s"
    )

    def prepare(self) -> None:
        """Put the category under its usual C; only a breach may be an attempt."""
        category = category_of(self.setting)
        self.fields["risk_area"].initial = RISK_AREA[category]
        if category in (C.POLICY_BREACH, C.HACKING):
            self.fields["attempted_only"] = forms.BooleanField(
                label=_("It was only tried, and did not succeed"), required=False
            )


class Done(PageForm):
    """What was done at once to stop harm."""

    action_taken = look(
        long_text(
            label=_("What have you done so far?"),
            help_text=_("For example: stayed with them, called 999, kept a screenshot (never of a"
                        " nude image), told a parent. “Nothing yet” is an answer."),
            most=5_000,
            error_messages={"required": _("Say what you have done, or “Nothing yet”")},
        ),
        heading=True,
        rows=3,
    )  # fmt: skip


class Choose(PageForm):
    """Which of the people whom the policy names is to receive it."""

    chosen_role = look(
        forms.ChoiceField(
            label=_("Who should it go to?"),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who should get this")},
        ),
        heading=True,
    )

    offered: list[tuple[str, str]] = []

    def prepare(self) -> None:
        """Offer the roles by name."""
        choice_of(self, "chosen_role").choices = self.setting.typed.get("offered", [])


class PostSeen(PageForm):
    """A post that staff saw: where it is, and what it does (LAN-PREV-05 to 07)."""

    harm = look(
        forms.ChoiceField(
            label=_("What does the post do?"),
            choices=(
                ("at-risk", _("It isolates somebody or puts them at risk")),
                ("extreme", _("It promotes extreme views")),
                ("values", _("It attacks democracy, the law, liberty or respect for others")),
                ("bullying", _("It is offensive, demeaning or bullying")),
                ("negative", _("It speaks badly of the college")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what the post does")},
        ),
        heading=True,
        option_hints={"negative": _("Do not reply to it, even to put it right")},
    )
    link = look(
        forms.CharField(
            label=_("Link to the post, if you have it"), max_length=2_000, required=False
        ),
        size="s",
    )
    platform = look(
        forms.CharField(label=_("On which app, game or website?"), max_length=120), size="s"
    )
    happened = look(
        long_text(
            label=_("What does it say?"),
            help_text=_("In its own words as far as you remember. Never describe a nude image."),
            error_messages={"required": _("Say what the post says")},
        ),
        size="s",
        rows=4,
    )


class Noticed(PageForm):
    """How IT came to notice it."""

    source = look(
        forms.ChoiceField(
            label=_("How was it noticed?"),
            choices=(
                ("monitoring", _("A filter or monitoring system raised an alert")),
                ("person", _("Somebody told us, or we came across it in our work")),
            ),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how it was noticed")},
        ),
        heading=True,
    )


class Logged(PageForm):
    """What a system logged: the facts about it, and nothing that it shows."""

    happened = look(
        long_text(
            label=_("What was logged?"),
            help_text=_("Time, account, device, address visited, rule that fired. Do not open or"
                        " copy what it shows."),
            error_messages={"required": _("Say what was logged")},
        ),
        size="s", rows=5,
    )  # fmt: skip


class SessionSeen(PageForm):
    """Bullying that was seen in a session: whose, when, how and what (POR-ES-09)."""

    group = look(
        forms.ChoiceField(label=_("In which group?"), required=False), size="s"
    )  # fmt: skip
    session_on = look(DayField(label=_("On which day?"), past=True), size="s")
    session_said = look(
        forms.CharField(
            label=_("In which session?"), max_length=200, required=False,
            help_text=_("Such as: maths, second hour, online"),
        ),
        size="s",
    )  # fmt: skip
    channels = look(
        forms.MultipleChoiceField(
            label=_("How did it reach people?"), choices=reasons.Channel.choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s", small=True,
    )  # fmt: skip
    happened = look(
        long_text(
            label=_("What did you see or hear?"),
            help_text=_("Use their own words where you can. “It was only banter” counts."),
            error_messages={"required": _("Say what you saw or heard")},
        ),
        size="s", rows=4,
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer the groups that the reporter teaches; the only one is chosen already."""
        person = self.setting.person
        taught = groups_taught(person) if person else []
        groups = [(str(one.pk), one.name) for one in taught]
        choice_of(self, "group").choices = [*groups, ("", _("Another group"))]
        if groups:
            self.fields["group"].initial = groups[0][0]
