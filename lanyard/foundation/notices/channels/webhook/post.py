"""Post to an address from outside without being led astray to one inside."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from lanyard.foundation.notices.channels.line import InDoubtError, Message, NotSentError
from lanyard.foundation.outward import api as outward

_TRY_LATER = {408, 425, 429}


def written(shape: str, message: Message, delivery_id: UUID) -> bytes:
    """Write the body for a shape of receiver."""
    text = f"{message.text} {message.due}".strip()
    body: dict[str, Any]
    if shape == "teams":
        body = _adaptive_card(message, text)
    elif shape == "slack":
        body = {"text": f"{text} <{message.link}>"}
    else:
        body = {"id": str(delivery_id), "text": message.text, "link": message.link,
                "due": message.due}  # fmt: skip
    return json.dumps(body).encode()


def headers(
    secret: bytes, body: bytes, delivery_id: UUID, *, at: int | None = None
) -> dict[str, str]:
    """Sign a body: HMAC-SHA256 over "<seconds>.<body>", so that an old post cannot be replayed."""
    moment = str(int(time.time()) if at is None else at)
    signed = hmac.new(secret, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Lanyard",
        "X-Lanyard-Delivery": str(delivery_id),
        "X-Lanyard-Timestamp": moment,
        "X-Lanyard-Signature": f"sha256={signed}",
    }


class Line:
    """One connection to a checked address; redirects are not followed."""

    def __init__(self, url: str, headers: dict[str, str], body: bytes) -> None:
        self.parts = urlsplit(url)
        self.headers = headers
        self.body = body
        self.connection: http.client.HTTPConnection | None = None

    def connect(self) -> None:
        """Resolve once, check what was resolved, and connect to exactly that address."""
        try:
            self.connection = outward.connect(self.parts)
        except outward.NotAllowed as refused:
            raise NotSentError(str(refused), final=True) from None
        except (OSError, ValueError) as error:
            raise NotSentError(type(error).__name__) from None

    def send(self) -> None:
        """Post; an answer other than 2xx means that it was not taken."""
        if self.connection is None:
            raise NotSentError("NotConnected")
        try:
            self.connection.request("POST", outward.target(self.parts), self.body, self.headers)
            status = self.connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            raise InDoubtError(type(error).__name__) from None
        if not 200 <= status < 300:
            final = status < 500 and status not in _TRY_LATER
            raise NotSentError(f"Answered{status}", final=final)

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()


def _adaptive_card(message: Message, text: str) -> dict[str, Any]:
    return {
        "type": "message",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type": "AdaptiveCard",
                    "version": "1.4",
                    "body": [{"type": "TextBlock", "text": text, "wrap": True}],
                    "actions": [
                        {"type": "Action.OpenUrl", "title": message.title, "url": message.link}
                    ],
                },
            }
        ],
    }
