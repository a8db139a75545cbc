"""Outbox, background work, schedules."""
