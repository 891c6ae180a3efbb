"""Feeds read in the parser processes: of files for `thaw parse`, of polls for the service."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from service.errors import ParseError
from service.model.entry import Feed, Fetched
from service.workers.parsing import PooledParser
from service.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from service.model.entry import ParsedFeed
    from service.model.ports import Parser

PARSE_JOB = "service.parse.job:run"
PARSERS = 2
"""Parser processes: parsing is what costs most, and two cores are what a small server has."""


@asynccontextmanager
async def pooled_parser() -> AsyncIterator[PooledParser]:
    """The parser processes, ended when done."""
    pool = WorkerPool(PARSE_JOB, size=PARSERS)
    try:
        yield PooledParser(pool)
    finally:
        await pool.aclose()


async def parse_files(
    files: Sequence[Path], read: Callable[[Path], bytes], now: datetime
) -> AsyncIterator[tuple[Path, ParsedFeed | ParseError]]:
    """Parse files beside each other; what came of each, in their order.

    Args:
        files: what to read.
        read: a file's bytes; what it raises passes through.
        now: our clock, for dates that cannot be.
    """
    async with pooled_parser() as parser:
        for first in range(0, len(files), PARSERS):
            some = files[first : first + PARSERS]
            outcomes = await asyncio.gather(*(_parse(parser, read(path), now) for path in some))
            for outcome in zip(some, outcomes, strict=True):
                yield outcome


async def _parse(parser: Parser, body: bytes, now: datetime) -> ParsedFeed | ParseError:
    try:
        return await parser.parse(Fetched(url="", status=200, body=body), Feed(name="", url=""), now)
    except ParseError as error:
        return error
