"""One package per part of the policy."""
