"""Pages of guidance as they ship: Markdown with a head, checked strictly. Pure.

A page is made of sections. Each section is the policy's, every paragraph and list entry with the
clauses it comes from (``{#KMC-GST-01}``), or it is marked ``{default}``: then it is Lanyard's own
advice, and labelled so. What lies in ``content/guidance`` is Lanyard's alone and stands under the
page of the same name of every policy.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lanyard.engine.policy.api import CONTENT, ContentInvalid, Fault, YamlPage, clauses, line_of

_NEEDED = frozenset({"slug", "title", "summary", "audience", "order", "clauses", "shown-beside"})
_ALLOWED = frozenset({"poster", "contacts", "strength"})
_TEXTS = ("slug", "title", "summary", "audience")
_CITED = re.compile(r"\s*\{#([^}]*)\}\s*$")
_LINK = re.compile(r"\]\(#([a-z-]+)\)")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What a link may lead to besides another page of guidance.
WAYS = frozenset(
    {"report", "help", "check", "may-i", "what-to-do-now", "privacy-check", "removals"}
)
#: Marks a section as Lanyard's own advice.
_DEFAULT = "{default}"


class Audience(enum.StrEnum):
    """Whom a page is for."""

    LEARNERS = "learners"
    STAFF = "staff"
    PARENTS = "parents"
    EVERYBODY = "everybody"


class Source(enum.StrEnum):
    """Whose words a section is."""

    POLICY = "policy"
    DEFAULT = "default"
    OWN = "own"


@dataclass(frozen=True)
class Section:
    """A part of a page under its heading; ``text`` is Markdown without marks."""

    heading: str
    text: str
    source: Source
    clauses: tuple[str, ...] = ()
    line: int = 1
    #: As it was written, with its marks.
    written: str = ""


@dataclass(frozen=True)
class GuidancePage:
    """One page of guidance."""

    slug: str
    title: str
    summary: str
    audience: Audience
    order: int
    sections: tuple[Section, ...]
    file: str
    beside: tuple[str, ...] = ()
    poster: bool = False
    contacts: bool = False
    own: bool = False
    #: Beside it stands the helper that says how strong a password is, in the browser alone.
    strength: bool = False

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that the page cites, in its order."""
        return tuple(dict.fromkeys(one for part in self.sections for one in part.clauses))

    @property
    def words(self) -> str:
        """All its words, for search."""
        parts = [f"{one.heading}\n{one.text}" for one in self.sections]
        return "\n".join([self.title, self.summary, *parts])

    @property
    def body(self) -> str:
        """Its sections as they are written, for whoever writes their own version."""
        marks = {Source.DEFAULT: f" {_DEFAULT}"}
        return "\n\n".join(
            f"## {one.heading}{marks.get(one.source, '')}\n\n{one.written}" for one in self.sections
        )

    @property
    def digest(self) -> str:
        """The fingerprint of exactly these words; a read mark belongs to one."""
        return hashlib.sha256(self.words.encode()).hexdigest()


def read_page(
    text: str, file: str, known: Collection[str], *, shared: bool = False
) -> GuidancePage:
    """Read a page; raises ContentInvalid with file and line of every fault."""
    head, body, first = _parted(text, file)
    page = YamlPage(head, file)
    root = page.root
    fields = page.fields(root, "the head of the page", _NEEDED, _ALLOWED) if root else {}
    texts = {name: page.text(fields[name], name) for name in _TEXTS if name in fields}
    lists = {
        name: [(page.text(one, name), line_of(one)) for one in page.entries(fields[name], name)]
        for name in ("clauses", "shown-beside")
        if name in fields
    }
    plain = {name: page.plain(fields[name]) for name in ("order", *_ALLOWED) if name in fields}
    if texts.get("audience") not in set(Audience):
        page.fault(1, f"has an unknown audience; there are {', '.join(Audience)}")
    if not _SLUG.fullmatch(texts.get("slug", "")):
        page.fault(1, "has a slug that is none: small letters, digits and hyphens")
    if not isinstance(plain.get("order"), int):
        page.fault(1, "has an order that is no number")
    parts, faults = sections_of(body, file, known, first=first, shared=shared)
    _compare(page, dict(lists.get("clauses", [])), parts, known)
    for fault in faults:
        page.fault(fault.line, fault.what)
    page.finish()
    return GuidancePage(
        slug=texts["slug"], title=texts["title"], summary=texts["summary"],
        audience=Audience(texts["audience"]), order=plain["order"], sections=parts, file=file,
        beside=tuple(name for name, _line in lists["shown-beside"]),
        poster=bool(plain.get("poster")), contacts=bool(plain.get("contacts")),
        strength=bool(plain.get("strength")),
    )  # fmt: skip


def _parted(text: str, file: str) -> tuple[str, str, int]:
    """Return the head (its lines where they stand), the body and the line it begins on."""
    lines = text.splitlines()
    ends = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if not lines or ends[:1] != [0] or len(ends) < 2:
        raise ContentInvalid([Fault(file, 1, "must begin with a head between two lines of ---")])
    return "\n" + "\n".join(lines[1 : ends[1]]), "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def _compare(
    page: YamlPage, named: Mapping[str, int], parts: tuple[Section, ...], known: Collection[str]
) -> None:
    """Note each clause that the head names and no section cites, or the other way."""
    cited = {one: part.line for part in parts for one in part.clauses}
    for clause, line in named.items():
        if clause not in known:
            page.fault(line, f"names no clause of the policy: {clause}")
        elif clause not in cited:
            page.fault(line, f"names {clause}, which no section cites")
    for clause, line in cited.items():
        if clause in known and clause not in named:
            page.fault(line, f"cites {clause}, which the head does not name")


def sections_of(
    body: str, file: str, known: Collection[str], *, first: int = 1, shared: bool = False,
    own: bool = False,
) -> tuple[tuple[Section, ...], list[Fault]]:  # fmt: skip
    """Return the sections of a body, and its faults with the lines on which they stand.

    A college that writes its own words (``own``) need not cite; what it cites must exist.
    """
    faults: list[Fault] = []
    found: list[Section] = []
    for heading, line, lines in _under_headings(body, first):
        title = heading.removesuffix(_DEFAULT).strip()
        section, wrong = _section(title, line, lines, default=heading.endswith(_DEFAULT), own=own)
        faults += [Fault(file, at, what) for at, what in wrong]
        faults += _unfit(section, file, known, shared=shared)
        if title in {one.heading for one in found}:
            faults.append(Fault(file, line, f"has the heading {title} twice"))
        found.append(section)
    if not found:
        faults.append(Fault(file, first, "has no section: begin one with ##"))
    return tuple(found), faults


def _unfit(section: Section, file: str, known: Collection[str], *, shared: bool) -> Iterator[Fault]:
    for clause in section.clauses:
        if clause not in known:
            yield Fault(file, section.line, f"cites no clause of the policy: {clause}")
    if shared and section.source is not Source.DEFAULT:
        yield Fault(file, section.line, f"must be marked {_DEFAULT}, since no policy says it")
    if not section.text.strip():
        yield Fault(file, section.line, f"says nothing under {section.heading}")


def _under_headings(body: str, first: int) -> list[tuple[str, int, list[tuple[int, str]]]]:
    found: list[tuple[str, int, list[tuple[int, str]]]] = []
    for line, text in enumerate(body.splitlines(), first):
        if text.startswith("## "):
            found.append((text[3:].strip(), line, []))
        elif found:
            found[-1][2].append((line, text))
        elif text.strip():
            found.append(("", line, [(line, text)]))
    return found


def _section(
    title: str, line: int, lines: list[tuple[int, str]], *, default: bool, own: bool
) -> tuple[Section, list[tuple[int, str]]]:
    wrong: list[tuple[int, str]] = []
    cited: list[str] = []
    kept: list[str] = []
    for at, text in lines:
        marks = _CITED.search(text)
        named = marks[1].replace("#", " ").split() if marks else []
        cited += named
        kept.append(text[: marks.start()] if marks else text)
        if default and named:
            wrong.append((at, f"cites {named[0]} in a section marked {_DEFAULT}"))
        if text.strip() and not (named or default or own or text.rstrip().endswith(":")):
            wrong.append((at, "cites no clause; cite one, or mark the section {default}"))
    if not title:
        wrong.append((line, "stands under no heading"))
    source = Source.DEFAULT if default else Source.POLICY if cited else Source.OWN
    text = "\n".join(kept).strip()
    written = "\n".join(text for _at, text in lines).strip()
    return Section(title, text, source, tuple(dict.fromkeys(cited)), line, written), wrong


@cache
def pages(slug: str) -> Mapping[str, GuidancePage]:
    """Return the pages that ship for a policy, by slug in their order; raises ContentInvalid.

    Where the policy has no page, or no section of a heading, Lanyard's own stands.
    """
    shared = read_folder(CONTENT / "guidance", (), shared=True)
    theirs = read_folder(CONTENT / slug / "guidance", clauses(slug).keys()) if slug else {}
    found = {
        name: _over(theirs[name], shared.get(name)) if name in theirs else shared[name]
        for name in shared.keys() | theirs.keys()
    }
    check_links(found)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))


@cache
def places() -> frozenset[str]:
    """Return every place beside which some policy's guidance stands; only heads are read."""
    paths = [*CONTENT.glob("guidance/*.md"), *CONTENT.glob("*/guidance/*.md")]
    found: set[str] = set()
    for path in paths:
        page = YamlPage(_parted(path.read_text("utf-8"), path.name)[0], path.name)
        fields = page.table(page.root, "the head of the page")
        found.update(page.plain(fields["shown-beside"]) or () if "shown-beside" in fields else ())
    return frozenset(found)


def read_folder(
    folder: Path, known: Collection[str], *, shared: bool = False
) -> dict[str, GuidancePage]:
    """Read every page of a folder; raises ContentInvalid, for a slug given twice too."""
    found: dict[str, GuidancePage] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.md")):
        file = f"{folder.parent.name}/{folder.name}/{path.name}"
        try:
            page = read_page(path.read_text("utf-8"), file, known, shared=shared)
        except ContentInvalid as wrong:
            faults += wrong.faults
            continue
        if page.slug in found:
            what = f"gives the slug {page.slug} again; it stands in {found[page.slug].file}"
            faults.append(Fault(file, 1, what))
        found[page.slug] = page
    if faults:
        raise ContentInvalid(faults)
    return found


def _over(page: GuidancePage, under: GuidancePage | None) -> GuidancePage:
    """Return a page with the sections of another under its own, save those it has itself."""
    if under is None:
        return page
    mine = {one.heading for one in page.sections}
    rest = tuple(one for one in under.sections if one.heading not in mine)
    return replace(page, sections=page.sections + rest)


def check_links(found: Mapping[str, GuidancePage]) -> None:
    """Raise ContentInvalid for each link that leads to no page and to no way of Lanyard."""
    known = found.keys() | WAYS
    faults = [
        Fault(page.file, section.line, f"links to #{target}, which is no page")
        for page in found.values()
        for section in page.sections
        for target in _LINK.findall(section.text)
        if target not in known
    ]
    if faults:
        raise ContentInvalid(faults)
