"""`thaw init`: a first configuration, by questions or by options, tried on the spot."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.app.alerting import send_test
from service.app.beginning import begin
from service.app.checking import FoundFeed, check_feeds, found_feed
from service.app.doctor import State
from service.app.doctor.channels import examine_channels
from service.app.first import targets
from service.cli.findings import show_finding
from service.cli.interview.asker import Asker
from service.cli.interview.channels import Channels, Keep, Wanted
from service.cli.interview.reading import Reader, Reading
from service.cli.output import progress, say
from service.clock import SystemClock
from service.config import Answers, PollSettings, draft, load_config, ships_in
from service.errors import AskedWronglyError, ThawError
from service.model.address import parse_allowed
from service.model.entry import Feed
from service.net.reach import Reach
from service.text.counting import counted
from service.text.url import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.app.beginning import Begun
    from service.config import Config

Many = list[str] | None
File = Annotated[Path, typer.Option("--config", metavar="FILE", envvar="THAW_CONFIG", help="The file to write.")]
Langs = Annotated[Many, typer.Option("--lang", metavar="CODE", help="A language to read (ar, en, tr); may be repeated.")]
Named = Annotated[Many, typer.Option("--watch", metavar="NAME|FILE", help="A watch; may be repeated (default: assi).")]
Feeds = Annotated[
    Many, typer.Option("--feed", metavar="URL", help="A feed of your own, or a web page that names one; may be repeated.")
]
Ships = Annotated[
    bool | None,
    typer.Option(
        "--shipped/--no-shipped", help="Take the feeds that come with Thaw, or not (default: where no --feed is named)."
    ),
]
Smtp = Annotated[
    str | None,
    typer.Option("--smtp", metavar="URL", help="Send mails by smtp+starttls://USER@HOST:587; the password is $SMTP_PASSWORD."),
]
To = Annotated[Many, typer.Option("--to", metavar="ADDRESS", help="Who gets the mails; may be repeated.")]
Sender = Annotated[
    str | None, typer.Option("--from", metavar="ADDRESS", help="Their sender (default: the user, else the first --to).")
]
Clear = Annotated[bool, typer.Option("--insecure", help="Mails may be sent in clear (smtp://).")]
Hook = Annotated[
    str | None, typer.Option("--webhook", metavar="URL", help="Post to this address; a secret is made where there is none.")
]
Chat = Annotated[bool, typer.Option("--chat", help="Send to the service whose Apprise address is $CHAT_URL.")]
Out = Annotated[str | None, typer.Option("--file", metavar="FILE", help="Write alerts to this file, one line of JSON each.")]
Zone = Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Such as Europe/Berlin (default: this machine's).")]
Private = Annotated[
    Many,
    typer.Option("--allow-private", metavar="ADDRESS", help="An address that is not public and may be reached; may be repeated."),
]
Secrets = Annotated[
    Keep, typer.Option("--secrets", help="Where secrets that you type are kept: a file each, nowhere (env), or in clear (yaml).")
]
NoQuestions = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; what no option says is as usual.")]
NoCheck = Annotated[bool, typer.Option("--no-check", help="Try neither feeds nor channels.")]
Test = Annotated[bool | None, typer.Option("--test/--no-test", help="Send a test message through each channel, or not.")]
Replace = Annotated[bool, typer.Option("--replace", help="Keep a file that is there under another name, and write a new one.")]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(init)


def init(
    config: File = Path("config.yaml"), lang: Langs = None, watch: Named = None, feed: Feeds = None, shipped: Ships = None,
    smtp: Smtp = None, to: To = None, sender: Sender = None, insecure: Clear = False, webhook: Hook = None, chat: Chat = False,
    file: Out = None, timezone: Zone = None, allow_private: Private = None, secrets: Secrets = Keep.FILE,
    yes: NoQuestions = False, no_check: NoCheck = False, test: Test = None, replace_it: Replace = False,
) -> None:  # fmt: skip
    """Write a first configuration, by asking.

    Each feed and each channel is tried on the spot, and a test message offered. At a terminal it asks for what no option
    says; elsewhere, or with --yes, what no option says is as usual. Nothing is overwritten. Passwords go to files beside
    the configuration that only you can read, not into it.

    Example: thaw init

    Example: thaw init --yes --lang tr --webhook https://example.org/thaw
    """
    asker = Asker() if sys.stdin.isatty() and not yes else None
    wanted = Wanted(smtp=smtp, sender=sender, to=to or (), insecure=insecure, webhook=webhook, chat=chat, file=file)
    reading = Reading(langs=lang or (), watches=watch or (), feeds=feed or (), shipped=shipped, timezone=timezone)
    with _or_nothing():
        replace_it = _may_write(config, asker, replace_it=replace_it)
        channels = Channels(wanted, asker, secrets, os.environ, config.parent)
        reader = Reader(reading, asker, config.parent, _finder(_private(allow_private or []), tried=not no_check))
        answers = _answers(reader, channels, tuple(allow_private or ()))
        moment = SystemClock().now() if replace_it else None
        begun = begin(config, draft(answers), channels.secrets, os.environ, aside=moment)
    _tell(config, begun)
    doubts = reader.unread
    if not no_check:
        doubts += asyncio.run(_tried(begun.config, asker, test=test))
    _next(config)
    if doubts:
        raise typer.Exit(1)


@contextmanager
def _or_nothing() -> Iterator[None]:
    """Say that nothing was written where it ends before that, by a mistake or by Ctrl-C."""
    try:
        yield
    except (ThawError, typer.Abort, KeyboardInterrupt) as error:
        say("Nothing was written." if isinstance(error, ThawError) else "\nNothing was written.")
        raise


def _may_write(path: Path, asker: Asker | None, *, replace_it: bool) -> bool:
    """Whether a file that is there is replaced. Raises AskedWronglyError where it is to be left."""
    if not path.exists() or replace_it:
        return replace_it
    say(f"{path} is there already.")
    if asker is not None and asker.yes("Keep it under another name, and write a new one", default=False):
        return True
    raise AskedWronglyError(f"{path}: left as it is; name another file with --config, or say --replace", resource=str(path))


def _private(said: list[str]) -> PollSettings:
    try:
        return PollSettings(allow_private=tuple(map(parse_allowed, said)))
    except ValueError as error:
        raise AskedWronglyError(f"--allow-private: {error}") from None


def _finder(poll: PollSettings, *, tried: bool) -> Callable[[str], FoundFeed]:
    """Looks what stands at an address, or, untried, takes the address as it is."""
    config = replace(load_config(None, {}), poll=poll)

    def find(url: str) -> FoundFeed:
        asked = Feed(name="", url=url)
        if not tried:
            return FoundFeed(feed=replace(asked, name=host_of(url)), told="not tried", readable=True)
        return asyncio.run(found_feed(config, asked, SystemClock()))

    return find


def _answers(reader: Reader, channels: Channels, private: tuple[str, ...]) -> Answers:
    """Everything, in the order in which it is asked; feeds of the command line are looked at first, for they may be refused."""
    reader.named()
    named = reader.watches()
    about = targets(named)
    langs = reader.langs(about)
    return Answers(
        watches=named,
        targets=about,
        langs=langs,
        feeds=tuple(reader.feeds(ships_in(langs, about))),
        channels=channels.found(),
        timezone=reader.timezone(os.environ),
        allow_private=private,
    )


def _tell(path: Path, begun: Begun) -> None:
    config = begun.config
    enabled = sum(feed.enabled for feed in config.feeds)
    say(f"{path}: written, each line explained; feeds: {enabled}, channels: {', '.join(config.channels) or 'none'}")
    if begun.kept:
        say(f"{begun.kept}: what was there before")
    for secret in begun.secrets:
        say(f"{secret}: a secret, readable by you alone")
    if not enabled:
        say("No feed: nothing is read. Add one: thaw feeds add URL")
    if not config.channels:
        say("No channel: signals are kept and shown (thaw signals list), nothing is sent. Channels can be added in the file.")


async def _tried(config: Config, asker: Asker | None, *, test: bool | None) -> int:
    """Feeds and channels, tried; how many of the channels failed."""
    await _try_feeds(config)
    failed = set()
    async with Reach(allow_private=config.poll.allow_private) as reach:
        async for finding in examine_channels(config, reach):
            show_finding(finding)
            if finding.state is State.WRONG:
                failed.add(finding.subject)
    for name in config.channels:
        if name in failed or not (asker.yes(f"Send a test through {name}", default=True) if asker and test is None else test):
            continue
        async for recipient, refused in send_test(config, name, SystemClock()):
            say(f"{name} to {recipient}: {refused or 'accepted'}")
            failed |= {name} if refused else set()
    return len(failed)


async def _try_feeds(config: Config) -> None:
    """Each feed read once; those that cannot be read now stay, for they are tried at every poll."""
    feeds = [feed for feed in config.feeds if feed.enabled]
    if not feeds:
        return
    silent = []
    with progress("feeds", len(feeds)) as advance:
        async for checked in check_feeds(config, feeds, SystemClock()):
            advance(1)
            if not checked.right:
                silent.append(f"  {checked.feed.name}: {'; '.join(checked.told)}")
    others = " The others are tried at every poll:" if silent else ""
    say(f"{len(feeds) - len(silent)} of {counted(len(feeds), 'feed')} could be read.{others}")
    for line in silent:
        say(line)


def _next(path: Path) -> None:
    """What to type next."""
    named = "" if path == Path("config.yaml") else f" --config {shlex.quote(str(path))}"
    say("Next:")
    say(f"  thaw doctor{named}    is everything well")
    say(f"  thaw run{named}       the daemon, until Ctrl-C")
    say(f"  thaw poll{named}      or one reading of the feeds, then: thaw signals list{named}")
