"""URLs as people and feeds write them, made fit for being fetched, compared and shown."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna

SCHEMES = {"http": 80, "https": 443}
"""Schemes that are fetched, and the port of each where none is named."""
LONGEST = 4000
"""Characters of a URL."""

_SAFE = "!$%&'()*+,/:;=?@~-._[]"
_AUTHORITY_END = re.compile(r"[/?#]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?", re.ASCII)
_CLEAN = re.compile(
    r"(https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}/[\w!$%&'()*+,/:;=?@~.\[\]-]*+(?<!\?))"
    r"(?:#[\w!$%&'()*+,/:;=?@~.-]*+)?",
    re.ASCII,
)
"""What nearly all feeds hold and `clean_url` leaves as it is but for the fragment, seen at a glance."""


def clean_url(text: str) -> str:
    """The URL in the one form that is stored: host in lower case and ASCII (IDNA 2008), no fragment, path quoted (RFC 3986).

    A user and password in it are kept.

    Raises:
        ValueError: it is no address of a web server; in words that do not repeat it, for it may hold a secret.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    clean = _CLEAN.fullmatch(text)
    if clean:
        return clean[1]
    # Of blanks, only the plain space counts as printable.
    if not text.isprintable() or " " in text or "\\" in text:
        raise ValueError("holds a space, or a backslash/control character in URL")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("is no URL: its host or port cannot be read") from None
    if parts.scheme not in SCHEMES:
        raise ValueError("must be a URL that starts with https:// or http://")
    if not host:
        raise ValueError("names no host")
    if port == 0:
        raise ValueError("names port 0, which nothing listens at")
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme, _netloc(parts, ascii_host(host), port), path, quote(parts.query, safe=_SAFE), ""))


def ascii_host(host: str) -> str:
    """A host name in lower case ASCII, or an IP address in its usual form.

    Raises:
        ValueError: it is neither; in words.
    """
    try:
        address = ip_address(host)
    except ValueError:
        pass
    else:
        return f"[{address}]" if isinstance(address, IPv6Address) else str(address)
    try:
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise ValueError("names an invalid host name") from None
    if not _HOST.fullmatch(name):
        raise ValueError("names an invalid host name")
    return name


def _netloc(parts: SplitResult, host: str, port: int | None) -> str:
    login, at, _ = parts.netloc.rpartition("@")
    place = host if port in {None, SCHEMES[parts.scheme]} else f"{host}:{port}"
    return f"{quote(login, safe=_SAFE)}{at}{place}"


def without_credentials(url: str) -> str:
    """The URL without user name and password, for logs and errors."""
    head, found, rest = url.partition("://")
    end = _AUTHORITY_END.search(rest)
    authority, path = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    return f"{head}{found}{authority.rpartition('@')[2]}{path}" if found else url


def names_address(url: str) -> bool:
    """Whether a URL's host is an address, so that nothing has to be resolved."""
    try:
        ip_address(urlsplit(url).hostname or "")
    except ValueError:
        return False
    return True


def host_of(url: str) -> str:
    """The host of a URL in lower case, without port; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
