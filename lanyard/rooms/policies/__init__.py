"""Policies: documents with versions, who approves them, who has signed which words."""
