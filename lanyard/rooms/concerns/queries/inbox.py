"""The inbox: reports not yet in a case, and cases, ordered by what is due. A fixed few queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from psycopg import sql

from lanyard.rooms.concerns.models import CasePerson, Involved
from lanyard.rooms.concerns.walls import ABOUT_STAFF

PAGE = 25
_NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
_NIL = UUID(int=0)

#: Danger now stands first (COM-PUR-01); then what is due soonest.
_LINES = sql.SQL("""
SELECT kind, line.id, rank, due, severity, category,
    CASE WHEN walled THEN '' ELSE words END, state, since,
    concat(person.given_name, ' ', person.family_name) AS holder, prevent, walled,
    concat(CASE kind WHEN 'report' THEN 'R' END, year, '-', lpad(number::text, 4, '0'))
FROM (
    SELECT *, about_staff OR (kind = 'case' AND EXISTS (SELECT FROM concerns_concern report
        WHERE report.case_id = shown.id AND report.about = ANY(%(staff)s))) AS walled
    FROM (
    SELECT * FROM (
        SELECT 'report' AS kind, report.id,
            CASE WHEN report.immediate_danger THEN 0 ELSE 1 END AS rank,
            coalesce(CASE WHEN report.state = 'received' THEN report.acknowledge_by
                          ELSE report.first_action_by END, report.received_at) AS due,
            CASE WHEN report.immediate_danger THEN 5 ELSE 0 END AS severity, report.category,
            left(report.happened, 140) AS words, report.state, report.received_at AS since,
            report.acknowledged_by_id AS holder_id, report.prevent, report.year, report.number,
            report.about = ANY(%(staff)s) AS about_staff
        FROM concerns_concern report WHERE {reports}
        UNION ALL
        SELECT 'case', file.id,
            CASE WHEN file.severity = 5 AND file.state = 'open' THEN 0 ELSE 1 END,
            coalesce(file.next_due, %(never)s), file.severity, file.category, file.summary,
            file.state, file.opened_at, file.holder_id, file.prevent, file.year, file.number,
            file.kind = 'allegation'
        FROM concerns_case file WHERE {cases}
    ) AS every
    WHERE (rank, due, id) > (%(rank)s, %(due)s, %(id)s)
    ORDER BY rank, due, id LIMIT %(size)s
    ) AS shown
) AS line
LEFT JOIN people_person person ON person.id = line.holder_id
ORDER BY rank, due, line.id
""")
_COUNTS = sql.SQL("""
SELECT CASE WHEN grouping(severity) = 0 THEN 'severity'
        WHEN grouping(risk_area) = 0 THEN 'risk_area' WHEN grouping(category) = 0 THEN 'category'
        WHEN grouping(site_id) = 0 THEN 'site' WHEN grouping(holder_id) = 0 THEN 'holder'
        WHEN grouping(prevent) = 0 THEN 'prevent' ELSE 'state' END,
    coalesce(severity::text, risk_area, category, site_id::text, holder_id::text, prevent,
        state, ''),
    count(*)
FROM (
    SELECT NULL::int AS severity, risk_area, category, NULL::uuid AS site_id,
        NULL::uuid AS holder_id, prevent, 'new' AS state
    FROM concerns_concern report WHERE {reports}
    UNION ALL
    SELECT severity, risk_area, category, site_id, holder_id, prevent, state
    FROM concerns_case file WHERE {cases}
) AS line
GROUP BY GROUPING SETS (severity, risk_area, category, site_id, holder_id, prevent, state)
""")
#: Named one by one, so that the index by state answers.
#: A test report that was answered waits for nobody.
_NEW = sql.SQL(
    "report.state IN ('received', 'acknowledged')"
    " AND (NOT report.is_test OR report.state = 'received')"
)
_NOTHING = sql.SQL("false")
#: The newest that nobody has taken: however far behind a college is, they are seen at once.
_JUST_IN = sql.SQL(
    "report.id IN (SELECT newest.id FROM concerns_concern newest"
    " WHERE newest.state = 'received' AND newest.received_at >= %(since)s"
    " ORDER BY newest.received_at DESC, newest.id DESC LIMIT %(size)s)"
)
JUST_IN = 5
#: For so long a report that nobody took counts as just in; then its due moment places it.
_FRESH = datetime.timedelta(days=3)
_STATES = {
    "": ("open", "awaiting-agreement"), "open": ("open",),
    "awaiting-agreement": ("awaiting-agreement",),
    "watching": ("watching",), "closed": ("closed",),
}  # fmt: skip
_REPORT_FILTERS = {
    "risk_area": sql.SQL("report.risk_area = %(risk_area)s"),
    "category": sql.SQL("report.category = %(category)s"),
    "prevent": sql.SQL("report.prevent IN ('yes', 'unsure')"),
    "severity": sql.SQL("%(severity)s = '5' AND report.immediate_danger"),
    "holder": sql.SQL("%(holder)s = 'none' AND report.acknowledged_by_id IS NULL"),
    "site": _NOTHING,
}
_CASE_FILTERS = {
    "risk_area": sql.SQL("file.risk_area = %(risk_area)s"),
    "category": sql.SQL("file.category = %(category)s"),
    "prevent": sql.SQL("file.prevent IN ('yes', 'unsure')"),
    "severity": sql.SQL("file.severity = %(severity)s::int"),
    "site": sql.SQL("file.site_id = %(site)s::uuid"),
    "holder": sql.SQL("file.holder_id IS NOT DISTINCT FROM nullif(%(holder)s, 'none')::uuid"),
}


@dataclass(frozen=True)
class Line:
    """One line of the inbox; people are pairs of a name and their part.

    Of what stands behind the wall of reports about staff it has neither words nor people: those
    are read with a second factor.
    """

    kind: str
    id: UUID
    rank: int
    due: datetime.datetime | None
    severity: int
    category: str
    words: str
    state: str
    since: datetime.datetime
    holder: str
    prevent: str
    walled: bool
    reference: str
    people: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where the line stands in the list, for the page after it."""
        return f"{self.rank}~{(self.due or _NEVER).isoformat()}~{self.id}"


@dataclass(frozen=True)
class Page:
    """A page of the inbox and the place after which the next one starts ("" at the end).

    ``just_in`` are the newest reports that nobody has taken, on the first page of all that is open;
    they stand above and are not repeated among ``lines``.
    """

    lines: tuple[Line, ...]
    after: str
    just_in: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What the inbox is narrowed to. ``state`` "" is all that is open, "new" reports only."""

    state: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether it leaves anything out of what is open."""
        return bool(self.state or any(self.columns.values()))

    def _where(self) -> dict[str, sql.Composable]:
        wanted = [name for name in _CASE_FILTERS if self.columns.get(name)]
        reports = [_NEW, *(_REPORT_FILTERS[name] for name in wanted)]
        cases = [sql.SQL("file.state = ANY(%(states)s)"), *(_CASE_FILTERS[n] for n in wanted)]
        if self.state not in {"", "new"}:
            reports = [_NOTHING]
        if self.state == "new":
            cases = [_NOTHING]
        join = sql.SQL(" AND ").join
        return {"reports": join(reports), "cases": join(cases)}

    def statement(self) -> str:
        """Return the statement of a page, for the query and for its plan."""
        return _LINES.format(**self._where()).as_string(None)

    def parameters(self, *, after: str = "", size: int = PAGE) -> dict[str, Any]:
        """Return the parameters of the statement."""
        rank, due, record = _place(after)
        return {
            **{name: self.columns.get(name, "") for name in _CASE_FILTERS},
            "states": list(_STATES.get(self.state, _STATES[""])), "never": _NEVER,
            "staff": [str(about) for about in ABOUT_STAFF],
            "rank": rank, "due": due, "id": record, "size": size + 1,
        }  # fmt: skip


def _place(after: str) -> tuple[int, datetime.datetime, UUID]:
    """Read a place in the list; a spoilt one is the start."""
    try:
        rank, due, record = after.split("~")
        return int(rank), datetime.datetime.fromisoformat(due), UUID(record)
    except ValueError:
        return -1, _NEVER, _NIL


def page_of(filters: Filters, *, after: str = "", size: int = PAGE) -> Page:
    """Return one page, most pressing first, in three queries; the first of all in four."""
    rows = _lines(filters.statement(), filters.parameters(after=after, size=size))
    shown = rows[:size]
    newest = [] if after or filters.narrow else _just_in()
    above = {line.id for line in newest}
    lines = _with_people([*newest, *(line for line in shown if line.id not in above)])
    place = shown[-1].place if len(rows) > size else ""
    return Page(tuple(lines[len(newest) :]), place, tuple(lines[: len(newest)]))


def _just_in() -> list[Line]:
    """Return the newest reports that nobody has taken, the newest first, without people.

    Danger now is none of them: it stands first in the list itself.
    """
    statement = _LINES.format(reports=_JUST_IN, cases=_NOTHING).as_string(None)
    since = timezone.now() - _FRESH
    rows = _lines(statement, {**Filters().parameters(), "size": JUST_IN, "since": since})
    return sorted((line for line in rows if line.rank), key=lambda line: line.since, reverse=True)


def _lines(statement: str, parameters: dict[str, Any]) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Line(*_tidy(row)) for row in cursor.fetchall()]


def _tidy(row: tuple[Any, ...]) -> list[Any]:
    values = list(row)
    values[3] = None if values[3] == _NEVER else values[3]
    values[6] = " ".join(values[6].split())
    values[9] = values[9].strip()
    return values


def _with_people(lines: list[Line]) -> list[Line]:
    people: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    reports = [line.id for line in lines if line.kind == "report" and not line.walled]
    cases = [line.id for line in lines if line.kind == "case" and not line.walled]
    for record, name, part in (
        Involved.objects.filter(concern__in=reports)
        .order_by("id")
        .values_list("concern_id", "name", "part")
    ):
        people[record].append((name, part))
    for record, name, part in (
        CasePerson.objects.filter(case__in=cases, ended_at=None)
        .order_by("id")
        .values_list("case_id", "name", "part")
    ):
        people[record].append((name, part))
    return [replace(line, people=tuple(people[line.id])) for line in lines]


def counts() -> dict[str, dict[str, int]]:
    """Return how many open lines each filter would show: filter to value to number. One query."""
    where = Filters()._where()
    statement = _COUNTS.format(**where).as_string(None)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"states": list(_STATES[""])})
        for name, value, number in cursor.fetchall():
            found[name][value] = number
    return found
