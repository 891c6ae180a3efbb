"""`thaw alerts`: what was sent, what waits, what failed."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.alerting import let_go_on, paused_since, preview_signal, resumed, send_test, text_of
from service.app.channels import require_channel
from service.app.parts import opened_store
from service.app.silencing import silenced
from service.cli.options import AsJson, ConfigFile, author_of, config_of, group
from service.cli.outgoing import alert_json, alert_row, delivery_json, delivery_line, silence_json, silence_row
from service.cli.output import print_json, print_line, print_rows, result_console, say
from service.clock import SystemClock
from service.config import duration
from service.errors import AskedWronglyError
from service.model.alert import DeliveryState, Silence
from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.config import Config
    from service.model.alert import Alert
    from service.store.database import SqlStore

noun = group("alerts", "List, show, retry, acknowledge, silence, preview and test alerts.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The alert's id.")]
By = Annotated[str, typer.Option("--by", envvar="USER", help="Who does it.")]
ChannelName = Annotated[str | None, typer.Option("--channel", metavar="NAME", help="Only through this channel.")]


MOST_ROWS = 2**63 - 1
"""The highest number that a row of either database can have."""


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@contextmanager
def _opened(config: Any) -> Iterator[tuple[Config, SqlStore]]:
    found = config_of(config)
    with opened_store(found, upgrade=True) as store:
        yield found, store


@noun.command("list")
def list_alerts(
    dead: Annotated[bool, typer.Option("--dead", help="What could not be delivered.")] = False,
    pending: Annotated[bool, typer.Option("--pending", help="What waits.")] = False,
    muted: Annotated[bool, typer.Option("--muted", help="What is not sent, with the reason.")] = False,
    channel: ChannelName = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most that many.")] = 50,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """List alerts, the newest first.

    With the state of each delivery, and why it is not sent. Several of --dead, --pending and --muted show what is any of them.

    Example: thaw alerts list --dead
    """
    wanted = {DeliveryState.DEAD: dead, DeliveryState.PENDING: pending, DeliveryState.MUTED: muted}
    states = [each for each, asked in wanted.items() if asked]
    with _opened(config) as (found, store):
        listed = store.read(lambda tx: tx.alerts.listed(states=states, channel=channel, limit=limit))
        paused = store.read(lambda tx: [paused_since(tx, name, found.timezone) for name in found.channels])
    if as_json:
        print_json([alert_json(alert, deliveries) for alert, deliveries in listed])
        return
    for told in filter(None, paused):
        say(told)
    rows = [alert_row(*each, SystemClock().now(), found.timezone) for each in listed]
    print_rows(
        ("alert", f"at ({found.timezone})", "reason", "severity", "deliveries", "title"),
        rows,
        "no alert is as asked" if states or channel else "no alert was sent or planned yet",
    )


@noun.command()
def show(alert_id: Id, config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Show one alert with its deliveries and its text.

    How each delivery stands, who has seen it, and what it says.

    Example: thaw alerts show sdvq1nkeb-1
    """
    with _opened(config) as (found, store):
        alert = _known(store, alert_id)
        deliveries = store.read(lambda tx: tx.alerts.deliveries(alert_id))
        seen = store.read(lambda tx: tx.alerts.acknowledged(alert_id))
    if as_json:
        acknowledged = {"by": seen[0], "at": seen[1].isoformat()} if seen else None
        print_json({**alert_json(alert, deliveries), "acknowledged": acknowledged, "content": alert.content})
        return
    console = result_console()
    console.print(f"{alert.id}  {alert.reason}  {alert.severity}  {minute(alert.at, found.timezone)}", markup=False)
    for delivery in deliveries:
        print_line(console, delivery_line(delivery, SystemClock().now(), found.timezone))
    if seen:
        console.print(f"acknowledged by {seen[0]} at {minute(seen[1], found.timezone)}", markup=False)
    console.print(f"\n{text_of(found, alert)}", markup=False)


def _known(store: SqlStore, alert_id: str) -> Alert:
    alert = store.read(lambda tx: tx.alerts.get(alert_id))
    if alert is None:
        raise AskedWronglyError(f"{alert_id}: no such alert; thaw alerts list shows them", resource=alert_id)
    return alert


@noun.command()
def ack(alert_id: Id, by: By = "operator", config: ConfigFile = None) -> None:
    """Say that somebody has seen an alert.

    And with it the earlier ones of its signal; nobody is reminded of them any more.

    Example: thaw alerts ack sdvq1nkeb-1
    """
    by = author_of(by, "does it")
    with _opened(config) as (_, store):
        store.write(lambda tx: tx.alerts.acknowledge(alert_id, by, SystemClock().now()))
    say(f"{alert_id}: acknowledged by {by}")


@noun.command()
def retry(
    alert_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Alerts; none: see --all, --channel.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything that could not be delivered.")] = False,
    channel: ChannelName = None,
    config: ConfigFile = None,
) -> None:
    """Send again what could not be delivered.

    Under the same ids; the daemon, or thaw poll, does it.

    Example: thaw alerts retry --channel hook
    """
    if not alert_ids and not everything and channel is None:
        raise AskedWronglyError("name alerts to be sent again, or say --all or --channel NAME")
    with _opened(config) as (found, store):
        if channel is not None:
            require_channel(found, channel)
        dead = store.read(lambda tx: tx.alerts.listed(states={DeliveryState.DEAD}, channel=channel))
        unknown = set(alert_ids or ()) - {alert.id for alert, _ in dead}
        if unknown:
            raise AskedWronglyError(f"{', '.join(sorted(unknown))}: nothing dead there; thaw alerts list --dead shows what is")
        keys = [one.key for alert, rows in dead if not alert_ids or alert.id in alert_ids for one in rows]
        count = store.write(lambda tx: tx.alerts.retry(keys, SystemClock().now()))
        if channel is not None and store.write(lambda tx: resumed(tx, channel)):
            say(f"{channel}: no longer paused")
    say(f"{counted(count, 'delivery')} will be sent again")


@noun.command()
def silence(
    lasting: Annotated[str | None, typer.Option("--for", metavar="4h", help="For how long.")] = None,
    signal: Annotated[str | None, typer.Option(help="Only this signal.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only this actor's code.")] = None,
    channel: ChannelName = None,
    comment: Annotated[str, typer.Option(help="Why.")] = "",
    by: By = "operator",
    listing: Annotated[bool, typer.Option("--list", help="Show the silences that have not ended.")] = False,
    end: Annotated[int | None, typer.Option("--end", min=1, max=MOST_ROWS, metavar="NUMBER", help="End a silence now.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Alert nobody of what matches, for a while.

    It is stored and shown all the same. Corrections of pages go.

    Example: thaw alerts silence --for 4h --actor TUR --comment "we are there"
    """
    now = SystemClock().now()
    with _opened(config) as (found, store):
        if listing:
            _print_silences(store, now, found.timezone, as_json=as_json)
        elif end is not None:
            store.write(lambda tx: tx.silences.end(end, now))
            say(f"silence {end}: ended")
        elif lasting is None:
            raise AskedWronglyError("say for how long, as in --for 4h; --list shows silences and --end NUMBER ends one")
        else:
            wish = Silence(
                id=None, until=now + _span(lasting), author=author_of(by, "does it"), comment=comment, signal_id=signal,
                indicator=indicator, actor=actor, channel=channel, created_at=now,
            )  # fmt: skip
            kept = silenced(store, found, wish)
            say(f"silence {kept.id} until {minute(kept.until, found.timezone)}")


def _print_silences(store: SqlStore, now: datetime, timezone: str, *, as_json: bool) -> None:
    active = store.read(lambda tx: tx.silences.active(now))
    if as_json:
        print_json([silence_json(each) for each in active])
    else:
        columns = ("silence", f"until ({timezone})", "author", "covers", "comment")
        print_rows(columns, [silence_row(each, timezone) for each in active], "nothing is silenced")


def _span(text: str) -> timedelta:
    try:
        return duration(text)
    except ValueError as error:
        raise AskedWronglyError(f"--for {text}: {error}") from error


@noun.command("test")
def send_test_message(
    channel: Annotated[str, typer.Argument(help="A channel of the configuration.")], config: ConfigFile = None
) -> None:
    """Send a test message through a channel, now.

    And say what its receiver answered; a channel that works is paused no more.

    Example: thaw alerts test desk
    """
    found = config_of(config)
    asyncio.run(_test(channel, found))
    if let_go_on(found, channel):
        say(f"{channel}: no longer paused")


async def _test(channel: str, config: Config) -> None:
    failed = 0
    async for recipient, error in send_test(config, channel, SystemClock()):
        failed += error is not None
        say(f"{channel} to {recipient}: {error or 'accepted'}")
    if failed:
        raise typer.Exit(1)


@noun.command()
def preview(
    signal_id: Annotated[str, typer.Argument(metavar="SIGNAL", help="The signal's id.")],
    text: Annotated[bool, typer.Option("--text", help="Also what the message would say.")] = False,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what would go where, and why.

    If the newest change of the signal that is worth an alert came now. Nothing is sent.

    Example: thaw alerts preview s1s1nhfq9 --text
    """
    with _opened(config) as (found, store):
        made = preview_signal(store, found, signal_id, SystemClock().now())
    planned = made.planned
    if as_json:
        number = made.change.number if made.change else None
        deliveries = [delivery_json(delivery) for delivery in planned.deliveries]
        print_json({"change": number, "reasons": list(planned.reasons), "deliveries": deliveries})
        return
    console = result_console()
    if made.change:
        console.print(
            f"change {made.change.number}, {made.change.change} of {minute(made.change.at, found.timezone)}", markup=False
        )
    for reason in planned.reasons:
        print_line(console, reason)
    if text and planned.alert:
        console.print(f"\n{text_of(found, planned.alert)}", markup=False)


@noun.command()
def schema() -> None:
    """Print the JSON Schema of what webhooks and files get.

    Example: thaw alerts schema
    """
    sys.stdout.write(resources.files("service.alert.channels").joinpath("webhook.schema.json").read_text(encoding="utf-8"))
