"""Who may open each page of official accounts."""

from __future__ import annotations

from tests.sweep.rules import Rule, either, everybody, known_to, only, sometimes, works_here

CHANNELS: dict[str, Rule] = {
    **{
        f"channels:{name}": works_here
        for name in ("home", "closed", "apply", "applications", "platforms", "platform", "found",
                     "report-found", "account", "posters",
                     "posts")
    },
    **{
        f"channels:{name}": everybody
        for name in ("ours", "ours-json", "report-false", "report-false-done")
    },
    **{f"channels:{name}": known_to("channel_named") for name in ("application",)},
    **{f"channels:{name}": known_to("channel_applicants") for name in ("write", "send")},
    **{f"channels:{name}": only("channels.assess") for name in ("new-platform", "assess")},
    "channels:freeze": only("channels.freeze"),
    "channels:thaw": known_to("nobody"),
    "channels:access": only("channels.set-up"),
    **{f"channels:{name}": known_to("channel_writers")
       for name in ("write-post", "edit-post", "send-post", "release-post", "posted",
                    "post-package")},
    **{f"channels:{name}": known_to("channel_post_readers")
       for name in ("post", "take-back")},
    "channels:put-back": sometimes(known_to("channel_post_readers")),
    "channels:posters-csv": either(only("channels.authorise"), only("channels.set-up")),
    **{f"channels:{name}": only("channels.authorise") for name in ("add-poster", "end-poster")},
    "channels:agree": known_to("channel_posters"),
    "channels:confirm": known_to("channel_named"),
    **{
        f"channels:{name}": known_to("channel_named")
        for name in ("add", "hand-over", "close", "remove", "revoke")
    },
    "channels:found-one": known_to("channel_named"),
}  # fmt: skip
