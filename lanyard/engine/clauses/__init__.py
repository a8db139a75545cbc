"""Clause to control to evidence: what carries the policy out, and whether it does today."""
