"""The door to official accounts: platforms, applications, the register, the freeze."""

from lanyard.rooms.channels.actions.accounts import (
    add_administrator,
    apply_access,
    close,
    confirm,
    hand_over,
    remove_administrator,
    revoke,
)
from lanyard.rooms.channels.actions.applications import (
    Written,
    begin_application,
    save_application,
    send_application,
)
from lanyard.rooms.channels.actions.freezing import freeze, frozen, thaw
from lanyard.rooms.channels.actions.impostors import Seen, report_found, take_step
from lanyard.rooms.channels.actions.platforms import Looked, add_platform, assess, begin
from lanyard.rooms.channels.actions.posters import authorise, end_poster, sign
from lanyard.rooms.channels.models import AccountApplication, ChannelPlatform, OfficialAccount
from lanyard.rooms.channels.posting import RULES
from lanyard.rooms.channels.standing import APPLICATION

__all__ = [
    "APPLICATION", "RULES", "AccountApplication", "ChannelPlatform", "Looked",
    "OfficialAccount", "Seen", "Written", "add_administrator", "add_platform", "apply_access",
    "assess", "authorise", "begin", "begin_application", "close", "confirm", "end_poster",
    "freeze", "frozen", "hand_over", "remove_administrator", "report_found", "revoke",
    "save_application", "send_application", "sign", "take_step", "thaw",
]  # fmt: skip
