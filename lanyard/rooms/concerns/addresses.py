"""The addresses that notices about reports lead to. They hold ids and no words."""

from __future__ import annotations

from django.urls import reverse

from lanyard.rooms.concerns.models import Concern, LowLevel, Receipt


def of_concern(concern: Concern) -> str:
    """Where a report is read by those who received it."""
    return reverse("concerns:concern", args=[concern.pk])


def of_receipt(receipt: Receipt) -> str:
    """Where a signed-in reporter reads how far their report is."""
    return reverse("concerns:my-report", args=[receipt.pk])


def of_low_level(record: LowLevel) -> str:
    """Where low-level concerns are read."""
    return f"{reverse('concerns:low-level-records')}#{record.pk}"


def of_response(concern: Concern) -> str:
    """Return the address that tells a chosen adult how to respond."""
    return reverse("concerns:respond", args=[concern.pk])
