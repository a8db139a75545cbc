"""Personal data, markings and shapes in a text. Each finder gives (start, end) places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

Place = tuple[int, int]
Finder = Callable[[str], Iterator[Place]]

#: Numbers that everybody may give: help lines and emergencies, without spaces.
HELP_LINES = frozenset({"999", "111", "101", "116123", "08001111", "08088005000", "08457909090"})
_PHONE = re.compile(r"(?<![\w+])(?:\+44|0044|0)[\s().-]{0,3}\d(?:[\s().-]{0,3}\d){7,10}(?![\w])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w-])")
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)"
    r" ?\d[ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_STREETS = (
    "Avenue|Close|Court|Crescent|Drive|Gardens|Green|Grove|Hill|Lane|Mews|Park|Parade|Place|Rise"
    "|Road|Row|Square|Street|Terrace|View|Walk|Way"
)
_STREET = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? (?:[a-z][a-z'-]{{1,20}} ){{1,3}}(?:{_STREETS})\b", re.IGNORECASE
)
_NI = re.compile(r"\b([A-Z]{2}) ?(\d{2}) ?(\d{2}) ?(\d{2}) ?([A-D])\b", re.IGNORECASE)
_NEVER_FIRST, _NEVER_SECOND = frozenset("DFIQUV"), frozenset("DFIOQUV")
_NEVER_PREFIX = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_DIGITAL = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SPELT = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6},? (\d{4})\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|birthday|birth|dob|d\.o\.b)\b", re.IGNORECASE)
_NEAR = 30
#: The ages that a date of birth may give, where nothing near it says that it is one.
_YOUNGEST, _OLDEST = 5, 100
_SORT_CODE = re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])")
_CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_ACCOUNT = re.compile(r"\b(?:account|a/c)(?: no\.?| number)?[:\s]{1,3}\d{8}\b", re.IGNORECASE)
_PASSWORD = re.compile(
    r"\b(?:password|passcode|passphrase|pin|log-?in code)\b(?: is| was|:| =|=)\s{0,2}\S{3,60}",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:in confidence|strictly confidential|confidential|not for (?:circulation|publication)"
    r"|official[ -]sensitive|do not share|safeguarding file)\b",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b20\d\d-\d{4}\b")
_LEARNER_NUMBER = re.compile(r"(?<!\d)[1-9]\d{9}(?!\d)")
_PLACES = "insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|whats ?app|discord|twitter"
_HANDLE = re.compile(
    r"(?<![\w.@+/-])@[a-z0-9_][\w.]{1,28}\w(?![\w@])"
    rf"|\b(?:my|add me on|dm me on|find me on|follow me on) (?:{_PLACES})"
    r"(?: (?:account |name )?is|:)\s{1,2}@?\w[\w.]{1,28}\w"
    rf"|\b(?:add|dm|find|follow) me on (?:{_PLACES})\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[\s,!?'-]{1,3}[A-Z]{2,}){2,}")
_SENTENCE = re.compile(r"[^.!?\n]+")
_LONG_SENTENCE = 30


def _all(pattern: re.Pattern[str]) -> Finder:
    def finder(text: str) -> Iterator[Place]:
        for found in pattern.finditer(text):
            yield found.span()

    return finder


def phones(text: str) -> Iterator[Place]:
    """Find British telephone numbers, those of help lines left out."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if digits not in HELP_LINES and 10 <= len(digits) <= 14:
            yield found.span()


def national_insurance(text: str) -> Iterator[Place]:
    """Find National Insurance numbers whose prefix may have been given out."""
    for found in _NI.finditer(text):
        if is_national_insurance("".join(found.groups())):
            yield found.span()


def is_national_insurance(number: str) -> bool:
    """Say whether two letters, six digits and a letter keep the rules of such numbers."""
    plain = number.replace(" ", "").upper()
    if re.fullmatch(r"[A-Z]{2}[0-9]{6}[A-D]", plain) is None:
        return False
    first, second = plain[0], plain[1]
    if first in _NEVER_FIRST or second in _NEVER_SECOND:
        return False
    return plain[:2] not in _NEVER_PREFIX


def births(text: str, today: datetime.date) -> Iterator[Place]:
    """Find dates of birth: a date beside such a word, or one of a living person's age."""
    for found in (*_DIGITAL.finditer(text), *_SPELT.finditer(text)):
        date = _date(found, today)
        if date is None:
            continue
        before = text[max(0, found.start() - _NEAR) : found.start()]
        aged = today.year - date.year
        if _BORN.search(before) or (len(found[3]) == 4 and _YOUNGEST <= aged <= _OLDEST):
            yield found.span()


def _date(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    month = found[2].lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(found[2])
    year = int(found[3])
    if year < 100:
        year += 2000 if year + 2000 <= today.year else 1900
    try:
        return datetime.date(year, number, int(found[1]))
    except ValueError:
        return None


def addresses(text: str) -> Iterator[Place]:
    """Find postcodes, and a house number with a street."""
    yield from _all(_STREET)(text)
    yield from _all(_POSTCODE)(text)


def banking(text: str) -> Iterator[Place]:
    """Find sort codes, account numbers, and card numbers whose check digit is right."""
    yield from _all(_SORT_CODE)(text)
    yield from _all(_ACCOUNT)(text)
    for found in _CARD.finditer(text):
        if passes_luhn(re.sub(r"\D", "", found[0])):
            yield found.span()


def passes_luhn(digits: str) -> bool:
    """Say whether the last digit of a card number fits the others."""
    doubled = [int(one) * (2 if at % 2 else 1) for at, one in enumerate(reversed(digits))]
    return bool(digits) and sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def confidential(text: str) -> Iterator[Place]:
    """Find markings, numbers of cases, and unique learner numbers."""
    yield from _all(_MARKED)(text)
    yield from _all(_CASE)(text)
    for found in _LEARNER_NUMBER.finditer(text):
        if is_learner_number(found[0]):
            yield found.span()


def is_learner_number(number: str) -> bool:
    """Say whether ten digits keep the rule of unique learner numbers (modulus 11)."""
    if re.fullmatch(r"[1-9][0-9]{9}", number) is None:
        return False
    rest = sum(int(one) * (10 - at) for at, one in enumerate(number[:9])) % 11
    return rest != 0 and int(number[9]) == 10 - rest


def long_sentences(text: str) -> Iterator[Place]:
    """Find sentences of more than thirty words."""
    for found in _SENTENCE.finditer(text):
        if len(found[0].split()) > _LONG_SENTENCE:
            yield found.span()


emails, passwords, shouting = _all(_EMAIL), _all(_PASSWORD), _all(_SHOUTED)
handles = _all(_HANDLE)
