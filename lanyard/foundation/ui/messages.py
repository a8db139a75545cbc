"""Gather every translatable string: ``python -m lanyard.foundation.ui.messages``.

Works without GNU gettext. New strings are added to ``lanyard/locale/*/LC_MESSAGES/django.po``,
those no longer used are marked obsolete, and what was translated stays. ``--compile`` only makes
the ``.mo`` files that Django reads; the build of the interface does the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "locale"
#: Language to the rule of its plurals.
PLURALS = {
    "en_GB": "nplurals=2; plural=(n != 1);",
    "cy": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
}
_CALLS = {"_", "gettext", "gettext_lazy", "later"}
_PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
_STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_ONE = re.compile(rf"\b(?:_|gettext)\(\s*{_STRING}\s*\)", re.DOTALL)
_MANY = re.compile(rf"\bngettext\(\s*{_STRING},\s*{_STRING}", re.DOTALL)


@dataclass(frozen=True, order=True)
class Message:
    """A string to translate, with its plural ("" where there is none)."""

    text: str
    plural: str = ""


def in_template(source: str) -> Iterator[Message]:
    """Give the strings of a template."""
    code = templatize(source)
    for found in _MANY.finditer(code):
        yield Message(ast.literal_eval(found[1]), ast.literal_eval(found[2]))
    for found in _ONE.finditer(code):
        yield Message(ast.literal_eval(found[1]))


def in_module(source: str) -> Iterator[Message]:
    """Give the strings of a Python module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        words = [text for text in texts if isinstance(text, str)]
        if name in _CALLS and words:
            yield Message(words[0])
        elif name in _PLURAL_CALLS and len(words) > 1:
            yield Message(words[0], words[1])


def gather() -> dict[Message, list[str]]:
    """Return every string of the house with the files in which it stands."""
    found: dict[Message, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if "tests" in path.parts or "static" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            messages = in_module(path.read_text("utf-8"))
        elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
            messages = in_template(path.read_text("utf-8"))
        else:
            continue
        for message in messages:
            found.setdefault(message, set()).add(path.relative_to(PACKAGE.parent).as_posix())
    return {message: sorted(found[message]) for message in sorted(found)}


def update(language: str, messages: dict[Message, list[str]]) -> polib.POFile:
    """Bring a language's catalogue up to date, keep what is translated, and return it."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in before}
    catalogue = polib.POFile(wrapwidth=98)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    for message, files in messages.items():
        catalogue.append(_entry(message, files, known.get(message.text), language))
    wanted = {message.text for message in messages}
    for entry in before:
        if entry.msgid not in wanted and entry.translated():
            entry.obsolete = True
            catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def _entry(
    message: Message, files: list[str], known: polib.POEntry | None, language: str
) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, occurrences=[(file, "") for file in files])
    if "%(" in message.text or "%(" in message.plural:
        entry.flags = ["python-format"]
    if message.plural:
        entry.msgid_plural = message.plural
        forms = int(PLURALS[language][9])
        entry.msgstr_plural = {
            n: (known.msgstr_plural.get(n, "") if known else "") for n in range(forms)
        }
    elif known:
        entry.msgstr = known.msgstr
    return entry


def compile_catalogues() -> None:
    """Make the files that Django reads from the catalogues."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def main(arguments: list[str]) -> None:
    """Gather and compile, or with ``--compile`` compile only."""
    if "--compile" not in arguments:
        settings.configure(USE_I18N=True)
        messages = gather()
        for language in PLURALS:
            done = len(update(language, messages).translated_entries())
            sys.stdout.write(f"{language}: {len(messages)} strings, {done} translated\n")
    compile_catalogues()


if __name__ == "__main__":
    main(sys.argv[1:])
