"""Durations, sizes and the like as people write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.config.tree import plain, read_tree
from service.config.values import (
    LARGEST,
    LONGEST,
    Listen,
    clock_time,
    duration,
    duration_text,
    parse_cap,
    parse_listen,
    size,
    size_text,
    zone,
)
from service.config.words import did_you_mean


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("10m", 600),
        ("1h", 3600),
        ("400d", 34_560_000),
        ("1h30m", 5400),
        ("0.5s", 0.5),
        ("250ms", 0.25),
        ("2w", 1_209_600),
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "10", 10, 1.5, None, "1 h", "-1h", "0s", "1y", "10M", "٣s", "1h ", "99999999d", [], "h"])
def test_no_durations(value: object) -> None:
    with pytest.raises(ValueError, match="must be"):
        duration(value)


@given(st.timedeltas(timedelta(milliseconds=1), LONGEST))
def test_durations_come_back_as_written(span: timedelta) -> None:
    whole = timedelta(milliseconds=max(1, span // timedelta(milliseconds=1)))
    assert duration(duration_text(whole)) == whole


@pytest.mark.parametrize(
    ("text", "count"), [("8MiB", 8 << 20), ("500KB", 500_000), ("1.5KiB", 1536), ("12 B", 12), (4096, 4096), ("1GiB", 1 << 30)]
)
def test_sizes(text: object, count: int) -> None:
    assert size(text) == count


@pytest.mark.parametrize("value", ["", "8", "8M", "8mib", 0, -1, True, None, 1.5, "2GiB", "0B", "0.0001KB"])
def test_no_sizes(value: object) -> None:
    with pytest.raises(ValueError, match="must be"):
        size(value)


@given(st.integers(1, LARGEST))
def test_sizes_come_back_as_written(count: int) -> None:
    assert size(size_text(count)) == count


@pytest.mark.parametrize("value", ["7:00", "24:00", "07:60", "07:00:00", 420, None, "٠٧:٠٠", "07:00 "])
def test_no_times_of_day(value: object) -> None:
    with pytest.raises(ValueError, match="time of day"):
        clock_time(value)


@pytest.mark.parametrize("value", ["Mars", "", "/etc/passwd", "../UTC", "America", "a\0b", 5, "UTC "])
def test_no_zones(value: object) -> None:
    with pytest.raises(ValueError, match="time zone"):
        zone(value)


@pytest.mark.parametrize("value", ["20", "20/", "/10m", "0/10m", "x/10m", "20/10", 20, None, "1.5/1m", "20/10m/2"])
def test_no_caps(value: object) -> None:
    with pytest.raises(ValueError, match="must be"):
        parse_cap(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.1:8000", Listen("127.0.0.1", 8000)),
        ("[::1]:0", Listen("::1", 0)),
        ("localhost:65535", Listen("localhost", 65535)),
    ],
)
def test_places_to_listen_at(text: str, expected: Listen) -> None:
    assert parse_listen(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize(
    "value", ["127.0.0.1", ":8000", "::1:8000", "localhost:65536", "a b:1", 8000, None, "http://localhost:1"]
)
def test_no_places_to_listen_at(value: object) -> None:
    with pytest.raises(ValueError, match="an address and a port"):
        parse_listen(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("no", "no"), ("22:00", "22:00"), ("2026-10-01", "2026-10-01"), ("0x10", "0x10"), ("1_000", "1_000"), (".inf", ".inf"),
     ("true", True), ("~", None), ("", None), ("-7", -7), ("007", 7), ("1.5", 1.5), ("1e3", 1000.0), ("9" * 30, "9" * 30)],
)  # fmt: skip
def test_plain_scalars_are_read_by_the_core_schema(text: str, value: object) -> None:
    assert plain(text) == value
    assert type(plain(text)) is type(value)


def test_quotes_make_text() -> None:
    tree = read_tree("a: \"1\"\nb: 'true'\nc: |\n  null\nd: !!str 5\n", "f")
    assert tree.root == {"a": "1", "b": "true", "c": "null\n", "d": "5"}


def test_lines_are_those_of_keys_and_items() -> None:
    tree = read_tree("a:\n  b: 1\n  c:\n    - x\n    - {d: 5}\n", "f")
    assert [tree.line(place) for place in [(), ("a",), ("a", "b"), ("a", "c"), ("a", "c", 1), ("a", "c", 1, "d")]] == [
        1,
        1,
        2,
        3,
        5,
        5,
    ]
    assert tree.line(("a", "c", 1, "d", "missing")) == 5


@pytest.mark.parametrize(
    ("name", "said"), [("Feds", "did you mean feeds?"), ("xyz", "known: feeds, poll"), (5, "known: feeds, poll")]
)
def test_close_names_are_offered(name: object, said: str) -> None:
    assert did_you_mean(name, ("poll", "feeds")) == said
    assert did_you_mean(name, ()) == ""
