"""A reviewer's acts on signals: stored for audit, and told to whoever got the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.alert.plan import plan
from service.errors import AskedWronglyError
from service.model.alert import Review
from service.model.signal import Change, SignalChange

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.ports import Store, Transaction
    from service.pipeline.intake import Routing

ACTS = {"confirm": (Change.CONFIRMED, "confirmed"), "reject": (Change.REJECTED, "rejected"), "note": (Change.NOTED, "")}


def review_signal(store: Store, routing: Routing, signal_id: str, act: str, *, note: str, by: str, now: datetime) -> str:
    """Confirm or reject a signal, or note something.

    Returns:
        What was done, in words.

    Raises:
        AskedWronglyError: there is no such signal, or it stands so already.
    """
    return store.write(lambda tx: _review(tx, routing, signal_id, act, note=note, by=by, now=now))


def _review(tx: Transaction, routing: Routing, signal_id: str, act: str, *, note: str, by: str, now: datetime) -> str:
    signal = tx.signals.get(signal_id)
    if signal is None:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    change_kind, verdict = ACTS[act]
    if verdict and signal.review == verdict:
        raise AskedWronglyError(f"{signal_id}: is {verdict} already", resource=signal_id)
    after = replace(signal, review=verdict or signal.review, changes=signal.changes + 1)
    change = SignalChange(
        signal=after,
        number=after.changes,
        change=change_kind,
        at=now,
        severity=signal.severity,
        previous=signal.status,
        previous_severity=signal.severity,
        by=by,
        reasons=(note or f"{act} by {by}",),
    )
    planned = plan(
        change,
        None,
        routes=routing.routes,
        channels=routing.channels,
        receipts=tx.alerts.receipts(signal_id),
        silences=tx.silences.active(now),
        settings=routing.settings,
        entries=tx.signals.tellings(signal_id),
        now=now,
    )
    tx.signals.save(change, None)
    tx.reviews.add(Review(id=None, signal_id=signal_id, act=act, author=by, at=now, note=note))
    if planned.alert is not None:
        tx.alerts.add(planned.alert, planned.deliveries)
    told = f"; a correction goes to {len(planned.deliveries)}" if planned.pages else ""
    return f"{verdict or 'noted'}{told}"
