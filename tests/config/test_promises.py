"""Single messages of the configuration, word by word: what is wrong, and what to write instead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.config import duration, load_config
from service.config.values import LONGEST, Cap, duration_text, parse_cap, size, size_text
from service.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from service.config import Config

UNIT = "must be a duration with its unit, such as 30s, 10m, 1h or 400d"
BOUNDS = "must be longer than nothing and at most 3660d"
CHANNEL = "channels: {log: {type: file, path: a.jsonl}}\n"


def load(folder: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, environ or {}, watch_names=("assi", "kabul"))


def mistakes(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environ)
    return [str(each).removeprefix(f"{folder / 'config.yaml'}:") for each in caught.value.mistakes]


@pytest.mark.parametrize(
    "text", ["3661d", "99999999d", "999999999d", "999999999w", "999999999d" * 9, "999999999w1ms", "0s", "0w0d"]
)
def test_spans_of_any_length_are_judged_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{BOUNDS}$"):
        duration(text)


@given(st.from_regex(r"\A(\d{1,9}(\.\d{1,6})?(ms|[smhdw])){1,4}\Z"))
def test_whatever_looks_like_a_span_is_one_or_is_told(text: str) -> None:
    try:
        span = duration(text)
    except ValueError as error:
        assert str(error) in {UNIT, BOUNDS}  # noqa: PT017 - either outcome is right
    else:
        assert timedelta() < span <= LONGEST


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(), "0s"),
        (timedelta(minutes=90), "1h30m"),
        (timedelta(days=400), "400d"),
        (timedelta(weeks=1), "7d"),
        (timedelta(seconds=1, milliseconds=5), "1s5ms"),
        (timedelta(hours=24), "1d"),
    ],
)
def test_spans_are_written_in_the_units_of_the_file(span: timedelta, text: str) -> None:
    assert duration_text(span) == text


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1B"), (1000, "1000B"), (1024, "1KiB"), (1536, "1536B"), (8 << 20, "8MiB"), (1 << 30, "1GiB")]
)
def test_sizes_are_written_in_the_largest_unit_that_divides_them(count: int, text: str) -> None:
    assert size_text(count) == text
    assert size(text) == count


def test_caps_are_a_number_and_a_span() -> None:
    assert parse_cap("20/10m") == parse_cap("20 / 10m") == Cap(20, timedelta(minutes=10))
    with pytest.raises(ValueError, match=BOUNDS):
        parse_cap("1/999999999w")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("poll: {every: 999999999w}\n", f"1: poll.every: {BOUNDS}"),
        ("\nremind: 10\n", f"2: remind: {UNIT}"),
        ("retention: 400\n", f"1: retention: {UNIT}"),
        ("poll: {max_bytes: 2GiB}\n", "1: poll.max_bytes: must be more than nothing and at most 1GiB"),
        ("poll: {per_host: 0}\n", "1: poll.per_host: must be at least 1"),
        ("poll: {per_host: 101}\n", "1: poll.per_host: must be at most 100"),
        ("quiet: {from: 22:00, to: 22:00}\n", "1: quiet: from and to are the same time, which is no span"),
        ("quiet: {from: 22:00, to: 24:00}\n", "1: quiet.to: must be a time of day from 00:00 to 23:59, such as 07:00"),
        ('quiet: {from: "22:00"}\n', '1: quiet.to: is missing (to: "07:00")'),
        ("timezone: Europe/Berln\n", "1: timezone: 'Europe/Berln' is no time zone; did you mean Europe/Berlin?"),
        ("timezone: Mars\n", "1: timezone: 'Mars' is no time zone; write one such as UTC or Europe/Berlin"),
        ("watches: [asi]\n", "1: watches[0]: 'asi' is no watch; did you mean assi?"),
        ("watches: [./none.yaml]\n", "1: watches[0]: './none.yaml': no such file"),
        (CHANNEL + "routes: [{to: lgo}]\n", "2: routes[0].to[0]: 'lgo' is no channel (did you mean log?)"),
        ("routes: [{to: log}]\n", "1: routes[0].to[0]: 'log' is no channel (no channel is set up; add it under channels)"),
        (CHANNEL + "routes: [{}]\n", "2: routes[0].to: is missing (to: [desk])"),
        (
            CHANNEL + "routes: [{to: log, severity: urgent}]\n",
            "2: routes[0].severity[0]: 'urgent' must be one of low, medium, high, critical",
        ),
        (CHANNEL + "routes: [{to: log, confidence: 1.5}]\n", "2: routes[0].confidence: must be at most 1"),
        (
            CHANNEL + "routes: [{to: log, group: 1h, digest: '07:00'}]\n",
            "2: routes[0].digest: stands beside group (keep one of the two)",
        ),
        (CHANNEL + "routes: [{to: log, watch: kabul}]\n", "2: routes[0].watch: 'kabul' is not among the watches (known: assi)"),
        (
            CHANNEL + "routes: [{to: log, indicator: diplomatic_relation}]\n",
            "2: routes[0].indicator[0]: 'diplomatic_relation' is no indicator (did you mean diplomatic_relations?)",
        ),
        ("web: {listen: '0.0.0.0:80'}\n", "0.0.0.0:80 can be reached from other machines, but web.token is not set"),
        ("web: {token: short}\n", "1: web.token: must be at least 16 plain characters, as from: openssl rand -hex 32"),
    ],
)
def test_each_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (line,) = mistakes(tmp_path, text)
    assert told in line


def test_mistakes_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    told = mistakes(tmp_path, "timezone: Mars\nremind: soon\nquiet: {from: 1}\npoll: {every: 0s}\n")
    assert [line.partition(":")[0] for line in told] == sorted(line.partition(":")[0] for line in told)
    assert {line.partition(":")[0] for line in told} == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({}, "the environment variable BEAT is not set; set it, or name a file in BEAT_FILE, or write it to secrets/beat"),
        ({"BEAT": ""}, "the environment variable BEAT is empty; give it a value, or name a file in BEAT_FILE"),
        ({"BEAT": "ftp://x.example/secret-path"}, "must be a URL that starts with https:// or http://"),
        ({"BEAT": "a", "BEAT_FILE": "b"}, "BEAT and BEAT_FILE are both set; unset one of them"),
    ],
)
def test_a_reference_that_cannot_be_filled_is_told_without_its_value(tmp_path: Path, environ: dict[str, str], told: str) -> None:
    (line,) = mistakes(tmp_path, 'heartbeat: "${BEAT}"\n', environ)
    assert told in line
    assert "secret-path" not in line


def test_a_secret_beside_the_configuration_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    for name, value in (("beat", "https://one.example/"), ("other", "https://two.example/")):
        (tmp_path / "secrets" / name).write_text(f" {value}\n", encoding="utf-8")
        (tmp_path / "secrets" / name).chmod(0o600)
    text = 'heartbeat: "${%s}"\n'
    for variable, found in (("BEAT", "https://one.example/"), ("THAW_BEAT", "https://one.example/"), ("OTHER", "https://two")):
        config = load(tmp_path, text % variable)
        assert config.heartbeat is not None
        assert config.heartbeat.get_secret_value().startswith(found)
    overridden = load(tmp_path, text % "BEAT", {"BEAT": "https://three.example/"}).heartbeat
    assert overridden is not None
    assert overridden.get_secret_value() == "https://three.example/"


@pytest.mark.parametrize("hole", ["${}", "${1A}", "${A-B}", "${A B}", "${A"])
def test_a_reference_that_is_none_is_told(tmp_path: Path, hole: str) -> None:
    (line,) = mistakes(tmp_path, f"contact: '{hole}'\n", {"A": "x"})
    assert line.startswith("1: contact: ")
