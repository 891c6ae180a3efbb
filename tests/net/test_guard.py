"""Every special-purpose range of IANA's registries (RFC 6890), and the neighbours just outside."""

from __future__ import annotations

import ast
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import service
from service.model.address import parse_allowed
from service.net.guard import BlockedAddressError, Guard, GuardedResolver, is_public

NOT_PUBLIC = """
100.100.100.200 ::ffff:0:7f00:1 ::ffff:0:808:808 fd20:ce::254 fe80::a9fe:a9fe 2001:0:7f00:1:: 2002:a00:1::
64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 ::a9fe:a9fe
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.0.0.1 127.255.255.255 168.63.129.16
169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.192
192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.0 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1
2001:1::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fdff::1
4000::1 e000::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 feff::1 ff02::1 fd00:ec2::254
""".split()  # noqa: SIM905 - a table to be read

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.254 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.1
172.15.255.255 172.32.0.1 192.0.1.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
2001:4860:4860::8888 2606:4700::1111 2a00:1450::1 2003::1 3fff:1000::1 2620:4f:8001::1
""".split()  # noqa: SIM905 - a table to be read


def verdict(address: str, guard: Guard, port: int = 80) -> bool:
    try:
        guard.check(address, port)
    except BlockedAddressError:
        return False
    return True


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_is_refused(address: str) -> None:
    assert not verdict(address, Guard())


@pytest.mark.parametrize("address", PUBLIC)
def test_is_let_through(address: str) -> None:
    assert verdict(address, Guard())
    assert not verdict(address, Guard(only_allowed=True))


def test_the_reason_names_the_address_and_the_way_out() -> None:
    with pytest.raises(BlockedAddressError, match=r"blocked: 127\.0\.0\.2 is not a public address \(poll\.allow_private"):
        Guard().check("127.0.0.2", 80)


def test_a_wrapped_address_is_let_through_where_the_operator_lists_it() -> None:
    guard = Guard((parse_allowed("127.0.0.1:8900"),))
    assert verdict("127.0.0.1", guard, 8900)
    assert verdict("::ffff:127.0.0.1", guard, 8900)
    assert not verdict("127.0.0.1", guard, 8901)
    assert not verdict("::1", guard, 8900)


def test_a_socket_is_made_for_a_checked_address_alone() -> None:
    made = Guard((parse_allowed("127.0.0.1"),)).socket((2, 1, 6, "", ("127.0.0.1", 80)))
    made.close()
    with pytest.raises(BlockedAddressError):
        Guard().socket((2, 1, 6, "", ("127.0.0.1", 80)))


async def test_one_forbidden_address_refuses_the_whole_name() -> None:
    resolver = GuardedResolver(Guard())
    with pytest.raises(BlockedAddressError):
        await resolver.resolve("localhost", 80)
    await resolver.close()
    allowed = GuardedResolver(Guard((parse_allowed("127.0.0.0/8"), parse_allowed("::1"))))
    assert {found["host"] for found in await allowed.resolve("localhost", 80)} <= {"127.0.0.1", "::1"}
    await allowed.close()


@given(st.ip_addresses(v=4))
def test_what_is_forbidden_stays_so_in_every_wrapping(address: IPv4Address) -> None:
    if is_public(address):
        return
    number = int(address)
    for wrapped in (
        number,
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number,
    ):
        assert not is_public(ip_address(wrapped.to_bytes(16, "big")))


def test_nothing_else_builds_a_client() -> None:
    root = Path(service.__file__).parent
    doors = {"httpx", "httpcore", "httpx_aiohttp", "aiohttp", "requests", "urllib3", "urllib.request", "http.client"}
    for file in root.rglob("*.py"):
        if file.is_relative_to(root / "net"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not doors & set(names), f"{file} opens a door of its own"
