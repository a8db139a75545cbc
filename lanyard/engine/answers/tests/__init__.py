"""Tests of "May I…?"."""
