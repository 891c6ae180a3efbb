"""Which addresses may be connected to: public ones, and those that the operator lists.

The check is made on the address that is dialled, after names were resolved, so that neither a redirect nor a name server
that changes its mind leads into a private network.
"""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

from aiohttp.abc import AbstractResolver, ResolveResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.address import AllowedAddress

_NOT_PUBLIC = tuple(
    ip_network(block)
    for block in (  # IPv4, then IPv6
        "0.0.0.0/8", "10.0.0.0/8",
        "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::1/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
        "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""IANA's special-purpose address registries (RFC 6890), what wraps an IPv4 address in an IPv6 one, and the address at which
one cloud answers its machines alone (168.63.129.16).

Python's own `is_global` calls several of these public.
"""


LOOK_UPS = 32
"""Names looked up at once: those of dead domains take long, and must not hold up the others."""

_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6 for the public internet."""


class BlockedAddressError(OSError):
    """An address that may not be connected to."""


class Guard:
    """Judges addresses.

    Args:
        allowed: addresses that are not public and may be reached all the same.
        only_allowed: refuse public ones too (for what would be sent in clear).
    """

    def __init__(self, allowed: Sequence[AllowedAddress] = (), *, only_allowed: bool = False) -> None:
        self._allowed = tuple(allowed)
        self._only_allowed = only_allowed

    def check(self, host: str, port: int) -> None:
        """Judge one address, as text. Raises BlockedAddressError."""
        address = ip_address(host.partition("%")[0])
        if any(each.covers(address, port) for each in self._allowed):
            return
        if self._only_allowed:
            raise BlockedAddressError(f"blocked: {address} is not in poll.allow_private, and http sends in clear")
        if not is_public(address):
            raise BlockedAddressError(f"blocked: {address} is not a public address (poll.allow_private lists exceptions)")

    def socket(self, address: tuple[Any, ...]) -> socket.socket:
        """A socket for one entry of `getaddrinfo`, made only where its address may be dialled (IP literals come here alone)."""
        family, kind, protocol, _, where = address
        self.check(str(where[0]), int(where[1]))
        return socket.socket(family, kind, protocol)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the public internet."""
    if address.version == _UNICAST.version and address not in _UNICAST:
        return False
    return address.is_global and not any(address.version == block.version and address in block for block in _NOT_PUBLIC)


class GuardedResolver(AbstractResolver):
    """Resolves a name once; one forbidden address among its addresses refuses the whole name."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._threads = ThreadPoolExecutor(LOOK_UPS, "names")

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses of a name. Raises OSError."""
        look_up = partial(socket.getaddrinfo, host, port, family, socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        addresses = [(each, where) for each, _, _, _, where in found]
        for _, where in addresses:
            self._guard.check(str(where[0]), port)
        return [
            ResolveResult(
                hostname=host, host=str(where[0]), port=port, family=int(each), proto=0, flags=int(socket.AI_NUMERICHOST)
            )
            for each, where in addresses
        ]

    async def close(self) -> None:
        """Begin no further look-up; those under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)
