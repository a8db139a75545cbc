"""Every string of every template can be translated, and all are found."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext

from lanyard.foundation.ui.messages import (
    PACKAGE,
    PLURALS,
    Message,
    behind,
    gather,
    in_module,
    in_template,
)

#: What is the same in every language.
SAME = {"Lanyard", "am", "pm"}
_QUIET = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->"
    r"|{% block body_class %}.*?{% endblock %}"
    r"|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"|<(script|style|svg|code|pre|kbd)\b.*?</\1>",
    re.DOTALL,
)
_SPOKEN = re.compile(r"""\s(?:aria-label|alt|title|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_HTML = re.compile(r"<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{2,}")


def untranslated(source: str) -> list[str]:
    """Return the words of a template that stand outside every translate tag."""
    rest = _QUIET.sub(" ", source)
    bare = _TAGS.sub("", rest)
    spoken = " ".join(a or b for a, b in _SPOKEN.findall(bare))
    text = re.sub(r"&\w+;", " ", f"{_HTML.sub(' ', bare)} {spoken}")
    return [word for word in _WORD.findall(text) if word not in SAME]


def test_every_template_string_can_be_translated() -> None:
    found = {
        str(path.relative_to(PACKAGE)): words
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        if (words := untranslated(path.read_text("utf-8")))
    }
    assert found == {}


def test_bare_words_are_noticed() -> None:
    assert untranslated('<p>Hello {{ you }}</p> {% translate "x" %}') == ["Hello"]
    assert untranslated('<nav aria-label="Main menu"></nav>') == ["Main", "menu"]
    assert untranslated('<p class="x">{% blocktranslate %}Hello{% endblocktranslate %}</p>') == []


def test_strings_are_found_wherever_they_stand() -> None:
    template = (
        '{% translate "One" %}{{ send|default:_("Two") }}{% state "due" _("Three") %}'
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert set(in_template(template)) == {
        Message("One"),
        Message("Two"),
        Message("Three"),
        Message("%(n)s day", "%(n)s days"),
    }
    module = "a = _('Four')\nb = ngettext('%d day', '%d days', 2)\nc = gettext_lazy('Fi' 've')"
    assert set(in_module(module)) == {
        Message("Four"),
        Message("%d day", "%d days"),
        Message("Five"),
    }


def test_strings_are_found_under_another_name_of_the_call() -> None:
    module = (
        "from django.utils.translation import gettext_lazy as soon, ngettext as some\n"
        "a = soon('One')\nb = some('%d day', '%d days', 2)\nc = later('No message')"
    )
    assert set(in_module(module)) == {Message("One"), Message("%d day", "%d days")}


def test_no_catalogue_is_behind() -> None:
    messages = gather()
    nothing: tuple[set[str], set[str]] = (set(), set())
    assert {language: behind(language, messages) for language in PLURALS} == dict.fromkeys(
        PLURALS, nothing
    ), "Run: make messages"
    new = {message: files for message, files in messages.items() if message.text != "Leave now"}
    assert behind("cy", [*new, Message("Just written")]) == ({"Just written"}, {"Leave now"})


def test_the_house_is_gathered() -> None:
    texts = {message.text for message in gather()}
    assert {"Report a concern", "Leave now", "in %(count)d day"} <= texts


def test_welsh_is_spoken_where_it_is_translated() -> None:
    catalogue = Path(PACKAGE / "locale/cy/LC_MESSAGES/django.mo")
    assert catalogue.exists(), "Run: make setup"
    with translation.override("cy"):
        assert gettext("Report a concern") == "Rhoi gwybod am bryder"
