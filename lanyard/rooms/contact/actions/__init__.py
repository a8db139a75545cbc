"""Verbs of contact."""
