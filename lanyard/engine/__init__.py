"""Policy made executable."""
