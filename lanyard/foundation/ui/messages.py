"""Gather every translatable string: ``python -m lanyard.foundation.ui.messages``.

Works without GNU gettext. New strings are added to ``lanyard/locale/*/LC_MESSAGES/django.po``,
those no longer used are marked obsolete, and what was translated stays. ``--compile`` only makes
the ``.mo`` files that Django reads; the build of the interface does the same. ``--check`` changes
nothing and ends with 1 where a catalogue lacks a string or holds one that is no longer used.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
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
_CALLS = {"_", "gettext", "gettext_lazy"}
_PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
_TRANSLATION = "django.utils.translation"
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
    """Give the strings of a Python module, under whatever name it imports the calls."""
    tree = ast.parse(source)
    one, many = _called(tree, _CALLS), _called(tree, _PLURAL_CALLS)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        words = [text for text in texts if isinstance(text, str)]
        if name in one and words:
            yield Message(words[0])
        elif name in many and len(words) > 1:
            yield Message(words[0], words[1])


def _called(tree: ast.Module, calls: set[str]) -> set[str]:
    """Return the names that some calls have in a module."""
    imported = (
        alias
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == _TRANSLATION
        for alias in node.names
    )
    return calls | {alias.asname or alias.name for alias in imported if alias.name in calls}


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


def behind(language: str, messages: Iterable[Message]) -> tuple[set[str], set[str]]:
    """Return the strings that a catalogue lacks, and those that it holds and nobody uses."""
    entries = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    held = {(one.msgid, one.msgid_plural) for one in entries if not one.obsolete}
    wanted = {(message.text, message.plural) for message in messages}
    return {text for text, _ in wanted - held}, {text for text, _ in held - wanted}


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


def check() -> int:
    """Say which strings a catalogue lacks or holds for nothing; return 1 where there are any."""
    messages = gather()
    wrong = {language: behind(language, messages) for language in PLURALS}
    for language, (missing, unused) in wrong.items():
        for text in sorted(missing | unused):
            sys.stdout.write(f"{language} {'lacks' if text in missing else 'keeps'}: {text[:80]}\n")
    if any(missing or unused for missing, unused in wrong.values()):
        sys.stdout.write("Run: python -m lanyard.foundation.ui.messages\n")
        return 1
    return 0


def main(arguments: list[str]) -> int:
    """Gather and compile, with ``--compile`` compile only, with ``--check`` only compare."""
    if "--compile" not in arguments:
        settings.configure(USE_I18N=True)
        if "--check" in arguments:
            return check()
        messages = gather()
        for language in PLURALS:
            done = len(update(language, messages).translated_entries())
            sys.stdout.write(f"{language}: {len(messages)} strings, {done} translated\n")
    compile_catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
