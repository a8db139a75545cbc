"""Logs as lines of JSON, in which nobody's name, address or words can appear.

Of Lanyard's own log lines the event and its named values are written. Of other libraries' lines
only the fixed text is, without the values put into it, and beside it the status that Django
answered; of an exception the class and the places, without its message.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest

#: Where a request carries its id, for what is logged after it left the middleware.
REQUEST_ID = "lanyard.request_id"
#: Loggers whose whole message is known to hold ids and class names only.
TRUSTED = ("lanyard", "procrastinate")
_ADDRESS = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+")
_NOT_SHOWN = "(not shown)"

Event = MutableMapping[str, Any]


def configuration(level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING: everything from a level on to standard error, as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": [_of_library, *_shared()],
                "use_get_message": False,
                "pass_foreign_args": True,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _last_look,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {
            "error": {
                "class": "lanyard.foundation.observability.logs.StandardError",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["error"], "level": "WARNING"},
        "loggers": {
            "lanyard": {"level": level},
            "procrastinate": {"level": "WARNING"},
            "django": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }


def configure_structlog() -> None:
    """Send structlog's own loggers down the same way; called once at start."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class StandardError(logging.StreamHandler[Any]):
    """Writes to whatever standard error is at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _exception_by_class,
    ]


def _of_library(logger: Any, method: str, event: Event) -> Event:
    """Keep a library's fixed text and drop what was put into it."""
    record: logging.LogRecord = event["_record"]
    values = event.pop("positional_args", None)
    text = str(event["event"])
    if record.name.split(".")[0] in TRUSTED:
        event["event"] = text % values if values else text
        return event
    event["event"] = text if values else _NOT_SHOWN
    event["where"] = f"{record.module}:{record.lineno}"
    _answer(record, event)
    return event


def _answer(record: logging.LogRecord, event: Event) -> None:
    """Put what Django says beside a line about an answer: its status, and of which request."""
    status, request = getattr(record, "status_code", None), getattr(record, "request", None)
    if isinstance(status, int):
        event["status"] = status
    if isinstance(request, HttpRequest) and REQUEST_ID in request.META:
        event["request"] = request.META[REQUEST_ID]


def _exception_by_class(logger: Any, method: str, event: Event) -> Event:
    """Put an exception's class and places for it; its message may quote somebody."""
    info = event.pop("exc_info", None)
    record = event.get("_record")
    if info is None and record is not None:
        info, record.exc_info, record.exc_text = record.exc_info, None, None
    if info is True:
        info = sys.exc_info()
    if isinstance(info, tuple):
        info = info[1]
    if isinstance(info, BaseException):
        frames = traceback.extract_tb(info.__traceback__)
        event["exception"] = type(info).__name__
        event["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return event


def _last_look(logger: Any, method: str, event: Event) -> Event:
    """Take out anything that looks like an e-mail address, whoever wrote it."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _ADDRESS.sub(_NOT_SHOWN, value)
    return event
