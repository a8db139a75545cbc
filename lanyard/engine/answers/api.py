"""The door to "May I…?": the operations of the interface, past decisions, and who may ask."""

from lanyard.engine.answers.clearing import cleared
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.openapi import failures
from lanyard.engine.answers.rest import Refused, refused, router
from lanyard.engine.answers.trying import past_decisions

__all__ = ["Refused", "cleared", "failures", "for_staff", "past_decisions", "refused", "router"]
