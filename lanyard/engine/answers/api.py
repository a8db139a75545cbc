"""The door to "May I…?": the operations of the interface."""

from lanyard.engine.answers.rest import Refused, refused, router

__all__ = ["Refused", "refused", "router"]
