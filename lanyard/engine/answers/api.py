"""The door to "May I…?": the interface, past decisions, who may ask, what rooms add to answers."""

from lanyard.engine.answers.clearing import cleared
from lanyard.engine.answers.followers import ask_of_follower, follower_waits
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.models import KeptAnswer
from lanyard.engine.answers.openapi import failures
from lanyard.engine.answers.rest import Refused, refused, router
from lanyard.engine.answers.supplying import Advice, provide_advice, provide_facts
from lanyard.engine.answers.trying import past_decisions

__all__ = [
    "Advice",
    "KeptAnswer",
    "Refused",
    "ask_of_follower",
    "cleared",
    "failures",
    "follower_waits",
    "for_staff",
    "past_decisions",
    "provide_advice",
    "provide_facts",
    "refused",
    "router",
]  # fmt: skip
