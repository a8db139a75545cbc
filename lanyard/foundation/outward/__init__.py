"""Reaching addresses outside without being led astray to one inside."""
