"""What is to be read: languages, watches, feeds, the zone of the desk; from options, and for the rest from questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.app.first import languages, local_zone, watches
from service.cli.interview.asker import checked, one_of, words_of
from service.cli.output import say
from service.config import literal, ships_in, watch_of, zone
from service.errors import AskedWronglyError
from service.text.counting import counted
from service.text.url import clean_url, host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from service.app.checking import FoundFeed
    from service.cli.interview.asker import Asker
    from service.config import Setting, ShippedFeed
    from service.model.entry import Feed

BLOCKED = re.compile(r"blocked: (\S+) is not a public address")
"""How the guard says which address it refuses."""
LETTERS = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the command line says of it; None and empty: nothing."""

    langs: Sequence[str] = ()
    watches: Sequence[str] = ()
    feeds: Sequence[str] = ()
    shipped: bool | None = None
    timezone: str | None = None


class Reader:
    """Finds out what is to be read.

    Args:
        reading: what the command line says.
        asker: asks for the rest; None: nobody is there, and the usual holds.
        folder: that of the configuration, to which paths are relative.
        finder: looks what stands at the address of a feed; it raises AskedWronglyError where that can be none.

    `unread` counts, after `feeds`, those that could not be read now.
    """

    def __init__(self, reading: Reading, asker: Asker | None, folder: Path, finder: Callable[[str], FoundFeed]) -> None:
        self._reading = reading
        self._asker = asker
        self._folder = folder
        self._finder = finder
        self.unread = 0
        self._named: Sequence[Feed] | None = None

    def watches(self) -> tuple[str, ...]:
        """Names of watches, and paths of files of one's own.

        Raises:
            AskedWronglyError: there is no such watch.
        """
        known = watches()
        if self._reading.watches:
            return tuple(checked("--watch", each, self._watch) for each in self._reading.watches)
        if self._asker is None:
            return ("assi",)
        for name, title in known.items():
            say(f"  {name}: {title}")
        return (self._asker.text("Which watch (a name, or a file of your own)", self._watch, "assi"),)

    def _watch(self, name: str) -> str:
        watch_of(name, self._folder, watches())
        return name

    def langs(self, targets: frozenset[str]) -> tuple[str, ...]:
        """The languages in which the feeds that ship are taken; empty: none of those feeds.

        Raises:
            AskedWronglyError: there is no such language.
        """
        known = words_of(languages())
        chosen = tuple(checked("--lang", each, known)[0] for each in self._reading.langs)
        if self._asker is None:
            take = self._reading.shipped if self._reading.shipped is not None else bool(chosen) or not self._reading.feeds
            return (chosen or languages()) if take else ()
        if self._reading.shipped is False:
            return ()
        chosen = chosen or self._asker.text("Which languages do you read", known, " ".join(languages()))
        count = len(ships_in(chosen, targets))
        come, them = ("comes", "it") if count == 1 else ("come", "them")
        question = f"{counted(count, 'feed')} in them {come} with Thaw, chosen and described one by one. Take {them}"
        return chosen if self._reading.shipped or self._asker.yes(question, default=True) else ()

    def feeds(self, taken: Sequence[ShippedFeed]) -> list[Mapping[str, Setting]]:
        """One's own feeds, each looked at; those that are `taken` of the feeds that ship need not be named.

        Raises:
            AskedWronglyError: an address of the command line may not be fetched, or holds no feed.
        """
        if self._asker is None or self._reading.feeds:
            found = [replace(each, reliability=self._reliability(each.name)) for each in self.named()]
        else:
            question = "A feed of your own, or a web page that names one (empty: none)"
            found = self._asker.several(question, self._asked_feed, "Another feed of your own (empty: no more)")
        return [
            {"name": literal(each.name), "url": literal(each.url), "reliability": each.reliability}
            for each in _differing(found, taken)
        ]

    def named(self) -> Sequence[Feed]:
        """The feeds of the command line, each looked at once, be it before anything is asked.

        Raises:
            AskedWronglyError: an address may not be fetched, or holds no feed.
        """
        if self._named is None:
            self._named = [self._looked_at(url) for url in self._reading.feeds]
        return self._named

    def _asked_feed(self, url: str) -> Feed:
        try:
            found = self._looked_at(url)
        except AskedWronglyError as error:
            raise ValueError(error.message) from error
        return replace(found, reliability=self._reliability(found.name))

    def _looked_at(self, url: str) -> Feed:
        clean = checked("--feed", url, clean_url)
        try:
            found = self._finder(clean)
        except AskedWronglyError as error:
            blocked = BLOCKED.search(error.message)
            if blocked is None:
                raise
            allow = f"if it is one of your own network: thaw init --allow-private {blocked[1]}"
            raise AskedWronglyError(f"{error.message}; {allow}", resource=clean) from error
        self.unread += not found.readable
        say(f"  {found.feed.name}: {found.told}")
        return found.feed

    def _reliability(self, name: str) -> str:
        """How far the source is to be trusted, by the Admiralty code; it stands in every alert."""
        if self._asker is None:
            return "F"
        return self._asker.text(
            f"How far is {name} to be trusted (A fully, ... E not at all, F cannot be judged)", one_of(LETTERS), "F"
        )

    def timezone(self, environ: Mapping[str, str]) -> str:
        """The zone of digests, quiet hours and all times that people read.

        Raises:
            AskedWronglyError: there is no such zone.
        """
        if self._reading.timezone:
            return checked("--timezone", self._reading.timezone, zone)
        usual = local_zone(environ)
        return usual if self._asker is None else self._asker.text("Time zone of those who read", zone, usual)


def _differing(feeds: Sequence[Feed], taken: Sequence[ShippedFeed]) -> Iterator[Feed]:
    """Each address once, and no name twice: where two outlets have one title, the host tells them apart."""
    names = {each.name.casefold() for each in taken}
    urls = {each.url for each in taken}
    for feed in feeds:
        if feed.url in urls:
            say(f"  {feed.url}: comes with Thaw already, or was named twice")
            continue
        name = feed.name if feed.name.casefold() not in names else f"{feed.name} ({host_of(feed.url)})"
        names.add(name.casefold())
        urls.add(feed.url)
        yield replace(feed, name=name)
