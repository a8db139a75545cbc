"""The door to "May I…?": the operations of the interface, and past decisions without names."""

from lanyard.engine.answers.openapi import failures
from lanyard.engine.answers.rest import Refused, refused, router
from lanyard.engine.answers.trying import past_decisions

__all__ = ["Refused", "failures", "past_decisions", "refused", "router"]
