"""Chains of named approvers: one mechanism for every room."""
