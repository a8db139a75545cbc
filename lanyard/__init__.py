"""Lanyard runs a college's online-safety and social-media policy."""

__version__ = "0.1.0"
