from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.address import parse_allowed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("10.1.2.3/8", "10.0.0.0/8"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1:8900", "127.0.0.1:8900"),
        ("[::1]:8900", "[::1]:8900"),
        ("::1", "::1"),
        ("[fd00::1]", "fd00::1"),
        ("fd00::/8", "fd00::/8"),
        ("10.1.2.3/8:8900", "10.0.0.0/8:8900"),
        ("[fd00::/8]:8900", "[fd00::/8]:8900"),
    ],
)
def test_is_shown_as_it_is_written(text: str, shown: str) -> None:
    assert str(parse_allowed(text)) == shown
    assert parse_allowed(shown) == parse_allowed(text)


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "10.0.0.0/40", "127.0.0.1:0", "127.0.0.1:99999", "[::1", "1.2.3", "::1:8900:", "10.0.0.0/8/8:1", "/:1"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no (address|port)"):
        parse_allowed(text)


def test_covers_its_own_port_alone() -> None:
    allowed = parse_allowed("127.0.0.1:8900")
    assert allowed.covers(ip_address("127.0.0.1"), 8900)
    assert not allowed.covers(ip_address("127.0.0.1"), 8901)
    assert not allowed.covers(ip_address("127.0.0.2"), 8900)
    assert not allowed.covers(ip_address("::1"), 8900)


def test_covers_an_address_that_is_wrapped_in_version_6() -> None:
    assert parse_allowed("127.0.0.1:8900").covers(ip_address("::ffff:127.0.0.1"), 8900)


def test_covers_every_port_where_none_is_named() -> None:
    assert parse_allowed("10.0.0.0/8").covers(ip_address("10.9.8.7"), 1)
    assert not parse_allowed("10.0.0.0/8").covers(ip_address("11.0.0.1"), 1)


def test_covers_a_network_at_its_own_port_alone() -> None:
    allowed = parse_allowed("10.0.0.0/8:8900")
    assert allowed.covers(ip_address("10.9.8.7"), 8900)
    assert not allowed.covers(ip_address("10.9.8.7"), 8901)
    assert not allowed.covers(ip_address("11.0.0.1"), 8900)


@given(st.text(alphabet="0123456789abcdef.:[]/", max_size=30))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        allowed = parse_allowed(text)
    except ValueError:
        return
    assert parse_allowed(str(allowed)) == allowed
