"""Silences, checked before they are stored: one that matches nothing would be taken for one that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.config.watches import known_indicators
from service.config.words import did_you_mean
from service.detect.watches import load_detector
from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from collections.abc import Collection

    from service.config import Config
    from service.model.alert import Silence
    from service.store.database import SqlStore


def silenced(store: SqlStore, config: Config, wish: Silence) -> Silence:
    """Store a silence; the same with its number.

    Raises:
        AskedWronglyError: it names a signal, indicator, actor or channel that there is not.
    """
    signal_id = wish.signal_id
    if signal_id is not None and store.read(lambda tx: tx.signals.get(signal_id)) is None:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    _known(wish.channel, config.channels, "channel")
    _known(wish.indicator, known_indicators(), "indicator")
    if wish.actor is not None:
        _known(wish.actor, load_detector(config.watches).names, "actor")
    return store.write(lambda tx: tx.silences.add(wish))


def _known(name: str | None, known: Collection[str], what: str) -> None:
    if name is not None and name not in known:
        hint = did_you_mean(name, known) or f"there is no {what} of a like name"
        raise AskedWronglyError(f"{name}: no such {what}; {hint}", resource=name)
