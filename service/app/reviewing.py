"""A reviewer's acts on signals: decided by correlation, stored for audit, told to whoever got the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.correlate.regroup import merge, split
from service.correlate.review import annotate, confirm, known, reject
from service.correlate.undo import Side, last_act, other_of, undo
from service.errors import AskedWronglyError
from service.pipeline.planning import TakenIds, put_out
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from service.correlate.review import Verdict
    from service.model.ports import Store
    from service.model.rows import Transaction
    from service.model.signal import SignalChange, Telling
    from service.pipeline.planning import Routing

JUDGEMENTS = {"confirm": confirm, "reject": reject}


def _entry_of(name: str, signal_id: str, tellings: Sequence[Telling]) -> int:
    """The row of the entry that is called so: by its own id, or by that of its outlet and its own, ``AA/17``.

    Raises:
        AskedWronglyError: no entry of the signal is called so, or several are.
    """
    named = {telling.entry_id: telling for telling in tellings if telling.entry_name == name}
    if not named:
        named = {each.entry_id: each for each in tellings if f"{each.source}/{each.entry_name}" == name}
    if not named:
        raise AskedWronglyError(f"{name}: is no entry of {signal_id}; thaw signals show {signal_id} lists them", resource=name)
    if len(named) > 1:
        choice = " or ".join(f"{each.source}/{each.entry_name}" for each in named.values())
        raise AskedWronglyError(f"{name}: is what {len(named)} entries of {signal_id} are called; say {choice}", resource=name)
    return next(iter(named))


class Reviewing:
    """What reviewers may do; each act is one transaction.

    Args:
        store: the database.
        routing: who may be told.
        by: who reviews.
        now: our clock.
    """

    def __init__(self, store: Store, routing: Routing, *, by: str, now: datetime) -> None:
        self._store = store
        self._routing = routing
        self._by = by
        self._now = now

    def judge(self, signal_id: str, act: str, note: str) -> str:
        """Confirm, reject or note; what was done, in words.

        Raises:
            AskedWronglyError: there is no such signal, it is closed, or stands so already.
        """

        def decide(tx: Transaction) -> Verdict:
            signal = known(signal_id, tx.signals.get(signal_id))
            if act == "note":
                return annotate(signal, note, by=self._by, now=self._now)
            return JUDGEMENTS[act](signal, tx.signals.tellings(signal.id), by=self._by, now=self._now, note=note)

        return self._do(decide)

    def merge(self, kept_id: str, other_id: str, note: str) -> str:
        """Make two signals one. Raises AskedWronglyError."""

        def decide(tx: Transaction) -> Verdict:
            kept, other = (known(name, tx.signals.get(name)) for name in (kept_id, other_id))
            tellings, others = tx.signals.tellings(kept.id), tx.signals.tellings(other.id)
            return merge(kept, other, tellings, others, by=self._by, now=self._now, note=note)

        return self._do(decide)

    def split(self, signal_id: str, names: Sequence[str], note: str) -> str:
        """Take entries, named by their own ids, out of a signal into a new one. Raises AskedWronglyError."""

        def decide(tx: Transaction) -> Verdict:
            signal = known(signal_id, tx.signals.get(signal_id))
            tellings = tx.signals.tellings(signal.id)
            entries = {_entry_of(name, signal_id, tellings) for name in names}
            return split(signal, tellings, entries, by=self._by, now=self._now, taken=TakenIds(tx), note=note)

        return self._do(decide)

    def undo(self, signal_id: str) -> str:
        """Take the last act on a signal back. Raises AskedWronglyError."""

        def decide(tx: Transaction) -> Verdict:
            signal = known(signal_id, tx.signals.get(signal_id))
            act = last_act(signal_id, tx.reviews.of(signal_id))
            name = other_of(act)
            other = tx.signals.get(name) if name else None
            beside = Side(signal=other, tellings=tx.signals.tellings(other.id)) if other else None
            side = Side(signal=signal, tellings=tx.signals.tellings(signal.id))
            return undo(act, side, by=self._by, now=self._now, other=beside)

        return self._do(decide)

    def _do(self, decide: Callable[[Transaction], Verdict]) -> str:
        return self._store.write(lambda tx: self._keep(tx, decide(tx)))

    def _keep(self, tx: Transaction, verdict: Verdict) -> str:
        for change in verdict.changes:
            tx.signals.save(change, None)
        if verdict.moved is not None:
            tx.signals.move(verdict.moved.source, verdict.moved.goal, verdict.moved.entries)
        review = tx.reviews.add(verdict.review)
        if verdict.undone is not None and review.id is not None:
            tx.reviews.mark_undone(verdict.undone, review.id)
        told = sum(self._tell(tx, change) for change in verdict.changes)
        said = "; ".join(reason for change in verdict.changes for reason in change.reasons)
        return f"{said}; {counted(told, 'message')} will go out" if told else said

    def _tell(self, tx: Transaction, change: SignalChange) -> int:
        """Plan what the change means for those who were told before; how many deliveries."""
        tellings = tx.signals.tellings(change.signal.id)
        planned = self._routing.planned(tx, change, tellings[-1] if tellings else None, tellings, self._now)
        put_out(tx, planned, change)
        return len(planned.deliveries) if planned.pages else 0
