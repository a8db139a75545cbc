"""The words for what falls due in this room; the rules behind them are in ``errands``."""

from __future__ import annotations

from lanyard.engine.duties import api as duties
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AuthorisedPoster,
    OfficialAccount,
)

AGREE = "channels.agree"
CONFIRM = "channels.sign-in"
SET_UP = "channels.give-access"
REVOKE = "channels.take-away"
MEND = "channels.mend"
LOOK = "channels.look"
POST_NOW = "channels.post-now"
#: What the acts on the register and on found accounts bring into step.
OF_REGISTER = (AGREE, CONFIRM, SET_UP, REVOKE, MEND)


def keep_register(account: OfficialAccount | None = None) -> None:
    """Bring into step what waits for somebody on the register, or on one account of it."""
    about: list[object] | None = None
    if account is not None:
        running = AccountAdministrator.objects.filter(account=account)
        listed = AuthorisedPoster.objects.filter(account=account)
        about = [account.pk, *running.values_list("pk", flat=True)]
        about += listed.values_list("pk", flat=True)
    duties.keep_errands(*OF_REGISTER, about=about)
