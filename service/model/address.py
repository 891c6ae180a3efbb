"""Addresses that are not public and may be reached all the same, as an operator lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

HIGHEST_PORT = 65535

_BRACKETED = re.compile(r"\[([0-9A-Fa-f:./]+)\]", re.ASCII)
_WITH_PORT = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:./]+)\]|(?P<v4>[0-9./]+)):(?P<port>[0-9]{1,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class AllowedAddress:
    """An address or network, at one port or (None) at all of them."""

    network: IPv4Network | IPv6Network
    port: int | None = None

    def covers(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        """Whether a connection to `address` at `port` is allowed by this."""
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        same = address in self.network or (mapped is not None and mapped in self.network)
        return same and self.port in {None, port}

    def __str__(self) -> str:
        single = self.network.num_addresses == 1
        text = str(self.network.network_address) if single else str(self.network)
        if self.port is None:
            return text
        return f"[{text}]:{self.port}" if self.network.version == 6 else f"{text}:{self.port}"  # noqa: PLR2004 - IP versions


def parse_allowed(text: str) -> AllowedAddress:
    """Read ``10.0.0.0/8``, ``127.0.0.1``, ``127.0.0.1:8900``, ``10.0.0.0/8:8900``, ``[::1]:8900`` or ``[fd00::/8]:8900``.

    Raises:
        ValueError: it is none of these; in words.
    """
    found = _WITH_PORT.fullmatch(text)
    if found is None:
        return AllowedAddress(_network(text, text))
    port = int(found["port"])
    if not 0 < port <= HIGHEST_PORT:
        raise ValueError(f"{text!r} names no port from 1 to {HIGHEST_PORT}")
    return AllowedAddress(_network(found["v6"] or found["v4"], text), port)


def _network(address: str, text: str) -> IPv4Network | IPv6Network:
    try:
        bracketed = _BRACKETED.fullmatch(address)
        return ip_network(bracketed[1] if bracketed else address, strict=False)
    except ValueError:
        raise ValueError(f'{text!r} is no address or network, such as "10.0.0.0/8" or "127.0.0.1:8900"') from None
