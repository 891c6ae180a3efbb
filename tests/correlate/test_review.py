"""What reviewers may do to signals: each act tells what it did, is refused in words where it cannot be, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.alert.reason import TAKEN_BACK
from service.correlate.regroup import merge, split
from service.correlate.review import Verdict, annotate, confirm, known, reject
from service.correlate.undo import Side, last_act, other_of, undo
from service.errors import AskedWronglyError
from service.model.mention import Severity, Status
from service.model.signal import Change, Signal
from tests.correlate.world import World, day, replayed, row, tellings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.alert import Review

NOW = day("2026-06-01")


@dataclass
class Desk:
    """A world whose signals are reviewed, storing verdicts as the service does."""

    world: World
    reviews: list[Review] = field(default_factory=list)

    def ids(self) -> list[str]:
        return sorted(self.world.signals, key=lambda name: self.world.signals[name].date)

    def side(self, name: str) -> Side:
        return Side(signal=self.world.signals[name], tellings=self.world.tellings[name])

    def store(self, verdict: Verdict) -> Verdict:
        for change in verdict.changes:
            name = change.signal.id
            history = self.world.history.setdefault(name, [])
            assert change.number == change.signal.changes == len(history) + 1
            history.append(change)
            self.world.signals[name] = change.signal
        if verdict.moved is not None:
            self._move(verdict.moved.source, verdict.moved.goal, verdict.moved.entries)
        self._keep(verdict)
        return verdict

    def _move(self, source: str, goal: str, entries: Sequence[int]) -> None:
        told = self.world.tellings
        moved = [telling for telling in told[source] if telling.entry_id in entries]
        told[source] = [telling for telling in told[source] if telling not in moved]
        told[goal] = sorted([*told.get(goal, []), *moved], key=lambda telling: telling.entry_id)

    def _keep(self, verdict: Verdict) -> None:
        number = len(self.reviews) + 1
        self.reviews.append(replace(verdict.review, id=number))
        if verdict.undone is not None:
            place = next(place for place, each in enumerate(self.reviews) if each.id == verdict.undone)
            self.reviews[place] = replace(self.reviews[place], undone_by=number)

    def judge(self, name: str, act: str) -> Verdict:
        side = self.side(name)
        does = {"confirm": confirm, "reject": reject}[act]
        return self.store(does(known(name, side.signal), side.tellings, by="layla", now=NOW, note="seen"))

    def merge(self, one: str, two: str) -> Verdict:
        kept, other = self.side(one), self.side(two)
        signals = known(one, kept.signal), known(two, other.signal)
        return self.store(merge(*signals, kept.tellings, other.tellings, by="layla", now=NOW))

    def split(self, name: str, entries: Sequence[int]) -> Verdict:
        side = self.side(name)
        signal = known(name, side.signal)
        return self.store(split(signal, side.tellings, entries, by="layla", now=NOW, taken=self.world.signals))

    def undo(self, name: str) -> Verdict:
        act = last_act(name, [review for review in self.reviews if review.signal_id == name])
        other = other_of(act)
        side = self.side(name)
        return self.store(undo(act, side, by="omar", now=NOW, other=self.side(other) if other else None))

    def standing(self) -> dict[str, tuple[Any, ...]]:
        """All that an undone act must give back."""
        names = {name: sorted(each.entry_id for each in told) for name, told in self.world.tellings.items()}
        return {name: (entries, _without_counts(self.world.signals[name])) for name, entries in names.items() if entries}


def _without_counts(signal: Signal) -> Signal:
    return replace(signal, changes=0)


def desk(*rows: dict[str, Any]) -> Desk:
    return Desk(replayed(rows))


def apart() -> Desk:
    """Two signals that ought to be one."""
    return desk(row("a", "2026-01-01", "reported"), row("b", "2026-05-01"), row("c", "2026-05-02"))


def test_a_confirmation_is_told_in_the_history_and_counts_as_proof() -> None:
    one = desk(row("a", "2026-05-01", "reported"))
    (name,) = one.ids()
    (change,) = one.judge(name, "confirm").changes
    assert (change.change, change.by, change.reasons) == (Change.CONFIRMED, "layla", ("confirmed by layla: seen",))
    assert (change.signal.review, change.signal.credibility, change.signal.status) == ("confirmed", "C1", Status.REPORTED)
    assert (one.reviews[0].act, one.reviews[0].author, one.reviews[0].at) == ("confirm", "layla", NOW)


def test_a_rejected_signal_is_corrected_and_stays_rejected_when_more_copies_arrive() -> None:
    one = desk(row("a", "2026-05-01", "reported"))
    (name,) = one.ids()
    (change,) = one.judge(name, "reject").changes
    assert change.change in TAKEN_BACK
    assert change.severity is Severity.HIGH
    for number, status in enumerate(("reported", "occurred", "denied", "reversed"), 2):
        (telling,) = tellings_of(row(str(number), "2026-05-02", status), number)
        later = one.world.take(telling)
        assert (later.signal.id, later.change, later.signal.review) == (name, Change.JOINED, "rejected")
        assert (later.signal.severity, later.signal.credibility) == (Severity.HIGH, "C5")


def test_a_rejection_taken_back_tells_people_anew_with_all_that_came_meanwhile() -> None:
    one = desk(row("a", "2026-05-01", "reported"))
    (name,) = one.ids()
    one.judge(name, "reject")
    one.world.take(tellings_of(row("b", "2026-05-02"), 2)[0])
    (change,) = one.undo(name).changes
    assert (change.change, change.signal.review, change.signal.status) == (Change.RAISED, "", Status.OCCURRED)
    assert change.signal.severity is Severity.CRITICAL
    assert "taken back by omar" in change.reasons[0]


def test_a_rejected_signal_that_is_confirmed_after_all_is_told_anew() -> None:
    one = desk(row("a", "2026-05-01"))
    (name,) = one.ids()
    one.judge(name, "reject")
    (change,) = one.judge(name, "confirm").changes
    assert (change.change, change.signal.review) == (Change.RAISED, "confirmed")
    one.undo(name)
    assert one.world.signals[name].review == "rejected"


@pytest.mark.parametrize("act", ["confirm", "reject"])
def test_what_was_said_already_is_not_said_again(act: str) -> None:
    one = desk(row("a", "2026-05-01"))
    (name,) = one.ids()
    one.judge(name, act)
    with pytest.raises(AskedWronglyError, match=f"{name}: is {act}ed already"):
        one.judge(name, act)


def test_a_note_changes_nothing_else_and_needs_words() -> None:
    one = desk(row("a", "2026-05-01"))
    (name,) = one.ids()
    before = one.standing()
    (change,) = one.store(annotate(one.world.signals[name], "call Ankara", by="layla", now=NOW)).changes
    assert (change.change, change.reasons) == (Change.NOTED, ("note by layla: call Ankara",))
    assert one.standing() == before
    with pytest.raises(AskedWronglyError, match="a note needs words"):
        annotate(one.world.signals[name], " \n", by="layla", now=NOW)
    assert one.undo(name).changes[0].reasons == ("note taken back by omar",)


def test_signals_that_are_unknown_merged_or_told_by_nobody_are_not_reviewed() -> None:
    one = apart()
    first, second = one.ids()
    with pytest.raises(AskedWronglyError, match="s1: no such signal"):
        known("s1", None)
    one.merge(first, second)
    with pytest.raises(AskedWronglyError, match=f"{second}: was merged into {first}"):
        one.judge(second, "confirm")
    with pytest.raises(AskedWronglyError, match="no entry tells it any more"):
        known(first, replace(one.world.signals[first], sources=(), langs=()))


def test_a_merged_signal_has_all_that_both_had() -> None:
    one = apart()
    first, second = one.ids()
    verdict = one.merge(first, second)
    kept, gone = verdict.changes
    assert (kept.change, gone.change) == (Change.MERGED, Change.MERGED)
    assert gone.signal.merged_into == first
    assert (kept.signal.status, kept.signal.severity, kept.previous) == (Status.OCCURRED, Severity.CRITICAL, Status.REPORTED)
    assert kept.signal.sources == ("outlet a", "outlet b", "outlet c")
    assert (kept.signal.date, kept.signal.last_date) == (day("2026-01-01"), day("2026-05-02"))
    assert kept.signal.credibility == "C1"
    assert [telling.entry_name for telling in one.world.tellings[first]] == ["a", "b", "c"]


def test_a_merger_keeps_that_one_of_them_paged() -> None:
    one = apart()
    first, second = one.ids()
    one.world.signals[second] = replace(one.world.signals[second], paged=True)
    assert one.merge(first, second).changes[0].signal.paged


def test_entries_that_come_after_a_merger_join_what_was_kept() -> None:
    one = apart()
    first, second = one.ids()
    one.merge(first, second)
    assert one.world.take(tellings_of(row("d", "2026-05-03"), 4)[0]).signal.id == first


def test_steps_of_two_actors_that_a_reviewer_makes_one_stay_one_and_come_apart_when_undone() -> None:
    one = desk(row("a", "2026-05-01"), row("b", "2026-05-01", actors=["SAU"]))
    first, second = sorted(one.ids(), key=lambda name: one.world.signals[name].actors, reverse=True)
    before = one.standing()
    one.merge(first, second)
    assert one.world.signals[first].actors == ("SAU", "TUR")
    for number, actor in enumerate(("SAU", "TUR"), 3):
        (telling,) = tellings_of(row(actor, "2026-05-02", actors=[actor]), number)
        assert one.world.take(telling).signal.id == first
        one.world.tellings[first].pop()
    one.undo(first)
    assert one.standing() == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"indicator": "official_contact"}, "differ in indicator"),
        ({"target": "AFG"}, "differ in target"),
        ({"status": "discussed"}, "mere talk"),
    ],
)
def test_what_cannot_be_one_step_is_not_merged(changed: dict[str, Any], why: str) -> None:
    one = desk(row("a", "2026-05-01"), row("b", "2026-05-02", **changed))
    first, second = one.ids()
    before = one.standing()
    with pytest.raises(AskedWronglyError, match=why):
        one.merge(first, second)
    assert one.standing() == before


def test_a_signal_is_not_merged_into_itself_nor_twice() -> None:
    one = apart()
    first, second = one.ids()
    with pytest.raises(AskedWronglyError, match="into itself"):
        one.merge(first, first)
    one.merge(first, second)
    with pytest.raises(AskedWronglyError, match="was merged into"):
        one.merge(first, second)


def test_entries_split_off_make_a_signal_of_their_own() -> None:
    one = desk(row("a", "2026-05-01", "reported"), row("b", "2026-05-02"), row("c", "2026-05-03", "reported"))
    (name,) = one.ids()
    left, fresh = one.split(name, [2]).changes
    assert (left.signal.status, left.signal.sources) == (Status.REPORTED, ("outlet a", "outlet c"))
    assert (fresh.signal.status, fresh.number, fresh.signal.opened_at) == (Status.OCCURRED, 1, NOW)
    assert fresh.signal.id != name
    assert not fresh.signal.paged
    assert [telling.entry_name for telling in one.world.tellings[fresh.signal.id]] == ["b"]


def test_the_entry_that_opened_a_signal_may_be_split_off_under_another_name() -> None:
    one = desk(row("a", "2026-05-01"), row("b", "2026-05-02"))
    (name,) = one.ids()
    assert one.split(name, [1]).changes[1].signal.id != name


@pytest.mark.parametrize(
    ("entries", "why"), [([1, 2], "without entries"), ([], "do not tell it: none"), ([1, 77], "do not tell it: 77")]
)
def test_a_split_that_empties_or_names_others_is_refused(entries: list[int], why: str) -> None:
    one = desk(row("a", "2026-05-01"), row("b", "2026-05-02"))
    (name,) = one.ids()
    before = one.standing()
    with pytest.raises(AskedWronglyError, match=why):
        one.split(name, entries)
    assert one.standing() == before


def test_a_merger_undone_gives_both_signals_back_with_what_came_since() -> None:
    one = apart()
    first, second = one.ids()
    before = one.standing()
    one.merge(first, second)
    one.undo(first)
    assert one.standing() == before
    assert one.world.signals[second].merged_into is None
    one.merge(first, second)
    one.world.take(tellings_of(row("d", "2026-05-03"), 4)[0])
    one.undo(first)
    assert [telling.entry_name for telling in one.world.tellings[first]] == ["a", "d"]


def test_a_split_undone_puts_the_entries_back() -> None:
    one = desk(row("a", "2026-05-01", "reported"), row("b", "2026-05-02"))
    (name,) = one.ids()
    before = one.standing()
    fresh = one.split(name, [2]).changes[1].signal.id
    one.undo(name)
    assert one.standing() == before
    assert one.world.signals[fresh].merged_into == name


def test_an_act_is_undone_once_and_then_the_one_before_it() -> None:
    one = desk(row("a", "2026-05-01"))
    (name,) = one.ids()
    one.judge(name, "confirm")
    one.judge(name, "reject")
    one.undo(name)
    assert one.world.signals[name].review == "confirmed"
    one.undo(name)
    assert one.world.signals[name].review == ""
    with pytest.raises(AskedWronglyError, match="no act of a reviewer to be undone"):
        one.undo(name)
    with pytest.raises(AskedWronglyError, match="cannot be undone any more"):
        undo(one.reviews[0], one.side(name), by="omar", now=NOW)


def test_a_merger_cannot_be_undone_when_the_other_signal_is_gone_or_elsewhere() -> None:
    one = apart()
    first, second = one.ids()
    one.merge(first, second)
    act = one.reviews[0]
    with pytest.raises(AskedWronglyError, match="is gone"):
        undo(act, one.side(first), by="omar", now=NOW)
    elsewhere = Side(signal=replace(one.world.signals[second], merged_into="s9"), tellings=())
    with pytest.raises(AskedWronglyError, match="is not merged into"):
        undo(act, one.side(first), by="omar", now=NOW, other=elsewhere)
    own = [telling for telling in one.world.tellings[first] if telling.entry_name != "a"]
    with pytest.raises(AskedWronglyError, match="without entries"):
        undo(act, Side(signal=one.world.signals[first], tellings=own), by="omar", now=NOW, other=one.side(second))


def test_a_split_cannot_be_undone_when_its_signal_went_elsewhere() -> None:
    one = desk(row("a", "2026-05-01", "reported"), row("b", "2026-05-02"))
    (name,) = one.ids()
    fresh = one.split(name, [2]).changes[1].signal
    elsewhere = Side(signal=replace(fresh, merged_into="s9"), tellings=())
    with pytest.raises(AskedWronglyError, match="was merged into s9 since"):
        undo(one.reviews[0], one.side(name), by="omar", now=NOW, other=elsewhere)


def test_a_confirmation_cannot_be_undone_under_a_later_rejection() -> None:
    one = desk(row("a", "2026-05-01"))
    (name,) = one.ids()
    one.judge(name, "confirm")
    one.judge(name, "reject")
    with pytest.raises(AskedWronglyError, match="is not confirmed any more"):
        undo(one.reviews[0], one.side(name), by="omar", now=NOW)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_reviewers_did_can_be_undone_step_by_step(data: st.DataObject) -> None:
    """No entry is ever lost or told twice, and in the end all stands as before."""
    one = desk(
        row("a", "2026-01-01", "reported"), row("b", "2026-01-03"), row("c", "2026-05-01", "announced"), row("d", "2026-05-02")
    )
    trail = [one.standing()]
    done: list[str] = []
    for _ in range(data.draw(st.integers(1, 5))):
        open_ones = [name for name in one.ids() if one.world.tellings[name] and not one.world.signals[name].merged_into]
        name = data.draw(st.sampled_from(open_ones))
        act = data.draw(st.sampled_from(["confirm", "reject", "merge", "split"]))
        try:
            if act == "merge":
                one.merge(name, data.draw(st.sampled_from(open_ones)))
            elif act == "split":
                one.split(name, [one.world.tellings[name][-1].entry_id])
            else:
                one.judge(name, act)
        except AskedWronglyError:
            assert one.standing() == trail[-1]
            continue
        done.append(name)
        trail.append(one.standing())
        told = sorted(telling.entry_id for each in one.world.tellings.values() for telling in each)
        assert told == [1, 2, 3, 4]
    for name, before in zip(reversed(done), reversed(trail[:-1]), strict=True):
        one.undo(name)
        assert {key: entries for key, (entries, _) in one.standing().items()} == {
            key: entries for key, (entries, _) in before.items()
        }
        assert {key: (signal.status, signal.review) for key, (_, signal) in one.standing().items()} == {
            key: (signal.status, signal.review) for key, (_, signal) in before.items()
        }
