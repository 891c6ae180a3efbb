"""What a receiver's answer means for the next attempt: every HTTP status and every SMTP reply code."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from service.errors import DeliveryError
from service.text.clean import one_line

if TYPE_CHECKING:
    from datetime import datetime

GONE = 410
THROTTLED = frozenset({429, 502, 504})
"""HTTP statuses after which a receiver is left alone for a minute at least (Standard Webhooks, operational advice)."""

DISBELIEVED = frozenset({400, 401, 403})
"""HTTP statuses by which receivers refuse a signature, or one that they take for too old."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""Receivers refuse timestamps that are further off than this (Standard Webhooks, verifying)."""

NOT_THE_RECIPIENT = frozenset({530, 534, 535, 538})
"""SMTP codes that speak of our credentials and not of the recipient (RFC 4954): only a person can help, so they are retried."""

BREATHER = timedelta(seconds=60)
"""How long a receiver is left alone at least that was too slow or asked for less."""

SAID_LIMIT = 200


def http_failure(status: int, *, resource: str, retry_after: timedelta | None = None, hint: str = "") -> DeliveryError | None:
    """What an HTTP status means; None: the message was accepted. Only 2xx accepts, only 410 stops the channel.

    Args:
        status: any three digits.
        resource: the channel.
        retry_after: how long the receiver asked to be left alone.
        hint: what is told besides where the receiver may not believe the signature.
    """
    if 200 <= status < 300:  # noqa: PLR2004 - the class of statuses that RFC 9110 calls successful
        return None
    if status in THROTTLED:
        retry_after = max(retry_after or BREATHER, BREATHER)
    return DeliveryError(
        f"{resource}: the receiver answered {status} ({_http_words(status)}{hint if status in DISBELIEVED else ''})",
        resource=resource,
        code=status,
        retry_after=retry_after,
        pause_channel=status == GONE,
    )


def _http_words(status: int) -> str:
    if 300 <= status < 400:  # noqa: PLR2004 - the class of statuses that RFC 9110 calls redirection
        return "a redirect, which is not followed: set the address that it leads to"
    known = {
        400: "it does not like the message",
        401: "it does not accept the signature: compare the secrets, and the clocks",
        403: "it does not let us in: compare the secrets, and what it allows",
        404: "nothing lives at this address",
        GONE: "the receiver is gone: the channel is paused",
        429: "too many messages",
    }
    return known.get(status, "it failed" if status >= 500 else "it refused")  # noqa: PLR2004 - server errors of RFC 9110


def clock_hint(date: str | None, now: datetime) -> str:
    """What the ``Date`` of an answer says of our clock: empty where it is right, or the receiver does not say."""
    try:
        ahead = now - parsedate_to_datetime(date) if date else timedelta(0)
    except (ValueError, TypeError, OverflowError):
        return ""
    if abs(ahead) <= CLOCKS_DIFFER:
        return ""
    minutes = abs(ahead) // timedelta(minutes=1)
    return f"; our clock is {minutes} min {'ahead of' if ahead > timedelta(0) else 'behind'} the receiver's: set it right"


def smtp_failure(code: int, said: str, *, resource: str, about_recipient: bool) -> DeliveryError:
    """What an SMTP reply means that is no acceptance.

    Args:
        code: the reply code; -1 where the reply was none.
        said: the reply's text, which the server wrote.
        resource: the channel.
        about_recipient: whether it answered MAIL, RCPT or DATA. Before these a 5xx speaks of us and not of the recipient.
    """
    permanent = 500 <= code < 600 and about_recipient and code not in NOT_THE_RECIPIENT  # noqa: PLR2004 - RFC 5321, 4.2.1
    hint = "; check the user name and the password of the channel" if code in NOT_THE_RECIPIENT else ""
    return DeliveryError(
        f"{resource}: the mail server answered {code} {one_line(said, SAID_LIMIT)}{hint}",
        resource=resource,
        retry=not permanent,
        code=code,
    )


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """A ``Retry-After`` header, seconds or a date (RFC 9110, 10.2.3), as a span from now; None where absent or garbage."""
    if not value:
        return None
    text = value.strip()
    try:
        # Ten digits are three centuries; more would overflow a span.
        wait = timedelta(seconds=int(text[:10])) if text.isascii() and text.isdigit() else parsedate_to_datetime(text) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return wait if wait >= timedelta(0) else None
