"""Read School Data Sync files; which format they are of is seen from the files' names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from lanyard.people.imports.batch import Batch
from lanyard.people.imports.problems import Unreadable, Where
from lanyard.people.imports.sds import version_one, version_two
from lanyard.people.imports.uploads import Upload


def read(files: Sequence[Upload], *, today: datetime.date) -> Batch:
    """Turn the files into a batch; raises Unreadable where they are of neither format."""
    batch = Batch("sds")
    by_name = {file.name.casefold(): file for file in files}
    formats = (
        (version_one.NEEDED, version_one.KNOWN, version_one.read),
        (version_two.NEEDED, version_two.KNOWN, version_two.read),
    )
    for needed, known, read_format in formats:
        if needed <= by_name.keys():
            for name in sorted(by_name.keys() - known):
                batch.problems.warn(Where(by_name[name].name), "The file is not used.")
            return read_format(by_name, batch, today=today)
    raise Unreadable(
        "These are not the files of School Data Sync. Format 1 needs School.csv, Section.csv,"
        " Student.csv, Teacher.csv, StudentEnrollment.csv and TeacherRoster.csv; format 2 needs"
        " orgs.csv and users.csv."
    )
