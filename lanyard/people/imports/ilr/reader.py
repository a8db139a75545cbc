"""Read a learner return: learners, what they study, apprentices' employers, stated needs."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from lanyard.people.imports.batch import (
    Batch,
    EmployerLine,
    EnrolmentLine,
    PersonLine,
    SiteLine,
    VulnerabilityLine,
)
from lanyard.people.imports.ilr import codes
from lanyard.people.imports.ilr.document import NAMESPACE, open_return
from lanyard.people.imports.planner import band_on
from lanyard.people.imports.problems import Unreadable, Where
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import AgeBand

_YEAR_BEGINS = datetime.date(2025, 9, 1)
_NS = f"{{{NAMESPACE}}}"


def read(files: Sequence[Upload], *, today: datetime.date) -> Batch:
    """Turn one return into a batch; raises Unreadable for more than one file, or none."""
    if len(files) != 1:
        raise Unreadable("A learner return is one XML file.")
    batch = Batch("ilr")
    root = open_return(files[0], batch.problems)
    learners = [_Learner(element, files[0].name) for element in root.iterfind(f"{_NS}Learner")]
    shared = _shared(learners, batch)
    for learner in learners:
        _person(learner, batch, shared)
        _studies(learner, batch)
        _needs(learner, batch)
    return batch


class _Learner:
    """One learner's element, with the few values that are needed more than once."""

    def __init__(self, element: etree._Element, file: str) -> None:
        self.element = element
        self.where = Where(file, _line(element))
        self.ref = _text(element, "LearnRefNumber")
        self.uln = _text(element, "ULN")
        self.email = _text(element, "Email")
        self.born = _date(element, "DateOfBirth")
        self.site = _text(element, "CampId")

    def all(self, name: str) -> Iterator[etree._Element]:
        return self.element.iterfind(f"{_NS}{name}")


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(f"{_NS}{name}") or "").strip()


def _date(element: etree._Element, name: str) -> datetime.date | None:
    value = _text(element, name)[:10]
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        # The schema has said so already.
        return None


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _shared(learners: list[_Learner], batch: Batch) -> frozenset[str]:
    """Return the numbers and addresses given for several learners: they tell nobody apart."""
    ulns = Counter(learner.uln for learner in learners if learner.uln)
    emails = Counter(learner.email.lower() for learner in learners if learner.email)
    for learner in learners:
        if ulns[learner.uln] > 1 and learner.uln != codes.NO_ULN:
            batch.problems.warn(learner.where, "Another learner has the same ULN; it was left out.")
        if emails[learner.email.lower()] > 1:
            batch.problems.warn(
                learner.where, "Another learner has the same e-mail address; it was left out."
            )
    return frozenset(value for counts in (ulns, emails) for value, n in counts.items() if n > 1)


def _person(learner: _Learner, batch: Batch, shared: frozenset[str]) -> None:
    own_uln = learner.uln and learner.uln != codes.NO_ULN and learner.uln not in shared
    own_email = learner.email and learner.email.lower() not in shared
    batch.people.append(
        PersonLine(
            where=learner.where, ref=learner.ref,
            given_name=_text(learner.element, "GivenNames") or None,
            family_name=_text(learner.element, "FamilyName") or None,
            email=learner.email if own_email else None, email_is_contact=True,
            phone=_text(learner.element, "TelNo") or None, born=learner.born,
            also=(("uln", learner.uln),) if own_uln else (),
            fallback_name=f"Learner {learner.ref}",
        )
    )  # fmt: skip
    if learner.site and learner.site not in {line.ref for line in batch.sites}:
        batch.sites.append(SiteLine(where=learner.where, ref=learner.site))


def _studies(learner: _Learner, batch: Batch) -> None:
    spans: dict[str, list[EnrolmentLine]] = {}
    for aim in learner.all("LearningDelivery"):
        line = _enrolment(learner, aim, batch)
        if line is not None:
            spans.setdefault(line.programme, []).append(line)
    for lines in spans.values():
        batch.enrolments.append(_joined(lines))


def _enrolment(learner: _Learner, aim: etree._Element, batch: Batch) -> EnrolmentLine | None:
    kind, funding, programme = (_text(aim, name) for name in ("AimType", "FundModel", "ProgType"))
    since, until = _date(aim, "LearnStartDate"), _date(aim, "LearnActEndDate")
    where = Where(learner.where.file, _line(aim))
    if kind == codes.COMPONENT_AIM or since is None:
        return None
    if until is not None and until < since:
        batch.problems.error(where, "The aim ends before it starts.")
        return None
    apprentice = programme in codes.APPRENTICESHIPS
    return EnrolmentLine(
        where=where, person_ref=learner.ref, programme=_programme(aim, kind, funding, programme),
        band=_band(learner.born, funding, since, until), apprentice=apprentice, since=since,
        until=until,
        employer_ref=_employer(learner, since, batch) if apprentice else None,
        site_ref=learner.site or None,
    )  # fmt: skip


def _programme(aim: etree._Element, kind: str, funding: str, programme: str) -> str:
    if programme:
        title = codes.PROGRAMMES.get(
            programme, "Apprenticeship framework" if programme in codes.APPRENTICESHIPS
            else f"Programme type {programme}",
        )  # fmt: skip
        return f"{title} {_text(aim, 'StdCode')}".strip()
    if funding in codes.YOUNG_FUNDING:
        return "Study programme, 16 to 19"
    return f"Learning aim {_text(aim, 'LearnAimRef')}"


def _band(
    born: datetime.date | None, funding: str, since: datetime.date, until: datetime.date | None
) -> str | None:
    """Return the provision by age in the year of the return; where that is unknown, by funding."""
    if born is not None:
        return band_on(born, max(since, min(until or _YEAR_BEGINS, _YEAR_BEGINS)))
    if funding in codes.YOUNG_FUNDING:
        return AgeBand.YOUNG
    return AgeBand.ADULT if funding in codes.ADULT_FUNDING else None


def _joined(lines: list[EnrolmentLine]) -> EnrolmentLine:
    """Return one span for the aims of a programme: from the first start, open while one is open."""
    first = min(lines, key=lambda line: (line.since or datetime.date.max, line.where.row))
    ends = [line.until for line in lines]
    until = None if None in ends else max(end for end in ends if end)
    values = {name: getattr(first, name) for name in EnrolmentLine.__dataclass_fields__}
    employer = next((line.employer_ref for line in lines if line.employer_ref), None)
    last = max(lines, key=lambda line: (line.until or datetime.date.max, line.where.row))
    return EnrolmentLine(**{**values, "until": until, "employer_ref": employer, "band": last.band})


def _employer(learner: _Learner, since: datetime.date, batch: Batch) -> str | None:
    """Return the employer at the start of an apprenticeship, else the first one named after it."""
    named = sorted(
        (applies, _text(status, "EmpId"), _line(status))
        for status in learner.all("LearnerEmploymentStatus")
        if _text(status, "EmpId") and (applies := _date(status, "DateEmpStatApp"))
    )
    if not named:
        return None
    before = [entry for entry in named if entry[0] <= since]
    _, ref, row = before[-1] if before else named[0]
    if ref not in {line.ref for line in batch.employers}:
        where = Where(learner.where.file, row)
        batch.employers.append(EmployerLine(where=where, ref=ref, reference=ref))
    return ref


def _needs(learner: _Learner, batch: Batch) -> None:
    """Add a flag only where the return itself states the need."""
    stated: dict[str, list[str]] = {}
    if _text(learner.element, "LLDDHealthProb") == "1":
        stated.setdefault(codes.DIFFICULTY[0], []).append(codes.DIFFICULTY[1])
    for mark in learner.all("LearnerFAM"):
        found = codes.MONITORING.get((_text(mark, "LearnFAMType"), _text(mark, "LearnFAMCode")))
        if found is not None:
            stated.setdefault(found[0], []).append(found[1])
    for kind, notes in stated.items():
        batch.vulnerabilities.append(
            VulnerabilityLine(
                where=learner.where, person_ref=learner.ref, kind=kind,
                note="Stated in the learner return: " + "; ".join(notes) + ".",
            )
        )  # fmt: skip
