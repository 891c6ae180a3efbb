"""Feeds, what was fetched of them, and their entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed to be watched, as configured.

    `lang` is an ISO 639-1 code, `country` the publisher's ISO 3166 alpha-3 code, `reliability` the
    Admiralty letter A to F of the source, `target` the code of the government that it is read for
    (None: the target of every watch), `origin` says where it was named: ``config`` or ``command``.
    """

    name: str
    url: str
    lang: str | None = None
    country: str | None = None
    kind: str = ""
    reliability: str = "F"
    target: str | None = None
    enabled: bool = True
    full_text: bool = False
    timeout: timedelta | None = None
    cache_bust: str | None = None
    user_agent: str | None = None
    skip_titles: tuple[str, ...] = ()
    verify_tls: bool = True
    origin: str = "config"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed from its polls; every moment is aware, UTC.

    `outcome` is the class of the last poll (``ok``, ``not_modified``, ``failed``) and `reason` says it in words;
    `interval` is the present gap between polls, `failures` counts the failed polls in a row,
    `moved_to` and `moved_seen` count equal permanent redirects in a row, `last_keys` holds the entry keys of
    the last good poll (for the overlap check), `digest` the SHA-256 of its body.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    next_check: datetime | None = None
    last_checked: datetime | None = None
    last_success: datetime | None = None
    last_new_entry: datetime | None = None
    interval: timedelta | None = None
    outcome: str = ""
    reason: str = ""
    http_status: int | None = None
    failures: int = 0
    failing_since: datetime | None = None
    moved_to: str | None = None
    moved_seen: int = 0
    polls: int = 0
    last_keys: tuple[str, ...] = ()
    gap_suspected_at: datetime | None = None
    told: tuple[str, ...] = ()
    entries: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFeed:
    """A feed in the store: its row id, settings and state."""

    id: int
    feed: Feed
    state: FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer to one conditional GET that succeeded (200 or 304).

    `body` is decoded (gzip undone) and within the byte caps; empty for 304. `url` is the address of the last hop,
    without credentials; `redirects` lists every hop's status and target. `max_age` and `expires` are caching facts
    of the response headers. `warnings` names oddities for people (``content encoding was not declared``).
    """

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    max_age: timedelta | None = None
    expires: datetime | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def not_modified(self) -> bool:
        """Whether the server said that nothing changed."""
        return self.status == 304  # noqa: PLR2004 - the HTTP status itself says it best


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed as plain text, the unit that detection reads.

    `id` is the caller's own (corpus id, or the feed's guid), `key` the identity within its feed (guid, else canonical
    link, else a hash). `published` and `updated` are aware, UTC, clamped to sane years; `published_raw` is the
    feed's own text. `lang` is what the feed or the caller claims (ISO 639-1), not what the text shows. `whole` is the digest
    of the text as the feed has it, where it is another than what is kept: cut to size, or read from the entry's page.
    """

    id: str
    title: str
    summary: str = ""
    content: str = ""
    lang: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    published_raw: str = ""
    source: str = ""
    link: str = ""
    key: str = ""
    warnings: tuple[str, ...] = ()
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's bytes, read: entries in document order and what the feed says of itself.

    `format` is ``rss``, ``atom``, ``rdf`` or ``json``; `ttl` what the feed asks for as polling gap; `skip_hours` the
    UTC hours (0 to 23) in which it asks not to be polled; `cut_off` tells that the end of the document is missing, and with
    it entries; `warnings` names what was repaired, guessed or cut.
    """

    format: str
    entries: tuple[Entry, ...] = ()
    title: str = ""
    lang: str | None = None
    link: str = ""
    encoding: str = ""
    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    cut_off: bool = False
    warnings: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """As much of an entry in the store as tells what is new of a document and what is not.

    `id` is its row, `revision` the number of its newest revision, `digest` that of its text.
    """

    id: int
    key: str
    revision: int
    digest: str
    first_seen: datetime
    title: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry in the store: row id, identity and the number of its newest revision."""

    id: int
    key: str
    revision: int
    first_seen: datetime
    entry: Entry
