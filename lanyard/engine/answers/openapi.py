"""What the interface of decisions says of itself: a schema of each question's facts and answer."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.api import FactInfo, Word, facts_of
from lanyard.engine.policy.api import shipped, slugs

_STRINGS = {"type": "array", "items": {"type": "string"}}
_ANSWER: dict[str, Any] = {
    "question": {"type": "string"},
    "on": {"type": "string", "format": "date"},
    "profile": {
        "type": "object",
        "properties": {"slug": {"type": "string"}, "version": {"type": "integer"}},
    },
    "answer": {"type": "string", "enum": [str(word) for word in Word]},
    "because": {**_STRINGS, "description": "Clauses that decided it, most decisive first."},
    "silent": {
        "type": "boolean",
        "description": "The policy says nothing; the product's default was applied.",
    },
    "until": {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
        "description": "The day on which a no lifts by itself.",
    },
    **dict.fromkeys(("conditions", "approvers", "recipients", "excluded", "duties"), _STRINGS),
    "missing": {**_STRINGS, "description": "Facts that are needed and not known."},
    "say": {"type": "string", "description": "One sentence, to be shown."},
}
_DUE = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "course": {"type": "string"}, "on": {"type": "string", "format": "date"},
            "overdue": {"type": "boolean"},
        },
    },
}  # fmt: skip
_ERRORS = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        }
    },
}
_FAILURES = {
    400: "The body is not JSON.",
    401: "No service token with the scope that this asks for.",
    413: "The body is too large.",
    422: "Fields that cannot be used, each with the reason.",
    429: "Too many requests of this token; the header Retry-After says for how long to wait.",
}
_PLAIN: dict[str, dict[str, Any]] = {
    "flag": {"type": "boolean"},
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "pattern": r"^[0-2][0-9]:[0-5][0-9]"},
    "number": {"type": "integer", "minimum": 0},
}


def described(question: str) -> dict[str, Any]:
    """Return what the schema says of one question beyond its path."""
    facts = facts_of(question, shipped(slugs()[0]))
    body = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "on": {
                "type": "string", "format": "date",
                "description": "The day asked about; today where it is left out.",
            },
            "facts": {
                "type": "object", "additionalProperties": False,
                "properties": {
                    info.name: {**schema_of(info), "description": info.label} for info in facts
                },
            },
        },
    }  # fmt: skip
    answer = _ANSWER | ({"due": _DUE} if question == "training.due" else {})
    given = {"type": "object", "required": sorted(_ANSWER), "properties": answer}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            200: {"description": "The answer.", "content": {"application/json": {"schema": given}}},
            **failures({409: "No policy profile is in force on that day."}),
        },
    }  # fmt: skip


def failures(more: dict[int, str] | None = None) -> dict[int, dict[str, Any]]:
    """Return what the schema says of every way in which a request is refused, by status."""
    return {
        status: {"description": what, "content": {"application/json": {"schema": _ERRORS}}}
        for status, what in {**_FAILURES, **(more or {})}.items()
    }


def schema_of(info: FactInfo) -> dict[str, Any]:
    """Return the JSON schema of a fact's values."""
    found = _schema(info)
    return {"anyOf": [found, {"type": "null"}]} if info.null else found


def _schema(info: FactInfo) -> dict[str, Any]:
    if info.kind == "choice":
        return {"type": "string", "enum": [word for word, _label in info.choices]}
    if info.kind == "list" and info.each is not None:
        return {"type": "array", "items": schema_of(info.each)}
    if info.kind == "table":
        return {
            "type": "object", "additionalProperties": False,
            "properties": {part.name: schema_of(part) for part in info.parts},
        }  # fmt: skip
    return dict(_PLAIN[info.kind])
