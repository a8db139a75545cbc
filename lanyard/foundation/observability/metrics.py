"""Figures for Prometheus: requests, the queue, deliveries, the audit chain. Numbers only."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.models import Organisation

_own = CollectorRegistry()
_requests = Counter(
    "lanyard_requests", "Requests by route.", ["method", "route", "status"], registry=_own
)
_seconds = Histogram(
    "lanyard_request_seconds", "Seconds that a request took.", ["route"], registry=_own,
    buckets=(0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request."""
    _requests.labels(method, route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


def exposition() -> bytes:
    """Return every figure in Prometheus's text form; of all server processes where they share."""
    shared = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]  # without types in its library
        of_processes = generate_latest(shared)
    else:
        of_processes = generate_latest(_own)
    now = CollectorRegistry()
    now.register(_Present())
    return of_processes + generate_latest(now)


class _Present:
    """What the database says now."""

    def collect(self) -> Iterator[Metric]:
        """Give the queue's and the deliveries' figures."""
        load = jobs.load()
        queue = GaugeMetricFamily("lanyard_jobs", "Jobs by state.", labels=["state"])
        for state, number in (
            ("waiting", load.waiting), ("running", load.running), ("dead", load.dead),
        ):  # fmt: skip
            queue.add_metric([state], number)
        yield queue
        yield GaugeMetricFamily(
            "lanyard_jobs_oldest_seconds", "Seconds the oldest job has waited.", load.oldest
        )
        silent = jobs.seconds_since_heartbeat()
        yield GaugeMetricFamily(
            "lanyard_worker_silent_seconds",
            "Seconds since a worker was heard of; -1 where none is running.",
            -1 if silent is None else silent,
        )
        yield _deliveries()


def _deliveries() -> Metric:
    found = GaugeMetricFamily(
        "lanyard_deliveries", "Deliveries by channel and state.",
        labels=["organisation", "channel", "state"],
    )  # fmt: skip
    for organisation in Organisation.objects.order_by("slug"):
        with acting_as_system(organisation.pk, "count deliveries"), transaction.atomic():
            counted = notices.Delivery.objects.values_list("channel", "state").annotate(
                number=Count("pk")
            )
            for channel, state, number in counted.order_by("channel", "state"):
                found.add_metric([organisation.slug, channel, state], number)
    return found
