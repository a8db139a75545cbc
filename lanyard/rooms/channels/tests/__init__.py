"""Tests of official accounts."""
