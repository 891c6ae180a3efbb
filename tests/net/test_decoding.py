from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.net.decoding import MOST_MEMBERS, PROBED, BadEncodingError, Body, TooLargeError, on_wire

LIMIT = 1000
TEXT = b"<rss>" + bytes(range(200)) + b"</rss>"


def decoded(encoding: str, *pieces: bytes, limit: int = LIMIT) -> tuple[bytes, str]:
    body = Body(encoding, limit)
    for piece in pieces:
        body.feed(piece)
    return body.finish(), "; ".join(body.warnings)


@pytest.mark.parametrize("label", ["gzip", "x-gzip", "GZIP", " gzip ", "deflate", "identity, gzip", "gzip, gzip"])
def test_what_was_packed_once_is_unpacked_whatever_its_label(label: str) -> None:
    assert decoded(label, gzip.compress(TEXT)) == (TEXT, "")
    assert decoded(label, zlib.compress(TEXT)) == (TEXT, "")


@pytest.mark.parametrize("label", ["", "identity", "none", "utf-8", "binary"])
def test_what_was_not_packed_is_taken_as_it_is(label: str) -> None:
    assert decoded(label, TEXT) == (TEXT, "")


@pytest.mark.parametrize("label", ["br", "zstd", "compress", "gzip, br", "BR"])
def test_what_was_not_offered_is_refused_by_name(label: str) -> None:
    with pytest.raises(BadEncodingError, match=label):
        Body(label, LIMIT)


def test_members_one_after_the_other_are_one_body() -> None:
    assert decoded("gzip", gzip.compress(TEXT) + gzip.compress(b"end")) == (TEXT + b"end", "")
    assert decoded("gzip", gzip.compress(TEXT) + b"\0" * 20) == (TEXT, "")


def test_parts_without_end_are_left_out() -> None:
    body, warning = decoded("gzip", gzip.compress(b"x") * 1000, limit=10**6)
    assert body == b"x" * MOST_MEMBERS
    assert "left out" in warning


def inflated(body: bytes, limit: int) -> tuple[str, int]:
    """How it ended, and how many bytes were unpacked at most (twice that of what is held)."""
    tracemalloc.start()
    try:
        decoded("gzip", body, limit=limit)
    except TooLargeError:
        return "too large", tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return "read", limit


@pytest.mark.parametrize("before", [b"", gzip.compress(TEXT)])
def test_a_bomb_that_says_how_large_it_is_is_not_unpacked_to_its_bound(before: bytes) -> None:
    ended, held = inflated(before + gzip.compress(b" " * (16 * 2**20)), 8 * 2**20)
    assert ended == "too large"
    assert held < 2 * 2**20


def test_a_bomb_that_lies_about_its_size_is_unpacked_to_its_bound_and_no_further() -> None:
    bomb = gzip.compress(b" " * (16 * 2**20))[:-4] + b"\1\0\0\0"
    assert inflated(bomb, 4 * 2**20)[0] == "too large"


@pytest.mark.parametrize("end", [b"", b"\0" * 8])
def test_what_is_packed_well_is_read_where_it_is_not_too_large(end: bytes) -> None:
    body = b" " * (PROBED * 2)
    assert decoded("gzip", gzip.compress(body) + end, limit=len(body))[0] == body


def test_what_was_cut_off_is_read_whatever_its_last_bytes_say() -> None:
    body = b"".join(b"<item>%d</item>" % number for number in range(60_000))
    got, warning = decoded("gzip", gzip.compress(body)[:-50] + b"\xff" * 4, limit=len(body))
    assert len(got) > PROBED
    assert body.startswith(got[:PROBED])
    assert warning


def test_a_pack_in_a_pack_is_refused() -> None:
    with pytest.raises(BadEncodingError, match="twice"):
        decoded("gzip, gzip", gzip.compress(gzip.compress(TEXT)))


def test_what_is_damaged_gives_what_could_be_read() -> None:
    packed = gzip.compress(TEXT + bytes(200_000) + TEXT)
    body, warning = decoded("gzip", packed[:-12], limit=10**6)
    assert body.startswith(TEXT)
    assert "cut off" in warning
    body, warning = decoded("gzip", packed[:-8] + b"\0" * 8, limit=10**6)
    assert body.startswith(TEXT)
    assert "damaged" in warning


def test_each_bound_holds_by_itself() -> None:
    assert decoded("", b"x" * LIMIT)[0] == b"x" * LIMIT
    with pytest.raises(TooLargeError) as wire:
        decoded("", b"x" * LIMIT, b"x")
    with pytest.raises(TooLargeError) as whole:
        decoded("gzip", gzip.compress(b"x" * (LIMIT + 1)))
    assert (wire.value.decoded, whole.value.decoded) == (False, True)
    assert decoded("gzip", gzip.compress(b"x" * LIMIT))[0] == b"x" * LIMIT


def test_b01_less_may_come_on_the_wire_than_is_taken_after_decoding() -> None:
    sizes = {1000: 1000, 5 * 2**20: 5 * 2**20, 6 * 2**20: 5 * 2**20, 8 * 2**20: 5 * 2**20, 16 * 2**20: 10 * 2**20}
    assert {limit: on_wire(limit) for limit in sizes} == sizes
    with pytest.raises(TooLargeError) as wire:
        decoded("", bytes(5 * 2**20), b"x", limit=8 * 2**20)
    with pytest.raises(TooLargeError) as whole:
        decoded("gzip", gzip.compress(bytes(8 * 2**20 + 1)), limit=8 * 2**20)
    assert (wire.value.limit, whole.value.limit) == (5 * 2**20, 8 * 2**20)


def test_many_small_members_do_not_pass_the_bound() -> None:
    with pytest.raises(TooLargeError):
        decoded("gzip", gzip.compress(bytes(5000)) * 20, limit=10_000)


def test_a_bomb_takes_no_more_memory_than_its_bound() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        decoded("gzip", bomb, limit=10**6)
    assert tracemalloc.get_traced_memory()[1] < 5 * 10**6
    tracemalloc.stop()


@given(st.lists(st.binary(max_size=300), max_size=4), st.sampled_from(["", "gzip", "deflate"]), st.booleans())
def test_no_bytes_are_too_odd(pieces: list[bytes], label: str, marked: bool) -> None:
    try:
        body, _ = decoded(label, *([b"\x1f\x8b\x08", *pieces] if marked else pieces))
    except (TooLargeError, BadEncodingError):
        return
    assert len(body) <= LIMIT
