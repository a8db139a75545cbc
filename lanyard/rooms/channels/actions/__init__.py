"""Verbs of official accounts."""
