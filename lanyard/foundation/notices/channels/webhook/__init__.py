"""A signed webhook, in the shape that Microsoft Teams, Slack or our own receivers understand."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from lanyard.foundation.files.api import unseal_secret
from lanyard.foundation.notices.channels.line import Message, NotSentError
from lanyard.foundation.notices.channels.webhook import post
from lanyard.foundation.notices.models import Delivery, Endpoint

SLUG = "webhook"


class WebhookChannel:
    """Posts to an endpoint of the organisation."""

    slug = SLUG

    def prepare(
        self, delivery: Delivery, message: Message
    ) -> contextlib.AbstractContextManager[post.Line]:
        """Read the endpoint and write what is posted."""
        endpoint = Endpoint.objects.filter(pk=delivery.target_id, ended_at__isnull=True).first()
        if endpoint is None:
            raise NotSentError("EndpointEnded", final=True)
        body = post.written(endpoint.shape, message, delivery.pk)
        return _open(
            endpoint.url,
            post.headers(unseal_secret(bytes(endpoint.secret)), body, delivery.pk),
            body,
        )


@contextlib.contextmanager
def _open(url: str, headers: dict[str, str], body: bytes) -> Iterator[post.Line]:
    line = post.Line(url, headers, body)
    line.connect()
    try:
        yield line
    finally:
        line.close()
