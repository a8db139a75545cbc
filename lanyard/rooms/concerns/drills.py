"""The routes and paths that are tried with a marked test report, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.reasons import About, CaseKind, Category, Part, ReporterKind


@dataclass(frozen=True)
class Path:
    """A way that a report may come, or a lane that a case runs in."""

    slug: str
    kind: str
    title: Any
    reporter: ReporterKind
    about: About = About.OTHER
    #: The kind of case that follows it, for the checklist of a dry run.
    case_kind: CaseKind | None = None

    @property
    def signed_in(self) -> bool:
        """Whether whoever tries it does so under their own name."""
        return self.reporter in {ReporterKind.STAFF, ReporterKind.IT}

    @property
    def people(self) -> tuple[Named, ...]:
        """Return whom the test report names: somebody made up, of the right kind."""
        if self.case_kind is None:
            return ()
        relation = "staff" if self.about is About.STAFF else "learner"
        return (Named(name="Test Person", part=Part.ALLEGED, relation=relation),)

    @property
    def category(self) -> Category:
        """Return the category of the test report."""
        return Category.POLICY_BREACH if self.case_kind else Category.OTHER


R = ReporterKind
#: Slug to the way: every route of reporting, and the two paths of conduct (COM-SAF-07).
PATHS: dict[str, Path] = {
    path.slug: path
    for path in (
        Path("staff", "mystery", _("The staff's report"), R.STAFF),
        Path("it", "mystery", _("What IT noticed"), R.IT),
        Path("learner", "mystery", _("Tell us, as a learner, without a name"), R.LEARNER),
        Path("parent", "mystery", _("Tell us, as a parent or carer"), R.PARENT),
        Path("visitor", "mystery", _("Tell us, as a visitor"), R.VISITOR),
        Path("learner-conduct", "dry-run", _("Conduct of a learner"), R.STAFF, About.LEARNER,
             CaseKind.LEARNER_CONDUCT),
        Path("staff-conduct", "dry-run", _("Conduct of a member of staff"), R.STAFF, About.STAFF,
             CaseKind.STAFF_CONDUCT),
    )
}  # fmt: skip
#: Why a thing is tried, to the interval of the profile that says how often.
INTERVALS = {"mystery": "mystery-report", "dry-run": "path-dry-run"}
