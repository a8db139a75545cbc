"""What somebody searches for: kept in their session, so that no address holds a name.

An address stands in the browser's history, in proxies' logs and on a shared screen. A search is
sent, its words stay in the session, and the page that shows what was found names them by a token.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest

_KEPT = "asked"
#: How many searches of a session can be gone back to, and how long words may be.
_MOST = 20
_LONGEST = 200


def clean(words: str) -> str:
    """Return words with single spaces, without what no database takes."""
    return " ".join(words.replace("\x00", " ").split())[:_LONGEST]


def keep(request: HttpRequest, words: str) -> str | None:
    """Keep the words of a search and return the token for the address; None where there are none.

    ``redirect(request.path + query_with(request, asked=asked.keep(request, words)))``
    """
    said = clean(words)
    if not said:
        return None
    kept: dict[str, str] = dict(request.session.get(_KEPT, {}))
    token = next((known for known, before in kept.items() if before == said), None)
    if token is None:
        token = secrets.token_urlsafe(9)
        kept[token] = said
        request.session[_KEPT] = dict(list(kept.items())[-_MOST:])
    return token


def words_of(request: HttpRequest) -> str:
    """Return the words that the page's address names; "" where it names none of this session."""
    return str(request.session.get(_KEPT, {}).get(request.GET.get("asked", ""), ""))
