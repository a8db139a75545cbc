"""Verbs of consent."""
