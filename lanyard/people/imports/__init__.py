"""Imports of people, one package per kind of source."""
