"""The channels: e-mail, webhook, Apprise, file."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, field_validator

from service.config.mail import MailServer, mail_server, mailbox
from service.config.sections import Section
from service.text.url import clean_url

SHORTEST_KEY, LONGEST_KEY = 24, 64
"""Bytes of a webhook's key (Standard Webhooks 1.0.0)."""


def listed(value: Any) -> Any:
    """One value stands for a list of one."""
    return [value] if isinstance(value, str) else value


def webhook_secret(value: object) -> SecretStr:
    """A secret ``whsec_...``. Raises ValueError, which does not repeat it."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    text = value if isinstance(value, str) else ""
    try:
        key = b64decode(text.removeprefix("whsec_"), validate=True)
    except (Base64Error, ValueError):
        key = b""
    if not text.startswith("whsec_") or not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise ValueError("secret must be whsec_ + base64 of 24-64 bytes, as from: echo whsec_$(openssl rand -base64 32)")
    return SecretStr(text)


Mailbox = Annotated[str, BeforeValidator(mailbox)]


class EmailSettings(Section):
    """E-mail through one server, one message a recipient; `insecure` is the operator's word that sending in clear is meant."""

    type: Literal["email"] = "email"
    smtp: Annotated[MailServer, BeforeValidator(mail_server)]
    password: SecretStr | None = None
    sender: Mailbox = Field(alias="from")
    to: Annotated[tuple[Mailbox, ...], BeforeValidator(listed), Field(min_length=1)]
    insecure: bool = False

    @property
    def login(self) -> tuple[str, SecretStr] | None:
        """User and password for AUTH, or None."""
        password = self.password or self.smtp.password
        return (self.smtp.user, password) if self.smtp.user and password else None


class WebhookSettings(Section):
    """A signed POST to one URL; of several secrets the first signs first, while one is being replaced."""

    type: Literal["webhook"] = "webhook"
    url: str
    secret: Annotated[
        tuple[Annotated[SecretStr, BeforeValidator(webhook_secret)], ...], BeforeValidator(listed), Field(min_length=1)
    ]

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        return clean_url(url)


class AppriseSettings(Section):
    """Whatever Apprise reaches; the URL holds its own credentials."""

    type: Literal["apprise"] = "apprise"
    url: SecretStr

    @field_validator("url")
    @classmethod
    def _has_scheme(cls, url: SecretStr) -> SecretStr:
        scheme, found, rest = url.get_secret_value().partition("://")
        if not (scheme.isascii() and scheme.isalnum() and found and rest):
            raise ValueError("must be an address as Apprise writes it, such as slack://... or tgram://...")
        return url


class FileSettings(Section):
    """JSON Lines appended to a file; ``-`` is standard output."""

    type: Literal["file"] = "file"
    path: Annotated[str, Field(min_length=1, max_length=4000)]


ChannelSettings = EmailSettings | WebhookSettings | AppriseSettings | FileSettings
TYPES: dict[str, type[ChannelSettings]] = {
    "email": EmailSettings,
    "webhook": WebhookSettings,
    "apprise": AppriseSettings,
    "file": FileSettings,
}
