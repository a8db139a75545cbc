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
from lanyard.rooms.channels.actions.posts import POST, Words, send_post, write_post
from lanyard.rooms.channels.actions.releasing import (
    NotReleased,
    posted,
    put_back,
    release_post,
)
from lanyard.rooms.channels.models import AccountApplication, ChannelPlatform, OfficialAccount
from lanyard.rooms.channels.posting import RULES, posting_permitted
from lanyard.rooms.channels.standing import APPLICATION

__all__ = [
    "APPLICATION", "POST", "RULES", "AccountApplication", "ChannelPlatform", "Looked",
    "NotReleased", "OfficialAccount", "Seen", "Words", "Written", "add_administrator",
    "add_platform", "apply_access", "assess", "authorise", "begin", "begin_application",
    "close", "confirm", "end_poster", "freeze", "frozen", "hand_over", "posted",
    "posting_permitted", "put_back",
    "release_post", "remove_administrator", "report_found", "revoke", "save_application",
    "send_application", "send_post", "sign", "take_step", "thaw", "write_post",
]  # fmt: skip
