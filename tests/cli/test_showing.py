"""What the demo prints, at any width and with or without colours."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from service.cli.commands import COMMANDS
from service.cli.showing import INDENT, NEXT, Showing, demo_console
from service.demo.archive import load_outlets
from service.demo.mailbox import Letter
from service.demo.play import Ending, Opening, Publication, Shown, Sight
from service.demo.receiver import Call
from service.demo.scenes import SCENES
from service.model.mention import Severity, Status
from service.model.signal import Change, Signal, SignalChange

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
OUTLETS = load_outlets()
LETTER = b"""Subject: HIGH new: EGY-SYR
Content-Type: text/plain; charset=utf-8

HIGH \xc2\xb7 New signal

EGY-SYR
CORRECTION: A party now denies it.

Who: Egypt (EGY)

SOURCES
not this
"""
SIGNAL = Signal(
    id="abc", watch="assi", indicator="diplomatic_relations", target="SYR", actors=("EGY",), status=Status.REPORTED,
    severity=Severity.HIGH, title="Egypt has appointed an ambassador", opened_at=NOW, last_seen_at=NOW, date=NOW, last_date=NOW,
    sources=("One", "Two"), credibility="B2",
)  # fmt: skip


def sight(change: Change = Change.OPENED, **more: object) -> Sight:
    changed = SignalChange(signal=SIGNAL, number=1, change=change, at=NOW, severity=Severity.HIGH, reasons=("reported again",))
    made = {
        "scene": SCENES[0],
        "signal": SIGNAL,
        "change": changed,
        "alert": None,
        "letters": (),
        "calls": (),
        "verdicts": ("why",),
    }
    return Sight(**(made | more))  # type: ignore[arg-type]


def printed(*seen: Shown, width: int = 80, colours: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colours, color_system="standard" if colours else None)
    for each in seen:
        Showing(console).show(each, timedelta(seconds=65))
    return stream.getvalue()


EVERYTHING: tuple[Shown, ...] = (
    Opening(outlets=OUTLETS, entries=9, signals=(SIGNAL,), letters=0),
    *(
        Publication(number=1, scene=SCENES[0], outlet=outlet, item=item)
        for outlet in OUTLETS
        for item in outlet.items
    ),
    sight(letters=(Letter(to="a@example.org", raw=LETTER),), alert=object()),
    sight(calls=(Call(id="1", body={"type": "signal.new", "data": {"severity": "high", "status": "reported"}}),), alert=object()),
    sight(Change.JOINED),
    Ending(entries=1, signals=2, letters=3, calls=4, asked=5, unchanged=6),
)  # fmt: skip


def test_a_time_stands_where_something_happens() -> None:
    first, second, *_ = printed(Publication(number=1, scene=SCENES[0], outlet=OUTLETS[0], item=OUTLETS[0].items[0])).splitlines()[
        1:
    ]
    assert first == "1:05  1. Talk"
    assert second == f"{' ' * INDENT}{OUTLETS[0].name} ({OUTLETS[0].lang}) publishes:"


def test_a_letter_is_shown_without_greeting_sources_and_what_the_subject_says() -> None:
    told = printed(sight(letters=(Letter(to="a@example.org", raw=LETTER),), alert=object()))
    assert [line.strip() for line in told.splitlines()] == [
        "1:05  E-mail to a@example.org",
        "HIGH new: EGY-SYR",
        "CORRECTION: A party now denies it.",
        "Who: Egypt (EGY)",
        SCENES[0].lesson,
    ]


def test_a_correction_says_what_was_told() -> None:
    told = b"CORRECTION: A party now denies it.\n\nWhat was told:\nEGY-SYR"
    raw = LETTER.replace(b"EGY-SYR\nCORRECTION: A party now denies it.", told)
    lines = printed(sight(letters=(Letter(to="a@example.org", raw=raw),), alert=object())).splitlines()
    assert [line.strip() for line in lines][2:5] == ["CORRECTION: A party now denies it.", "What was told:", "EGY-SYR"]


def test_what_sent_nothing_says_why() -> None:
    assert "diplomatic_relations: reported, severity high\n        why\n" in printed(sight())
    joined = printed(sight(Change.JOINED))
    assert "it joined the signal “Egypt has appointed an ambassador”" in joined
    assert "told by One and Two now: B2" in joined


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_lost(width: int) -> None:
    told = printed(*EVERYTHING, width=width)
    assert max(cell_len(line) for line in told.splitlines()) <= width
    words = printed(*EVERYTHING, width=1000).split()
    assert "".join(told.split()) == "".join(words)


def test_words_of_feeds_are_no_markup() -> None:
    odd = sight(verdicts=("[red]not red[/red] :smile:",))
    assert "[red]not red[/red] :smile:" in printed(odd)


def test_colours_are_for_terminals_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[" in printed(*EVERYTHING, colours=True)
    Showing(demo_console()).show(EVERYTHING[0], timedelta())
    assert "\x1b" not in capsys.readouterr().out


def test_only_the_time_is_dim_where_something_happens() -> None:
    told = printed(Publication(number=1, scene=SCENES[0], outlet=OUTLETS[0], item=OUTLETS[0].items[0]), colours=True)
    assert told.splitlines()[1] == "\x1b[2m1:05  \x1b[0m\x1b[1m1. Talk\x1b[0m"


def test_what_to_type_next_begins_with_init_and_is_there() -> None:
    assert NEXT[0][0] == "thaw init"
    assert {command.split()[1] for command, _ in NEXT} - {"--help"} <= set(COMMANDS)


def test_a_reader_that_went_away_is_an_error_as_any_other() -> None:
    class Gone(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise BrokenPipeError

    console = demo_console()
    console.file = Gone()
    with pytest.raises(BrokenPipeError):
        Showing(console).show(EVERYTHING[0], timedelta())
