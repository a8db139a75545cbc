"""Roles, permissions and need-to-know."""
