"""Decision tables D3 and D5 written out as cases: profile, facts, what must come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One cell. ``why`` is the clause that decides it, or "default"."""

    profile: str
    facts: dict[str, Any]
    to: tuple[str, ...]
    why: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    choose: bool = field(default=False)

    @property
    def name(self) -> str:
        told = "-".join(str(v).lower() for v in self.facts.values())
        return f"D3-{self.profile}-{'+'.join(self.why) or 'default'}-{told}"


def _(profile: str, facts: str, to: str, why: str = "", duties: str = "", out: str = "") -> Case:
    words = dict(pair.split("=") for pair in facts.split())
    known: dict[str, Any] = {**words}
    if "serious" in known:
        known["serious"] = known["serious"] == "yes"
    return Case(
        profile, known, tuple(to.split()), tuple(why.split()), tuple(duties.split()),
        tuple(out.split()),
    )  # fmt: skip


OAK, LAN, KMC, POR, COM = "oaklands", "landau", "kingston-maurward", "portland", "company"

SUBJECTS = [
    _(LAN, "about=dsl reporter=staff category=other", "ceo", out="dsl"),
    _(KMC, "about=dsl reporter=staff category=other", "principal", out="dsl"),
    _(OAK, "about=dsl reporter=staff category=other", "principal hr-director", "OAK-4.7-08",
      out="dsl"),
    _(POR, "about=dsl reporter=staff category=other", "management", out="dsl"),
    _(COM, "about=dsl reporter=staff category=other", "managing-director", "COM-INC-07",
      "consider-lado", "dsl"),
    _(LAN, "about=staff reporter=learner category=other", "dso dsl", "LAN-RESP-01"),
    _(KMC, "about=staff reporter=staff category=grooming", "safeguarding-team", "KMC-GSF-19"),
    _(KMC, "about=staff reporter=staff category=bullying", "safeguarding-team", "KMC-GSF-19"),
    _(KMC, "about=staff reporter=staff category=nudes", "safeguarding-team", "KMC-GSF-19",
      "do-not-view"),
    _(KMC, "about=staff reporter=staff category=extremism", "safeguarding-team", "KMC-GSF-19",
      "consider-channel"),
    _(KMC, "about=staff reporter=staff category=other",
      "line-manager deputy-principal ap-student-experience", "KMC-GSF-16"),
    _(OAK, "about=staff reporter=staff category=bullying", "principal hr-director", "OAK-4.7-08"),
    _(OAK, "about=staff reporter=staff category=policy-breach", "principal hr-director",
      "OAK-4.7-08"),
    _(POR, "about=staff reporter=staff category=other", "dsl"),
    _(COM, "about=staff reporter=staff category=other", "dsl", "COM-INC-07 COM-INC-08",
      "consider-lado"),
    _(LAN, "about=head reporter=staff category=other", "trustee", out="ceo"),
    _(KMC, "about=head reporter=staff category=other", "senior-management-team governors",
      out="principal"),
    _(OAK, "about=head reporter=staff category=other", "hr-director", "OAK-4.7-08",
      out="principal"),
    _(POR, "about=head reporter=staff category=other", "management"),
    _(COM, "about=head reporter=staff category=other", "governors", "", "consider-lado",
      "managing-director"),
]  # fmt: skip
CATEGORIES = [
    _(LAN, "about=learner reporter=staff category=extremism", "dso", "LAN-PREV-07"),
    _(KMC, "about=learner reporter=learner category=extremism", "safeguarding-team",
      "KMC-INC-07 KMC-INC-08", "consider-channel"),
    _(OAK, "about=learner reporter=staff category=extremism", "safeguarding-team", "OAK-4.7-05"),
    _(POR, "about=learner reporter=staff category=extremism", "dsl"),
    _(COM, "about=learner reporter=staff category=extremism", "dsl", "COM-INC-04"),
    _(LAN, "about=learner reporter=staff category=sexual-violence", "dso dsl", "LAN-STAFF-02"),
    _(KMC, "about=learner reporter=learner category=sexual-violence", "safeguarding-team",
      "KMC-GSF-19"),
    _(OAK, "about=learner reporter=staff category=sexual-violence", "safeguarding-team",
      "OAK-4.7-05"),
    _(POR, "about=learner reporter=staff category=sexual-violence", "dsl"),
    _(COM, "about=learner reporter=learner category=sexual-violence", "dsl", "COM-SV-02"),
    _(COM, "about=learner reporter=staff category=harassment", "dsl", "COM-SV-02"),
    _(LAN, "about=learner reporter=learner category=nudes", "dso dsl", "LAN-STAFF-02",
      "do-not-view"),
    _(KMC, "about=learner reporter=staff category=nudes", "safeguarding-team", "KMC-GSF-19",
      "do-not-view"),
    _(OAK, "about=learner reporter=learner category=nudes", "safeguarding-team", "OAK-4.7-05",
      "do-not-view"),
    _(POR, "about=learner reporter=staff category=nudes", "dsl", "", "do-not-view"),
    _(COM, "about=learner reporter=staff category=nudes", "dsl", "COM-NUD-04", "do-not-view"),
    _(COM, "about=learner reporter=staff category=upskirting", "dsl", "COM-UPS-01 COM-INC-06",
      "decide-police"),
    _(LAN, "about=learner reporter=staff category=hacking", "dso dsl", "LAN-CYB-04",
      "report-to-police"),
    _(OAK, "about=learner reporter=staff category=illegal-access", "safeguarding-team",
      "OAK-4.3-04", "report-to-police"),
    _(KMC, "about=learner reporter=staff category=hacking", "line-manager", "KMC-EXP-05",
      "decide-police"),
    _(POR, "about=learner reporter=staff category=hacking", "dsl", "", "decide-police"),
    _(COM, "about=learner reporter=staff category=hacking", "dsl", "COM-BEH-05",
      "report-to-police"),
]  # fmt: skip
REPORTERS = [
    _(LAN, "about=learner reporter=staff category=other serious=yes", "dso dsl", "LAN-STAFF-02"),
    _(KMC, "about=learner reporter=staff category=other serious=yes", "student-welfare",
      "KMC-ROL-05", "follow-up-record"),
    _(OAK, "about=learner reporter=staff category=other serious=yes", "safeguarding-team",
      "OAK-4.7-05"),
    _(POR, "about=learner reporter=staff category=other serious=yes", "dsl"),
    _(COM, "about=learner reporter=staff category=other serious=yes", "dsl", "COM-INC-04"),
    _(LAN, "about=learner reporter=staff category=other", "dso dsl", "LAN-STAFF-02"),
    _(KMC, "about=learner reporter=staff category=other", "line-manager", "KMC-INC-04"),
    _(KMC, "about=learner reporter=staff category=bullying", "safeguarding-team", "KMC-GSF-19"),
    _(OAK, "about=learner reporter=staff category=bullying", "safeguarding-team", "OAK-4.7-05"),
    _(POR, "about=other reporter=staff category=accidental-access", "line-manager third-party-it",
      "POR-WEB-05", "log-accidental-access"),
    _(POR, "about=learner reporter=staff category=other", "dsl"),
    _(COM, "about=learner reporter=staff category=bullying", "dsl", "COM-INC-04"),
    _(LAN, "about=learner reporter=learner category=bullying", "trusted-adult dso",
      "LAN-DD-11 LAN-STAFF-02"),
    _(KMC, "about=learner reporter=learner category=bullying",
      "course-manager apprenticeship-coordinator student-welfare", "KMC-ROL-02"),
    _(OAK, "about=learner reporter=learner category=bullying", "safeguarding-team"),
    _(POR, "about=learner reporter=learner category=bullying", "dsl"),
    _(COM, "about=learner reporter=learner category=bullying", "dsl", "COM-INC-04 COM-LRN-06"),
    _(LAN, "about=learner reporter=it category=other source=monitoring", "dso", "LAN-IT-03"),
    _(LAN, "about=learner reporter=it category=policy-breach source=monitoring", "dsl",
      "LAN-DSL-03"),
    _(KMC, "about=learner reporter=learner category=accidental-access", "it-department",
      "KMC-CON-05", "log-accidental-access"),
    _(KMC, "about=learner reporter=it category=accidental-access source=monitoring",
      "it-department", "KMC-CON-05", "log-accidental-access"),
    _(OAK, "about=learner reporter=it category=other source=monitoring",
      "head-student-services safeguarding-team", "OAK-4.7-07 OAK-4.7-06"),
    _(OAK, "about=learner category=other source=monitoring", "it-support", "OAK-4.7-06"),
    _(POR, "about=other reporter=it category=accidental-access source=monitoring",
      "third-party-it", "POR-WEB-05", "log-accidental-access"),
    _(COM, "about=learner reporter=it category=other source=monitoring", "dsl"),
    _(LAN, "about=other reporter=staff category=policy-breach", "dsl", "LAN-DSL-03"),
    _(KMC, "about=other reporter=staff category=policy-breach", "line-manager", "KMC-INC-04"),
    _(OAK, "about=other reporter=staff category=policy-breach", "line-manager", "OAK-12-02"),
    _(POR, "about=other reporter=staff category=policy-breach", "line-manager"),
    _(COM, "about=other reporter=staff category=policy-breach", "head-digital-ict dsl",
      "COM-STF-01"),
    _(OAK, "about=other reporter=staff category=negative-post", "director-marketing",
      "OAK-9-03 OAK-9-04", "do-not-reply"),
    _(LAN, "about=other reporter=staff category=negative-post", "dso dsl", "LAN-STAFF-02"),
    _(LAN, "about=learner reporter=parent category=bullying", "dso dsl"),
    _(KMC, "about=learner reporter=parent category=bullying", "safeguarding-team"),
    _(OAK, "about=learner reporter=visitor category=other", "safeguarding-team"),
    _(POR, "about=learner reporter=parent category=other", "dsl"),
    _(COM, "about=learner reporter=parent category=other", "dsl", "COM-INC-04"),
]  # fmt: skip
#: Sexual violence, harassment and nudes go to safeguarding, whoever tells of them.
GRAVE: list[Case] = []
for _profile, _to, _why in (
    (LAN, "dso dsl", "LAN-STAFF-02"), (KMC, "safeguarding-team", "KMC-GSF-19"),
    (OAK, "safeguarding-team", "OAK-4.7-05"), (POR, "dsl", ""), (COM, "dsl", "COM-SV-02"),
):  # fmt: skip
    for _what in ("sexual-violence", "harassment", "nudes"):
        _source = "COM-NUD-04" if (_profile, _what) == (COM, "nudes") else _why
        for _reporter in ("staff", "learner"):
            _facts = f"about=learner reporter={_reporter} category={_what}"
            _case = _(_profile, _facts, _to, _source, "do-not-view" if _what == "nudes" else "")
            if _case.facts not in [c.facts for c in CATEGORIES if c.profile == _profile]:
                GRAVE.append(_case)
D3 = [*SUBJECTS, *CATEGORIES, *GRAVE, *REPORTERS]


def duties_of(case: Case) -> set[str]:
    """Return every duty of a cell: its own, and those that stand beside every such concern."""
    about, category = case.facts.get("about"), case.facts.get("category")
    beside = {"immediately", "never-promise-confidentiality", *case.duties}
    if about in {"staff", "dsl", "head"}:
        beside.add("consider-lado")
    if category == "extremism":
        beside.add("consider-channel")
    if category in {"sexual-violence", "grooming"}:
        beside.add("decide-police")
    if case.profile == COM and about == "learner":
        beside.add("consider-parents")
    if (
        case.profile == OAK
        and about == "learner"
        and category in {"bullying", "harassment", "other"}
    ):
        beside.add("tell-line-manager-of-post")
    return beside
