"""`thaw alerts`: what was sent, what waits, what failed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.alerting import preview_signal, send_test
from service.app.parts import opened_store
from service.cli.options import AsJson, ConfigFile, config_of, group
from service.cli.output import print_json, print_rows, result_console, say
from service.clock import SystemClock
from service.config import duration
from service.errors import AskedWronglyError
from service.model.alert import DeliveryState, Silence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.alert import Alert, Delivery

noun = group("alerts", "List, show, retry, acknowledge, silence, preview and test alerts.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The alert's id.")]
By = Annotated[str, typer.Option("--by", envvar="USER", help="Who does it.")]


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command("list")
def list_alerts(
    dead: Annotated[bool, typer.Option("--dead", help="Only what could not be delivered.")] = False,
    pending: Annotated[bool, typer.Option("--pending", help="Only what waits.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000)] = 50,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Alerts, the newest first, with the state of each delivery."""
    state = DeliveryState.DEAD if dead else DeliveryState.PENDING if pending else None
    with opened_store(config_of(config), upgrade=True) as store:
        listed = store.read(lambda tx: tx.alerts.listed(state=state, limit=limit))
    if as_json:
        print_json([_json(alert, deliveries) for alert, deliveries in listed])
        return
    print_rows(("alert", "at", "reason", "severity", "deliveries", "title"), [_row(*each) for each in listed])


def _row(alert: Alert, deliveries: Sequence[Delivery]) -> tuple[str, ...]:
    states = ", ".join(f"{delivery.channel} {delivery.state}" for delivery in deliveries)
    return alert.id, alert.at.strftime("%Y-%m-%d %H:%M UTC"), alert.reason, alert.severity, states, alert.title


def _json(alert: Alert, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    return {
        "alert": alert.id,
        "signal": alert.signal_id,
        "reason": alert.reason,
        "severity": alert.severity,
        "at": alert.at.isoformat(),
        "title": alert.title,
        "deliveries": [_delivery_json(delivery) for delivery in deliveries],
    }


def _delivery_json(delivery: Delivery) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "channel": delivery.channel,
        "recipient": delivery.recipient,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt": delivery.next_attempt.isoformat() if delivery.next_attempt else None,
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "error": delivery.error or None,
        "muted": delivery.muted or None,
    }


@noun.command()
def show(alert_id: Id, config: ConfigFile = None, as_json: AsJson = False) -> None:
    """One alert with what it says and how each delivery stands."""
    with opened_store(config_of(config), upgrade=True) as store:
        alert = store.read(lambda tx: tx.alerts.get(alert_id))
        deliveries = store.read(lambda tx: tx.alerts.deliveries(alert_id))
    if alert is None:
        raise AskedWronglyError(f"{alert_id}: no such alert; thaw alerts list shows them", resource=alert_id)
    if as_json:
        print_json({**_json(alert, deliveries), "content": alert.content})
        return
    console = result_console()
    console.print(f"{alert.id}  {alert.reason}  {alert.severity}  {alert.at:%Y-%m-%d %H:%M} UTC\n{alert.title}", markup=False)
    for delivery in deliveries:
        why = delivery.error or delivery.muted
        told = f"{delivery.channel} to {delivery.recipient}: {delivery.state}, {delivery.attempts} attempts"
        console.print(told + (f" ({why})" if why else ""), markup=False)


@noun.command()
def ack(alert_id: Id, by: By = "operator", config: ConfigFile = None) -> None:
    """Say that somebody has seen an alert; it is not repeated."""
    with opened_store(config_of(config), upgrade=True) as store:
        store.write(lambda tx: tx.alerts.acknowledge(alert_id, by, SystemClock().now()))
    say(f"{alert_id}: acknowledged by {by}")


@noun.command()
def retry(
    alert_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Alerts; none: all with --all.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything that could not be delivered.")] = False,
    config: ConfigFile = None,
) -> None:
    """Send again what could not be delivered, under the same ids; the daemon, or thaw poll, does it."""
    if not alert_ids and not everything:
        raise AskedWronglyError("name alerts to be sent again, or say --all")
    with opened_store(config_of(config), upgrade=True) as store:
        dead = store.read(lambda tx: tx.alerts.listed(state=DeliveryState.DEAD))
        unknown = set(alert_ids or ()) - {alert.id for alert, _ in dead}
        if unknown:
            raise AskedWronglyError(f"{', '.join(sorted(unknown))}: nothing dead there; thaw alerts list --dead shows what is")
        keys = [one.key for alert, found in dead if everything or alert.id in (alert_ids or ()) for one in found]
        count = store.write(lambda tx: tx.alerts.retry(keys, SystemClock().now()))
    say(f"{count} deliveries will be sent again")


@noun.command()
def silence(
    lasting: Annotated[str, typer.Option("--for", metavar="4h", help="For how long.")],
    signal: Annotated[str | None, typer.Option(help="Only this signal.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only this actor's code.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only through this channel.")] = None,
    comment: Annotated[str, typer.Option(help="Why.")] = "",
    by: By = "operator",
    config: ConfigFile = None,
) -> None:
    """Alert nobody of what matches, for a while; it is stored and shown all the same."""
    until = SystemClock().now() + _span(lasting)
    wish = Silence(
        id=None, until=until, author=by, comment=comment, signal_id=signal, indicator=indicator, actor=actor, channel=channel
    )
    with opened_store(config_of(config), upgrade=True) as store:
        kept = store.write(lambda tx: tx.silences.add(wish))
    say(f"silence {kept.id} until {until:%Y-%m-%d %H:%M} UTC")


def _span(text: str) -> timedelta:
    try:
        return duration(text)
    except ValueError as error:
        raise AskedWronglyError(f"--for {text}: {error}") from error


@noun.command("test")
def send_test_message(
    channel: Annotated[str, typer.Argument(help="A channel of the configuration.")], config: ConfigFile = None
) -> None:
    """Send a test message through a channel, now, and say what its receiver answered."""
    asyncio.run(_test(channel, config))


async def _test(channel: str, config: Any) -> None:
    failed = 0
    async for recipient, error in send_test(config_of(config), channel, SystemClock()):
        failed += error is not None
        say(f"{channel} to {recipient}: {error or 'accepted'}")
    if failed:
        raise typer.Exit(1)


@noun.command()
def preview(
    signal_id: Annotated[str, typer.Argument(metavar="SIGNAL", help="The signal's id.")],
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """What would go where, and why, if the signal's newest change came now. Nothing is sent."""
    found = config_of(config)
    with opened_store(found, upgrade=True) as store:
        planned = preview_signal(store, found, signal_id, SystemClock().now())
    deliveries = [_delivery_json(delivery) for delivery in planned.deliveries]
    if as_json:
        print_json({"reasons": list(planned.reasons), "deliveries": deliveries})
        return
    for reason in planned.reasons:
        say(reason)
    for one in planned.deliveries:
        when = f" at {one.next_attempt:%Y-%m-%d %H:%M} UTC" if isinstance(one.next_attempt, datetime) else ""
        say(f"{one.channel} to {one.recipient}: {one.muted or 'would be sent' + when}")
