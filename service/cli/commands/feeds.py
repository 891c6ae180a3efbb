"""`thaw feeds`: what is read, and how it goes."""

from __future__ import annotations

import asyncio
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.checking import check_feeds, found_feed
from service.app.parts import opened_store
from service.app.syncing import take_over
from service.cli.lines import opened
from service.cli.options import AsJson, ConfigFile, config_of, group
from service.cli.output import opened_for_writing, print_json, print_line, print_rows, result_console, say
from service.clock import SystemClock
from service.config.shapes import feed_by_command
from service.errors import AskedWronglyError
from service.feeds.blindness import blind, dark_since
from service.feeds.opml import read_opml, write_opml
from service.model.entry import Feed
from service.text.counting import counted
from service.text.moments import clock, minute
from service.text.url import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.app.checking import CheckedFeed
    from service.config import Config
    from service.model.entry import KnownFeed

noun = group("feeds", "List, add, remove, check, import and export feeds.")

Name = Annotated[str, typer.Argument(help="The feed's name.")]
LARGEST_OPML = 16 * 2**20
"""Bytes of an OPML file."""
NO_FEED = "no feed yet: write some into the configuration, or add one by: thaw feeds add URL"


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command("list")
def list_feeds(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """List every feed with its last poll and its next.

    And which languages and countries are dark since when.

    Example: thaw feeds list --json
    """
    found = config_of(config)
    known = _known(found)
    if as_json:
        print_json([_json(one) for one in known])
        return
    print_rows(
        ("feed", "lang", f"next ({found.timezone})", "entries", "last poll"),
        [_row(one, found.timezone) for one in known],
        NO_FEED,
    )
    for each in blind(known):
        print_line(result_console(), f"Blind: {each.told(found.timezone)}")


def _known(config: Config) -> Sequence[KnownFeed]:
    """The feeds in the database, after those of the configuration were taken over."""
    with opened_store(config, upgrade=True) as store:
        store.write(lambda tx: take_over(tx, config, SystemClock().now()))
        return store.read(lambda tx: tx.feeds.all())


def _row(known: KnownFeed, timezone: str) -> tuple[str, ...]:
    feed, state = known.feed, known.state
    if not feed.enabled:
        return feed.name, feed.lang or "", "", str(state.entries), "disabled"
    ended = f"{state.outcome}: {state.reason}" if state.reason else state.outcome or "never"
    due = clock(state.next_check, timezone) if state.next_check else "now"
    return feed.name, feed.lang or "", due, str(state.entries), ended


def _json(known: KnownFeed) -> dict[str, Any]:
    feed, state = known.feed, known.state
    return {
        "name": feed.name,
        "url": feed.url,
        "lang": feed.lang,
        "country": feed.country,
        "kind": feed.kind,
        "reliability": feed.reliability,
        "enabled": feed.enabled,
        "origin": feed.origin,
        "outcome": state.outcome or None,
        "reason": state.reason or None,
        "http_status": state.http_status,
        "failures": state.failures,
        "failing_since": _moment(state.failing_since),
        "last_checked": _moment(state.last_checked),
        "last_success": _moment(state.last_success),
        "next_check": _moment(state.next_check),
        "entries": state.entries,
        "broken": list(state.told),
        "dark_since": _moment(dark_since(state)),
        "gap_suspected_at": _moment(state.gap_suspected_at),
        "moved_to": state.moved_to,
    }


def _moment(at: Any) -> str | None:
    return at.isoformat() if at else None


@noun.command()
def add(
    what: Annotated[list[str], typer.Argument(metavar="[NAME] URL", help="Its name (none: its own title), and its address.")],
    lang: Annotated[str | None, typer.Option(help="Its language (ISO 639-1).")] = None,
    country: Annotated[str | None, typer.Option(help="Its publisher's country (ISO 3166 alpha-3).")] = None,
    kind: Annotated[str, typer.Option(help="What it is, e.g. newspaper.")] = "",
    reliability: Annotated[str, typer.Option(help="Admiralty letter, A to F.")] = "F",
    config: ConfigFile = None,
) -> None:
    """Add a feed, or the feed that a web page names.

    It goes to the database, beside those of the configuration. One that cannot be read now (HTTP 5xx, no answer) is added all
    the same, exit 0, for it is tried at every poll; nothing is stored, exit 2, where there is nothing (HTTP 404, 410), a page
    that names no feed, or an address that may not be reached.

    Example: thaw feeds add https://www.example.org/
    """
    name, url = ("", what[0]) if len(what) == 1 else (what[0], what[-1])
    if len(what) > 2:  # noqa: PLR2004 - a name and an address
        raise AskedWronglyError(
            f"{name}: a name and an address, no more; put quotes around a name of several words", resource=name
        )
    if reliability not in "ABCDEF" or len(reliability) != 1:
        raise AskedWronglyError(f"--reliability {reliability}: must be one letter, A to F", resource=name)
    settings = {"url": _url(url), "lang": lang, "country": country, "kind": kind or None, "reliability": reliability}
    try:
        asked = feed_by_command(name, **settings)
    except ValueError as error:
        raise AskedWronglyError(f"{name or url}: {error}", resource=name or url) from error
    found = config_of(config)
    try:
        looked_at = asyncio.run(found_feed(found, asked, SystemClock()))
    except AskedWronglyError as error:
        raise AskedWronglyError(f"{error.message}; nothing was stored", resource=error.resource) from error
    feed = looked_at.feed
    say(f"{feed.name}: {looked_at.told}")
    with opened_store(found, upgrade=True) as store:
        now = SystemClock().now()
        store.write(lambda tx: take_over(tx, found, now))
        store.write(lambda tx: tx.feeds.add(feed, now))
    doubt = "" if looked_at.readable else f"; if its address is wrong: thaw feeds remove {shlex.quote(feed.name)}"
    say(f"{feed.name}: added; it is read at the next poll{doubt}")


@noun.command()
def remove(name: Name, config: ConfigFile = None) -> None:
    """Forget a feed that was added by command; its entries stay.

    Example: thaw feeds remove "Syria Direct"
    """
    with opened_store(config_of(config), upgrade=True) as store:
        store.write(lambda tx: tx.feeds.remove(name))
    say(f"{name}: removed; its entries stay")


@noun.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME|URL]...", help="Feeds; none: all enabled ones.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Fetch feeds once and say what is wrong with them.

    Nothing is stored; a feed need not be in the configuration.

    Example: thaw feeds check https://syriadirect.org/feed/
    """
    found = config_of(config)
    feeds = _named(names or [], [one.feed for one in _known(found)])
    failed = asyncio.run(_check(found, feeds, as_json=as_json))
    if failed:
        raise typer.Exit(1)


def _named(names: list[str], feeds: list[Feed]) -> list[Feed]:
    by_name = {feed.name: feed for feed in feeds}
    chosen = []
    for name in names:
        if name in by_name:
            chosen.append(by_name[name])
        elif "://" in name:
            chosen.append(Feed(name=name, url=_url(name)))
        else:
            raise AskedWronglyError(f"{name}: no such feed; thaw feeds list shows them", resource=name)
    return chosen or [feed for feed in feeds if feed.enabled]


def _url(given: str) -> str:
    try:
        return clean_url(given)
    except ValueError as error:
        raise AskedWronglyError(f"{given}: {error}", resource=given) from error


async def _check(config: Config, feeds: list[Feed], *, as_json: bool) -> int:
    failed = 0
    async for checked in check_feeds(config, feeds, SystemClock()):
        failed += not checked.right
        if as_json:
            print_json(_checked_json(checked))
        else:
            told = "; ".join(checked.told)
            say(f"{checked.feed.name}: {'right' if checked.right else 'wrong'}: {told or counted(checked.entries, 'entry')}")
            for line in _details(checked, config.timezone):
                say(f"  {line}")
    return failed


def _details(checked: CheckedFeed, timezone: str) -> Iterator[str]:
    """What a feed that could be read is like, line by line."""
    found = checked.findings
    if found is None:
        return
    yield f"{found.format}, {found.charset}, {counted(found.bytes, 'byte')}: {found.title or 'without a title'}"
    span = f", from {minute(found.oldest, timezone)} to {minute(found.newest, timezone)}" if found.oldest and found.newest else ""
    yield f"{counted(checked.entries, 'entry')}{span}" + (f", {found.undated} without a date" if found.undated else "")
    if not found.etag:
        yield "the server names no version (ETag, Last-Modified): each poll fetches all of it"


def _checked_json(checked: CheckedFeed) -> dict[str, Any]:
    found = checked.findings
    plain = {"name": checked.feed.name, "url": checked.feed.url, "right": checked.right, "entries": checked.entries}
    details = {} if found is None else {
        "format": found.format,
        "charset": found.charset,
        "bytes": found.bytes,
        "title": found.title,
        "newest": _moment(found.newest),
        "oldest": _moment(found.oldest),
        "undated": found.undated,
        "redirects": [{"status": status, "url": url} for status, url in found.redirects],
    }  # fmt: skip
    return {**plain, **details, "told": list(checked.told)}


@noun.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="The file to read.")], config: ConfigFile = None
) -> None:
    """Add the feeds of an OPML file.

    Those that are there already are left as they are.

    Example: thaw feeds import feeds.opml
    """
    with opened(file) as stream:
        feeds = read_opml(stream.read(LARGEST_OPML + 1), str(file))
    found = config_of(config)
    now = SystemClock().now()
    added = 0
    with opened_store(found, upgrade=True) as store:
        store.write(lambda tx: take_over(tx, found, now))
        for feed in feeds:
            try:
                store.write(lambda tx, feed=feed: tx.feeds.add(feed, now))  # type: ignore[misc]
                added += 1
            except AskedWronglyError as error:
                say(error.message)
    say(f"{added} of {counted(len(feeds), 'feed')} added")


@noun.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml|-", help="The file to write; - is standard output.")] = Path("-"),
    config: ConfigFile = None,
) -> None:
    """Write all feeds as OPML.

    Example: thaw feeds export feeds.opml
    """
    feeds = [one.feed for one in _known(config_of(config))]
    with opened_for_writing(file) as stream:
        if stream is not None:
            stream.write(write_opml(feeds))
