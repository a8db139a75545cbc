"""Guidance: what the policy advises, as pages; and the checker of what one is about to send."""
