"""Pages of official accounts."""
