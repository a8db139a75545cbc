"""What is said of each kind of finding."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.rooms.guidance.checking.policy import Weight

WEIGHTS: dict[Weight, tuple[str, Any]] = {
    Weight.STOP: ("alarm", _("Do not send it so")),
    Weight.CHANGE: ("due", _("Better change it")),
    Weight.THINK: ("note", _("Look once more")),
}
SAYS: dict[str, Any] = {
    "phone": _("A telephone number. Whoever reads it can keep it and pass it on."),
    "email": _("An e-mail address. Give a college address, and only where it is needed."),
    "address": _("An address or postcode. It tells strangers where somebody is."),
    "birth": _("A date of birth. With a name it is enough to pretend to be somebody."),
    "national-insurance": _("A National Insurance number. It never belongs in a message."),
    "bank": _("Bank or card details. Anybody who sees them can use them."),
    "password": _("A password or code. It belongs to one person and to no message."),
    "confidential": _("Something that is confidential here, or marked so."),
    "learner-photo": _("A name with a photograph. Leave the name away, or make sure of consent."),
    "learner-named": _("The name of somebody who learns here."),
    "strong-language": _("Abusive or threatening words."),
    "language": _("Rude words."),
    "hostile": _("Words that sound aggressive."),
    "shouting": _("Capitals read as shouting. Wait a moment before you send it."),
    "spelling": _("Not how it is spelt or said in British English."),
    "grammar": _("A slip of grammar or spelling."),
    "handle": _("A personal account. Use the college's channels with learners and parents."),
    "familiar": _("It could be misread as too familiar. Consider copying in a colleague."),
    "jargon": _("Plain words reach more people."),
    "long": _("It is long. Keep it short and to the point."),
    "long-sentence": _("A long sentence. Two short ones are easier to read."),
    "names-us": _("It names the organisation. Think of its good name."),
    "disclaimer": _("It gives your own view. Say that it is yours and not your employer's."),
    "own-view": _("Your own views do not belong on a public site, by this policy."),
    "about-work": _("It is about work, on an account of your own. This policy says no to that."),
}
