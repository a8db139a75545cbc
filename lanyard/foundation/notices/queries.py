"""Reads of notices."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from lanyard.foundation.notices.models import Delivery, Notification


def of_person(person_id: UUID) -> QuerySet[Notification]:
    """Return what a person was told, newest first, with its occasion."""
    return Notification.objects.filter(person_id=person_id).select_related("occasion")


def unread_for(person_id: UUID) -> QuerySet[Notification]:
    """Return what a person was told and has neither seen nor, where asked to, acknowledged."""
    waiting = Q(occasion__needs_answer=True, acknowledged_at__isnull=True)
    unseen = Q(occasion__needs_answer=False, seen_at__isnull=True)
    return of_person(person_id).filter(waiting | unseen)


def delivery_log() -> QuerySet[Delivery]:
    """Return how things were delivered, newest first; read it as the system."""
    return Delivery.objects.exclude(channel="in-app").order_by("-created", "-id")
