"""The manifest of a OneRoster set: what it says is in the zip must be what is."""

from __future__ import annotations

from collections.abc import Mapping

from lanyard.people.imports.problems import Problems, Unreadable, Where
from lanyard.people.imports.tables import rows_of
from lanyard.people.imports.uploads import Upload

VERSIONS = ("1.1", "1.2")
_STATED = ("bulk", "delta", "absent")


def read_manifest(files: Mapping[str, Upload], problems: Problems) -> str:
    """Return the set's version; raises Unreadable where it is not a bulk set of 1.1 or 1.2.

    Notes an error for each file that the manifest and the zip do not agree on.
    """
    file = files.get("manifest.csv")
    if file is None:
        raise Unreadable("There is no manifest.csv, so this is no OneRoster set.")
    said: dict[str, tuple[str, Where]] = {}
    for row in rows_of(file, problems, required=("propertyname", "value")):
        said[row.raw("propertyname").casefold()] = (row.raw("value"), row.where)
    version = said.get("oneroster.version", ("", None))[0]
    if version not in VERSIONS:
        raise Unreadable(
            f"The manifest says OneRoster {version or 'of no version'}; 1.1 and 1.2 can be read."
        )
    for name, (value, where) in said.items():
        if name.startswith("file."):
            _check(name.removeprefix("file.") + ".csv", value.casefold(), where, files, problems)
    stated = {name.removeprefix("file.") + ".csv" for name in said if name.startswith("file.")}
    for name in sorted(files.keys() - stated - {"manifest.csv"}):
        problems.warn(
            Where(files[name].name), "The manifest does not name the file; it was not read."
        )
    return version


def _check(
    name: str, value: str, where: Where, files: Mapping[str, Upload], problems: Problems
) -> None:
    if value not in _STATED:
        problems.error(where, f"“{value[:40]}” is none of bulk, delta and absent.")
    elif value == "delta":
        problems.error(where, f"{name} is a delta; only bulk sets can be imported.")
    elif value == "bulk" and name not in files:
        problems.error(where, f"The manifest promises {name}, which is missing.")
    elif value == "absent" and name in files:
        problems.error(where, f"The manifest says that {name} is absent, but it is there.")
