"""Entries of feeds that hold only their beginnings, made whole from their pages before they are coded."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.errors import FetchError, ParseError
from service.parse.novelty import is_backfill, keys_to_look_up, sort_out
from service.text.digest import text_digest

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.entry import Entry, KnownFeed, ParsedFeed
    from service.model.ports import AsyncStore, PageFetcher, PageParser

MOST_PAGES = 20
"""Pages that are read of one feed at one poll."""
LONGEST = 60.0
"""Seconds for all of them."""
TOO_MANY = f"its page was not read: more than {MOST_PAGES} entries were new at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """Reads pages.

    Args:
        store: tells which entries are new.
        fetcher: pages to bytes.
        parser: bytes to text, out of process.
    """

    store: AsyncStore
    fetcher: PageFetcher
    parser: PageParser

    async def completed(self, known: KnownFeed, parsed: ParsedFeed, now: datetime) -> ParsedFeed:
        """The feed with the text of their pages in its new and revised entries, where it asks for that (`full_text`).

        What cannot be read stays as the feed has it, with a warning. The text of the feed itself tells what is changed later on.
        """
        if not known.feed.full_text:
            return parsed
        wanted = await self._wanted(known, parsed, now)
        if not wanted:
            return parsed
        until = asyncio.get_running_loop().time() + LONGEST
        pages = await asyncio.gather(*(self._read(known, each, until) for each in wanted[:MOST_PAGES]))
        read = dict(zip(wanted, pages, strict=False))
        read |= {each: _warned(each, TOO_MANY) for each in wanted[MOST_PAGES:]}
        return replace(parsed, entries=tuple(read.get(entry, entry) for entry in parsed.entries))

    async def _wanted(self, known: KnownFeed, parsed: ParsedFeed, now: datetime) -> list[Entry]:
        """The entries of which the page is to be read: new or revised ones that link to one, old stock left out."""
        stored = await self.store.read(lambda tx: tx.entries.seen(known.id, keys_to_look_up(parsed.entries)))
        novelty = sort_out(parsed.entries, stored)
        changed = {text_digest(entry) for entry in (*novelty.new, *novelty.later, *(entry for _, entry in novelty.revised))}
        first = known.state.last_success is None
        return [
            entry
            for entry in parsed.entries
            if entry.link and text_digest(entry) in changed and not is_backfill(entry, first_poll=first, now=now)
        ]

    async def _read(self, known: KnownFeed, entry: Entry, until: float) -> Entry:
        try:
            async with asyncio.timeout_at(until):
                page = await self.fetcher.page(known.feed, entry.link)
                text = await self.parser.page(page, known.feed)
        except (FetchError, ParseError) as error:
            return _warned(entry, f"its page could not be read: {error.message}"[:300])
        except TimeoutError:
            return _warned(entry, f"its page could not be read: it and others took longer than {LONGEST:g} s")
        if len(text) <= len(entry.content):
            return entry
        return replace(entry, content=text, whole=text_digest(entry))


def _warned(entry: Entry, warning: str) -> Entry:
    return replace(entry, warnings=(*entry.warnings, warning))
