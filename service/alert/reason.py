"""Which changes of a signal are worth an alert, under which reason and how severe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model.alert import DeliveryState, Reason, Receipt
from service.model.mention import PAGING, Severity
from service.model.signal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.signal import SignalChange

TAKEN_BACK = frozenset({Change.DENIED, Change.RETRACTED, Change.REJECTED})
"""Changes after which what was sent before is no longer right."""

REASONS = {Change.OPENED: Reason.NEW, Change.RAISED: Reason.RAISED, Change.REVERSED: Reason.REVERSED}


def reason_of(change: SignalChange, told: Sequence[Receipt]) -> tuple[Reason | None, str]:
    """Why an alert is due, or None, and in either case the reason in words.

    Args:
        change: what happened to the signal.
        told: who got an alert of it, as `told_before` finds them.
    """
    kind = change.change
    if kind in TAKEN_BACK:
        if told:
            return Reason.CORRECTED, f"{kind}: {len(told)} got an alert of it before"
        return None, f"{kind}, and nobody got an alert of it before"
    reason = REASONS.get(kind)
    if reason is None:
        return None, f"{kind} changes nothing that was told"
    if severity_of(change, reason) is Severity.NONE:
        return None, "nothing that is coded"
    return reason, _words(change, reason)


def _words(change: SignalChange, reason: Reason) -> str:
    signal = change.signal
    if reason is Reason.RAISED:
        before = f"{change.previous or 'nothing'} ({change.previous_severity or 'none'})"
        return f"raised from {before} to {signal.status} ({signal.severity})"
    return f"{reason}: {signal.indicator} {signal.status}, {severity_of(change, reason)}"


def severity_of(change: SignalChange, reason: Reason) -> Severity:
    """The severity of the alert: the signal's; a reversal has that of its own mention."""
    return change.severity if reason is Reason.REVERSED else change.signal.severity


def told_before(change: SignalChange, receipts: Sequence[Receipt]) -> tuple[Receipt, ...]:
    """The recipients of the signal's earlier alerts, each once, in order.

    What still waits counts only for a signal that pages: a digest that was not sent yet has told nobody, whereas a page
    that waits may have arrived without an answer, or goes before its correction. What a reviewer rejects goes no more, so
    that it must have been tried to count.
    """
    pages, rejected = change.signal.severity in PAGING, change.change is Change.REJECTED
    found: dict[tuple[str, str], Receipt] = {}
    for receipt in receipts:
        waits = receipt.state is DeliveryState.PENDING
        if waits and (not pages or (rejected and not receipt.attempts)):
            continue
        found.setdefault((receipt.channel, receipt.recipient), receipt)
    return tuple(found.values())


def withdraws(change: SignalChange) -> str:
    """Why what waits of a signal's earlier alerts is not to be sent any more, in words; empty where it is.

    A page that waits goes all the same, with its correction behind it. What was rejected is looked at when it is sent, for
    a rejection may be undone.
    """
    taken_back = change.change in TAKEN_BACK - {Change.REJECTED}
    return f"{change.change} while it waited" if taken_back and change.signal.severity not in PAGING else ""
