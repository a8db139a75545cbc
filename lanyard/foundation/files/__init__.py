"""Attachments: type check, scan, metadata strip, seal."""
