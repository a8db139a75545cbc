"""Open a learner return safely and hold it against its schema, with line numbers."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from lxml import etree

from lanyard.people.imports.problems import Problems, Unreadable, Where
from lanyard.people.imports.uploads import Upload

NAMESPACE = "ESFA/ILR/2025-26"
_SCHEMA = Path(__file__).parent / "ilr-2025-26.xsd"
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"ESFA/ILR/(\d{4}-\d{2})")
_NAMESPACED = re.compile(r"\{[^}]*\}")


def open_return(file: Upload, problems: Problems) -> etree._Element:
    """Return the root of a valid return; each breach of the schema is an error of its line.

    Raises Unreadable where the file is no XML, declares a document type (entities could be hidden
    in one), or is the return of another year.
    """
    if _DOCTYPE.search(file.data):
        raise Unreadable(f"{file.name} declares a document type, which no learner return does.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(file.data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{file.name} is no XML: line {error.lineno}, {error.msg}.") from error
    _refuse_other_years(root, file)
    schema = _schema()
    if not schema.validate(root):
        for entry in list(schema.error_log):  # type: ignore[call-overload]  # the stubs do not know that it can be walked
            problems.error(Where(file.name, entry.line), _NAMESPACED.sub("", entry.message))
    return root


def _refuse_other_years(root: etree._Element, file: Upload) -> None:
    name = etree.QName(root)
    if name.localname != "Message" or not (name.namespace or "").startswith("ESFA/ILR/"):
        raise Unreadable(f"{file.name} is no learner return (ILR).")
    if name.namespace != NAMESPACE:
        year = _OTHER_YEAR.match(name.namespace or "")
        said = f"of {year[1]}" if year else "of another year"
        raise Unreadable(f"{file.name} is the return {said}; the one of 2025-26 can be read.")


@functools.cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_SCHEMA), etree.XMLParser(no_network=True)))
