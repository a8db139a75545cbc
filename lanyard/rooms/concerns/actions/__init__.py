"""The verbs of concerns: each a function, the actor as ``by``, the audit entry inside."""
