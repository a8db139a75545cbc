"""Whose picture may be shown: consents, who gave them, for where and how long."""
