"""The words of the pages: questions in plain words, answers, what to do, where to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.engine.decisions.api import FactInfo, Word

#: With more choices than this a list to choose from takes the place of buttons.
MOST_RADIOS = 10


@dataclass(frozen=True)
class Plain:
    """A question as the index shows it: its words, what it is about, and how else it is called."""

    title: Any
    about: Any
    also: str
    group: str


GROUPS: dict[str, Any] = {
    "contact": _("Contact with learners and others"),
    "media": _("Pictures and accounts"),
    "use": _("Web, data and monitoring"),
    "safe": _("When something happens"),
    "staff": _("Training and recruitment"),
}
#: Question to its plain words, in the order of the index. ``also`` is searched, never shown.
QUESTIONS: dict[str, Plain] = {
    "contact.connect": Plain(
        _("May I connect with this person?"),
        _("Friends, followers and links on social media, your own or an official account"),
        "friend request follow follower following facebook instagram snapchat tiktok linkedin x"
        " twitter ex-learner former learner student parent colleague accept add relationship",
        "contact",
    ),
    "contact.message": Plain(
        _("May I send this message?"),
        _("Which channel, device and account you may write, text or call by"),
        "text sms whatsapp e-mail email teams phone call direct message dm write parent student"
        " hours evening weekend",
        "contact",
    ),
    "media.publish": Plain(
        _("May I publish this picture?"),
        _("Photographs and films of people, where they go, and whose consent they take"),
        "photo photograph image video film website newsletter consent copyright names blog print",
        "media",
    ),
    "account.go-live": Plain(
        _("May this account go live?"),
        _("A new page, group or profile in the organisation's name"),
        "new page group official account channel open start approval administrator",
        "media",
    ),
    "account.post": Plain(
        _("May I post this?"),
        _("Posts, comments, likes and shares on an official account"),
        "post comment like share reply negative review tweet story marketing",
        "media",
    ),
    "web.use": Plain(
        _("Is this use of the web allowed now?"),
        _("The web and social media at work, while teaching, in breaks"),
        "internet browsing personal use lunch break lesson shopping social media at work",
        "use",
    ),
    "data.remove": Plain(
        _("May this data leave?"),
        _("Personal data on a laptop, a stick, a phone, or in your own cloud"),
        "usb memory stick laptop home take home cloud dropbox personal data encrypted gdpr phone"
        " numbers contacts",
        "use",
    ),
    "monitoring.search": Plain(
        _("May these logs or this mailbox be searched?"),
        _("Looking into somebody's use or mail, and handing it on"),
        "search mailbox log history browsing monitoring investigate e-mail account access release",
        "use",
    ),
    "concern.route": Plain(
        _("Who receives this concern?"),
        _("Where a worry goes, and who is kept out because it is about them"),
        "report worry bullying harassment extremism grooming safeguarding tell whom hacking",
        "safe",
    ),
    "image.found": Plain(
        _("What happens with a nude or semi-nude image?"),
        _("What to do, and above all what not to do"),
        "nude sext sexting picture intimate image found shown youth produced",
        "safe",
    ),
    "police.report": Plain(
        _("Must the police be told?"),
        _("Conduct that may be against the law"),
        "police crime illegal report hacking copyright offence",
        "safe",
    ),
    "training.due": Plain(
        _("Which training is due?"),
        _("Induction, yearly reading, refreshers and updates"),
        "training cpd induction refresher kcsie prevent update certificate expire course",
        "staff",
    ),
    "recruitment.view": Plain(
        _("May I look at this applicant's profile?"),
        _("Searching for candidates online before they are employed"),
        "recruitment applicant candidate linkedin facebook check online search job interview hr",
        "staff",
    ),
}
#: Answer to its word and the kind of its shape.
ANSWERS: dict[str, tuple[Any, str]] = {
    Word.YES: (_("Yes"), "good"),
    Word.YES_IF: (_("Yes, if"), "good"),
    Word.ASK_FIRST: (_("Ask first"), "waiting"),
    Word.AVOID: (_("Better not"), "due"),
    Word.NO: (_("No"), "alarm"),
    Word.UNKNOWN: (_("Cannot be said yet"), "note"),
}
#: Answers of questions that ask what is to be done, and not whether something may be.
OTHERWISE: dict[str, dict[str, tuple[Any, str]]] = {
    "concern.route": {Word.YES: (_("This is who receives it"), "note")},
    "image.found": {
        Word.NO: (_("Do not look at it"), "alarm"),
        Word.YES_IF: (_("You may deal with it, if"), "note"),
    },
    "police.report": {Word.YES: (_("Tell the police"), "due"), Word.NO: (_("No duty"), "note")},
    "training.due": {
        Word.YES: (_("Training is due"), "due"), Word.NO: (_("Nothing is due now"), "good"),
    },
}  # fmt: skip
#: What must hold for "yes, if".
CONDITIONS: dict[str, Any] = {
    "authorised-poster": _("Whoever posts is authorised to."),
    "authorised-site": _("The account is an authorised one."),
    "boundaries": _("You keep to professional boundaries."),
    "line-manager-advice": _("You have your line manager's advice."),
    "professional-judgement": _("You use your professional judgement."),
    "second-person-present": _("A second person is there."),
    "second-staff-access": _("A second member of staff has access to the account."),
    "viewing-is-necessary": _("Looking at it is truly necessary."),
    "viewing-logged": _("Each look at it is recorded, with the reason."),
}
#: What must be done now.
DUTIES: dict[str, Any] = {
    "authorised-account-only": _("Post it on an approved account only, if you are authorised to."),
    "avoid-criminalising": _("Avoid making a criminal of a child who made or shared it."),
    "block-follower": _("Block this person, so that they no longer follow you."),
    "check-names": _("Check that no name stands beside the picture that may not."),
    "consider-channel": _("Consider a Channel referral (Prevent)."),
    "consider-encryption": _("Consider encrypting it; IT helps."),
    "consider-lado": _("Consider the local authority's designated officer (LADO)."),
    "consider-parents": _("Consider telling parents or carers."),
    "decide-police": _("Decide whether to tell the police, and record why or why not."),
    "defer-to-agreed-hours": _("Wait for the agreed hours, or say why it cannot wait."),
    "discard-finding": _("Discard what you found; pass it to nobody who selects."),
    "do-not-copy": _("Do not copy it, save it or take a picture of it."),
    "do-not-delete": _("Do not delete it, and ask nobody else to."),
    "do-not-reply": _("Do not reply and do not react."),
    "do-not-share": _("Do not forward it or show it to anybody."),
    "do-not-view": _("Do not look at it."),
    "follow-full-guidance": _("Follow the full guidance on sharing nudes and semi-nudes."),
    "follow-up-record": _("Follow it up on the record."),
    "go-straight-to-dsl": _("Go straight to the safeguarding lead."),
    "immediately": _("Tell them now, in person or by telephone."),
    "log-accidental-access": _("Record that it was opened by accident."),
    "log-reason": _("Note why."),
    "log-use": _("Note that you used it; prefer the organisation's device."),
    "metadata-only": _("Record what is known about it, never the image."),
    "never-promise-confidentiality": _("Never promise to keep it secret."),
    "record-declaration": _("Tell us that you are connected already."),
    "record-lawful-basis": _("Record the lawful basis for using their contact details."),
    "refer-police": _("Refer it to the police."),
    "refer-social-care": _("Refer it to children's social care."),
    "remove-contact-details": _("Take your own number, address or handle out of it."),
    "report-to-marketing": _("Tell the marketing team about it."),
    "report-to-police": _("Tell the police."),
    "restrict-privacy-settings": _("Check your privacy settings: what you post may be seen."),
    "risk-assess-first": _("Have the risk assessed first."),
    "tell-hr": _("Tell human resources."),
    "tell-line-manager-of-post": _("Tell the line manager about the post."),
}
COURSES: dict[str, Any] = {
    "induction": _("Induction"), "kcsie": _("Keeping Children Safe in Education"),
    "refresher": _("Safeguarding refresher"), "key-staff-update": _("Update for key staff"),
    "update": _("Safeguarding update"), "prevent": _("Prevent"),
}  # fmt: skip
#: Duties that a report carries out.
BY_REPORT = frozenset({
    "go-straight-to-dsl", "immediately", "report-to-marketing", "log-accidental-access",
    "report-to-police", "decide-police",
})  # fmt: skip
#: What a fact of several entries calls each of them.
ENTRY: dict[str, Any] = {
    "enrolments": _("Period of study"), "approvals": _("Approval"), "admins": _("Administrator"),
    "subjects": _("Person shown"), "parties": _("Person"), "records": _("Training taken"),
}  # fmt: skip
#: What the records filled in, in words that do not ask.
RECORDED: dict[str, Any] = {
    "relation": _("what they are to us"), "born": _("their date of birth"),
    "enrolments": _("when they studied here"), "responsible": _("that you teach or taught them"),
    "declaration": _("what you have declared"), "reporter": _("that you work here"),
    "source": _("that a person noticed it"), "finder": _("what your part is"),
    "author_role": _("what your part is"), "person": _("that you work here"),
    "started": _("when you started"), "approvals": _("who has approved it"),
    "it_permission": _("that the IT department permitted it"),
    "line_manager_authorised": _("that your line manager authorised it"),
    "manager_permission": _("that your line manager permitted it"),
    "approved_channels": _("which channels the leadership has approved"),
    "at": _("what time it is"), "hours": _("which hours were agreed"),
}  # fmt: skip
#: Words of facts, or of parts of them, that their own do not explain.
LABELS: dict[str, Any] = {
    "from": _("From"), "to": _("Until"), "review_on": _("To be looked at again on"),
    "on": _("On"), "role": _("Role"), "person": _("Name"), "outcome": _("What they said"),
    "kind": _("Who is it?"), "form": _("Is a signed form on file?"), "by": _("Who consented?"),
    "channels": _("For which outlets?"), "names": _("May the name be shown?"),
    "given_on": _("Given on"), "expires_on": _("Ends on"), "withdrawn_on": _("Withdrawn on"),
    "elsewhere": _("Does the connection come from outside the organisation?"),
    "status": _("What became of it?"), "course": _("Course"), "method": _("How?"),
    "age": _("Age, if known"),
}  # fmt: skip
HINTS: dict[str, Any] = {
    "platform": _("Such as Instagram, Facebook, LinkedIn or Teams"),
    "lawful_basis": _("Such as consent or a contract. Leave it empty where none is recorded."),
    "method": _("Such as online, in person or by e-mail"),
    "enrolments": _("The last day matters most."),
}


def label(info: FactInfo) -> Any:
    """Return the words of a fact, or of a part of one."""
    return LABELS.get(info.name, info.label) if not info.label.endswith("?") else info.label


def answer_word(question: str, word: str) -> tuple[Any, str]:
    """Return an answer's word and the kind of its shape."""
    own: Mapping[str, tuple[Any, str]] = OTHERWISE.get(question, {})
    return own.get(word, ANSWERS[Word(word)])


def found(query: str) -> dict[str, Plain]:
    """Return the questions that hold every word looked for, in title, explanation or synonyms."""
    wanted = query.casefold().split()
    return {
        name: plain
        for name, plain in QUESTIONS.items()
        if all(word in f"{plain.title} {plain.about} {plain.also}".casefold() for word in wanted)
    }
