"""Mail servers and mail addresses as an operator writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

import idna
from email_validator import EmailNotValidError, validate_email
from pydantic import SecretStr

Security = Literal["starttls", "tls", "none"]

SCHEMES: dict[str, tuple[Security, int]] = {
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp": ("none", 25),
}
"""What each scheme stands for, and its port where none is named."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """``smtp+starttls://user@mail.example.org:587``, taken apart; the password is hidden when printed."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: SecretStr | None = field(default=None)

    def __str__(self) -> str:
        scheme = next(scheme for scheme, (security, _) in SCHEMES.items() if security == self.security)
        user = f"{self.user}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{user}{host}:{self.port}"


def mail_server(value: object) -> MailServer:
    """Take the URL of a mail server apart. Raises ValueError in words, without the URL: it may hold a password."""
    if isinstance(value, MailServer):
        return value
    if not isinstance(value, str):
        raise ValueError("must be the URL of a mail server, such as smtp+starttls://user@mail.example.org:587")  # noqa: TRY004
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is no URL of a mail server: its host or port cannot be read") from None
    if parts.scheme not in SCHEMES:
        raise ValueError("must start with smtp+starttls://, smtps:// or, with insecure: true, smtp://")
    if not host or any(char.isspace() or not char.isprintable() for char in value):
        raise ValueError("names no mail server; write smtp+starttls://user@mail.example.org:587")
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError("has something after host and port; a / or # in a user or password is written %2F or %23")
    security, usual = SCHEMES[parts.scheme]
    return MailServer(
        host=host,
        port=port or usual,
        security=security,
        user=unquote(parts.username) if parts.username else None,
        password=SecretStr(unquote(parts.password)) if parts.password else None,
    )


def mailbox(value: object) -> str:
    """A single plain address, international ones too; names of a local network are as good as any.

    Raises:
        ValueError: it is none: a list in one text, a line break, a name in front.
    """
    if not isinstance(value, str):
        raise ValueError("must be an e-mail address")  # noqa: TRY004 - pydantic collects ValueErrors
    if any(char in value for char in ",;\r\n<>"):
        raise ValueError(f"{value!r} is not one plain e-mail address; write several as a list, without names")
    if "@" not in value:
        raise ValueError(f"{value!r} is no e-mail address, such as desk@example.org")
    local, _, domain = value.rpartition("@")
    try:
        # The library refuses the names of local networks, so it judges the part before the @ alone.
        validate_email(f"{local}@example.org", check_deliverability=False, allow_smtputf8=True)
        idna.encode(domain, uts46=True, std3_rules=True)
    except (EmailNotValidError, idna.IDNAError) as error:
        raise ValueError(f"{value!r} is no e-mail address: {error}") from None
    return value
