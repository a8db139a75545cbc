"""The sets of questions that a case may have to answer, and which case has to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.engine.policy.api import BreachCode, Effect, Profile
from lanyard.rooms.concerns.casefile import CaseFile
from lanyard.rooms.concerns.reasons import CaseKind, Category

Required = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a set. ``kind`` is text, line, choice, day or moment."""

    slug: str
    label: Any
    kind: str = "text"
    choices: tuple[tuple[str, Any], ...] = ()
    hint: Any = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Set:
    """A set of questions. ``many``: a case may hold several, each a moment of its own."""

    slug: str
    title: Any
    questions: tuple[Question, ...]
    many: bool = False
    #: Offered in the case's menu even where it is not required.
    offered: bool = True


YES_NO = (("yes", lazy("Yes")), ("no", lazy("No")))
DONE_OR_NOT = (("done", lazy("Done")), ("not-needed", lazy("Not needed")))
GROUNDS = (
    ("none", lazy("None")), ("age", lazy("Age")), ("disability", lazy("Disability")),
    ("gender-reassignment", lazy("Gender reassignment")),
    ("marriage", lazy("Marriage or civil partnership")),
    ("pregnancy", lazy("Pregnancy or maternity")), ("race", lazy("Race")),
    ("religion", lazy("Religion or belief")), ("sex", lazy("Sex")),
    ("orientation", lazy("Sexual orientation")), ("other", lazy("Another ground")),
)  # fmt: skip
SUBJECTS = (
    ("colleague", lazy("A colleague")), ("ex-colleague", lazy("A former colleague")),
    ("student", lazy("A learner")), ("ex-student", lazy("A former learner")),
    ("parent", lazy("A parent")), ("client", lazy("A client")),
    ("other", lazy("Somebody else we work with")),
)  # fmt: skip
CAPACITIES = (
    ("work", lazy("In their work here")), ("private", lazy("In private")),
    ("both", lazy("Both, or it cannot be told")),
)  # fmt: skip
#: None of them is exempt (OAK-10-02).
ACCOUNTS = (
    ("organisation", lazy("An account of the organisation")),
    ("personal", lazy("An account of their own")),
    ("third-party", lazy("Somebody else's account")),
)  # fmt: skip
WHEREABOUTS = (
    ("workplace", lazy("Within the workplace")), ("outside", lazy("Outside the workplace")),
    ("unknown", lazy("It cannot be told")),
)  # fmt: skip
MEDIA = (
    ("words", lazy("Words")), ("sound", lazy("Sound")), ("image", lazy("Picture")),
    ("video", lazy("Video")),
)  # fmt: skip


def _q(slug: str, label: Any, kind: str = "text", **more: Any) -> Question:
    return Question(slug=slug, label=label, kind=kind, **more)


#: Fields that a breach code may ask for, by the name the profile gives them.
FIELDS = {q.slug: q for q in (
    _q("capacity", lazy("In which capacity was it done?"), "choice", choices=CAPACITIES),
    _q("account-kind", lazy("Whose account was used?"), "choice", choices=ACCOUNTS),
    _q("whereabouts", lazy("Where was it done?"), "choice", choices=WHEREABOUTS),
    _q("place", lazy("On which site, account or page?"), "line"),
    _q("attempted", lazy("Was it done, or only tried?"), "choice",
       choices=(("actual", lazy("Done")), ("attempted", lazy("Only tried")))),
    _q("reach", lazy("Who could see it, and how many did?")),
    _q("capture", lazy("Where is the dated copy kept? (never a nude image)"), "line"),
    _q("impact", lazy("What harm did it do to the organisation?")),
    _q("explanation", lazy("What was broken that the list does not name?")),
    _q("protected-characteristic", lazy("Which protected characteristic was it about?"), "choice",
       choices=GROUNDS),
    _q("relation", lazy("Whom was it about?"), "choice", choices=SUBJECTS),
    _q("media", lazy("What kind of content was it?"), "choice", choices=MEDIA),
    _q("offline-equivalent", lazy("What would this be offline?"),
       hint=lazy("Name the same act without a screen, so that it is treated alike.")),
    _q("declared", lazy("Had the interest been declared before?"), "choice", choices=YES_NO),
)}  # fmt: skip
_ALIASES = {
    "media-type": "media", "subject-relation": "relation", "attempted-or-actual": "attempted",
    "declared-before": "declared", "protected-characteristics": "protected-characteristic",
    "public-reach": "reach",
}  # fmt: skip

SETS = {s.slug: s for s in (
    Set(slug="breach-facts", title=lazy("What was broken, and was it done?"), questions=(
        FIELDS["attempted"], _q("rule", lazy("Which rule of acceptable use?")),
        _q("source", lazy("How was it noticed?"), "choice", choices=(
            ("person", lazy("Somebody told us")),
            ("alert", lazy("A monitoring or filtering alert")),
            ("log", lazy("IT found it in a log")),
        )),
        _q("source-said", lazy("The system and the number of the alert, if there is one"), "line",
           required=False),
    )),
    Set(slug="investigation", title=lazy("The record of the investigation"), questions=(
        _q("investigator", lazy("Who investigated?"), "line"),
        _q("evidence", lazy("What evidence was looked at?")),
        _q("finding", lazy("What was found?")),
        _q("procedure", lazy("Under which disciplinary or bullying procedure?"), "line"),
    )),
    Set(slug="first-steps", title=lazy("First steps after an abuse of IT systems"), questions=(
        _q("preserve-logs", lazy("Were the logs kept safe?"), "choice", choices=DONE_OR_NOT),
        _q("preserve-logs-said", lazy("When and how, or why not?")),
        _q("restrict-account", lazy("Was the account restricted?"), "choice", choices=DONE_OR_NOT),
        _q("restrict-account-said", lazy("When and how, or why not?")),
        _q("inform-owner", lazy("Was the owner of the system told?"), "choice",
           choices=DONE_OR_NOT),
        _q("inform-owner-said", lazy("When and how, or why not?")),
    )),
    Set(slug="anti-bullying", title=lazy("The steps of the anti-bullying policy"), questions=(
        _q("harmed-heard", lazy("What does the person harmed say, and want?")),
        _q("alleged-heard", lazy("What does the other person say?")),
        _q("stopped", lazy("What was done to stop it, and has it stopped?")),
    )),
    Set(slug="access-finding", title=lazy("Was it opened on purpose?"), questions=(
        _q("finding", lazy("What did you find?"), "choice", choices=(
            ("accidental", lazy("By accident: nobody is to blame")),
            ("deliberate", lazy("On purpose")),
        )),
        _q("because", lazy("What shows that?")),
    )),
    Set(slug="right-of-reply", title=lazy("Right of reply"), questions=(
        _q("asked", lazy("How and when was the person asked for their side?")),
        _q("reply", lazy("What did they say?"),
           hint=lazy("Or that they chose not to answer.")),
    )),
    Set(slug="hr-decision", title=lazy("The HR decision"), questions=(
        _q("decided-by", lazy("Who decided?"), "line"),
        _q("decision", lazy("What was decided?")), _q("because", lazy("For which reasons?")),
        _q("decided-on", lazy("On which day?"), "day"),
        _q("appeal-by", lazy("By when may it be appealed?"), "day"),
    )),
    Set(slug="seriousness", title=lazy("How serious is the breach?"), questions=(
        _q("grade", lazy("Grade"), "choice", choices=(
            ("minor", lazy("Minor")), ("moderate", lazy("Moderate")), ("serious", lazy("Serious")),
        )),
        _q("because", lazy("Why?")),
    )),
    Set(slug="reputation", title=lazy("What follows for our reputation"), questions=(
        _q("follows", lazy("What follows?"), "choice", choices=(
            ("none", lazy("Nothing")), ("disciplinary", lazy("Disciplinary action")),
            ("legal", lazy("Legal action")), ("both", lazy("Both")),
        )),
        _q("decided-by", lazy("Which manager decided?"), "line"),
        _q("because", lazy("Why?")),
    )),
    Set(slug="discipline-stage", title=lazy("A stage of the disciplinary procedure"), many=True,
        questions=(
        _q("procedure", lazy("Which procedure?"), "line"),
        _q("stage", lazy("Which stage?"), "choice", choices=(
            ("informal", lazy("Informal conversation")), ("investigation", lazy("Investigation")),
            ("hearing", lazy("Hearing")), ("decision", lazy("Decision")),
            ("appeal", lazy("Appeal")),
        )),
        _q("decision-maker", lazy("Who decides at this stage?"), "line"),
        _q("on", lazy("On which day?"), "day"),
        _q("said", lazy("What happened, or is to happen?")),
    )),
    Set(slug="manager-conversation", title=lazy("The manager's conversation"), many=True,
        questions=(
        _q("who", lazy("Who spoke with whom?"), "line"), _q("on", lazy("On which day?"), "day"),
        _q("said", lazy("What was said and agreed?")),
    )),
    Set(slug="partner-contact", title=lazy("Contact with a partner"), many=True, questions=(
        _q("partner", lazy("Who? A parent, a carer, an employer, an agency …"), "line"),
        _q("how", lazy("How?"), "line"), _q("at", lazy("When?"), "moment"),
        _q("what", lazy("What was said, and what was shared?")),
    )),
    Set(slug="disclosure-repaired", title=lazy("A promise of secrecy put right"), questions=(
        _q("said", lazy("What was the person told, by whom, and when?")),
    )),
    Set(slug="access-review", title=lazy("Review of who read this case"), many=True,
        offered=False, questions=(
        _q("finding", lazy("Does everybody who read it need to know?"), "choice", choices=YES_NO),
        _q("said", lazy("What did you look at, and what did you change?")),
    )),
    Set(slug="full-guidance", title=lazy("The full guidance on sexual violence and harassment"),
        questions=(
        _q("wishes", lazy("What does the person harmed want to happen?")),
        _q("nature", lazy("What happened, and is it a crime?")),
        _q("ages", lazy("Ages and development; any imbalance of power")),
        _q("pattern", lazy("A one-off or a pattern?")),
        _q("risks", lazy("Risks that remain to them, to others, to staff")),
        _q("apart", lazy("How are they kept apart, in class, in transport, online?")),
        _q("route", lazy("Internally, early help, social care, or the police? Why?")),
    )),
)}  # fmt: skip


def questions_of(slug: str, key: str, profile: Profile) -> Set:
    """Return a set of questions; that of a breach code is made from the profile."""
    if slug != "breach":
        return SETS[slug]
    return _breach_set(profile.breach(key))


def title(slug: str, key: str, profile: Profile) -> str:
    """Return the words for a set."""
    if slug == "breach":
        return _("Answer what the breach %(code)s asks.") % {"code": key}
    return _("Fill in: %(title)s") % {"title": SETS[slug].title}


def _breach_set(breach: BreachCode) -> Set:
    questions = []
    if breach.sub_types:
        choices = tuple((sub, sub.replace("-", " ").capitalize()) for sub in breach.sub_types)
        questions.append(_q("sub-type", lazy("Which kind?"), "choice", choices=choices))
    asked = [*breach.requires]
    if Effect.RECORD_REACH in breach.effects:
        asked.append("reach")
    if Effect.OFFLINE_EQUIVALENT in breach.effects:
        asked.append("offline-equivalent")
    if Effect.DECLARED_BEFORE in breach.effects:
        asked.append("declared")
    for name in dict.fromkeys(_ALIASES.get(name, name) for name in asked):
        known = FIELDS.get(name)
        questions.append(known or _q(name, name.replace("-", " ").capitalize()))
    if breach.quotes:
        hint = ", ".join(breach.quotes)
        questions.append(
            replace(_q("quoted", lazy("The rule in force that day, in its own words")), hint=hint)
        )
    return Set(slug="breach", title=breach.says, questions=tuple(questions), offered=False)


def required(file: CaseFile, profile: Profile) -> list[Required]:
    """Return the sets that a case must answer before it closes, each with the clauses that ask."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for code in file.breaches:
        breach = profile.breach(code)
        if _breach_set(breach).questions:
            found["breach", code] = breach.clauses
    for slug, key, clauses in (*_by_kind(file, profile), *_by_effect(file, profile)):
        found[slug, key] = tuple(dict.fromkeys((*found.get((slug, key), ()), *clauses)))
    return [(slug, key, clauses) for (slug, key), clauses in found.items()]


def _by_kind(file: CaseFile, profile: Profile) -> Iterator[Required]:
    conduct = file.kind in {CaseKind.LEARNER_CONDUCT, CaseKind.STAFF_CONDUCT}
    asked: list[tuple[str, str]] = []
    if file.category in {Category.BULLYING, Category.HARASSMENT} or conduct:
        asked.append(("investigation", "investigation-recorded"))
    if file.category == Category.SEXUAL_VIOLENCE:
        asked.append(("full-guidance", "full-guidance"))
    if file.kind == CaseKind.POLICY_BREACH and profile.asks("breach-facts"):
        asked.append(("breach-facts", "breach-facts"))
    if file.kind == CaseKind.SYSTEM_ABUSE or file.category == Category.HACKING:
        asked.append(("first-steps", "first-steps"))
    if file.category in {Category.ILLEGAL_ACCESS, Category.ACCIDENTAL_ACCESS}:
        asked.append(("access-finding", "access-explained"))
    if file.kind == CaseKind.STAFF_CONDUCT:
        asked += [("right-of-reply", "right-of-reply"), ("hr-decision", "hr-decision")]
    if file.kind == CaseKind.REPUTATION:
        asked.append(("reputation", "reputation-judged"))
    for slug, rule in asked:
        yield slug, "", profile.asked_by(rule)


def _by_effect(file: CaseFile, profile: Profile) -> Iterator[Required]:
    found = {effect: b.clauses for b in map(profile.breach, file.breaches) for effect in b.effects}
    if Effect.ANTI_BULLYING_STEPS in found:
        yield "anti-bullying", "", found[Effect.ANTI_BULLYING_STEPS]
    if Effect.HR_DECISION in found and file.kind != CaseKind.STAFF_CONDUCT:
        yield "hr-decision", "", found[Effect.HR_DECISION]
    graded = graded_by(file.breaches, profile)
    if graded:
        yield "seriousness", "", graded
        grade = file.particulars.get(("seriousness", ""), {}).get("grade")
        if grade == "serious" and Effect.HR_DECISION not in found:
            yield "hr-decision", "", graded


def graded_by(codes: Iterable[str], profile: Profile) -> tuple[str, ...]:
    """Return the clauses by which a breach is graded serious or not (LAN-FRI-07); none for most."""
    breaches = [b for b in profile.breaches if b.code in set(codes) and "seriousness" in b.requires]
    return tuple(dict.fromkeys(clause for breach in breaches for clause in breach.clauses))
