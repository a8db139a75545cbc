"""Governance: laws, reviews of the policy's effect, papers to the leadership, work with others."""
