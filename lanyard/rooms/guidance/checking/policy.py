"""What the checker looks for under a policy: rules with their clauses, and Lanyard's defaults."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.api import CONTENT, YamlPage, clauses, line_of


class Weight(enum.StrEnum):
    """What to do about a finding."""

    STOP = "stop"
    CHANGE = "change"
    THINK = "think"


class Writer(enum.StrEnum):
    """Who writes."""

    LEARNERS = "learners"
    STAFF = "staff"


#: What is looked for under every policy, and what weight Lanyard gives it by default.
DEFAULTS = {
    "phone": Weight.CHANGE, "email": Weight.CHANGE, "address": Weight.CHANGE,
    "birth": Weight.CHANGE, "national-insurance": Weight.STOP, "bank": Weight.STOP,
    "password": Weight.STOP, "confidential": Weight.STOP, "learner-photo": Weight.STOP,
    "strong-language": Weight.STOP, "language": Weight.CHANGE, "hostile": Weight.CHANGE,
    "shouting": Weight.THINK, "spelling": Weight.THINK, "grammar": Weight.THINK,
}  # fmt: skip
#: What is looked for only where a policy asks for it.
ASKED = frozenset({
    "familiar", "jargon", "long", "long-sentence", "learner-named", "names-us", "disclaimer",
    "own-view", "about-work", "handle",
})  # fmt: skip
KINDS = frozenset(DEFAULTS) | ASKED
WHEN = frozenset({"always", "photo", "public", "names-us", "own-view"})
#: How a question is answered: not at all, by yes or no, or in words.
ANSWERS = frozenset({"think", "yes-no", "words"})
#: Seconds before a post that needs thought may go out, where the policy names none: Lanyard's.
PAUSE = 10
_LONGEST_PAUSE = 120
_TOP = frozenset({"names", "rules", "questions", "disclaimer", "most-words"})
_RULE = frozenset({"looks-for", "weight", "clauses"})
_QUESTION = frozenset({"ask", "clauses"})
_MORE = frozenset({"for", "when", "answer", "pause"})


@dataclass(frozen=True)
class Rule:
    """What a policy says of one kind of finding. Without clauses it is Lanyard's default."""

    kind: str
    weight: Weight
    clauses: tuple[str, ...] = ()

    @property
    def default(self) -> bool:
        """Whether it is Lanyard's own, and no policy's."""
        return not self.clauses


@dataclass(frozen=True)
class Question:
    """What a policy asks the writer to think of before sending."""

    ask: str
    writer: Writer | None
    when: str
    clauses: tuple[str, ...]
    answer: str = "think"
    #: Seconds to wait before a post goes out; 0 where the policy names none.
    pause: int = 0


@dataclass(frozen=True)
class Checks:
    """Everything that the checker knows of a policy."""

    rules: dict[tuple[Writer, str], Rule]
    questions: tuple[Question, ...] = ()
    names: tuple[str, ...] = ()
    disclaimer: str = ""
    most_words: int = 0

    def rule(self, writer: Writer, kind: str) -> Rule | None:
        """Return the rule for a kind: the policy's, else Lanyard's default, else None."""
        found = self.rules.get((writer, kind))
        if found is None and kind in DEFAULTS:
            return Rule(kind, DEFAULTS[kind])
        return found


@cache
def checks_of(slug: str) -> Checks:
    """Return what the checker looks for under a shipped policy; raises ContentInvalid."""
    path = CONTENT / slug / "checker.yaml"
    if not slug or not path.is_file():
        return Checks({})
    return read_checks(path.read_text("utf-8"), f"{slug}/checker.yaml", clauses(slug).keys())


def read_checks(text: str, file: str, known: Collection[str]) -> Checks:
    """Read a policy's checks; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    top = page.fields(page.root, "the file", frozenset(), _TOP) if page.root else {}
    rules: dict[tuple[Writer, str], Rule] = {}
    for node in page.entries(top.get("rules"), "rules"):
        _read_rule(page, node, known, rules)
    questions = [
        _question(page, node, known) for node in page.entries(top.get("questions"), "questions")
    ]
    names = [page.text(node, "a name") for node in page.entries(top.get("names"), "names")]
    disclaimer = page.text(top["disclaimer"], "disclaimer") if "disclaimer" in top else ""
    most = page.plain(top["most-words"]) if "most-words" in top else 0
    if not isinstance(most, int):
        page.fault(line_of(top["most-words"]), "has a number of words that is none")
    page.finish()
    return Checks(rules, tuple(questions), tuple(names), disclaimer, most)


def _read_rule(
    page: YamlPage, node: Node, known: Collection[str], into: dict[tuple[Writer, str], Rule]
) -> None:
    fields = page.fields(node, "a rule", _RULE, frozenset({"for"}))
    weight = page.text(fields["weight"], "weight") if "weight" in fields else ""
    if weight not in set(Weight):
        page.fault(line_of(node), f"has an unknown weight: {weight}")
        return
    cited = _cited(page, fields.get("clauses"), known)
    for placed in page.texts(fields["looks-for"], "looks-for") if "looks-for" in fields else ():
        if placed.value not in KINDS:
            page.fault(placed.line, f"looks for something unknown: {placed.value}")
        for writer in _writers(page, fields.get("for")):
            if (writer, placed.value) in into:
                page.fault(placed.line, f"gives {placed.value} for {writer} twice")
            into[writer, placed.value] = Rule(placed.value, Weight(weight), cited)


def _question(page: YamlPage, node: Node, known: Collection[str]) -> Question:
    fields = page.fields(node, "a question", _QUESTION, _MORE)
    when = page.text(fields["when"], "when") if "when" in fields else "always"
    if when not in WHEN:
        page.fault(line_of(node), f"is asked at an unknown time: {when}")
    ask = page.text(fields["ask"], "ask") if "ask" in fields else ""
    answer = page.text(fields["answer"], "answer") if "answer" in fields else "think"
    if answer not in ANSWERS:
        page.fault(line_of(node), f"is answered in an unknown way: {answer}")
    pause = page.plain(fields["pause"]) if "pause" in fields else 0
    if not isinstance(pause, int) or not 0 <= pause <= _LONGEST_PAUSE:
        page.fault(
            line_of(node), f"has a pause that is no number of seconds up to {_LONGEST_PAUSE}"
        )
    writers = _writers(page, fields.get("for"))
    cited = _cited(page, fields.get("clauses"), known)
    only = writers[0] if len(writers) == 1 else None
    return Question(ask, only, when, cited, answer, pause)


def _writers(page: YamlPage, node: Node | None) -> tuple[Writer, ...]:
    if node is None:
        return tuple(Writer)
    word = page.text(node, "for")
    if word in set(Writer):
        return (Writer(word),)
    page.fault(line_of(node), f"is for somebody unknown: {word}")
    return ()


def _cited(page: YamlPage, node: Node | None, known: Collection[str]) -> tuple[str, ...]:
    placed = page.texts(node, "clauses") if node is not None else []
    for one in placed:
        if one.value and one.value not in known:
            page.fault(one.line, f"names no clause of the policy: {one.value}")
    return tuple(one.value for one in placed)
