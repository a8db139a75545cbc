"""The words for what falls due in this room; the rules behind them are in ``errands``."""

from __future__ import annotations

from lanyard.engine.duties import api as duties

AGREE = "channels.agree"
CONFIRM = "channels.sign-in"
SET_UP = "channels.give-access"
REVOKE = "channels.take-away"
MEND = "channels.mend"
LOOK = "channels.look"
#: What the acts on the register and on found accounts bring into step.
OF_REGISTER = (AGREE, CONFIRM, SET_UP, REVOKE, MEND)


def keep_register() -> None:
    """Bring into step what waits for somebody on the register."""
    duties.keep_errands(*OF_REGISTER)
